"""What two documents have alike, and what only one has."""

import random
from itertools import pairwise
from pathlib import Path

import pytest

from corpus.archive import Archive
from corpus.document import Document
from corpus.stories.comparing import Passage, difference
from tests.corpus.stored import body, document, page, put


def told(text: str, title: str | None = None) -> Document:
    return document("any", text=text, title=title)


def shown(before: str, now: str) -> str:
    """Give the difference in one line: `[-removed-]` and `[+added+]` between what is the same."""
    marks = {"same": "{}", "removed": "[-{}-]", "added": "[+{}+]"}
    found = difference(told(before), told(now))
    return " ".join(marks[passage.kind].format(" ".join(passage.text.split())) for passage in found)


def words_of(passages: list[Passage], *kinds: str) -> list[str]:
    return "".join(passage.text for passage in passages if passage.kind in kinds).split()


def test_equal_documents_are_one_same_passage() -> None:
    assert shown("One.\n\nTwo.", "One.\n\nTwo.") == "One. Two."


def test_of_two_empty_documents_there_is_nothing_to_show() -> None:
    assert difference(told(""), told("")) == []


def test_a_changed_word_is_shown_in_its_place() -> None:
    before = "The fee for a small boat is six crowns a day in summer."

    assert shown(before, before.replace("six", "nine")) == (
        "The fee for a small boat is [-six-] [+nine+] crowns a day in summer."
    )


def test_words_that_were_only_added_have_nothing_removed_beside_them() -> None:
    before = "The harbour office said that fees stay as they are."
    now = "The harbour office said on Monday that fees stay as they are."

    assert shown(before, now) == "The harbour office said [+on Monday+] that fees stay as they are."


def test_a_paragraph_that_is_new_or_gone_is_shown_whole() -> None:
    before = "Fees stay.\n\nBoats are counted.\n\nFerries run."
    now = "Fees stay.\n\nFerries run.\n\nNobody objected."

    assert shown(before, now) == "Fees stay. [-Boats are counted.-] Ferries run. [+Nobody objected.+]"


def test_paragraphs_with_nothing_in_common_are_not_compared_by_words() -> None:
    assert shown("Fees stay the same for the year.", "Ferries of all sizes run at the hour.") == (
        "[-Fees stay the same for the year.-] [+Ferries of all sizes run at the hour.+]"
    )


def test_a_word_alone_between_two_changes_is_part_of_the_change() -> None:
    before = "In spring the office said that small boats and ferries pay nothing at all."
    now = "In spring the office said that large ships and tankers pay nothing at all."

    assert shown(before, now) == (
        "In spring the office said that [-small boats and ferries-] [+large ships and tankers+] pay nothing at all."
    )


def test_another_division_into_lines_is_no_difference_within_a_paragraph() -> None:
    assert shown("Fees stay\nas they are.", "Fees stay as\nthey are.").count("[") == 0


def test_a_changed_title_is_shown() -> None:
    found = difference(told("Text.", "Fees rise"), told("Text.", "Fees fall"))

    assert words_of(found, "removed") == ["rise"]
    assert words_of(found, "added") == ["fall"]
    assert words_of(found, "same") == ["Fees", "Text."]


def test_the_passages_together_are_both_documents() -> None:
    choice = random.Random(11)  # noqa: S311
    for _ in range(200):
        before, now = (
            "".join(
                choice.choice(["fee ", "boat ", "pier ", "the ", "\n\n", "a\n"]) for _ in range(choice.randrange(60))
            )
            for _ in range(2)
        )
        found = difference(told(before), told(now))
        assert words_of(found, "same", "removed") == before.split()
        assert words_of(found, "same", "added") == now.split()
        assert all(one.kind != other.kind for one, other in pairwise(found))


@pytest.mark.parametrize("length", [13_000, 60_000])
def test_a_paragraph_too_long_to_compare_by_words_is_shown_whole(length: int) -> None:
    before = " ".join(f"word{number}" for number in range(length))

    found = difference(told(before), told(f"{before} end"))

    assert [passage.kind for passage in found] == ["removed", "added"]


def test_two_states_of_a_changed_page_are_compared(tmp_path: Path) -> None:
    with Archive.open(tmp_path, create=True) as archive:
        put(archive, page(document("fees")))
        put(archive, page(document("fees", change="Boats are free.")))
        before, now = (revision.document for revision in archive.revisions("fees-key"))

    assert difference(before, now)[-1] == Passage("added", "Boats are free.\n\n")
    assert words_of(difference(before, now), "same")[2:] == body("fees").split()
