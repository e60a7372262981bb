from tui.screens.question import History, Question, stepped_year, toggled

YEARS = ("2011", "2010", "2007", "undated")


def test_a_value_is_picked_and_taken_back() -> None:
    picked = toggled("forced labour", "source", "Office for Fair Work")
    assert picked == 'forced labour source:"Office for Fair Work"'
    assert toggled(picked, "source", "Office for Fair Work") == "forced labour"


def test_stepping_back_goes_through_the_years_there_are_and_then_to_all() -> None:
    query, seen = "labour", []
    for _ in range(4):
        query = stepped_year(query, YEARS, back=True)
        seen.append(query)
    assert seen == ["labour year:2011", "labour year:2010", "labour year:2007", "labour"]


def test_stepping_forward_from_the_newest_year_asks_for_all() -> None:
    assert stepped_year("labour year:2011", YEARS, back=False) == "labour"


def test_where_there_is_no_year_the_query_stays() -> None:
    assert stepped_year("labour", (), back=True) == "labour"


def test_undo_goes_back_through_what_was_settled_on() -> None:
    history, first, second = History(), Question("a"), Question("a", "newest")
    history.record(first)
    history.record(second)
    assert history.back(second) == first
    assert history.back(first) == Question()
    assert history.back(Question()) is None


def test_undo_while_typing_goes_back_to_what_was_settled_on_last() -> None:
    history = History()
    history.record(Question("forced"))
    assert history.back(Question("forced lab")) == Question("forced")


def test_asking_the_same_twice_is_one_step() -> None:
    history = History()
    history.record(Question("a"))
    history.record(Question("a"))
    assert history.back(Question("a")) == Question()


def test_sorting_comes_round_after_three() -> None:
    question = Question("a")
    for _ in range(3):
        question = question.sorted_next()
    assert question == Question("a")
