from tui.screens.question import Question, picks, toggled

YEARS = (("2011", 38), ("2010", 19), ("2007", 2), ("undated", 4))


def test_a_value_is_picked_and_taken_back() -> None:
    picked = toggled("forced labour", "source", "Office for Fair Work")
    assert picked == 'forced labour source:"Office for Fair Work"'
    assert toggled(picked, "source", "Office for Fair Work") == "forced labour"


def test_a_value_is_left_out_and_let_in_again() -> None:
    left_out = toggled("labour", "place", "Vienna", exclude=True)
    assert left_out == 'labour -place:"Vienna"'
    assert toggled(left_out, "place", "Vienna", exclude=True) == "labour"
    assert toggled(left_out, "place", "Vienna") == 'labour place:"Vienna"'
    assert toggled('labour place:"Vienna"', "place", "Vienna", exclude=True) == left_out


def test_a_value_that_was_written_by_hand_is_taken_back() -> None:
    assert toggled("labour source:osce", "source", "OSCE") == "labour"


def test_several_values_of_a_facet_are_picked_beside_one_another() -> None:
    assert toggled("year:2011", "year", "2010") == "year:2011 year:2010"


def test_a_year_is_taken_out_of_a_span_of_years() -> None:
    assert toggled("labour year:2006..2011", "year", "2008") == "labour year:2006..2007 year:2009..2011"


def test_a_year_picked_takes_the_place_of_a_date() -> None:
    assert toggled("labour date:2011-05", "year", "2010") == "labour year:2010"


FACETS = {"source": (("OSCE", 9), ("ILO", 2)), "year": YEARS, "place": (("Chișinău", 3),)}


def test_what_a_query_picks_and_leaves_out_is_known_by_the_values_of_the_facets() -> None:
    found = picks("x source:osce year:2007..2010 place:chisinau place:Oslo -source:ILO -year:2011", FACETS)
    assert found.picked == {"source": ("OSCE",), "year": ("2010", "2007"), "place": ("Chișinău", "Oslo")}
    assert found.excluded == {"source": ["ILO"], "year": ["2011"]}


def test_sorting_comes_round_after_three() -> None:
    question = Question("a")
    for _ in range(3):
        question = question.sorted_next()
    assert question == Question("a")
