"""Which panes stand side by side at which width."""

from __future__ import annotations

from typing import NamedTuple

from tui.actions import Pane

WIDE, NORMAL = 120, 80
FILTERS_LEAST, FILTERS_MOST = 26, 30
READER_MOST = 84
LIST_LEAST = 20

Wanted = tuple[int | None, int | None]


class Arrangement(NamedTuple):
    """The width of each pane; 0 where it is not shown."""

    filters: int
    list: int
    reader: int

    def shows(self, pane: Pane) -> bool:
        """Return whether a pane can be seen; the search box always can."""
        return pane == "box" or bool(getattr(self, pane))


def arrange(width: int, pane: Pane, *, filters_open: bool, wanted: Wanted = (None, None)) -> Arrangement:
    """Return the panes at a width of the screen; `pane` has the focus.

    Wide: filters, list and reader. Normal: list and reader, the filters in the reader's place while they are open.
    Narrow: one at a time. `wanted` are the columns of the filters and the reader's percent of what it shares with the
    list; None leaves them to the width.
    """
    width = max(1, width)
    filters, percent = wanted
    if width >= WIDE:
        filters = filters or min(FILTERS_MOST, max(FILTERS_LEAST, width // 5))
        rest = width - filters
        reader = min(rest - LIST_LEAST, rest * percent // 100) if percent else min(READER_MOST, rest // 2 + 1)
        return Arrangement(filters, rest - reader, reader)
    if width >= NORMAL:
        if filters_open:
            filters = filters or FILTERS_LEAST
            return Arrangement(filters, width - filters, 0)
        reader = width * (percent or 53) // 100
        return Arrangement(0, width - reader, reader)
    if pane == "reader":
        return Arrangement(0, 0, width)
    return Arrangement(width, 0, 0) if pane == "filters" else Arrangement(0, width, 0)
