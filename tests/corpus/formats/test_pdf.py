"""PDF files: paragraphs, and the title."""

import pytest

from corpus.cleaning import clean_page
from corpus.document import Page, StatedDate
from corpus.errors import UnreadableError
from corpus.formats import read_pages
from tests.corpus.formats.making import TITLE, assembled, pdf

LINES = [
    (11, "KOLNIK, 4 March 2008 – Inspectors from four ministries learned how to recog-"),
    (11, "nise workers who are held against their will, in the well-known school of the"),
    (11, "mission, the mission said."),
    (11, "“Nobody asks to be locked in a fish hold,” said Ada Mirel, who heads the well-"),
    (11, "known inspectorate."),
]


def read(raw: bytes) -> Page:
    (page,) = read_pages("release.pdf", raw, "release.pdf")
    return page


def test_printed_lines_are_paragraphs_again() -> None:
    assert read(pdf(LINES)).text.split("\n\n") == [
        (
            "KOLNIK, 4 March 2008 – Inspectors from four ministries learned how to recognise workers who are held against "
            "their will, in the well-known school of the mission, the mission said."
        ),
        "“Nobody asks to be locked in a fish hold,” said Ada Mirel, who heads the well-known inspectorate.",
    ]


def test_the_date_is_that_of_the_text_not_of_the_file() -> None:
    dated, undated = (clean_page(read(pdf(lines)))[0] for lines in (LINES, [(11, "Inspectors look below deck today.")]))

    assert (dated.date, dated.stated["date"]) == (StatedDate(2008, 3, 4), "dateline")
    assert undated.date is None


def test_heads_feet_and_page_numbers_are_left_out() -> None:
    pages = [
        [
            (9, "Council press service"),
            (11, f"This is what page {word} has to say about the deck."),
            (9, f"Page {at} of 3"),
        ]
        for at, word in enumerate(("one", "two", "three"), 1)
    ]

    text = read(pdf(*pages)).text

    assert text.split("\n\n") == [
        "Council press service",
        " ".join(f"This is what page {word} has to say about the deck." for word in ("one", "two", "three")),
    ]


def test_a_paragraph_goes_on_on_the_next_page() -> None:
    first, second = [LINES[0], (9, "1")], LINES[1:3]

    assert "recognise workers" in read(pdf(first, second)).text


def test_the_title_is_the_one_stated_if_the_page_bears_it_out() -> None:
    stated = pdf([(11, TITLE), *LINES], title=TITLE)
    left_over = pdf([(20, TITLE), *LINES], title="Annual report of another year")
    named = pdf([(20, TITLE), *LINES], title="Microsoft Word - release.doc")

    assert [read(raw).declared.get("title") for raw in (stated, left_over, named)] == [TITLE] * 3


def test_the_title_is_the_first_large_line_that_can_be_one() -> None:
    masthead = [
        (24, "PRESS RELEASE"),
        (20, TITLE),
        (11, "Kolnik"),
        (16, "Ada Mirel (mirel@cobs.example) and others"),
        *LINES,
    ]

    assert read(pdf(masthead)).declared["title"] == TITLE
    assert "title" not in read(pdf([*masthead[:1], *masthead[2:]])).declared


def test_headings_with_numbers_stand_alone() -> None:
    lines = [
        *LINES[:2],
        (11, "mission, which is known to all of the people who are there in the port at last."),
        (11, "1.2. What was learned"),
    ]

    assert read(pdf(lines)).text.endswith("\n\n1.2. What was learned")


def test_a_page_in_one_size_has_no_stated_title() -> None:
    assert "title" not in read(pdf(LINES)).declared


def test_pictures_of_pages_hold_no_text() -> None:
    with pytest.raises(UnreadableError, match="pictures of pages"):
        read(pdf([], []))


def test_an_encrypted_file_says_so() -> None:
    secret = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >> /ID [<00> <00>]"

    with pytest.raises(UnreadableError, match="encrypted"):
        read(pdf(LINES, extra=secret.encode()))


@pytest.mark.parametrize("raw", [b"%PDF-1.4\n", b"%PDF-1.7\njunk" * 40, assembled([b"<< /Type /Catalog >>"])])
def test_a_damaged_file_says_so(raw: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"damaged|no text"):
        read(raw)


def test_a_file_cut_off_is_refused_wherever_that_is() -> None:
    whole = pdf(LINES)
    for cut in range(20, len(whole) - 10, 97):
        with pytest.raises(UnreadableError):
            read(whole[:-cut])
