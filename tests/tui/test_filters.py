"""Filters and timeline on the screen."""

from pathlib import Path

import pytest
from textual.geometry import Region

from tui.widgets.filters_pane import FiltersPane
from tui.widgets.timeline import Timeline

from .driver import Room, opened


def here(room: Room) -> str:
    """Return the value under the cursor of the filters."""
    row = room.room.filters.here
    return row.value if row else ""


def query(room: Room) -> str:
    return room.room.inquiry.question.query


async def test_a_value_is_found_by_typing_and_picked(press: Path) -> None:
    async with opened(press) as room:
        await room.presses("f", "slash", *"reg")
        await room.sees("Source: 3 values", "Regional Forum")
        await room.presses("enter")
        await room.sees('source:"Regional Forum"', "✓ Regional Forum")
        await room.settles()
        assert here(room) == "Regional Forum"
        await room.presses("slash", *"-warsaw", "enter")
        await room.sees('source:"Regional Forum" -place:"Warsaw"', "- Warsaw")


async def test_a_value_is_left_out_and_let_in_again_where_it_stands(press: Path) -> None:
    async with opened(press) as room:
        await room.presses("f", "j", "minus")
        await room.sees('-source:"Office for Fair Work"', "- Office for Fair Work", "80 of 120")
        await room.settles()
        assert here(room) == "Office for Fair Work"
        await room.presses("minus")
        await room.sees("120 of 120")
        await room.presses("minus", "u")
        await room.settles()
        assert (query(room), here(room)) == ("", "Office for Fair Work")


async def test_values_of_one_facet_are_picked_beside_one_another(press: Path) -> None:
    async with opened(press) as room:
        await room.presses("f", "enter", "j", "enter")
        await room.sees("✓ Border Agency", "✓ Office for Fair", "80 of 120")


async def test_facets_are_folded_and_unfolded(press: Path) -> None:
    async with opened(press) as room:
        await room.presses("f", "h", "h")
        await room.sees("Source ▸")
        assert "Border Agency" not in [row.value for row in room.room.filters.rows]
        await room.presses("l", "l")
        await room.settles()
        assert here(room) == "Border Agency"


async def test_on_a_small_screen_the_filters_have_all_of_it(press: Path) -> None:
    async with opened(press, (40, 12)) as room:
        await room.presses("f")
        assert room.panes() == ["filters"]
        await room.presses("G", "enter")
        await room.settles()
        await room.sees("✓")
        await room.presses("escape")
        assert room.panes() == ["list"]


async def test_filters_out_of_sight_show_what_was_found_meanwhile(press: Path) -> None:
    async with opened(press, (90, 24)) as room:
        await room.presses("f", "escape")
        await room.search("forced labour")
        await room.presses("f")
        await room.sees("Forced labour       2")


async def test_a_click_picks_a_value(press: Path) -> None:
    async with opened(press) as room:
        await room.pilot.click(FiltersPane, offset=(5, 2))
        await room.sees('source:"Office for Fair Work"')


async def test_what_looks_as_before_is_not_drawn_again(press: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(press) as room:
        await room.presses("w")
        await room.settles()
        drawn: list[tuple[Region, ...]] = []
        for widget in (FiltersPane, Timeline):
            monkeypatch.setattr(widget, "refresh", lambda _, *regions, **given: drawn.append(regions))
        await room.presses("s")
        await room.sees("newest first")
        await room.settles()
        assert drawn == []


async def test_the_timeline_is_shown_by_years_by_months_and_not(press: Path) -> None:
    async with opened(press) as room:
        await room.presses("w")
        await room.sees("2003", "2009")
        await room.until(lambda: room.room.timeline.display, "a timeline")
        await room.presses("w", "w")
        await room.until(lambda: not room.room.timeline.display, "no timeline")


async def test_one_steps_through_months_and_back_to_all(press: Path) -> None:
    async with opened(press) as room:
        await room.presses("w", "w", "left_curly_bracket")
        await room.sees("date:2011-05", "May 2011", "1 of 120")
        await room.presses("left_curly_bracket")
        await room.sees("date:2010-03", "Mar 2010")
        await room.presses("right_curly_bracket", "right_curly_bracket")
        await room.sees("120 of 120")


async def test_years_stay_beside_a_month_that_is_picked(press: Path) -> None:
    async with opened(press) as room:
        await room.search("date:2011-05")
        await room.sees("1 of 120")
        assert dict(room.room.filters.facets["year"])["2008"] > 1
        await room.presses("left_square_bracket")
        await room.sees("year:2010")


async def test_the_mouse_picks_a_year_and_several(press: Path) -> None:
    async with opened(press) as room:
        await room.presses("w")
        await room.settles()
        await room.pilot.click(Timeline, offset=(2, 0))
        await room.sees("year:2003")
        await room.pilot.click(Timeline, offset=(2, 0))
        await room.sees("120 of 120")
        await room.pilot.mouse_down(Timeline, offset=(2, 0))
        await room.pilot.mouse_up(Timeline, offset=(8, 1))
        await room.sees("year:2003..2004")


async def test_the_timeline_comes_back_the_next_day(press: Path, tmp_path: Path) -> None:
    desk = tmp_path / "desk.db"
    async with opened(press, desk=desk) as room:
        await room.presses("w", "w")
        await room.settles()
    async with opened(press, desk=desk) as room:
        await room.until(lambda: room.room.timeline.display, "a timeline")
        assert room.room.unit == "months"


async def test_years_are_asked_for_by_name(press: Path) -> None:
    async with opened(press) as room:
        await room.search("date:2011-05")
        await room.presses("colon", *"year 2004..2005", "enter")
        await room.sees("year:2004..2005", "40 of 120")


@pytest.mark.parametrize("size", [(1, 1), (40, 8), (80, 12)])
async def test_the_timeline_fits_a_small_screen(press: Path, size: tuple[int, int]) -> None:
    async with opened(press, size) as room:
        await room.presses("w", "w", "j", "left_curly_bracket")
        await room.settles()
        assert query(room) == "date:2011-05"
