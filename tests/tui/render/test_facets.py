from tui.render.facets import FacetRow, facet_rows, row_runs, year_bars

YEARS = (("2011", 38), ("2010", 19), ("2007", 2), ("undated", 4))


def test_each_facet_has_a_heading_and_its_values_in_the_order_given() -> None:
    rows = facet_rows({"source": (("ILO", 9),), "year": YEARS}, {})
    assert [row.label or row.value for row in rows] == ["Source", "ILO", "", "Year", "2011", "2010", "2007", "undated"]
    assert [row.selectable for row in rows] == [False, True, False, False, True, True, True, True]


def test_a_picked_value_is_ticked_even_where_nothing_has_it() -> None:
    rows = facet_rows({"source": (("ILO", 9),)}, {"source": ["IOM"]})
    assert rows[-1] == FacetRow("source", "IOM", 0, picked=True)
    assert "✓ IOM" in "".join(run.text for run in row_runs(rows[-1], 20, (), selected=False))


def test_a_long_facet_is_folded_and_unfolds() -> None:
    counts = {"source": tuple((f"S{n}", 100 - n) for n in range(30))}
    folded = facet_rows(counts, {"source": ["S25"]})
    assert [row.value for row in folded if row.picked] == ["S25"]
    assert folded[-1].more == 21
    assert len(facet_rows(counts, {}, {"source"})) == 31


def test_the_strip_of_bars_runs_from_the_oldest_year_and_leaves_gaps() -> None:
    assert year_bars(YEARS, 20) == "▁  ▄▇"


def test_the_strip_keeps_the_newest_years_where_there_is_little_room() -> None:
    assert year_bars(YEARS, 2) == "▄▇"
    assert year_bars((("undated", 3),), 10) == ""


def test_counts_line_up_at_the_right() -> None:
    rows = facet_rows({"source": (("A very long name of a body that issues", 1234), ("ILO", 7))}, {})
    lines = ["".join(run.text for run in row_runs(row, 24, (), selected=False)) for row in rows[1:]]
    assert all(len(line) == 24 for line in lines)
    assert lines[0].endswith(" 1,234 ")
    assert lines[1].endswith(" 7 ")
