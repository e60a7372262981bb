"""Lines of which only what looks different from before is drawn."""

from __future__ import annotations

from textual.geometry import Region
from textual.strip import Strip

from tui.render.difference import Line, differences
from tui.widgets.line_view import LineView


class DrawnLines(LineView):
    """Remembers the lines in view as they were drawn; `redraw` after any change sends only what is not as before."""

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._drawn: list[Line] = []

    def lines(self) -> list[Line]:
        """Return the lines in view as they are now."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Draw again what looks different from when it was drawn last."""
        before, self._drawn = self._drawn, self.lines()
        if pieces := differences(before, self._drawn):
            width = self.size.width
            self.refresh(*(Region(start, y, (end or width) - start, 1) for y, start, end in pieces))

    def render_line(self, y: int) -> Strip:
        """Return line `y` of the view."""
        line = self._drawn[y] if y < len(self._drawn) else Line()
        return self.strip(line.runs, self.size.width, selected=line.is_selected)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:  # noqa: ARG002 - Textual's names
        """Draw the lines that come into view."""
        # Not the widget's own way, which draws all of it.
        self.redraw()
