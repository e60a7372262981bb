"""Bombs and traps in files that hold others: refused or passed over, with a reason, in little time and memory."""

import gzip
import io
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest

from corpus.document import Given, Page
from corpus.errors import UnreadableError
from corpus.formats import Unread, read_all, read_pages
from corpus.formats.entry_page import read_entry
from corpus.formats.unpacking import Gunzipped
from tests.corpus.formats.making import html, http, packed, record, zipped_from

MB = 1 << 20


@contextmanager
def at_most(size: int) -> Iterator[None]:
    """Fail where Python holds more than this many bytes at any moment of the block."""
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < size
    finally:
        tracemalloc.stop()


def read(raw: bytes, name: str = "x") -> list[Page | Unread]:
    return list(read_all(name, raw, name))


def reasons(raw: bytes) -> list[str]:
    return [one.reason for one in read(raw) if isinstance(one, Unread)]


def pages(raw: bytes) -> list[Page]:
    return [one for one in read(raw) if isinstance(one, Page)]


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(bytes(100 * MB))),
        ("deflate", zlib.compress(bytes(100 * MB))),
        ("br", brotli.compress(bytes(100 * MB))),
        ("gzip, gzip", gzip.compress(gzip.compress(bytes(100 * MB)))),
    ],
)
def test_a_response_that_swells_is_refused_and_the_next_is_read(coding: str, body: bytes) -> None:
    crawl = record(http(body, Content_Encoding=coding)) + record(http(html()))
    with at_most(80 * MB):
        found = read(crawl)

    assert [type(one) for one in found] == [Unread, Page]
    assert isinstance(found[0], Unread)
    assert "times its size" in found[0].reason


def test_a_packed_crawl_that_swells_is_read_up_to_there() -> None:
    bomb = gzip.compress(record(bytes(200 * MB), kind="request"))
    with at_most(20 * MB):
        found = read(packed(record(http(html()))) + bomb + packed(record(http(html("Never seen")))))

    assert [type(one) for one in found] == [Page, Unread]
    assert isinstance(found[1], Unread)
    assert "times its size" in found[1].reason


def test_a_length_that_is_a_lie_is_not_believed() -> None:
    lie = record(http(html())).replace(b"Content-Length: ", b"Content-Length: 99999999")

    assert reasons(lie) == ["is larger than 32 MB"]


def test_a_gzip_file_of_endless_empty_members_ends() -> None:
    empty = gzip.compress(b"")

    assert Gunzipped(io.BytesIO(empty * 20_000)).read() == b""


@pytest.mark.parametrize(
    "header", [b"Content-Type: text/html\r\n" * 50_000, b"X: " + b"y" * (2 * MB) + b"\r\n", b"\x00\xff:\r\n"]
)
def test_headers_without_end_or_sense_do_no_harm(header: bytes) -> None:
    block = b"HTTP/1.1 200 OK\r\n" + header + b"\r\n" + html()

    assert len(pages(record(block) + record(http(html())))) in {1, 2}


def test_a_member_of_zeros_is_refused_by_name() -> None:
    raw = zipped_from({"bomb.html": bytes(30 * MB), "page.html": html(), "filling.txt": zlib.compress(html()) * 3000})
    with at_most(20 * MB):
        found = read(raw)

    assert found[0] == Unread("x#bomb.html", "unpacks to more than 200 times its size")
    assert [one.origin for one in pages(raw)] == ["x#page.html"]


def test_an_archive_that_swells_as_a_whole_is_refused_before_it_is_opened() -> None:
    raw = zipped_from({f"{number}.txt": bytes(MB) for number in range(100)})

    assert reasons(raw) == ["unpacks to more than 200 times its size"]


def test_members_that_share_their_bytes_are_refused() -> None:
    raw = zipped_from({"kernel.txt": bytes(20 * MB)})
    start = raw.index(b"PK\x01\x02")
    end = raw.index(b"PK\x05\x06")
    listed = raw[start:end]
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1000, 1000, 1000 * len(listed), start, 0)

    assert reasons(raw[:start] + listed * 1000 + tail) == ["unpacks to more than 200 times its size"]


def test_a_size_that_is_a_lie_is_not_believed() -> None:
    raw = bytearray(zipped_from({"page.html": html() + bytes(MB)}))
    for mark, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = raw.index(mark) + at
        raw[place : place + 4] = struct.pack("<L", 100)

    assert reasons(bytes(raw)) == ["is damaged"]


def test_a_list_of_members_beyond_memory_is_not_read() -> None:
    raw = bytearray(zipped_from({"page.html": html()}))
    place = raw.index(b"PK\x05\x06") + 12
    raw[place : place + 4] = struct.pack("<L", 200 * MB)

    assert reasons(bytes(raw)) == ["lists too many members"]


def test_an_archive_of_itself_ends() -> None:
    inner = zipped_from({"page.html": html()})
    for _ in range(20):
        inner = zipped_from({"inner.zip": inner})

    assert reasons(inner) == ["is an archive inside an archive"]


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd.html", "/etc/x.html", "a\nb\x1b[2J.html", "C:\\x.html", "x" * 3000 + ".html", "\u202efdp.html"],
)
def test_members_may_have_any_name_and_nothing_is_written(name: str) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), html())

    (page,) = pages(held.getvalue())

    assert page.raw == html()


LAUGHS = "<!DOCTYPE rss [<!ENTITY a0 'ha'>{}]>".format(
    "".join(f"<!ENTITY a{at} '{f'&a{at - 1};' * 10}'>" for at in range(1, 10))
)
ITEM = "<item><title>t</title><description>&a9;</description></item>"


@pytest.mark.parametrize(
    ("feed", "reason"),
    [
        (f"<?xml version='1.0'?>{LAUGHS}<rss version='2.0'><channel>{ITEM}</channel></rss>", "defines entities"),
        (f"<rss version='2.0'><channel>{ITEM}</channel></rss>", "is not a whole feed"),
        ("<rss>" + "<a>" * 100_000, "is not a whole feed"),
        ("<rss><channel>" + "<a/>" * 300_000, "is XML of far too many elements for a feed"),
        ("<rss><channel><item>" + "<category>x</category>" * 300_000, "is XML of far too many elements for a feed"),
        ("<rss><channel><item><description>" + "x" * (20 * MB), "is not a whole feed"),
    ],
    ids=["laughs", "an entity nobody knows", "deep", "wide", "a wide entry", "a long text"],
)
def test_xml_traps_are_refused(feed: str, reason: str) -> None:
    with at_most(100 * MB):
        assert not pages(feed.encode())
    assert reason in reasons(feed.encode())[0]


def test_no_file_is_read_that_xml_names(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("the words inside", encoding="utf-8")
    declared = f"<!DOCTYPE rss [<!ENTITY x SYSTEM '{(tmp_path / 'secret').as_uri()}'>]>"
    entry = "<item><title>t</title><description>&x;</description></item>"

    assert reasons(f"{declared}<rss><channel>{entry}</channel></rss>".encode()) == [
        "is XML that defines entities of its own"
    ]
    assert "words" not in read_entry("x", (declared + entry).encode(), Given("entry")).text


def test_a_hundred_thousand_parts_are_refused() -> None:
    parts = b"--b\n\nx\n" * 100_000
    raw = b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" + parts + b"--b--\n"

    with pytest.raises(UnreadableError, match="too many parts"):
        read_pages("x.eml", raw, "x.eml")


def test_parts_nested_in_parts_are_refused() -> None:
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (at, at) for at in range(3000))

    with pytest.raises(UnreadableError, match="too many parts"):
        read_pages("x.eml", b"MIME-Version: 1.0\n" + nested + b"\ntext", "x.eml")


@pytest.mark.parametrize(
    "line",
    [
        b"Subject: " + b"=?utf-8?q?" + b"=41" * 100_000 + b"?=",
        b"Content-Type: text/plain; charset*0*=" + b"x'" * 5000,
        b"Content-Transfer-Encoding: base64\nContent-Type: text/html; charset=\x00\xff",
        b"From: " + b"<(" * 20_000,
        b"Date: " + b"9" * 20_000,
        b'Content-Type: multipart/mixed; boundary="' + b"b" * 100_000 + b'"',
        b"Content-Disposition: attachment; filename*=utf-8''%1b%5b2J%0a..%2f",
    ],
)
def test_headers_of_any_kind_do_no_harm(line: bytes) -> None:
    raw = b"MIME-Version: 1.0\nMessage-ID: <1@x>\n" + line + b"\n\nThe text of the message.\n"

    assert all(isinstance(one, Page | Unread) for one in read(raw, "x.eml"))
    assert len(read(raw, "x.eml")) == 1
