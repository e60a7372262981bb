"""WARC files: the pages of a crawl, each with its address and the moment it was fetched."""

import gzip
import io
import zlib
from collections.abc import Callable

import brotli  # type: ignore[import-untyped]
import pytest

from corpus.document import Page
from corpus.formats import Unread, open_container, read_all, read_pages
from tests.corpus.formats.making import ADDRESS, MOMENT, html, http, packed, pdf, record


def read(*records: bytes, name: str = "crawl.warc") -> list[Page | Unread]:
    return list(read_all(name, b"".join(records), name))


def only(*records: bytes) -> Page:
    (page,) = read(*records)
    assert isinstance(page, Page), page
    return page


def test_a_response_is_a_page_with_its_address_and_moment() -> None:
    page = only(record(http(html()), address=f"{ADDRESS}?utm_source=x#part"))

    assert (page.address, page.captured, page.format) == (ADDRESS, MOMENT, "html")
    assert page.raw == html()
    assert page.origin == "crawl.warc#1"


def test_a_packed_file_gives_the_same_pages() -> None:
    records = [record(http(html(title))) for title in ("One thing", "Another thing")]

    assert list(read_all("x", packed(*records), "x")) == list(read_all("x", b"".join(records), "x"))
    assert len(read_pages("x", packed(*records), "x")) == 2


def test_what_is_no_page_is_passed_over_in_silence() -> None:
    others = [
        record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        record(b"software: x\r\n", kind="warcinfo", content_type="application/warc-fields"),
        record(http(b"\x89PNG", content_type="image/png")),
        record(http(b"p {}", content_type="text/css")),
        record(http(html(), status="301 Moved Permanently", Location="/")),
        record(http(html(), status="404 Not Found")),
        record(http(b"User-agent: *", content_type="text/plain"), address="https://www.cobs.example/robots.txt"),
        record(b"shot", kind="resource", address="urn:view:https://www.cobs.example/", content_type="text/plain"),
    ]

    assert only(*others, record(http(html()))).raw == html()
    assert read(*others) == []


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(html())),
        ("deflate", zlib.compress(html())),
        ("deflate", zlib.compress(html(), wbits=-15)),
        ("br", brotli.compress(html())),
        ("gzip", html()),
        ("br", html()),
        ("identity", html()),
    ],
)
def test_content_codings_are_taken_off_where_they_are_on(coding: str, body: bytes) -> None:
    page = only(record(http(body, Content_Encoding=coding)))

    assert page.raw == html()


def test_chunks_are_joined_before_they_are_unpacked() -> None:
    body = gzip.compress(html())
    chunks = b"%x;name=value\r\n%s\r\n%X\r\n%s\r\n0\r\n\r\n" % (10, body[:10], len(body) - 10, body[10:])

    assert only(record(http(chunks, Content_Encoding="gzip", Transfer_Encoding="chunked"))).raw == html()
    assert only(record(http(html(), Transfer_Encoding="chunked"))).raw == html()


def test_the_charset_of_the_header_counts() -> None:
    body = "<html><p>Žluťoučký kůň úpěl ďábelské ódy.</p></html>".encode("iso-8859-2")
    page = only(record(http(body, content_type="text/html; charset=ISO-8859-2")))

    assert "Žluťoučký kůň" in page.text


def test_plain_text_records_are_pages() -> None:
    page = only(record(b"Inspectors look below deck.", kind="conversion", content_type="text/plain"))

    assert (page.format, page.text, page.address) == ("text", "Inspectors look below deck.", ADDRESS)


def test_a_pdf_is_a_page_whatever_the_server_calls_it() -> None:
    body = pdf([(11, "Inspectors from four ministries learned how to look below deck.")])
    for content_type in ("application/pdf", "text/html"):
        page = only(record(http(body, content_type=content_type)))
        assert page.text == "Inspectors from four ministries learned how to look below deck."
        assert page.raw == body


@pytest.mark.parametrize("cut", [30, 200, 300])
@pytest.mark.parametrize("join", [packed, lambda *records: b"".join(records)], ids=["packed", "plain"])
def test_a_file_that_is_cut_off_gives_what_it_has_and_then_says_so(cut: int, join: Callable[..., bytes]) -> None:
    whole = join(record(http(html())), record(http(html("Second thing"))))
    first, last = read(whole[:-cut])

    assert isinstance(first, Page)
    assert first.raw == html()
    assert isinstance(last, Unread)
    assert (last.origin, "cut off" in last.reason) == ("crawl.warc", True)


def test_a_file_that_is_damaged_gives_what_stands_before() -> None:
    first, last = read(record(http(html())), b"junk\r\n\r\n" * 20)

    assert isinstance(first, Page)
    assert isinstance(last, Unread)
    assert "from here on" in last.reason


def test_a_record_too_large_is_named_and_the_rest_read() -> None:
    large = record(http(b"x" * (33 << 20), content_type="text/html"), address=ADDRESS)
    reason, page = read(large, record(http(html())))

    assert reason == Unread("crawl.warc#1", "is larger than 32 MB")
    assert isinstance(page, Page)


def test_one_record_is_held_at_a_time() -> None:
    class Endless(io.RawIOBase):
        given = 0
        block = record(http(html()))

        def readable(self) -> bool:
            return True

        def seekable(self) -> bool:
            return True

        def seek(self, place: int, whence: int = 0) -> int:
            self.given = place
            return place

        def tell(self) -> int:
            return self.given

        def read(self, size: int = -1) -> bytes:
            start = self.given % len(self.block)
            self.given += size
            return (self.block * (size // len(self.block) + 2))[start : start + size]

    stream = Endless()
    parts = open_container(stream)  # type: ignore[arg-type]
    assert parts
    assert [next(parts).anchor for _ in range(500)] == [str(number) for number in range(1, 501)]
    assert stream.given < 502 * len(stream.block) + (1 << 20)
