import pytest

from tui.render.runs import width_of
from tui.render.timeline import Bar, bar_at, shown, timeline_lines


def years(first: int, *counts: int, picked: tuple[int, ...] = ()) -> list[Bar]:
    return [Bar(str(year), count, year in picked) for year, count in enumerate(counts, first)]


def months(first: int, count: int, picked: tuple[str, ...] = ()) -> list[Bar]:
    names = [f"{first + number // 12}-{number % 12 + 1:02}" for number in range(count)]
    return [Bar(name, 1 + place % 8, name in picked) for place, name in enumerate(names)]


def drawn(bars: list[Bar], width: int, height: int = 2) -> list[str]:
    lines = timeline_lines(bars, width, height)
    assert all(width_of(runs) <= width for runs in lines)
    return ["".join(run.text for run in runs).rstrip() for runs in lines]


def test_bars_are_as_wide_as_there_is_room_and_years_stand_under_them() -> None:
    assert drawn(years(2008, 4, 0, 8, 1), 30) == [
        " ▅▅▅▅▅       █████ ▂▂▂▂▂",
        " 2008  2009  2010  2011",
    ]


def test_where_bars_are_narrow_only_some_years_are_told() -> None:
    assert drawn(years(1998, *[1] * 20), 24) == [" ████████████████████", "   2000 2005 2010 2015"]


def test_months_are_told_by_the_years_that_begin_among_them() -> None:
    assert drawn(months(2010, 26), 30)[1] == " 2010        2011        2012"


def test_what_is_picked_is_marked_and_named_without_colour() -> None:
    assert drawn(years(2008, 4, 0, 8, 1, picked=(2010,)), 30)[1] == " 2008  2009  2010━ 2011"
    assert drawn(years(2008, 4, 0, 8, 1, picked=(2009, 2010)), 30)[1] == " 2008  2009–2010━━ 2011"
    assert drawn(months(2010, 26, ("2010-05",)), 30)[1] == "     ━ May 2010          2012"
    assert drawn(months(2010, 26, ("2012-02",)), 30)[1] == " 2010            Feb 2012 ━"


def test_months_of_one_year_are_named_short() -> None:
    spring = tuple(f"2010-0{month}" for month in (3, 4, 5))
    assert "Mar–May 2010" in drawn(months(2010, 26, spring), 30)[1]
    whole = tuple(f"2010-{month:02}" for month in range(1, 13))
    assert drawn(months(2010, 26, whole), 30)[1] == " 2010━━━━━━━━            2012"
    assert "Jan 2010–Jan 2011" in drawn(months(2010, 26, (*whole, "2011-01")), 60)[1]


def test_of_more_months_than_there_is_room_for_the_newest_are_shown() -> None:
    line, _ = drawn(months(2000, 120), 22)
    assert line.startswith("‹")
    assert shown(months(2000, 120), 22).bars[-1].name == "2009-12"


def test_the_months_shown_are_those_around_what_is_picked() -> None:
    bars = months(2000, 120, ("2003-05",))
    line, under = drawn(bars, 22)
    assert line[0] == "‹"
    assert line[-1] == "›"
    assert "━ May 2003" in under


def test_in_one_line_what_is_picked_is_told_at_the_right() -> None:
    assert drawn(years(2008, 4, 0, 8, 1), 24, 1) == [" ▅   █ ▂      2008–2011"]
    assert drawn(years(2008, 4, 0, 8, 1, picked=(2010,)), 24, 1)[0].endswith(" 2010")


@pytest.mark.parametrize("height", [0, 1, 2, 5])
@pytest.mark.parametrize("width", [0, 1, 2, 5, 11, 40])
def test_it_fits_any_screen(width: int, height: int) -> None:
    for bars in ([], years(2010, 3), months(2000, 30, ("2001-01",)), years(1900, *[1] * 120, picked=(1950,))):
        lines = timeline_lines(bars, width, height)
        assert len(lines) <= min(height, 2)
        assert all(width_of(runs) <= max(width, 3) for runs in lines)


def test_a_column_belongs_to_a_bar() -> None:
    bars = years(2008, 4, 0, 8, 1)
    assert [bar.name if (bar := bar_at(bars, 30, x)) else None for x in (0, 1, 6, 7, 24, 25)] == [
        None,
        "2008",
        "2008",
        "2009",
        "2011",
        None,
    ]
