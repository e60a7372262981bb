"""Formats: bytes to pages, and what can't be read is refused with a reason."""

import gzip
import json

import pytest

from corpus.cleaning import clean_page
from corpus.document import StatedDate
from corpus.errors import UnreadableError
from corpus.formats import is_records, read_pages
from tests.corpus.pages import BODY, PARAGRAPHS, only

MARKDOWN = f"""---
title: Below deck
date: 2008-03-04
source: Mission to Varesia
topics: [Migration, Policing]
url: https://www.cobs.example/news/1
---

# Below deck

{PARAGRAPHS[0]}

## What was learned

1. Look behind the *second* wall.
2. Ask for the pass_port.

> {PARAGRAPHS[1]}

| port | days |
|------|------|
| Kolnik | 3 |
"""


def test_front_matter_is_read_and_the_structure_kept() -> None:
    document = only(MARKDOWN, "page.md")
    assert (document.title, document.date, document.source) == (
        "Below deck",
        StatedDate(2008, 3, 4),
        ("Mission to Varesia",),
    )
    assert (document.fields, document.url, document.stated["date"]) == (
        ("Migration", "Policing"),
        "https://www.cobs.example/news/1",
        "markup",
    )
    assert "1. Look behind the *second* wall." in document.markdown
    assert "| Kolnik | 3 |" in document.markdown


def test_the_text_of_markdown_holds_no_markup() -> None:
    text = only(MARKDOWN, "page.md").text
    assert "Look behind the second wall." in text
    assert "pass_port" in text
    assert not any(mark in text for mark in ("##", "*", "> ", "|--"))


def test_the_title_of_markdown_without_front_matter_is_its_heading() -> None:
    document = only(f"# Below deck\n\n*4 March 2008*\n\n{BODY}", "page.md")
    assert (document.title, document.date) == ("Below deck", StatedDate(2008, 3, 4))
    assert "Below deck" not in document.text


def test_front_matter_that_is_broken_is_text() -> None:
    assert "Nobody asks" in only(f"---\ntitle: [unclosed\n---\n\n{BODY}", "page.md").text


@pytest.mark.parametrize(
    "record",
    [
        {"id": "a1", "title": "Below deck", "date": "2008-03-04", "source": "Mission to Varesia", "text": BODY},
        {
            "id": "a1",
            "headline": "Below deck",
            "published": "2008-03-04T09:00:00Z",
            "publisher": "Mission to Varesia",
            "body": BODY,
        },
        {
            "id": "a1",
            "Title": "Below deck",
            "pub_date": "4 March 2008",
            "issued_by": ["Mission to Varesia"],
            "content": PARAGRAPHS,
        },
        {
            "id": "a1",
            "name": "Below deck",
            "datePublished": "2008-03-04",
            "organization": "Mission to Varesia",
            "html": f"<p>{BODY}</p>",
        },
    ],
)
def test_common_names_in_records_are_understood(record: dict[str, object]) -> None:
    (page,) = read_pages("news.jsonl#1", json.dumps(record).encode(), "news.jsonl")
    (document,) = clean_page(page)
    assert page.origin == "news.jsonl#a1"
    assert (document.title, document.date, document.source) == (
        "Below deck",
        StatedDate(2008, 3, 4),
        ("Mission to Varesia",),
    )
    assert "fish hold" in document.text


@pytest.mark.parametrize("raw", [b"[1, 2]", b"{", b'"text"', b'{"title": "no text"}', b'{"text": ""}', b"[" * 100_000])
def test_a_line_that_is_no_record_is_refused(raw: bytes) -> None:
    with pytest.raises(UnreadableError):
        read_pages("news.jsonl#1", raw, "news.jsonl")


def test_files_of_records_are_known_by_name() -> None:
    assert all(is_records(name) for name in ("a.jsonl", "a.ndjson", "A.JSONL.GZ"))
    assert not any(is_records(name) for name in ("a.json.txt", "a.gz", "jsonl", "a.txt"))


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "binary"),
        (b"PK\x03\x04" + bytes(100), "ZIP"),
        (gzip.compress(b"x", mtime=0), "binary"),
    ],
)
def test_what_is_no_page_is_refused_with_a_reason(raw: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read_pages("x.txt", raw, "x.txt")


def test_text_that_is_not_utf8_is_read_and_says_how() -> None:
    (page,) = read_pages("x.txt", "Café déjà vu – “quoted”".encode("cp1252"), "x.txt")
    assert (page.text, page.encoding) == ("Café déjà vu – “quoted”", "cp1252")


def test_the_raw_page_is_kept_byte_for_byte() -> None:
    raw = b"\xef\xbb\xbfBelow\r\ndeck \x1b[31m"
    (page,) = read_pages("x.txt", raw, "x.txt")
    assert page.raw == raw
    assert page.text == "Below\ndeck ␛[31m"


def test_a_record_that_states_its_title_or_date_is_one_document_whatever_rules_it_holds() -> None:
    text = f"Below deck\n\nKOLNIK, 4 March 2008 – {BODY}\n\n###\n\nAbove deck\n\nKOLNIK, 5 March 2008 – {BODY} Again."
    record = {"id": "a1", "date": "2008-03-04", "source": "Mission to Varesia", "text": text}
    (page,) = read_pages("news.jsonl#1", json.dumps(record).encode(), "news.jsonl")
    (document,) = clean_page(page)
    assert (document.date, document.source) == (StatedDate(2008, 3, 4), ("Mission to Varesia",))


def test_what_a_record_states_of_its_source_holds_for_all_its_items() -> None:
    text = f"Below deck\n\nKOLNIK, 4 March 2008 – {BODY}\n\n###\n\nAbove deck\n\nKOLNIK, 5 March 2008 – {BODY} Again."
    (page,) = read_pages(
        "news.jsonl#1", json.dumps({"source": "Mission to Varesia", "text": text}).encode(), "news.jsonl"
    )
    assert [document.source for document in clean_page(page)] == [("Mission to Varesia",)] * 2
