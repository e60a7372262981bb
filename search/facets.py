"""Select documents by their facets, dates and desk, and count the values of the documents found.

A source stands for the body and for all bodies under it: `source:"OSCE"` selects the documents of the OSCE Secretariat
and of every mission too, and each of these counts once for the OSCE. So a document that states nothing narrower than
`OSCE` is one of the OSCE's and of none of its bodies'; a value and its count always mean the same documents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from search.columns import UNDATED
from search.counting import Counts, Ints, Table
from search.names import Names
from search.on_desk import OnDesk, tag_table
from search.schema import FACET_OF
from search.sets import Mask
from search.snapshot import Snapshot
from search.tables import Tables
from search.tree import Select, Value

if TYPE_CHECKING:
    from corpus import Desk

_tables: WeakKeyDictionary[Snapshot, Tables] = WeakKeyDictionary()
_desks: WeakKeyDictionary[Snapshot, OnDesk] = WeakKeyDictionary()


def count(  # noqa: PLR0913 - what is counted, and what of it is shown
    snapshot: Snapshot,
    facet: str,
    documents: Ints,
    *,
    containing: str = "",
    limit: int | None = None,
    desk: Desk | None = None,
) -> Counts:
    """Return a facet's values with the number of `documents`, live and different ones, that have them.

    Years come newest first with undated last, other values by their number. Only values in which every word of
    `containing` begins a word, and the first `limit` of these. Without a desk there are no tags.
    """
    return _table(snapshot, facet, desk).listed(documents, containing=containing, limit=limit)


def months(snapshot: Snapshot, documents: Ints) -> Counts:
    """Return the months in which some documents are dated (`2011-05`), in order, with the number of these documents."""
    return _tables_of(snapshot).months.listed(documents)


class Selector:
    """Answers filters over one snapshot; what hangs on keys is asked of the desk."""

    def __init__(self, snapshot: Snapshot, desk: Desk | None) -> None:
        self._snapshot = snapshot
        self._desk = desk

    def select(self, tree: Select) -> Mask:
        """Return which documents a filter lets through."""
        name, value = tree.name, tree.value
        if name in FACET_OF:
            facet = FACET_OF[name]
            table = _table(self._snapshot, facet, self._desk)
            return table.select(_meant(facet, value, table))
        if name == "date":
            return self._dated(value)
        if name == "key":
            return self._keyed(value.text.encode())
        return self._on_desk(name, value.text)

    def _dated(self, value: Value) -> Mask:
        first, last = _tables_of(self._snapshot).days
        mask = np.asarray(self._snapshot.columns.dates > 0)
        if value.low is not None:
            mask &= first >= value.low
        if value.high is not None:
            mask &= last <= value.high
        return mask

    def _keyed(self, beginning: bytes) -> Mask:
        keys = np.ascontiguousarray(self._snapshot.columns.keys)
        mask = np.zeros(keys.size, dtype=np.bool_)
        if len(beginning) > keys.dtype.itemsize:
            return mask
        letters = keys.view(np.uint8).reshape(keys.size, keys.dtype.itemsize)
        numbers = np.arange(keys.size)
        for place, letter in enumerate(beginning):
            numbers = numbers[letters[numbers, place] == letter]
        mask[numbers] = True
        return mask

    def _on_desk(self, name: str, value: str) -> Mask:
        if (name, value) == ("is", UNDATED):
            return np.asarray(self._snapshot.columns.dates == 0)
        if (name, value) == ("is", "unread"):
            return ~self._on_desk("is", "read")
        mask = np.zeros(self._snapshot.size, dtype=np.bool_)
        if self._desk is not None:
            mask[_desk_of(self._snapshot, self._desk).documents(self._snapshot, name, value)] = True
        return mask


def _tables_of(snapshot: Snapshot) -> Tables:
    if snapshot not in _tables:
        _tables[snapshot] = Tables(snapshot.columns, snapshot.live)
    return _tables[snapshot]


def _desk_of(snapshot: Snapshot, desk: Desk) -> OnDesk:
    known = _desks.get(snapshot)
    if known is None or known.desk is not desk:
        known = _desks[snapshot] = OnDesk(desk)
    return known


def _table(snapshot: Snapshot, facet: str, desk: Desk | None) -> Table:
    if facet != "tag":
        return _tables_of(snapshot).table(facet)
    return _desk_of(snapshot, desk).tags(snapshot) if desk is not None else tag_table({}, snapshot)


def _meant(facet: str, value: Value, table: Table) -> list[int]:
    if facet == "year":
        return [code for code, year in enumerate(table.values) if _is_in_years(year, value)]
    return _tags_meant(value, table.names) if facet == "tag" else table.names.meant(value)


def _tags_meant(value: Value, names: Names) -> list[int]:
    """Return the tags that a filter means: the one of that name and no longer one, unless the name may go on."""
    if value.prefix and value.words:
        return names.holding(value.words, prefix=True)
    return names.same(value.text, value.words)


def _is_in_years(year: str, value: Value) -> bool:
    if UNDATED in {value.text, year}:
        return value.text == year
    number = int(year)
    return (value.low is None or number >= value.low) and (value.high is None or number <= value.high)
