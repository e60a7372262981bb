"""The timeline: a strip over the results that shows when they are dated."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from tui.render.difference import Line, differences
from tui.render.timeline import Bar, bar_at, timeline_lines
from tui.widgets.line_view import LineView

LEAST, ROOMY = 8, 20
"""Lines of the screen from which on there is room for the bars alone, and for what stands under them."""


class Timeline(LineView, can_focus=False):
    """Bars over years or months. Draws only what looks different from before; a bar is picked with the mouse."""

    DEFAULT_CSS = "Timeline { height: 2; display: none; }"

    class Picked(Message):
        """A bar was clicked, or the mouse drawn from one bar to another."""

        def __init__(self, first: Bar, last: Bar) -> None:
            self.first, self.last = first, last
            super().__init__()

    def __init__(self) -> None:
        super().__init__(id="timeline")
        self._bars: Sequence[Bar] = ()
        self._pressed: Bar | None = None
        self._drawn: list[Line] = []

    def show(self, bars: Sequence[Bar]) -> None:
        """Show other bars."""
        self._bars = bars
        self._redraw()

    def fit(self, screen: int, *, wanted: bool) -> None:
        """Take the lines that a screen of so many has room for; none where it is not wanted."""
        self.display = wanted and screen >= LEAST
        self.styles.height = 2 if screen >= ROOMY else 1

    def on_resize(self) -> None:
        """Draw the bars that fit."""
        self._redraw()

    def render_line(self, y: int) -> Strip:
        """Return line `y`."""
        return self.strip(self._drawn[y].runs if y < len(self._drawn) else (), self.size.width)

    def _redraw(self) -> None:
        lines = timeline_lines(self._bars, self.size.width, self.size.height)
        before, self._drawn = self._drawn, [Line(tuple(runs)) for runs in lines]
        if pieces := differences(before, self._drawn):
            width = self.size.width
            self.refresh(*(Region(start, y, (end or width) - start, 1) for y, start, end in pieces))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin at a bar."""
        self._pressed = bar_at(self._bars, self.size.width, event.x)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Pick the bars from where the mouse was pressed to where it is let go."""
        here = bar_at(self._bars, self.size.width, event.x)
        if here and self._pressed:
            first, last = sorted((self._pressed, here))
            self.post_message(self.Picked(first, last))
        self._pressed = None
