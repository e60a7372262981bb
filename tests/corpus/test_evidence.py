"""The words on a page that a document's values were read from."""

from dataclasses import replace

import pytest

from corpus import Document, Page, evidence_of, page_lines, page_source
from corpus.cleaning import clean_page
from corpus.evidence import Evidence
from corpus.formats import read_pages

from .pages import BODY, MENU

LABELLED = f"""{MENU}
Press release
Inspectors learn to see the signs
Source:
- Council for Open Borders
Fields of work: Migration, Policing
Date: 4 May 2009
{BODY}
"""

DATELINE = f"""Inspectors learn to see the signs

KOLNIK, 4 May 2009 – {BODY}
"""

RECORD = (
    b'{"title": "Inspectors learn", "published": "2009-05-04T10:00:00Z", "text": "%s"}\n'
    % BODY.replace("\n", "\\n\\n").encode()
)

HTML = f"""<html lang="en"><head><title>Inspectors learn to see the signs | Council</title>
<meta property="article:published_time" content="2009-05-04T10:00:00Z">
<meta property="og:site_name" content="Council for Open Borders"></head>
<body><nav><ul><li>Home<li>About us</ul></nav><article><h1>Inspectors learn to see the signs</h1>
{"".join(f"<p>{line}</p>" for line in BODY.splitlines())}</article></body></html>"""

DIGEST = """March 2009
  1. Inspectors learn to see the signs
    10 March 2009
    Inspectors from four ministries learned how to recognise workers who are held against their will.
  2. Hotline opens in two ports
    12 March 2009
    The hotline answers in four languages, and is open from six in the morning to midnight every day.
"""


def read(raw: str | bytes, name: str = "page.txt", number: int = 0) -> tuple[Page, Document]:
    (page,) = read_pages(name, raw.encode() if isinstance(raw, str) else raw, name)
    return page, clean_page(page)[number]


def shown(raw: str | bytes, name: str = "page.txt", number: int = 0) -> dict[str, str]:
    return {value: one.words for value, one in evidence_of(*read(raw, name, number)).items()}


def test_a_label_is_shown_with_the_value_beside_or_below_it() -> None:
    words = shown(LABELLED)
    assert words["source"] == "Source: Council for Open Borders"
    assert words["fields"] == "Fields of work: Migration, Policing"
    assert words["date"] == "Date: 4 May 2009"


def test_the_lines_are_those_of_the_page() -> None:
    page, document = read(LABELLED)
    lines = page_lines(page)
    found = evidence_of(page, document)
    assert [lines[number] for number in found["source"].lines] == ["Source:", "- Council for Open Borders"]
    assert [lines[number] for number in found["title"].lines] == ["Inspectors learn to see the signs"]


def test_what_stands_on_lines_of_their_own_is_shown_as_printed() -> None:
    words = shown(LABELLED)
    assert words["title"] == "Inspectors learn to see the signs"
    assert words["type"] == "Press release"


def test_a_dateline_is_shown_up_to_its_dash() -> None:
    words = shown(DATELINE)
    assert words["date"] == words["place"] == "KOLNIK, 4 May 2009 –"


def test_what_a_record_states_is_shown_as_it_states_it() -> None:
    words = shown(RECORD, "records.jsonl")
    assert words["title"] == "title: Inspectors learn"
    assert words["date"] == "date: 2009-05-04T10:00:00Z"


def test_markup_is_shown_as_it_is_written() -> None:
    words = shown(HTML, "page.html")
    assert words["date"] == '<meta property="article:published_time" content="2009-05-04T10:00:00Z">'
    assert words["source"] == '<meta property="og:site_name" content="Council for Open Borders">'
    assert words["title"] == "Inspectors learn to see the signs"


@pytest.mark.parametrize(("number", "date"), [(0, "10 March 2009"), (1, "12 March 2009")])
def test_of_a_page_of_many_documents_the_nearest_place_counts(number: int, date: str) -> None:
    assert shown(DIGEST, number=number)["date"] == date


def test_a_corrected_value_and_what_is_not_on_the_page_have_no_words() -> None:
    page, _ = read(DATELINE)
    document = Document(
        "key4567890", "page.txt", "Another title", BODY, BODY, language="en",
        stated={"title": "correction", "source": "label", "type": "line"}, source=("Nobody",),
    )  # fmt: skip
    assert evidence_of(page, document) == {}


def test_what_steers_a_terminal_is_made_visible() -> None:
    page, document = read(DATELINE.replace("Inspectors learn", "Inspectors \x1b]0;owned\x07 learn", 1))
    assert evidence_of(page, document)["title"] == Evidence("Inspectors ␛]0;owned␇ learn to see the signs", (0,))


def test_the_lines_of_markup_are_those_a_reader_sees() -> None:
    page, _ = read(HTML, "page.html")
    assert "- About us" in page_lines(page)
    assert not any("<" in line for line in page_lines(page))
    assert page_source(page).startswith("<html")


def test_the_source_of_what_is_no_text_is_the_text_read_from_it() -> None:
    page = Page("paper.pdf", "text", b"%PDF-1.4\n" + bytes(range(256)) * 4, "Inspectors learn.")
    assert page_source(page) == "Inspectors learn."


def test_of_a_page_that_runs_into_one_line_the_words_around_the_value_are_shown() -> None:
    page, document = read(f"   Inspectors learn to see the signs     4 May 2009     {BODY.replace(chr(10), '   ')}")
    source = replace(document, source=("International Labour Council",), stated={"source": "vocabulary"})
    far = replace(
        page, text=f"{page.text}      A word from the   International Labour Council   to end with. {page.text}"
    )
    words = evidence_of(far, source)["source"].words
    assert "A word from the International Labour Council to end with." in words
    assert words.startswith("… ")
    assert words.endswith(" …")
    assert len(words) < 260
