"""Select documents by their columns, and count the values of the documents found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpus import aliases
from search.analysis import folded_words
from search.columns import UNDATED
from search.schema import FACET_OF
from search.snapshot import Mask, Snapshot
from search.tree import Select, Value

if TYPE_CHECKING:
    from corpus import Desk

Counts = tuple[tuple[str, int], ...]


class Selector:
    """Answers filters over one snapshot; what hangs on keys is asked of the desk."""

    def __init__(self, snapshot: Snapshot, desk: Desk | None) -> None:
        self._snapshot = snapshot
        self._desk = desk
        self._folded: dict[str, list[tuple[str, ...]]] = {}

    def select(self, tree: Select) -> Mask:
        """Return which documents a filter lets through."""
        name, value = tree.name, tree.value
        if name in FACET_OF:
            facet = FACET_OF[name]
            return self._with_codes(facet, self.matching(facet, value))
        if name == "date":
            return self._dated(value)
        if name == "key":
            return self._keyed(value.text)
        return self._on_desk(name, value.text)

    def matching(self, facet: str, value: Value) -> list[int]:
        """Return the codes of a facet's values that a filter means; a whole value where there is one, else by words."""
        values = self._snapshot.columns.facets[facet].values
        if facet == "year":
            return [code for code, year in enumerate(values) if _is_in_years(year, value)]
        folded = self._folded_values(facet)
        if value.whole:
            same = [code for code, words in enumerate(folded) if words == value.words]
            exact = [code for code in same if values[code] == value.text]
            if same:
                return exact or same
        names = [value.words, *(folded_words(name) for name in sorted(aliases(value.text)))]
        return [code for code, words in enumerate(folded) if _has_any(words, names, prefix=value.prefix)]

    def _folded_values(self, facet: str) -> list[tuple[str, ...]]:
        if facet not in self._folded:
            self._folded[facet] = [folded_words(value) for value in self._snapshot.columns.facets[facet].values]
        return self._folded[facet]

    def _with_codes(self, facet: str, codes: list[int]) -> Mask:
        column = self._snapshot.columns.facets[facet]
        wanted = np.zeros(len(column.values), dtype=np.bool_)
        wanted[codes] = True
        mask = np.zeros(self._snapshot.size, dtype=np.bool_)
        mask[column.owners[wanted[column.codes]]] = True
        return mask

    def _dated(self, value: Value) -> Mask:
        dates = self._snapshot.columns.dates
        first, last = earliest(dates), latest(dates)
        mask = dates > 0
        if value.low is not None:
            mask &= first >= value.low
        if value.high is not None:
            mask &= last <= value.high
        return mask

    def _keyed(self, beginning: str) -> Mask:
        keys = self._snapshot.columns.keys
        wanted = beginning.encode()
        return np.asarray(np.char.startswith(keys, wanted)) if keys.size else np.zeros(0, dtype=np.bool_)

    def _on_desk(self, name: str, value: str) -> Mask:
        if (name, value) == ("is", UNDATED):
            return np.asarray(self._snapshot.columns.dates == 0)
        if (name, value) == ("is", "unread"):
            return ~self._on_desk("is", "read")
        mask = np.zeros(self._snapshot.size, dtype=np.bool_)
        if self._desk is not None:
            mask[self._snapshot.number_of(_desk_keys(self._desk, name, value))] = True
        return mask


def _desk_keys(desk: Desk, name: str, value: str) -> set[str]:
    if name == "tag":
        return desk.tagged(value)
    answers: Mapping[tuple[str, str], Callable[[], set[str]]] = {
        ("is", "read"): desk.read,
        ("is", "marked"): desk.marked,
        ("has", "note"): desk.noted,
    }
    return answers[name, value]()


def _has_any(words: tuple[str, ...], names: Sequence[tuple[str, ...]], *, prefix: bool) -> bool:
    """Say whether a value holds the words of a name, or of another name of the same place or body."""
    return any(_has_words(words, name, prefix=prefix) for name in names if name)


def _is_in_years(year: str, value: Value) -> bool:
    if UNDATED in {value.text, year}:
        return value.text == year
    number = int(year)
    return (value.low is None or number >= value.low) and (value.high is None or number <= value.high)


def _has_words(words: tuple[str, ...], wanted: tuple[str, ...], *, prefix: bool) -> bool:
    count = len(wanted)
    for at in range(len(words) - count + 1):
        here = words[at : at + count]
        if here[:-1] == wanted[:-1] and (here[-1:] == wanted[-1:] or (prefix and here[-1].startswith(wanted[-1]))):
            return True
    return False


def earliest(dates: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return the first day that each date may mean: 2007 is 20070101."""
    with_month = dates + np.where(dates // 100 % 100 == 0, 100, 0).astype(np.int32)
    return with_month + np.where(dates % 100 == 0, 1, 0).astype(np.int32)


def latest(dates: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return the last day that each date may mean, with 31 for the last day of every month: 2007 is 20071231."""
    with_month = dates + np.where(dates // 100 % 100 == 0, 1200, 0).astype(np.int32)
    return with_month + np.where(dates % 100 == 0, 31, 0).astype(np.int32)


def count(snapshot: Snapshot, facet: str, mask: Mask) -> Counts:
    """Return a facet's values with the number of documents in `mask` that have them.

    Years come newest first with undated last, other values by their number.
    """
    column = snapshot.columns.facets[facet]
    numbers = np.bincount(column.codes[mask[column.owners]], minlength=len(column.values))
    counted = [(column.values[code], int(numbers[code])) for code in np.flatnonzero(numbers)]
    if facet == "year":
        return tuple(sorted(counted, key=lambda pair: (pair[0] != UNDATED, pair[0]), reverse=True))
    return tuple(sorted(counted, key=lambda pair: (-pair[1], pair[0])))
