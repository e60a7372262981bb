"""ZIP files of pages."""

import io
import json
import zipfile

import pytest

from corpus.document import Page
from corpus.errors import UnreadableError
from corpus.formats import Unread, read_all, read_pages
from tests.corpus.formats.making import ADDRESS, RSS, html, http, mail, mhtml, packed, pdf, record, zipped_from


def test_members_are_pages_of_their_own_kinds() -> None:
    raw = zipped_from(
        {
            "folder/page.html": html(),
            "notes.md": b"# Below deck\n\nInspectors look.",
            "a.pdf": pdf([(11, "Inspectors look below deck.")]),
            "b.mht": mhtml(html()),
            "c.eml": mail("Inspectors look below deck.").as_bytes(),
            "d.jsonl": b"\n".join(json.dumps({"text": f"Text {n}", "id": n}).encode() for n in (7, 8)),
        }
    )

    pages = read_pages("pages.zip", raw, "pages.zip")

    assert [(page.origin.partition("#")[2], page.format) for page in pages] == [
        ("folder/page.html", "html"),
        ("notes.md", "markdown"),
        ("a.pdf", "text"),
        ("b.mht", "html"),
        ("c.eml", "text"),
        ("d.jsonl#7", "text"),
        ("d.jsonl#8", "text"),
    ]
    assert pages[0].raw == html()


def test_json_of_any_layout_is_read() -> None:
    spread = json.dumps({"title": "Below deck", "text": "Inspectors look."}, indent=2).encode()

    for name in ("a.json", "a.jsonl"):
        (page,) = read_pages("x.zip", zipped_from({name: spread}), "x.zip")
        assert (page.text, page.declared["title"]) == ("Inspectors look.", "Below deck")
    assert read_pages("a.jsonl", spread, "a.jsonl")[0].text == "Inspectors look."


def test_what_is_no_page_is_passed_over_in_silence() -> None:
    members = dict.fromkeys(("a.png", "s/style.CSS", ".hidden", "__MACOSX/._page.html", "a/.git/config"), b"x")

    assert [page.origin for page in read_pages("x", zipped_from({**members, "p.html": html()}), "x")] == ["x#p.html"]


def test_a_crawl_inside_is_read_record_by_record() -> None:
    crawl = packed(record(http(html())), record(http(html("Another"))))
    wacz = {"archive/data.warc.gz": crawl, "datapackage.json": b"{}", "pages/pages.jsonl": b'{"text": "index"}'}

    pages = read_pages("site.wacz", zipped_from(wacz), "site.wacz")

    assert [(page.origin, page.address) for page in pages] == [
        ("site.wacz#archive/data.warc.gz#1", ADDRESS),
        ("site.wacz#archive/data.warc.gz#2", ADDRESS),
    ]


def test_a_feed_inside_gives_its_entries() -> None:
    origins = [page.origin for page in read_pages("x", zipped_from({"news.xml": RSS.encode()}), "x")]

    assert origins[0] == "x#news.xml#cobs-7"


def test_archives_in_archives_are_opened_once() -> None:
    inner = zipped_from({"page.html": html(), "deeper.zip": zipped_from({"page.html": html()})})

    page, refused = read_all("x", zipped_from({"inner.zip": inner}), "x")

    assert isinstance(page, Page)
    assert page.origin == "x#inner.zip#page.html"
    assert refused == Unread("x#inner.zip#deeper.zip", "is an archive inside an archive")


def test_members_that_cannot_be_read_are_named_and_the_rest_is_read() -> None:
    raw = bytearray(zipped_from({"a.html": html(), "b.html": html(), "c.html": html(), "d.bin": b"\x00\x01" * 50}))
    first = raw.index(b"PK\x01\x02")
    raw[first + 8] |= 1
    second = raw.index(b"PK\x01\x02", first + 4)
    raw[second + 10] = 99

    found = list(read_all("x", bytes(raw), "x"))

    assert [(one.origin, one.reason) for one in found if isinstance(one, Unread)] == [
        ("x#a.html", "is encrypted"),
        ("x#b.html", "is compressed in a way that is not known"),
        ("x#d.bin", "is a binary file, not text"),
    ]
    assert [one.origin for one in found if isinstance(one, Page)] == ["x#c.html"]


def test_a_damaged_member_does_not_take_the_others_with_it() -> None:
    raw = bytearray(zipped_from({"a.html": html(), "b.html": html("Another")}))
    raw[80:90] = bytes(10)

    found = list(read_all("x", bytes(raw), "x"))

    assert [type(one) for one in found] == [Unread, Page]


def test_documents_of_office_programs_are_no_pages() -> None:
    raw = zipped_from({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"})

    with pytest.raises(UnreadableError, match="office"):
        read_pages("letter.docx", raw, "letter.docx")


def test_an_empty_archive_holds_no_page() -> None:
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()

    with pytest.raises(UnreadableError, match="holds no page"):
        read_pages("x.zip", empty.getvalue(), "x.zip")
