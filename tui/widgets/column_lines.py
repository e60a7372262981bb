"""The lines of two texts side by side, or of one of them."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from tui.actions import bindings
from tui.render.columns import Columns
from tui.render.runs import Run
from tui.widgets.line_view import LineView

ABOVE = 2
"""Lines that are seen above the place where one begins."""

MOVES = ("move_down", "move_up", "page_down", "page_up", "first", "last")
OURS = {*MOVES, *(f"screen.{name}" for name in ("back", "leave", "next_hit", "previous_hit", "next_pane", "raw"))}


class ColumnLines(LineView):
    """Draws the columns."""

    BINDINGS: ClassVar[list[BindingType]] = [one for one in bindings("reader") if one.action in OURS]

    class Moved(Message):
        """Other lines are in view."""

    def __init__(self) -> None:
        super().__init__(id="columns")
        self.columns: Columns | None = None
        self.notice = "Reading …"

    @property
    def share(self) -> int:
        """Return how much lies above the end of the view, in percent."""
        height = self.columns.height if self.columns else 0
        return 100 if not height else min(100, 100 * (self.scroll_offset.y + self.size.height) // height)

    def show(self, columns: Columns, line: int) -> None:
        """Show other columns, from a line on."""
        self.columns = columns
        self.virtual_size = Size(self.size.width, columns.height)
        self.scroll_now(line)
        self.refresh()
        self.post_message(self.Moved())

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell of a move."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Moved())

    def render_line(self, y: int) -> Strip:
        """Return line `y` of the view."""
        line = y + self.scroll_offset.y
        if self.columns is None:
            return self.strip([Run(f" {self.notice}" if y == 1 else "", "muted")], self.size.width)
        runs = self.columns.runs(line) if line < self.columns.height else []
        return self.strip([Run(" "), *runs], self.size.width)

    def step(self, *, forward: bool) -> bool:
        """Go to the next or previous place where one may want to go; False where there is none left."""
        top = self.scroll_offset.y
        at = top if top == 0 and not forward else top + min(ABOVE, top)
        line = self.columns.stop(at, forward=forward) if self.columns else None
        if line is None or (forward and top >= self.max_scroll_y):
            return False
        self.scroll_now(line - ABOVE)
        return True

    def action_move_down(self) -> None:
        """Go a line down."""
        self.scroll_now(self.scroll_offset.y + 1)

    def action_move_up(self) -> None:
        """Go a line up."""
        self.scroll_now(self.scroll_offset.y - 1)

    def action_page_down(self) -> None:
        """Go a page down, the last line of this one still in view."""
        self.scroll_now(self.scroll_offset.y + max(1, self.size.height - 1))

    def action_page_up(self) -> None:
        """Go a page up."""
        self.scroll_now(self.scroll_offset.y - max(1, self.size.height - 1))

    def action_first(self) -> None:
        """Go to the beginning."""
        self.scroll_now(0)

    def action_last(self) -> None:
        """Go to the end."""
        self.scroll_now(self.virtual_size.height)
