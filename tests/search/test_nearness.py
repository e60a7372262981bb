"""Words a few letters away from another, found at once in a whole list of words."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.nearness import shapes_of, similar
from search.spelling import ValueWords

LETTERS = "abcdeвгдβγ日本語ა𝒳"


def near(counts: dict[str, int], word: str, distance: int) -> list[tuple[str, int]]:
    table = ValueWords.of(counts)
    words = sorted(counts, key=str.encode)
    places, distances = similar(table, word, distance, shapes_of(table))
    assert [array.tolist() for array in similar(table, word, distance)] == [places.tolist(), distances.tolist()]
    return [(words[place], far) for place, far in zip(places.tolist(), distances.tolist(), strict=True)]


def steps(one: str, other: str) -> int:
    """Return how many letters apart two words are, worked out from their beginnings."""

    @cache
    def of(long: int, wide: int) -> int:
        if not long or not wide:
            return long + wide
        same = one[long - 1] == other[wide - 1]
        fewest = min(of(long - 1, wide) + 1, of(long, wide - 1) + 1, of(long - 1, wide - 1) + (not same))
        if long > 1 and wide > 1 and one[long - 2 : long] == other[wide - 2 : wide][::-1]:
            return min(fewest, of(long - 2, wide - 2) + 1)
        return fewest

    return of(len(one), len(other))


@pytest.mark.parametrize(
    ("word", "other", "far"),
    [
        ("labour", "labour", 0),
        ("labuor", "labour", 1),
        ("labor", "labour", 1),
        ("labouur", "labour", 1),
        ("laboor", "labour", 1),
        ("albuor", "labour", 2),
        ("лабур", "лабор", 1),
        ("日木", "日本", 1),
    ],
)
def test_letters_may_be_missing_added_wrong_or_swapped(word: str, other: str, far: int) -> None:
    assert near({other: 1, "zzzzzzzzz": 1}, word, 2) == [(other, far)]


def test_the_nearest_come_first_and_of_these_the_most_frequent() -> None:
    found = near({"house": 1, "horse": 3, "mouse": 9, "hose": 9, "louse": 9, "most": 99}, "house", 2)
    assert found == [("house", 0), ("hose", 1), ("louse", 1), ("mouse", 1), ("horse", 1)]


def test_nothing_is_near_in_an_empty_list() -> None:
    assert near({}, "labour", 2) == []


@given(
    st.dictionaries(st.text(LETTERS, min_size=1, max_size=7), st.integers(min_value=1, max_value=9), max_size=40),
    st.text(LETTERS, min_size=1, max_size=7),
    st.integers(min_value=1, max_value=2),
)
def test_all_near_words_are_found_and_no_others(counts: dict[str, int], word: str, distance: int) -> None:
    far = {other: steps(word, other) for other in counts}
    expected = sorted((far[other], -counts[other], other.encode()) for other in counts if far[other] <= distance)
    assert near(counts, word, distance) == [(other.decode(), away) for away, _, other in expected]
