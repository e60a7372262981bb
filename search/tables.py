"""The facets of a snapshot made ready to be counted and selected from, each once."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from search.columns import UNDATED, Columns, Facet
from search.counting import Table, tabulate
from search.parent_bodies import bodies_above

Days = tuple[NDArray[np.int32], NDArray[np.int32]]


class Tables:
    """The tables of one snapshot, each made when it is first asked for and then kept."""

    def __init__(self, columns: Columns, live: NDArray[np.bool_]) -> None:
        self._columns = columns
        self._size = columns.keys.size
        self._live = int(np.count_nonzero(live))
        self._known: dict[str, Table] = {}

    def table(self, facet: str) -> Table:
        """Return the table of a facet that lies in the index."""
        if facet not in self._known:
            column = self._columns.facets[facet]
            above = bodies_above(column.values) if facet == "source" else {}
            in_order = facet == "year"
            order = _newest_first if in_order else str
            self._known[facet] = tabulate(column, self._size, self._live, order=order, above=above, in_order=in_order)
        return self._known[facet]

    @cached_property
    def months(self) -> Table:
        """Return the table of the months in which documents are dated: `2011-05`."""
        months = self._columns.dates // 100
        owners = np.flatnonzero(months % 100)
        found = np.flatnonzero(np.bincount(months[owners]))
        codes = np.zeros(int(found.max(initial=0)) + 1, dtype=np.int32)
        codes[found] = np.arange(found.size)
        values = tuple(f"{month // 100:04}-{month % 100:02}" for month in found.tolist())
        column = Facet(owners.astype(np.int32), codes[months[owners]], values)
        return tabulate(column, self._size, self._live, in_order=True)

    @cached_property
    def days(self) -> Days:
        """Return the first and the last day that the date of each document may mean."""
        return earliest(self._columns.dates), latest(self._columns.dates)


def _newest_first(year: str) -> int:
    return 1 if year == UNDATED else -int(year)


def earliest(dates: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return the first day that each date may mean: 2007 is 20070101."""
    with_month = dates + np.where(dates // 100 % 100 == 0, 100, 0).astype(np.int32)
    return with_month + np.where(dates % 100 == 0, 1, 0).astype(np.int32)


def latest(dates: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return the last day that each date may mean, with 31 for the last day of every month: 2007 is 20071231."""
    with_month = dates + np.where(dates // 100 % 100 == 0, 1200, 0).astype(np.int32)
    return with_month + np.where(dates % 100 == 0, 31, 0).astype(np.int32)
