"""The filters pane: the values of every facet with counts that follow the query."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from tui.actions import bindings
from tui.render.difference import Line, differences
from tui.render.facets import Counts, FacetRow, Picks, row_runs
from tui.render.runs import text_width
from tui.widgets.line_view import LineView
from tui.widgets.outline import Outline

ROOMY = 16
"""Lines from which on there is room for a blank one between facets."""


class FiltersPane(LineView):
    """Facet values with counts and a cursor. Whatever changes, only what looks different then is drawn."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("filters")]

    class Picked(Message):
        """A value was picked, or taken back; `exclude` asks to leave it out instead."""

        def __init__(self, facet: str, value: str, *, exclude: bool = False) -> None:
            self.facet, self.value, self.exclude = facet, value, exclude
            super().__init__()

    def __init__(self) -> None:
        super().__init__(id="filters")
        self.facets: Mapping[str, Counts] = {}
        self.picks = Picks()
        self.outline = Outline()
        self.row = 0
        self._is_stale = False
        self._wanted: FacetRow | None = None
        self._drawn: list[Line] = []

    @property
    def rows(self) -> list[FacetRow]:
        """Return the rows there are."""
        return self.outline.rows

    @property
    def here(self) -> FacetRow | None:
        """Return the row under the cursor."""
        return self.rows[self.row] if self.row < len(self.rows) else None

    def show(self, facets: Mapping[str, Counts], picks: Picks) -> None:
        """Show new counts; the cursor stays on its value, and that where it is on the screen."""
        self.facets, self.picks = facets, picks
        self._is_stale = True
        if self.display:
            self._renew()

    def await_value(self, facet: str, value: str) -> None:
        """Go to a value as soon as it is shown: with the next counts."""
        self._wanted = FacetRow(facet, value)

    def _renew(self) -> None:
        before, line = self.here, self.row - self.scroll_offset.y
        self.outline.show(self.facets, self.picks, gaps=self.size.height >= ROOMY)
        if before:
            self.row = self._standing(self.outline.place_of(before, self.row), 1)
        else:
            self.row = line = next((number for number, row in enumerate(self.rows) if row.is_value), 0)
        wanted = self.outline.find(self._wanted) if self._wanted else None
        if wanted is not None:
            self.row, line = wanted, wanted - self.scroll_offset.y
        self._is_stale, self._wanted = False, None
        self._settle(line)

    def _settle(self, line: int) -> None:
        """Scroll so that the cursor stands on a line of the view, or as near as can be."""
        self.virtual_size = Size(self.size.width, len(self.rows))
        self.scroll_now(self.row - line)
        self._keep_in_view()
        self.redraw()

    # Drawing

    def redraw(self) -> None:
        """Draw again what looks different from when it was drawn last."""
        before, self._drawn = self._drawn, [self._line(number) for number in self._in_view()]
        if pieces := differences(before, self._drawn):
            width = self.size.width
            self.refresh(*(Region(start, y, (end or width) - start, 1) for y, start, end in pieces))

    def render_line(self, y: int) -> Strip:
        """Return line `y` of the view."""
        line = self._drawn[y] if y < len(self._drawn) else Line()
        return self.strip(line.runs, self.size.width, selected=line.is_selected)

    def _in_view(self) -> range:
        top = self.scroll_offset.y
        return range(top, min(top + self.size.height, len(self.rows)))

    def _line(self, number: int) -> Line:
        selected = number == self.row
        runs = row_runs(self.rows[number], self.size.width, self.facets.get("year", ()), selected=selected)
        return Line(tuple(runs), selected)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:  # noqa: ARG002 - Textual's names
        """Draw the rows that come into view."""
        # Not the widget's own way, which draws all of it.
        self.redraw()

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._renew()

    def on_show(self) -> None:
        """Show what was answered meanwhile."""
        if self._is_stale:
            self._renew()

    # Where one is

    def move_to(self, row: int, direction: int) -> None:
        """Set the cursor on a row, or on the next one in `direction` where it can stand."""
        self.row = self._standing(min(max(0, row), len(self.rows) - 1), direction)
        self._keep_in_view()
        self.redraw()

    def _standing(self, row: int, direction: int) -> int:
        """Return a row where the cursor can stand: this one, or the next or the one before it instead of a gap."""
        return row + direction if 0 <= row < len(self.rows) and self.rows[row].is_gap else max(0, row)

    def _keep_in_view(self) -> None:
        top = self.scroll_offset.y
        if self.row < top:
            self.scroll_now(0 if self.row < self.size.height else self.row - self.size.height // 2)
        elif self.row >= top + self.size.height > 0:
            self.scroll_now(self.row - self.size.height // 2)

    def on_click(self, event: events.Click) -> None:
        """Pick the value clicked, or unfold what lies under it where its sign was clicked."""
        number = event.y + self.scroll_offset.y
        if number >= len(self.rows) or self.rows[number].is_gap:
            return
        self.move_to(number, 1)
        row = self.rows[number]
        sign = 3 + 2 * row.depth + text_width(row.name)
        if row.is_value and row.fold and sign <= event.x <= sign + 1:
            self._toggle_fold()
        else:
            self.action_pick()

    # What a person can do

    def action_pick(self) -> None:
        """Pick the value under the cursor; show more of its facet; fold a facet, or unfold it."""
        row = self.here
        if row and row.is_value:
            self.post_message(self.Picked(row.facet, row.value))
        elif row:
            self._toggle_fold()

    def action_exclude(self) -> None:
        """Leave out what has the value under the cursor."""
        row = self.here
        if row and row.is_value:
            self.post_message(self.Picked(row.facet, row.value, exclude=True))

    def action_unfold(self) -> None:
        """Show what lies under the row, or go there where that is shown."""
        row = self.here
        if row and self.outline.unfold(self.row):
            self._settle(self.row - self.scroll_offset.y)
        elif row and row.fold:
            self.move_to(self.row + 1, 1)

    def action_fold_up(self) -> None:
        """Show less of what lies under the row, or go to the row that this one lies under."""
        if self.here and self.outline.fold(self.row):
            self._settle(self.row - self.scroll_offset.y)
        elif self.here:
            self.move_to(self.outline.above(self.row), -1)

    def _toggle_fold(self) -> None:
        if self.outline.unfold(self.row) or self.outline.fold(self.row, wholly=True):
            self._settle(self.row - self.scroll_offset.y)

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
