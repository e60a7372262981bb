"""The palette in the room."""

from pathlib import Path

import pytest

from .driver import Room, opened


async def does(room: Room, typed: str) -> None:
    await room.presses("colon", *("space" if letter == " " else letter for letter in typed), "enter")
    await room.pilot.pause()
    await room.settles()


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_any_action_is_done_by_its_name(press: Path, size: tuple[int, int]) -> None:
    async with opened(press, size) as room:
        await does(room, "mark")
        await room.is_told("Marked.")
        await does(room, "year 2009")
        await room.sees("1 of 120")
        await does(room, "undo")
        await does(room, "search round table")
        await room.sees("117 of 120")
        await does(room, "sort oldest")
        await room.until(lambda: room.room.inquiry.question.sort == "oldest", "the oldest first")


async def test_an_action_of_another_pane_is_done_there(press: Path) -> None:
    async with opened(press) as room:
        await room.until(lambda: bool(room.room.filters.rows), "filters")
        await does(room, "pick")
        await room.sees("✓ Border Agency", "40 of 120")
        assert room.room.pane == "filters"


async def test_esc_does_nothing(press: Path) -> None:
    async with opened(press) as room:
        await room.presses("colon", *"mark", "escape")
        await room.sees("⏎ read")
        assert room.room.list.marked == set()


async def test_a_year_is_asked_for_where_none_is_named(press: Path) -> None:
    async with opened(press) as room:
        await does(room, "year ")
        await room.sees("Year, or years")
        await room.presses(*"2003..2004", "enter")
        await room.sees("year:2003..2004", "40 of 120")
        await does(room, "year 2005")
        await room.sees("20 of 120")
        assert room.room.inquiry.question.query == "year:2005"


async def test_an_option_is_taken_with_the_mouse(press: Path) -> None:
    async with opened(press) as room:
        await room.presses("colon", *"mark")
        await room.pilot.click("OptionLines", offset=(5, 0))
        await room.is_told("Marked.")
