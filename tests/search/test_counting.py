"""Tables of facets of any shape count and choose as one would by hand; values are found by their words."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping

import numpy as np
import pytest

from search.columns import Facet
from search.counting import Counts, Table, tabulate
from search.names import Names

ABOVE = {"b1": "B", "b2": "B", "b1x": "b1", "B": "A"}


def stated(chance: random.Random, most: int) -> list[list[str]]:
    names = ["A", "b1", "b2", "b1x", *(f"v{number}" for number in range(40))]
    return [chance.sample(names, min(chance.choice((0, 1, 1, 2, most)), len(names))) for _ in range(300)]


def table_of(documents: list[list[str]], above: Mapping[str, str]) -> Table:
    values = tuple(dict.fromkeys(value for one in documents for value in one))
    code_of = {value: code for code, value in enumerate(values)}
    pairs = [(number, code_of[value]) for number, one in enumerate(documents) for value in one]
    owners, codes = np.array(pairs, dtype=np.int32).reshape(-1, 2).T
    return tabulate(Facet(owners, codes, values), len(documents), len(documents), above=above)


def with_all_above(values: list[str], above: Mapping[str, str]) -> set[str]:
    every = set(values)
    while more := {above[value] for value in every if value in above} - every:
        every |= more
    return every


def in_order(counted: Counter[str]) -> Counts:
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


@pytest.mark.parametrize("above", [{}, ABOVE], ids=["flat", "tree"])
@pytest.mark.parametrize("most", [1, 3, 30])
@pytest.mark.parametrize("seed", range(3))
def test_counts_and_choices_are_those_of_the_documents_one_by_one(
    seed: int, most: int, above: Mapping[str, str]
) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same documents every time
    documents = stated(chance, most)
    table = table_of(documents, above)
    has = [with_all_above(values, above) for values in documents]
    for share in (0.0, 0.1, 0.9, 1.0):
        some = [number for number in range(len(documents)) if chance.random() < share]
        counted = Counter(value for number in some for value in has[number])
        assert table.listed(np.array(some, dtype=np.int64)) == in_order(counted)
    chosen = chance.sample(range(len(table.values)), 3)
    wanted = {table.values[code] for code in chosen}
    assert table.select(chosen).tolist() == [bool(wanted & values) for values in has]


@pytest.mark.parametrize("documents", [[], [[], []]], ids=["no documents", "no values"])
def test_a_facet_without_values_counts_and_selects_nothing(documents: list[list[str]]) -> None:
    table = table_of(documents, {})
    assert table.listed(np.arange(len(documents))) == ()
    assert table.select([]).tolist() == [False] * len(documents)


def test_words_in_a_row_are_found_in_values_and_the_last_may_go_on() -> None:
    names = Names(["OSCE Mission to Moldova", "Mission OSCE", "OSCE Missions", "Ümlaut"])
    assert names.holding(("osce", "mission")) == [0]
    assert names.holding(("osce", "mission"), prefix=True) == [0, 2]
    assert names.holding(("mission",)) == [0, 1]
    assert names.holding(("umla",), prefix=True) == [3]
    assert names.holding(("nowhere",)) == []
