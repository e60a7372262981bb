from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.tui.citations.documents import BARE, NOBODY, RELEASE, TO_THE_YEAR
from tui.citations import QUOTING, quoted
from tui.citations.marks import escaped_markdown

WORDS = "Forced labour is a serious crime."


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("apa", f"“{WORDS}” (Council Secretariat, 2011) [key:k7m2p9aaaa]"),
        ("ris", f"“{WORDS}” (Council Secretariat, 2011) [key:k7m2p9aaaa]"),
        ("bibtex", rf"“{WORDS}” \cite{{dateline-k7m2p9aaaa}}"),
        ("csl-json", f"“{WORDS}” [@k7m2p9aaaa]"),
        (
            "chicago",
            (
                f"“{WORDS}”\n\nCouncil Secretariat, “Forced labour on the quay must end, council says,” press release, "
                "Tarvo, May 18, 2011, https://news.example/2011/77603. [key:k7m2p9aaaa]"
            ),
        ),
        (
            "markdown",
            (
                f"> {WORDS}\n>\n> — Council Secretariat. (2011, May 18). Forced labour on the quay must end, council says "
                r"\[Press release\]. <https://news.example/2011/77603> [key:k7m2p9aaaa]"
            ),
        ),
    ],
)
def test_a_passage_comes_with_its_citation_and_the_key(style: str, expected: str) -> None:
    assert quoted(RELEASE, f" {WORDS}\n", style) == expected


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (TO_THE_YEAR, "(Labour Office et al., 2007)"),
        (NOBODY, "(“Who wrote this,” 2012)"),
        (BARE, "([Untitled document], n.d.)"),
        (replace(RELEASE, date=None, source=("A", "B")), "(A & B, n.d.)"),
    ],
    ids=["many", "nobody", "bare", "two"],
)
def test_apa_names_whom_and_when_in_the_text(document: object, said: str) -> None:
    assert f"” {said} [key:" in quoted(document, WORDS, "apa")  # type: ignore[arg-type]


def test_marks_inside_a_quotation_are_single() -> None:
    passage = 'He said "no" ("never"), then “yes”, then „vielleicht“.'

    assert quoted(RELEASE, passage, "apa").startswith("“He said ‘no’ (‘never’), then ‘yes’, then ‚vielleicht‘.” (")


def test_each_paragraph_of_a_long_quotation_opens_and_the_last_one_closes() -> None:
    text = quoted(RELEASE, "One\nline.\r\n \r\nTwo.\n\n\n\nThree.", "apa")

    assert text.startswith("“One line.\n\n“Two.\n\n“Three.” (")


def test_markdown_keeps_every_line_of_the_quotation_in_it() -> None:
    text = quoted(RELEASE, "One.\n\n# Two", "markdown")

    assert text.splitlines()[:4] == ["> One.", ">", r"> \# Two", ">"]
    assert all(line.startswith(">") for line in text.splitlines())


@pytest.mark.parametrize("style", QUOTING)
def test_a_passage_cannot_steer_the_terminal(style: str) -> None:
    assert not {"\x1b", "\x07", "\u202e", "\r"} & set(quoted(RELEASE, "a\x1b]0;x\x07\u202e\r\nb", style))


@given(st.text(st.sampled_from("ab1. )#>+-*_`[]<>&;lt\\!|=~@$"), min_size=1, max_size=40))
def test_escaped_markdown_shows_the_words_as_they_are(words: str) -> None:
    words = " ".join(words.split())
    tokens = MarkdownIt("commonmark").parse(escaped_markdown(words))

    inline = [token for token in tokens if token.type == "inline"]
    assert "".join(child.content for token in inline for child in token.children or []) == words
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
