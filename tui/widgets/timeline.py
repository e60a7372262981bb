"""The timeline: a strip over the results that shows when they are dated."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.message import Message

from tui.render.difference import Line
from tui.render.timeline import Bar, bar_at, timeline_lines
from tui.widgets.drawn_lines import DrawnLines

LEAST, ROOMY = 8, 20
"""Lines of the screen from which on there is room for the bars alone, and for what stands under them."""


class Timeline(DrawnLines, can_focus=False):
    """Bars over years or months; one is picked with the mouse."""

    DEFAULT_CSS = "Timeline { height: 2; display: none; }"

    class Picked(Message):
        """A bar was clicked, or the mouse drawn from one bar to another."""

        def __init__(self, first: Bar, last: Bar) -> None:
            self.first, self.last = first, last
            super().__init__()

    def __init__(self) -> None:
        super().__init__("timeline")
        self._bars: Sequence[Bar] = ()
        self._pressed: Bar | None = None

    def show(self, bars: Sequence[Bar]) -> None:
        """Show other bars."""
        self._bars = bars
        self.redraw()

    def fit(self, screen: int, *, wanted: bool) -> None:
        """Take the lines that a screen of so many has room for; none where it is not wanted."""
        self.display = wanted and screen >= LEAST
        self.styles.height = 2 if screen >= ROOMY else 1

    def on_resize(self) -> None:
        """Draw the bars that fit."""
        self.redraw()

    def lines(self) -> list[Line]:
        """Return the lines as they are now."""
        return [Line(tuple(runs)) for runs in timeline_lines(self._bars, self.size.width, self.size.height)]

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
