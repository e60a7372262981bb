"""The rows of the filters: what is folded, what always shows, and where one stands when counts change."""

from tui.render.facets import FacetRow, Picks
from tui.widgets.outline import FURTHER, SHORT, Outline

YEARS = (("2011", 38), ("2010", 19), ("2007", 2), ("undated", 4))
SOURCES = (
    ("OSCE", 30),
    ("OSCE Secretariat", 12),
    ("ILO", 9),
    ("OSCE Mission to Moldova", 5),
    ("OSCE Mission to Serbia", 3),
    ("Border Agency", 1),
)
MANY = tuple((f"S{number}", 20_000 - number) for number in range(20_000))


def outline(picks: Picks | None = None, **facets: tuple[tuple[str, int], ...]) -> Outline:
    made = Outline()
    made.show(facets, picks or Picks())
    return made


def told(made: Outline) -> list[str]:
    return ["  " * row.depth + (f"{row.more} more" if row.more else row.name or row.facet) for row in made.rows]


def at(made: Outline, value: str) -> int:
    return next(number for number, row in enumerate(made.rows) if row.value == value and not row.more)


def test_each_facet_that_has_values_stands_under_its_heading() -> None:
    made = outline(type=(), year=YEARS, source=(("ILO", 9),))
    assert told(made) == ["source", "ILO", "", "year", "2011", "2010", "2007", "undated"]
    assert [row.is_value for row in made.rows] == [False, True, False, False, True, True, True, True]
    assert [row.is_gap for row in made.rows].index(True) == 2


def test_where_lines_are_few_no_gaps_are_left() -> None:
    made = Outline()
    made.show({"source": (("ILO", 9),), "year": YEARS}, Picks(), gaps=False)
    assert not any(row.is_gap for row in made.rows)


def test_bodies_are_folded_into_what_they_belong_to_and_unfold() -> None:
    made = outline(source=SOURCES)
    assert told(made) == ["source", "OSCE", "ILO", "Border Agency"]
    assert made.rows[1].fold == "folded"
    assert made.unfold(1)
    assert told(made)[1:6] == ["OSCE", "  Secretariat", "  Mission to Moldova", "  Mission to Serbia", "ILO"]
    assert made.above(3) == 1
    assert made.above(1) == 0
    assert made.fold(1)
    assert len(made.rows) == 4


def test_a_body_counts_as_it_was_counted() -> None:
    made = outline(source=SOURCES)
    assert made.rows[1].count == 30


def test_the_only_body_there_is_stands_unfolded() -> None:
    assert told(outline(source=SOURCES[:2])) == ["source", "OSCE", "  Secretariat"]


def test_what_is_picked_shows_even_where_its_body_is_folded() -> None:
    made = outline(Picks({"source": ["OSCE Mission to Serbia"]}), source=SOURCES)
    assert told(made) == ["source", "OSCE", "  Mission to Serbia", "ILO", "Border Agency"]
    assert made.rows[2].state == "picked"


def test_a_long_facet_shows_its_first_values_and_those_picked() -> None:
    made = outline(Picks({"source": ["S25"]}), source=MANY[:30])
    assert told(made) == ["source", *(f"S{number}" for number in range(SHORT)), "S25", "21 more"]
    assert made.unfold(len(made.rows) - 1)
    assert len(made.rows) == 31
    assert made.fold(0)
    assert len(made.rows) == SHORT + 3
    assert made.fold(0)
    assert told(made) == ["source", "S25"]


def test_one_more_value_comes_instead_of_a_row_that_says_so() -> None:
    assert told(outline(source=MANY[: SHORT + 1]))[-1] == f"S{SHORT}"


def test_of_any_number_of_values_only_those_unfolded_are_rows() -> None:
    made = outline(source=MANY)
    assert len(made.rows) == SHORT + 2
    assert made.unfold(SHORT + 1)
    assert len(made.rows) == SHORT * FURTHER + 2
    assert made.rows[-1].more == len(MANY) - SHORT * FURTHER


def test_a_facet_stays_as_it_was_folded_when_the_counts_change() -> None:
    made = outline(source=SOURCES, year=YEARS)
    made.unfold(1)
    made.fold(at(made, "2011") - 1, wholly=True)
    made.show({"source": SOURCES[:4], "year": YEARS[:3]}, Picks())
    assert told(made) == ["source", "OSCE", "  Secretariat", "  Mission to Moldova", "ILO", "", "year"]
    assert made.rows[-1].count == 3


def test_a_value_that_is_left_out_keeps_its_place_though_nothing_has_it() -> None:
    made = outline(place=(("Kyiv", 9), ("Vienna", 5), ("Geneva", 3)))
    made.show({"place": (("Kyiv", 9), ("Geneva", 3))}, Picks({}, {"place": ["Vienna"]}))
    assert told(made) == ["place", "Kyiv", "Vienna", "Geneva"]
    assert (made.rows[2].state, made.rows[2].count) == ("excluded", None)
    made.show({"place": (("Geneva", 3),)}, Picks({}, {"place": ["Vienna", "Kyiv"]}))
    assert told(made) == ["place", "Kyiv", "Vienna", "Geneva"]


def test_a_picked_value_that_nothing_has_stands_last_and_a_year_in_its_order() -> None:
    picks = Picks({"place": ["Oslo"], "year": ["2009"]}, {"year": ["undated"]})
    made = outline(picks, place=(("Kyiv", 9),), year=YEARS[:3])
    assert told(made) == ["year", "2011", "2010", "2009", "2007", "undated", "", "place", "Kyiv", "Oslo"]


def test_one_stays_on_a_value_wherever_it_goes() -> None:
    made = outline(place=(("Kyiv", 9), ("Vienna", 5)))
    vienna = made.rows[2]
    made.show({"place": (("Vienna", 50), ("Kyiv", 9))}, Picks())
    assert made.place_of(vienna, 2) == 1


def test_where_a_value_is_gone_one_stays_near_in_its_facet() -> None:
    made = outline(place=(("Kyiv", 9), ("Vienna", 5), ("Oslo", 2)), tag=(("a", 1),))
    oslo = made.rows[3]
    made.show({"place": (("Kyiv", 9),), "tag": (("a", 1),)}, Picks())
    assert made.rows[made.place_of(oslo, 3)].value == "Kyiv"
    made.show({"tag": (("a", 1),)}, Picks())
    assert made.rows[made.place_of(oslo, 3)].value == "a"


def test_nothing_to_show_is_no_row() -> None:
    made = outline(year=())
    assert made.rows == []
    assert made.place_of(FacetRow("year", "2011"), 3) == -1
