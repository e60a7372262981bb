import pytest

from tui.render.facets import Picks
from tui.screens.value_choice import MOST, Values, letters

FACETS = {
    "source": (("OSCE Mission to Moldova", 12), ("ILO", 9), ("U.S. Department of State", 4)),
    "place": (("Chișinău", 7), ("Łódź", 3), ("Moldova Noua", 1)),
    "language": (("de", 5), ("mo", 1)),
    "tag": (),
}
MANY = {"source": tuple((f"Office {number}", 9) for number in range(20_000))}


def values(first: str = "source", picks: Picks | None = None) -> Values:
    return Values(FACETS, picks or Picks(), first)


def offered(typed: str, first: str = "source") -> list[str]:
    return [option.text for option in values(first).options(typed)]


def test_the_values_of_the_facet_where_one_stands_come_first() -> None:
    assert offered("mo") == ["OSCE Mission to Moldova", "Moldova Noua", "mo"]
    assert offered("mo", "place")[0] == "Moldova Noua"
    assert offered("", "language")[:2] == ["German", "mo"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("mis mol", "OSCE Mission to Moldova"),
        ("chisinau", "Chișinău"),
        ("CHIȘ", "Chișinău"),
        ("lodz", "Łódź"),
        ("us", "U.S. Department of State"),
        ("u.s. dep", "U.S. Department of State"),
        ("ger", "German"),
    ],
)
def test_words_are_found_by_their_beginnings_without_accents(typed: str, found: str) -> None:
    assert offered(typed) == [found]


def test_every_value_is_told_with_its_count_its_facet_and_whether_it_is_picked() -> None:
    option = values(picks=Picks({"source": ["ILO"]})).options("ilo")[0]
    assert (option.text, option.note, option.detail) == ("ILO", "✓ 9", "Source")
    assert Values.chosen(option) == ("source", "ILO", False)


def test_a_minus_asks_to_leave_the_value_out() -> None:
    option = values().options("-ilo")[0]
    assert option.detail == "leave out · Source"
    assert Values.chosen(option) == ("source", "ILO", True)


def test_a_value_is_chosen_whatever_it_is_made_of() -> None:
    odd = Values({"tag": (("-a:b", 1),)}, Picks(), "tag").options("")[0]
    assert Values.chosen(odd) == ("tag", "-a:b", False)


def test_of_any_number_of_values_some_are_offered_and_others_come_by_typing() -> None:
    many = Values(MANY, Picks(), "source")
    assert many.title == "Source: 20,000 values"
    assert len(many.options("")) == len(many.options("off")) == MOST
    assert [option.text for option in many.options("office 19999")] == ["Office 19999"]


def test_without_values_there_is_nothing_to_choose_from() -> None:
    none = Values({"source": ()}, Picks(), "source")
    assert (none.title, list(none.options("a"))) == ("There are no values", [])


def test_letters_are_compared_without_their_accents() -> None:
    assert letters("Chișinău, U.S.") == "chisinau, us"
