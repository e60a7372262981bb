import pytest

from tui.screens.times import Times, Unit, is_in_years, narrowed, unit_named, widened, without_year

TIMES = Times(
    (("2011", 38), ("2010", 19), ("2007", 2), ("undated", 4)),
    (("2007-12", 2), ("2010-01", 9), ("2010-03", 10), ("2011-05", 38)),
)


def steps(unit: Unit, query: str, count: int, *, back: bool) -> list[str]:
    seen = []
    for _ in range(count):
        name = TIMES.stepped(unit, query, back=back)
        query = narrowed(query, name, name) if name else widened(query)
        seen.append(query)
    return seen


def test_stepping_back_goes_through_the_years_there_are_and_then_to_all() -> None:
    assert steps("years", "labour", 4, back=True) == [
        "labour year:2011",
        "labour year:2010",
        "labour year:2007",
        "labour",
    ]


def test_stepping_forward_goes_the_other_way() -> None:
    assert steps("years", "labour", 4, back=False) == [
        "labour year:2007",
        "labour year:2010",
        "labour year:2011",
        "labour",
    ]


def test_stepping_by_months_passes_over_those_without_documents() -> None:
    assert steps("months", "labour date:2011-05", 3, back=True) == [
        "labour date:2010-03",
        "labour date:2010-01",
        "labour date:2007-12",
    ]
    assert steps("months", "date:2007-12", 4, back=False) == ["date:2010-01", "date:2010-03", "date:2011-05", ""]


def test_from_a_year_one_steps_into_its_months_and_from_a_month_to_the_next_year() -> None:
    assert steps("months", "labour year:2010", 1, back=True) == ["labour date:2010-03"]
    assert steps("months", "labour year:2010", 1, back=False) == ["labour date:2010-01"]
    assert steps("months", "labour year:2011", 1, back=True) == ["labour date:2011-05"]
    assert steps("years", "labour date:2010-01", 1, back=True) == ["labour year:2007"]


@pytest.mark.parametrize(
    ("query", "back", "forward"),
    [
        ("year:2006..2010", "2010", "2007"),
        ("year:2009", "2007", "2010"),
        ("year:1999", None, "2007"),
        ("date:2010-03-04", "2007", "2011"),
        ("year:undated", "2011", "2007"),
        ("-year:2011", "2011", "2007"),
        ("year:20x", "2011", "2007"),
    ],
)
def test_a_step_from_any_time(query: str, back: str | None, forward: str | None) -> None:
    assert TIMES.stepped("years", query, back=True) == back
    assert TIMES.stepped("years", query, back=False) == forward


def test_where_there_is_no_year_nothing_is_stepped_to() -> None:
    assert Times().stepped("years", "labour", back=True) is None
    assert Times((("undated", 3),)).bars("years", "labour") == []


def test_years_and_months_without_documents_are_bars_of_nothing() -> None:
    assert [(bar.name, bar.documents) for bar in TIMES.bars("years", "")] == [
        ("2007", 2),
        ("2008", 0),
        ("2009", 0),
        ("2010", 19),
        ("2011", 38),
    ]
    months = TIMES.bars("months", "")
    assert [bar.name for bar in months[:3]] == ["2007-12", "2008-01", "2008-02"]
    assert len(months) == 42


def picked(unit: Unit, query: str) -> list[str]:
    return [bar.name for bar in TIMES.bars(unit, query) if bar.picked]


def test_what_a_query_selects_is_picked() -> None:
    assert picked("years", "labour") == []
    assert picked("years", "year:2011 year:2007") == ["2007", "2011"]
    assert picked("years", "year:2006..2008") == ["2007", "2008"]
    assert picked("years", "date:2011-05") == ["2011"]
    assert picked("months", "year:2011") == [f"2011-{month:02}" for month in range(1, 6)]
    assert picked("months", "date:2011-04..2011-05 year:2006..") == ["2011-04", "2011-05"]
    assert picked("months", "date:..2008-01-15") == ["2007-12", "2008-01"]


def test_a_stray_year_does_not_make_any_number_of_bars() -> None:
    times = Times((("9999", 1), ("0001", 1)), (("0001-01", 1), ("9999-12", 1)))
    assert len(times.bars("years", "")) == len(times.bars("months", "")) == 1200


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        ("2011", "2011", "labour year:2011"),
        ("2006", "2011", "labour year:2006..2011"),
        ("2011-05", "2011-05", "labour date:2011-05"),
        ("2010-12", "2011-05", "labour date:2010-12..2011-05"),
    ],
)
def test_a_time_takes_the_place_of_the_one_before(first: str, last: str, written: str) -> None:
    assert narrowed("year:1999 labour date:1999-05", first, last) == written


@pytest.mark.parametrize(
    ("span", "year", "left"),
    [
        ("2006..2011", "2008", "x year:2006..2007 year:2009..2011"),
        ("2006..2011", "2006", "x year:2007..2011"),
        ("2006..2007", "2007", "x year:2006"),
        ("2006..", "2008", "x year:2006..2007 year:2009.."),
        ("..2011", "2011", "x year:..2010"),
    ],
)
def test_one_year_is_taken_out_of_a_span(span: str, year: str, left: str) -> None:
    assert without_year(f"x year:{span}", span, year) == left


def test_years_that_a_filter_means() -> None:
    assert is_in_years("2008", "2006..2011")
    assert is_in_years("undated", "undated")
    assert not is_in_years("undated", "2006..2011")
    assert not is_in_years("2012", "..2011")
    assert not is_in_years("2012", "20x")


def test_a_unit_is_found_by_its_name() -> None:
    assert [unit_named(name) for name in ("months", "years", "weeks")] == ["months", "years", "off"]
