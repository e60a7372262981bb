"""One line with words at its left and its right: the title line and the line of keys."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip

from tui.render.runs import Run, justify
from tui.widgets.line_view import LineView


class StatusLine(LineView, can_focus=False):
    """Draws again only when its words changed."""

    DEFAULT_CSS = "StatusLine { height: 1; }"

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.left: list[Run] = []
        self.right: list[Run] = []

    def show(self, left: Sequence[Run], right: Sequence[Run]) -> None:
        """Show new words."""
        if (self.left, self.right) != (list(left), list(right)):
            self.left, self.right = list(left), list(right)
            self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is one line
        """Return the line."""
        return self.strip(justify(self.left, self.right, self.size.width), self.size.width)
