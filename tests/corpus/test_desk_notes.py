"""Notes on documents and passages: written, edited, taken away and brought back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import Anchor, Desk, NotFoundError, RefusedValueError, anchor
from corpus.desk import store

TEXT = (
    "TARVO, 4 March 2008 – The port authority has opened two new quays.\n\n"
    "Inspectors will visit every ship twice a year, the harbour master said, and every hold will be opened."
)


@pytest.fixture
def desk() -> Iterator[Desk]:
    with Desk.open(Path(":memory:")) as desk:
        yield desk


def test_notes_hang_on_a_document_or_a_passage(desk: Desk) -> None:
    first = desk.add_note("key1", "Check the year.")
    second = desk.add_note("key1", "Quote this.", passage="new rules for inspectors")

    assert [(note.id, note.text, note.passage) for note in desk.notes("key1")] == [
        (first, "Check the year.", None),
        (second, "Quote this.", "new rules for inspectors"),
    ]
    assert desk.noted() == {"key1"}


def test_a_note_keeps_the_anchor_of_its_passage(desk: Desk) -> None:
    start = TEXT.index("Inspectors")
    of = anchor(TEXT, start, start + len("Inspectors will visit every ship"))

    number = desk.add_note("key1", "Since when?", of)

    note = desk.note(number)
    assert note.passage == "Inspectors will visit every ship"
    assert note.anchor == of == Anchor(of.exact, of.prefix, of.suffix, start)
    assert of.prefix.endswith("two new quays.\n\n")
    assert of.suffix.startswith(" twice a year, ")


def test_an_anchor_keeps_whole_words_and_leaves_out_blanks_at_the_ends() -> None:
    text = " ".join(f"word{number:03}" for number in range(60))
    start = text.index("word030")

    of = anchor(text, start - 1, start + len("word030 word031 "))

    assert (of.exact, of.start) == ("word030 word031", start)
    assert of.prefix.split() == [f"word{number:03}" for number in range(22, 30)]
    assert of.suffix.split() == [f"word{number:03}" for number in range(32, 40)]


def test_an_anchor_at_the_ends_of_a_text_has_no_words_around_it() -> None:
    assert anchor("All of it.", 0, 10) == Anchor("All of it.", "", "", 0)
    assert anchor("All of it.", -5, 99) == Anchor("All of it.", "", "", 0)


def test_a_passage_may_be_kept_without_a_word_of_ones_own(desk: Desk) -> None:
    desk.add_note("key1", "", "new rules for inspectors")

    assert [note.text for note in desk.notes("key1")] == [""]


@pytest.mark.parametrize("passage", [None, "", " \n"], ids=["none", "empty", "blank"])
def test_a_note_without_text_and_passage_is_refused(desk: Desk, passage: str | None) -> None:
    with pytest.raises(RefusedValueError):
        desk.add_note("key1", " ", passage)


def test_far_too_long_a_note_is_refused(desk: Desk) -> None:
    with pytest.raises(RefusedValueError, match="200,000"):
        desk.add_note("key1", "x" * 200_001)
    with pytest.raises(RefusedValueError, match="200,000"):
        desk.add_note("key1", "", "x" * 200_001)


def test_an_edited_note_says_the_new_and_keeps_the_old(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter("12345")
    monkeypatch.setattr(store, "now", lambda: next(times))
    number = desk.add_note("key1", "Check the year.")

    desk.edit_note(number, "Check the year: 2008?")
    desk.edit_note(number, "Check the year: 2008?")
    desk.edit_note(number, "It is 2008.")

    note = desk.note(number)
    assert (note.text, note.made, note.changed) == ("It is 2008.", "1", "4")
    assert [(one.text, one.until) for one in desk.earlier_texts(number)] == [
        ("Check the year.", "2"),
        ("Check the year: 2008?", "4"),
    ]


def test_a_note_taken_away_can_be_brought_back(desk: Desk) -> None:
    note = desk.add_note("key1", "Check the year.")
    before = desk.notes("key1")
    desk.delete_note(note)
    assert (desk.notes("key1"), desk.noted()) == ([], set())

    desk.restore_note(note)

    assert desk.notes("key1") == before


def test_a_note_that_is_not_there_cannot_be_taken_away_brought_back_or_edited(desk: Desk) -> None:
    note = desk.add_note("key1", "Check the year.")
    with pytest.raises(NotFoundError):
        desk.delete_note(note + 1)
    with pytest.raises(NotFoundError):
        desk.restore_note(note)
    desk.delete_note(note)
    with pytest.raises(NotFoundError):
        desk.edit_note(note, "Found.")
    with pytest.raises(NotFoundError):
        desk.note(note)


def test_a_note_is_not_edited_into_nothing(desk: Desk) -> None:
    plain, on_passage = desk.add_note("key1", "Check the year."), desk.add_note("key1", "Why?", "new rules")
    with pytest.raises(RefusedValueError):
        desk.edit_note(plain, "")

    desk.edit_note(on_passage, "")

    assert [note.text for note in desk.notes("key1")] == ["Check the year.", ""]


def test_all_notes_come_with_the_last_written_first(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter("12345")
    monkeypatch.setattr(store, "now", lambda: next(times))
    numbers = [desk.add_note(key, "Check.") for key in ("key1", "key2", "key3")]

    desk.edit_note(numbers[0], "Checked.")

    assert [note.key for note in desk.all_notes()] == ["key1", "key3", "key2"]


def test_nothing_in_a_note_steers_a_terminal(desk: Desk) -> None:
    desk.add_note("key", "half \ud83d, \x1b]52;c;x\x07 and\r\nlines", Anchor("a \x9b31m", "\x1b", "\u202e"))

    (note,) = desk.notes("key")
    assert note.text == "half \ufffd, ␛]52;c;x␇ and\nlines"
    assert note.anchor == Anchor("a \ufffd31m", "␛", "⟨U+202E⟩")
