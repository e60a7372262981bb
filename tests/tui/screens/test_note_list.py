from __future__ import annotations

import pytest

from corpus import Anchor, Note
from tui.screens.note_list import GONE, Placed, note_lines

MADE, CHANGED = "2026-05-18T12:00:00+00:00", "2026-05-19T12:00:00+00:00"


def lines(note: Note, span: tuple[int, int] | None = None, width: int = 60) -> list[str]:
    """Return how a note is listed."""
    return [line.plain for line in note_lines(Placed(note, span), "2 of 5", width, 4)]


def on(passage: str | None, text: str = "Check the year.", changed: str | None = None) -> Note:
    """Return a note on a passage, or on the document where there is none."""
    return Note(1, "key1", text, passage, MADE, changed, Anchor(passage) if passage else None)


def test_a_note_shows_its_passage_in_quotation_marks_and_what_it_says() -> None:
    head, passage, text = lines(on("raised\nin  May"), (10, 24))
    assert head.startswith("2 of 5 · 2026-05-18 ")
    assert passage == "“raised in May”"
    assert text == "Check the year."


def test_a_note_on_the_document_says_so_and_an_edited_one_says_when() -> None:
    head, *_ = lines(on(None, changed=CHANGED), width=90)
    assert "edited 2026-05-19" in head
    assert "on the whole document" in head


def test_a_note_whose_passage_is_gone_is_still_shown_as_such() -> None:
    _, gone, passage, text = lines(on("raised in May"))
    assert (gone, passage, text) == (GONE, "“raised in May”", "Check the year.")


def test_a_passage_without_words_of_ones_own_is_a_note_too() -> None:
    assert len(lines(on("raised in May", text=""), (0, 1))) == 2


def test_a_long_passage_is_cut_and_the_text_never_is() -> None:
    shown = lines(on("word " * 400, text="word " * 400), (0, 1))
    passage = shown[1 : shown.index("…")]
    assert len(passage) == 4
    assert sum(line.count("word") for line in shown[shown.index("…") :]) == 400


@pytest.mark.parametrize("text", ["[b]bold[/b] [/x]", "\x1b]0;owned\x07"], ids=["markup", "escapes"])
def test_what_a_note_says_is_only_text(text: str) -> None:
    shown = "".join(lines(on(text, text=text), (0, 1)))
    assert shown.count(text) == (0 if "\x1b" in text else 2)
    assert shown.isprintable()
