"""The filters pane: the values of every facet with counts that follow the query."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message

from tui.actions import bindings
from tui.render.difference import Line
from tui.render.facets import Counts, FacetRow, Picks, row_runs
from tui.render.runs import text_width
from tui.widgets.drawn_lines import DrawnLines
from tui.widgets.outline import Outline

ROOMY = 16
"""Lines from which on there is room for a blank one between facets."""


class FiltersPane(DrawnLines):
    """Facet values with counts and a cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("filters")]

    class Picked(Message):
        """A value was picked, or taken back; `exclude` asks to leave it out instead."""

        def __init__(self, facet: str, value: str, *, exclude: bool = False) -> None:
            self.facet, self.value, self.exclude = facet, value, exclude
            super().__init__()

    def __init__(self) -> None:
        super().__init__("filters")
        self.facets: Mapping[str, Counts] = {}
        self.picks = Picks()
        self.outline = Outline()
        self.row = 0
        self._is_stale = False
        self._wanted: FacetRow | None = None

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
        """Scroll so that the cursor stands on a line of the view, or as near as can be.

        While another pane changes the counts the tree stands at its top, so that its first facet stays in view.
        """
        self.virtual_size = Size(self.size.width, len(self.rows))
        self.scroll_now(self.row - line if self.has_focus else 0)
        self._keep_in_view()
        self.redraw()

    # Drawing

    def lines(self) -> list[Line]:
        """Return the lines in view as they are now."""
        top = self.scroll_offset.y
        return [self._line(number) for number in range(top, min(top + self.size.height, len(self.rows)))]

    def _line(self, number: int) -> Line:
        selected = number == self.row
        runs = row_runs(self.rows[number], self.size.width, self.facets.get("year", ()), selected=selected)
        return Line(tuple(runs), selected)

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
