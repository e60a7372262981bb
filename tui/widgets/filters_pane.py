"""The filters pane: sources, years and fields of work with counts that follow the query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from tui.actions import bindings
from tui.render.facets import Counts, FacetRow, facet_rows, row_runs
from tui.widgets.line_view import LineView


class FiltersPane(LineView):
    """Facet values with counts and a cursor; picked ones are ticked."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("filters")]

    class Picked(Message):
        """A value was picked, or taken back; `exclude` asks to leave it out instead."""

        def __init__(self, row: FacetRow, *, exclude: bool = False) -> None:
            self.row = row
            self.exclude = exclude
            super().__init__()

    def __init__(self) -> None:
        super().__init__(id="filters")
        self.facets: Mapping[str, Counts] = {}
        self.picked: Mapping[str, Sequence[str]] = {}
        self.unfolded: set[str] = set()
        self.rows: list[FacetRow] = []
        self.row = 0

    def show(self, facets: Mapping[str, Counts], picked: Mapping[str, Sequence[str]]) -> None:
        """Show new counts; the cursor stays on its value."""
        before = self.rows[self.row] if self.row < len(self.rows) else None
        self.facets, self.picked = facets, picked
        self.rows = facet_rows(facets, picked, self.unfolded)
        self.virtual_size = Size(self.size.width, len(self.rows))
        same = (
            number
            for number, row in enumerate(self.rows)
            if before and row.selectable and (row.facet, row.value) == (before.facet, before.value)
        )
        self.row = next(same, self._selectable(0, 1))
        self._keep_in_view()
        self.refresh()

    def move_to(self, row: int, direction: int) -> None:
        """Set the cursor on a row, or on the next one in `direction` where it can stand."""
        row = self._selectable(min(max(0, row), len(self.rows) - 1), direction)
        old, self.row = self.row, row
        self._keep_in_view()
        for touched in {old, row}:
            self.refresh(Region(0, touched - self.scroll_offset.y, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """Return line `y` of the view."""
        number = y + self.scroll_offset.y
        if number >= len(self.rows):
            return self.strip([], self.size.width)
        selected = number == self.row and self.rows[number].selectable
        runs = row_runs(self.rows[number], self.size.width, self.facets.get("year", ()), selected=selected)
        return self.strip(runs, self.size.width, selected=selected)

    def _selectable(self, row: int, direction: int) -> int:
        ways = (range(row, len(self.rows)), range(row, -1, -1))
        for way in ways if direction > 0 else reversed(ways):
            for number in way:
                if 0 <= number < len(self.rows) and self.rows[number].selectable:
                    return number
        return 0

    def _keep_in_view(self) -> None:
        top = self.scroll_offset.y
        if self.row < top:
            self.scroll_now(0 if self.row < self.size.height else self.row - self.size.height // 2)
        elif self.row >= top + self.size.height > 0:
            self.scroll_now(self.row - self.size.height // 2)

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.virtual_size = Size(self.size.width, len(self.rows))
        self._keep_in_view()

    def on_click(self, event: events.Click) -> None:
        """Pick the value clicked."""
        row = event.y + self.scroll_offset.y
        if row < len(self.rows) and self.rows[row].selectable:
            self.move_to(row, 1)
            self.action_pick()

    def action_pick(self) -> None:
        """Pick the value under the cursor, or unfold the rest of its facet."""
        if not self.rows or not self.rows[self.row].selectable:
            return
        row = self.rows[self.row]
        if row.more:
            self.unfolded.add(row.facet)
            self.rows = facet_rows(self.facets, self.picked, self.unfolded)
            self.virtual_size = Size(self.size.width, len(self.rows))
            self.refresh()
        else:
            self.post_message(self.Picked(row))

    def action_exclude(self) -> None:
        """Leave out what has the value under the cursor."""
        if self.rows and self.rows[self.row].value:
            self.post_message(self.Picked(self.rows[self.row], exclude=True))

    def action_move_down(self) -> None:
        """Go one value down."""
        self.move_to(self.row + 1, 1)

    def action_move_up(self) -> None:
        """Go one value up."""
        self.move_to(self.row - 1, -1)

    def action_page_down(self) -> None:
        """Go a page down."""
        self.move_to(self.row + self.size.height, -1)

    def action_page_up(self) -> None:
        """Go a page up."""
        self.move_to(self.row - self.size.height, 1)

    def action_first(self) -> None:
        """Go to the first value."""
        self.move_to(0, 1)

    def action_last(self) -> None:
        """Go to the last value."""
        self.move_to(len(self.rows) - 1, -1)
