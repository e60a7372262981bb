"""Marks, tags and notes in the room: on disk before they are said, shown as they are kept, taken back by one key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus import CannotWriteError, Desk
from tui.screens.commands.keeping import tag_options

from .driver import opened

Kept = Callable[[], Desk]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return tmp_path / "desk.db"


def test_tags_of_the_document_come_first_and_say_that_they_are_taken_off() -> None:
    options = tag_options({"key1": ["wages"]}, {"pay": 3, "wages": 2}, 1)
    assert [(option.text, option.note, option.id) for option in options] == [("wages", "2", "off"), ("pay", "3", "on")]
    assert "✓" in options[0].detail
    assert not options[1].detail


def test_a_tag_that_only_some_documents_have_is_put_on_the_others() -> None:
    theirs = {"key1": ["pay", "wages"], "key2": ["wages"]}
    options = tag_options(theirs, {"pay": 1, "wages": 2}, 2)
    assert {option.text: option.id for option in options} == {"pay": "on", "wages": "off"}


async def test_a_new_tag_is_made_by_typing_it_and_taken_off_by_choosing_it(press: Path, desk: Path) -> None:
    async with opened(press, desk=desk) as room:
        await room.presses("t", *"pay", "enter")
        await room.is_told("Tagged “pay”.")
        key = room.room.standing_on
        assert key
        assert room.kept(desk).tags(key) == ["pay"]
        await room.presses("t", "down")
        await room.sees("✓ ⏎ takes it off")
        await room.presses("enter")
        await room.is_told("Tag “pay” taken off.")
        assert room.kept(desk).all_tags() == {}


async def test_all_marked_documents_are_tagged_at_once_if_one_says_so(press: Path, desk: Path) -> None:
    async with opened(press, desk=desk) as room:
        await room.presses("m", "j", "m", "j", "t")
        await room.sees("All 2 marked documents")
        await room.presses("down", "enter")
        await room.sees("Tag 2 marked documents")
        await room.presses(*"pay", "enter")
        await room.is_told("Tagged “pay” · 2 documents.")
        assert room.kept(desk).tagged("pay") == room.kept(desk).marked()
        await room.presses("u")
        await room.is_told("Tag “pay” taken off 2 documents.")
        assert room.kept(desk).tagged("pay") == set()


async def test_one_key_takes_back_whatever_was_changed_last(press: Path, desk: Path) -> None:
    async with opened(press, desk=desk) as room:
        await room.presses("m")
        await room.search("forced labour")
        await room.presses("j", "m", "u")
        await room.is_told("Mark taken away from “Inspectors learn to see the signs”.")
        await room.presses("u")
        await room.is_told("Back to all documents.")
        await room.presses("u")
        await room.is_told("Mark taken away from “Trafficking for labour")
        assert room.kept(desk).marked() == set()
        assert "●" not in room.screen()
        await room.presses("u")
        await room.is_told("Nothing is left to take back.")
        await room.presses("ctrl+r", "ctrl+r")
        await room.is_told("Again: “forced labour”.")
        await room.presses("ctrl+r")
        await room.is_told("Mark put back on “Inspectors")
        await room.sees("● 2010-03-02", "2 of 120")
        assert len(room.kept(desk).marked()) == 2


async def test_what_was_changed_on_an_earlier_day_is_taken_back_only_where_one_insists(press: Path, desk: Path) -> None:
    async with opened(press, desk=desk) as room:
        await room.presses("m")
    async with opened(press, desk=desk) as room:
        await room.presses("u")
        await room.is_told("u again takes back what was changed before you came in")
        assert len(room.kept(desk).marked()) == 1
        await room.presses("u")
        await room.is_told("Mark taken away from “Trafficking")
        assert room.kept(desk).marked() == set()


async def test_a_change_that_cannot_be_kept_is_one_sentence_and_is_not_shown(
    press: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise CannotWriteError("There is no room left on the disk.")

    async with opened(press) as room:
        monkeypatch.setattr(Desk, "mark", full)
        await room.presses("m")
        await room.is_told("There is no room left on the disk.")
        assert "●" not in room.screen()


async def test_a_mark_of_another_room_is_seen_at_the_next_move(press: Path, desk: Path) -> None:
    async with opened(press, desk=desk) as room:
        await room.sees("  2011-05-18")
        key = room.room.standing_on
        assert key
        with Desk.open(desk) as other:
            other.mark(key)
        await room.presses("j")
        await room.sees("● 2011-05-18")


async def test_a_desk_that_cannot_be_written_is_told_on_coming_in(press: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    async with opened(press, desk=tmp_path / "file" / "desk.db") as room:
        await room.sees("cannot be written", "will be remembered.")


async def test_going_back_to_a_search_one_stands_where_one_left_it(press: Path) -> None:
    async with opened(press) as room:
        await room.presses("j", "j")
        key = room.room.standing_on
        await room.search("forced labour")
        await room.presses("j", "u")
        await room.is_told("Back to all documents.")
        assert room.room.standing_on == key


async def test_what_was_narrowed_by_marks_stays_until_the_next_search(press: Path) -> None:
    async with opened(press) as room:
        await room.presses("m")
        await room.search("is:marked")
        await room.sees("1 of 120")
        await room.presses("m")
        await room.is_told("Mark taken away.")
        await room.sees("1 of 120", "  2011-05-18")
        await room.presses("s")
        await room.sees("0 of 120")


async def test_what_was_taken_back_is_told_in_the_reader_too(press: Path) -> None:
    async with opened(press) as room:
        await room.search("forced labour")
        await room.presses("enter")
        await room.reads("labour hides")
        await room.presses("u")
        await room.sees("120 of 120")
        await room.settles()
        await room.is_told("Back to all documents.")
