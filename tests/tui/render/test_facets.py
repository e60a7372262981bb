import pytest

from tui.render.bars import lying, upright
from tui.render.facets import FacetRow, Picks, row_runs, value_name, year_bars
from tui.render.runs import width_of

YEARS = (("2011", 38), ("2010", 19), ("2007", 2), ("undated", 4))


def line(row: FacetRow, width: int = 26, *, selected: bool = False) -> str:
    runs = row_runs(row, width, YEARS, selected=selected)
    assert width_of(runs) <= width
    return "".join(run.text for run in runs)


def test_counts_line_up_at_the_right() -> None:
    long = FacetRow("source", "x", 1234, name="A very long name of a body that issues")
    assert line(long) == "   A very long nam… 1,234 "
    assert line(FacetRow("source", "x", 7, name="ILO")) == "   ILO                  7 "


def test_what_is_picked_and_what_is_left_out_are_told_without_colour() -> None:
    assert line(FacetRow("source", "x", 9, "picked", name="IOM")).startswith(" ✓ IOM ")
    assert line(FacetRow("source", "x", None, "excluded", name="IOM")) == " - IOM".ljust(26)
    assert line(FacetRow("source", "x", 9, name="IOM"), selected=True).startswith("▌  IOM ")


def test_bodies_stand_deeper_than_what_they_belong_to() -> None:
    assert line(FacetRow("source", "x", 9, fold="unfolded", name="OSCE")).startswith("   OSCE ▾")
    assert line(FacetRow("source", "x", 9, fold="folded", depth=1, name="Mission")).startswith("     Mission ▸")
    assert line(FacetRow("source", "x", depth=1, more=1200)) == "     … 1,200 more"


def test_a_year_has_a_bar_beside_it() -> None:
    assert line(FacetRow("year", "2011", 38, name="2011")) == "   2011    ███████████ 38 "
    assert line(FacetRow("year", "2010", 19, name="2010")) == "   2010    █████▌      19 "
    assert line(FacetRow("year", "undated", 4, name="undated")) == "   undated █▏           4 "


def test_where_there_is_no_room_for_bars_there_are_none() -> None:
    assert line(FacetRow("year", "2011", 38, name="2011"), 18) == "   2011        38 "


def test_the_heading_of_years_has_a_strip_of_bars() -> None:
    assert line(FacetRow("year", count=4, fold="unfolded")) == " Year ▁  ▄▇"
    assert line(FacetRow("year", count=4, fold="folded")) == " Year ▸                 4 "
    assert line(FacetRow("field", count=4, fold="unfolded")) == " Field of work"


def test_a_row_fits_the_narrowest_pane() -> None:
    for width in range(1, 12):
        for row in (FacetRow("year", count=9), FacetRow("year", "2011", 38, name="2011"), FacetRow("tag", more=9)):
            assert len(line(row, width)) <= width


def test_the_strip_of_bars_runs_from_the_oldest_year_and_leaves_gaps() -> None:
    assert year_bars(YEARS, 20) == "▁  ▄▇"


def test_the_strip_keeps_the_newest_years_where_there_is_little_room() -> None:
    assert year_bars(YEARS, 2) == "▄▇"
    assert year_bars((("undated", 3),), 10) == ""


def test_bars_grow_by_eighths_of_a_cell() -> None:
    assert [upright(count, 8) for count in range(9)] == [" ", "▂", "▃", "▄", "▅", "▅", "▆", "▇", "█"]
    assert [lying(count, 8, 2) for count in (0, 1, 4, 5, 8)] == ["", "▎", "█", "█▎", "██"]
    assert upright(1, 10**6) == "▁"
    assert lying(1, 10**6, 9) == "▏"


@pytest.mark.parametrize(
    ("code", "name"),
    [("de", "German"), ("pt-BR", "Portuguese (BR)"), ("unknown", "unknown"), ("qq", "qq"), ("EN", "English")],
)
def test_a_language_has_its_name(code: str, name: str) -> None:
    assert value_name("language", code) == name


def test_a_value_is_one_line_and_harmless() -> None:
    assert value_name("source", "A\nB \x1b[2J").isprintable()


def test_the_state_of_a_value_is_that_of_its_facet() -> None:
    picks = Picks({"source": ["A"]}, {"source": ["B"], "year": ["2011"]})
    assert picks.states("source") == {"A": "picked", "B": "excluded"}
    assert picks.states("place") == {}
