"""Facets made ready for counting: one small number for each document stands for all its values of a facet.

Documents that have the same values share a number. So the values of any documents are counted by one `bincount` over
their numbers, and what a number got goes to each of its values. A document of a body is one of the bodies above it too,
and counts there once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from search.codec.postings import distinct
from search.columns import Facet
from search.names import Names

MOST_COMPARED = 16
"""Values of one document up to which others with the same are looked for; with more it has a number of its own."""

Counts = tuple[tuple[str, int], ...]
Ints = NDArray[np.int64]


class Table:
    """One facet of the documents of a snapshot, of which `live` are not deleted.

    `numbers` has a number for each document, 0 where it has no value. Value `values[i]` belongs to the documents with
    any of the numbers `members[starts[i]:starts[i + 1]]`. With `in_order` values are listed as they stand in `values`,
    else only those with equal counts.
    """

    def __init__(  # noqa: PLR0913 - the arrays of a table, as they belong together
        self,
        values: tuple[str, ...],
        numbers: NDArray[np.unsignedinteger],
        members: Ints,
        starts: Ints,
        *,
        live: int,
        in_order: bool,
    ) -> None:
        self.values = values
        self._numbers = numbers
        self._members = members
        self._starts = starts
        self._kinds = int(members.max(initial=0)) + 1
        self._live = live
        self._in_order = in_order
        self._of_all: Counts | None = None

    @cached_property
    def names(self) -> Names:
        """Return the values by their words."""
        return Names(self.values)

    def listed(self, documents: Ints, *, containing: str = "", limit: int | None = None) -> Counts:
        """Return the values that some documents, live and different ones, have: the most frequent first, or in order.

        Only those in which every word of `containing` begins a word, and the first `limit` of these.
        """
        if not self.values:
            return ()
        if containing:
            return self._listed(self._count(documents) * self.names.containing(containing), limit)
        if documents.size != self._live:
            return self._listed(self._count(documents), limit)
        if self._of_all is None:
            self._of_all = self._listed(self._count(documents))
        return self._of_all[:limit]

    def select(self, codes: list[int]) -> NDArray[np.bool_]:
        """Return for each document whether it has any of the values at these places in `values`."""
        wanted = np.zeros(len(self.values), dtype=np.bool_)
        wanted[codes] = True
        kinds = np.zeros(self._kinds, dtype=np.bool_)
        kinds[self._members[np.repeat(wanted, np.diff(self._starts, append=self._members.size))]] = True
        return np.take(kinds, self._numbers)

    def _count(self, documents: Ints) -> Ints:
        every = documents.size == self._numbers.size
        numbers = self._numbers if every else np.take(self._numbers, documents)
        kinds = np.bincount(numbers, minlength=self._kinds)
        counts: Ints = np.add.reduceat(kinds[self._members], self._starts)
        return counts

    def _listed(self, counts: Ints, limit: int | None = None) -> Counts:
        found = np.flatnonzero(counts)
        if not self._in_order:
            found = found[np.argsort(-counts[found], kind="stable")]
        found = found[:limit]
        return tuple(zip(map(self.values.__getitem__, found.tolist()), counts[found].tolist(), strict=True))


def tabulate(  # noqa: PLR0913 - what a table is made of, each named
    column: Facet,
    documents: int,
    live: int,
    *,
    order: Callable[[str], int | str] = str,
    above: Mapping[str, str] | None = None,
    in_order: bool = False,
) -> Table:
    """Return the table of a column over so many `documents`, of which `live` are not deleted.

    Values are listed by `order`; `above` says to which value the documents of another belong as well.
    """
    above = above or {}
    names = sorted({*column.values, *above.values()}, key=order)
    code_of = {name: code for code, name in enumerate(names)}
    places = np.array([code_of[name] for name in column.values], dtype=np.int64)
    numbers, owners, codes = _shared(column.owners, places[column.codes], documents, len(names))
    if above:
        parent = np.array([code_of.get(above.get(name, ""), -1) for name in names], dtype=np.int64)
        owners, codes = _with_bodies_above(owners, codes, parent)
    kinds = int(owners.max(initial=0)) + 1
    pairs = distinct(codes * kinds + owners)
    starts = np.flatnonzero(np.diff(pairs // kinds, prepend=-1))
    values = tuple(names[code] for code in (pairs[starts] // kinds).tolist())
    return Table(values, numbers, pairs % kinds, starts, live=live, in_order=in_order)


def _shared(
    owners: NDArray[np.int32], codes: Ints, documents: int, values: int
) -> tuple[NDArray[np.unsignedinteger], Ints, Ints]:
    """Return a number for each document, and the pairs of number and value, from pairs of document and value."""
    if (owners[1:] > owners[:-1]).all():
        alone = np.zeros(documents, dtype=np.min_scalar_type(values))
        alone[owners] = codes + 1
        return alone, np.arange(1, values + 1), np.arange(values)
    numbers = np.zeros(documents, dtype=np.int64)
    at = np.flatnonzero(np.diff(owners, prepend=np.int32(-1)))
    numbers[owners[at]] = codes[at] + 1
    used = values + 1
    for compared in range(1, MOST_COMPARED + 1):
        at = at[at + 1 < owners.size] + 1
        at = at[owners[at] == owners[at - 1]]
        if not at.size:
            break
        here = owners[at]
        pairs = numbers[here] * values + codes[at]
        fresh = np.arange(at.size) if compared == MOST_COMPARED else np.searchsorted(distinct(pairs), pairs)
        numbers[here] = used + fresh
        used += at.size
    return _closed_up(numbers, owners, codes, used)


def _closed_up(
    numbers: Ints, owners: NDArray[np.int32], codes: Ints, used: int
) -> tuple[NDArray[np.unsignedinteger], Ints, Ints]:
    """Return the numbers without gaps, and of each, from one document that has it, the pairs with its values."""
    example = np.full(used, -1, dtype=np.int64)
    example[numbers] = np.arange(numbers.size)
    example[0] = -1
    kinds = np.flatnonzero(example >= 0)
    renumbered = np.zeros(used, dtype=np.min_scalar_type(kinds.size))
    renumbered[kinds] = np.arange(1, kinds.size + 1)
    starts = np.searchsorted(owners, example[kinds], "left")
    lengths = np.searchsorted(owners, example[kinds], "right") - starts
    within = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return (
        renumbered[numbers],
        np.repeat(np.arange(1, kinds.size + 1), lengths),
        codes[np.repeat(starts, lengths) + within],
    )


def _with_bodies_above(owners: Ints, codes: Ints, parent: Ints) -> tuple[Ints, Ints]:
    """Return the pairs of number and value with those of the bodies above; `parent` is -1 where there is none."""
    pairs = [(owners, codes)]
    while owners.size:
        codes = parent[codes]
        owners, codes = owners[codes >= 0], codes[codes >= 0]
        pairs.append((owners, codes))
    every_owner, every_code = zip(*pairs, strict=True)
    return np.concatenate(every_owner), np.concatenate(every_code)
