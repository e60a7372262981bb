"""Notes in the room: written beside their passage, found again, kept whatever happens."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from corpus import Anchor, CannotWriteError, Desk

from .driver import Room, opened


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return tmp_path / "desk.db"


async def reading(room: Room) -> None:
    """Read the first document about forced labour, at its passage."""
    await room.search("forced labour")
    await room.presses("enter")
    await room.reads("labour hides")


async def test_a_note_is_on_the_passage_that_is_read(press: Path, desk: Path) -> None:
    async with opened(press, desk=desk) as room:
        await reading(room)
        await room.presses("a")
        await room.sees("Note on this passage", "“The seminar heard that forced labour hides")
        await room.presses(*"So?", "enter", *"Who", "ctrl+s")
        await room.is_told("Note saved.")
        await room.reads("✎")
        note = room.kept(desk).all_notes()[0]
        assert note.text == "So?\nWho"
        assert note.anchor
        assert note.anchor.exact.startswith("The seminar heard")
        await room.presses("u")
        await room.is_told("Note taken away from “Trafficking")
        await room.until(lambda: "✎" not in room.screen(), "no sign of the note")
        await room.presses("ctrl+r")
        await room.is_told("Note put back")
        await room.reads("✎")


async def test_a_note_on_what_was_selected_ends_the_selection(press: Path, desk: Path) -> None:
    async with opened(press, desk=desk) as room:
        await reading(room)
        await room.presses("V", "a", "ctrl+s")
        await room.is_told("Note saved.")
        assert room.room.reader.selection is None
        passage = room.kept(desk).all_notes()[0].passage
        assert passage
        assert passage.endswith("forced labour pays.")


async def test_in_the_results_a_note_is_on_the_document(press: Path, desk: Path) -> None:
    async with opened(press, (40, 12), desk=desk) as room:
        await room.presses("a", *"Who?")
        await room.sees("Note on the document", "Who?")
        await room.presses("ctrl+s")
        await room.is_told("Note saved.")
        await room.presses("A")
        await room.sees("1 of 1", "document", "Who?")
        assert room.kept(desk).all_notes()[0].anchor is None


async def test_going_back_from_what_was_not_saved_asks_what_to_do_with_it(press: Path, desk: Path) -> None:
    async with opened(press, desk=desk) as room:
        await room.presses("a", *"Who", "escape")
        await room.sees("The note is not saved", "Save it")
        await room.presses("escape", "s", "question_mark", "escape", "enter")
        await room.is_told("Note saved.")
        assert [note.text for note in room.kept(desk).all_notes()] == ["Whos?"]
        await room.presses("a", *"No", "escape", "down", "enter")
        await room.until(lambda: len(room.app.screen_stack) == 1, "the room again")
        assert len(room.kept(desk).all_notes()) == 1


async def test_keys_that_come_all_at_once_are_all_kept(press: Path, desk: Path) -> None:
    async with opened(press, desk=desk) as room:
        for key in ("a", *"Check", "ctrl+s"):
            room.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await room.is_told("Note saved.")
        assert room.kept(desk).all_notes()[0].text == "Check"


async def test_a_note_that_was_being_written_is_written_on_the_next_day(press: Path, desk: Path) -> None:
    async with opened(press, desk=desk) as room:
        await reading(room)
        await room.presses("a", *"Half")
        room.app.leave(129)
    async with opened(press, desk=desk) as room:
        await room.sees("Note on this passage", "“The seminar heard", "Half")
        await room.presses("ctrl+s")
        await room.is_told("Note saved.")
        assert room.kept(desk).all_notes()[0].passage
    async with opened(press, desk=desk) as room:
        assert len(room.app.screen_stack) == 1


async def test_a_note_that_cannot_be_kept_stays_to_be_written(press: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise CannotWriteError("There is no room left on the disk.")

    async with opened(press) as room:
        await room.presses("a", *"Who")
        with monkeypatch.context() as patched:
            patched.setattr(Desk, "add_note", full)
            await room.presses("ctrl+s")
            await room.sees("Not saved. There is no room left on the disk.", "Who")
        await room.presses("ctrl+s")
        await room.is_told("Note saved.")


async def test_from_the_list_of_notes_one_goes_to_the_passage(press: Path, desk: Path) -> None:
    async with opened(press, (80, 24), desk=desk) as room:
        key = room.room.standing_on
        assert key
        room.kept(desk).add_note(key, "Is that so?", Anchor("forced labour pays"))
        room.kept(desk).add_note(key, "Gone.", Anchor("nothing that was ever said here", "by anybody", "or nobody"))
        await room.presses("A")
        await room.sees("1 of 2", "“forced labour pays”", "This passage is not in the text any more")
        await room.presses("j", "enter")
        await room.sees("Its passage is not in the text any more.")
        await room.presses("k", "enter")
        await room.reads("labour pays")
        assert room.room.pane == "reader"
        await room.reads("✎")


async def test_notes_are_edited_and_taken_away_in_their_list(press: Path, desk: Path) -> None:
    async with opened(press, desk=desk) as room:
        key = room.room.standing_on
        assert key
        room.kept(desk).add_note(key, "One")
        room.kept(desk).add_note(key, "Two")
        await room.presses("A", "j", "e", "s", "ctrl+s")
        await room.sees("Twos", "edited", "Note saved.")
        await room.presses("d")
        await room.sees("1 of 1", "Note taken away; u brings it back.")
        await room.presses("u")
        await room.sees("2 of 2", "Twos", "Note put back on")
        await room.presses("d", "d")
        await room.is_told("Note taken away")
        assert room.kept(desk).all_notes() == []
        await room.presses("u", "u", "A")
        await room.sees("One", "Twos")


async def test_a_note_taken_away_elsewhere_while_it_is_edited_is_written_anew(press: Path, desk: Path) -> None:
    async with opened(press, desk=desk) as room:
        key = room.room.standing_on
        assert key
        other = room.kept(desk)
        number = other.add_note(key, "One")
        await room.presses("A", "e", "s")
        other.delete_note(number)
        await room.presses("ctrl+s")
        await room.until(lambda: [note.text for note in other.all_notes()] == ["Ones"], "the note written anew")


async def test_tags_stand_in_the_header_as_soon_as_they_are_kept(press: Path, desk: Path) -> None:
    async with opened(press, desk=desk) as room:
        await room.presses("enter")
        await room.reads("18 May 2011")
        await room.presses("t", *"pay", "enter")
        await room.reads("#pay")
        await room.presses("u")
        await room.until(lambda: "#pay" not in room.screen(), "no tag any more")
