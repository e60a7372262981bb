"""The ground of the reader: a document's lines, wrapped to a column, and the place in it that is read."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from tui.render.layout import Layout, Line, Place
from tui.render.opened import COLUMN
from tui.render.runs import Run, Span
from tui.widgets.line_view import LineView

MARGIN = 2
LARGE = 1_000_000
TOP = Place(0, 0)


class DocumentView(LineView):
    """The place being read is kept as (block, offset), so that a resize does not lose it."""

    class Moved(Message):
        """Another place is being read, or another hit stood on."""

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.layout_: Layout | None = None
        self.place = TOP
        self.notice = ""
        self._settling = False
        self._standing_in_view = False

    @property
    def column(self) -> int:
        """Return the width of the text."""
        return max(1, min(COLUMN, self.size.width - MARGIN - 1))

    @property
    def share(self) -> int:
        """Return how much of the document lies above the end of the view, in percent."""
        total = len(self.layout_.lines) if self.layout_ else 0
        return 100 if not total else min(100, 100 * (self.scroll_offset.y + self.size.height) // total)

    @property
    def seen(self) -> tuple[Place, Place]:
        """Return the first and the last place in view."""
        if self.layout_ is None:
            return TOP, TOP
        top = self.scroll_offset.y
        last = min(top + self.size.height, len(self.layout_.lines)) - 1
        return self.layout_.place_of(top), self.layout_.last_place(last)

    def standing(self) -> Place | None:
        """Return a place that stays in view at every width once it is there, as a hit does."""
        return None

    def lit(self, line: Line) -> Sequence[Span]:  # noqa: ARG002 - for what shows more
        """Return the styles that lie over a line."""
        return ()

    def margin(self, line: Line) -> Run:  # noqa: ARG002 - for what shows more
        """Return what stands in the one cell before a line."""
        return Run(" ")

    def use(self, layout: Layout) -> None:
        """Show a layout, the place being read at the top."""
        self.layout_ = layout
        self._settling = True
        self.virtual_size = Size(self.size.width, len(layout.lines))
        self.scroll_now(self.line_at(self.place))
        standing = self.standing()
        if self._standing_in_view and standing:
            self.bring_into_view(standing)
        self._settling = False
        self.refresh()

    def fitted(self, layout: Layout) -> Layout:
        """Return a layout at the width there is."""
        return layout if layout.width == self.column else Layout(layout.blocks, self.column)

    def go(self, place: Place) -> None:
        """Show a place at the top, as far as the document goes on below it."""
        self.scroll_now(self.line_at(place))

    def line_at(self, place: Place) -> int:
        """Return the number of the line of a place; the beginning of the document is the first one."""
        return 0 if self.layout_ is None or place == TOP else self.layout_.line_of(place)

    def is_in_view(self, place: Place) -> bool:
        """Return whether a place can be seen."""
        return 0 <= self.line_at(place) - self.scroll_offset.y < self.size.height

    def bring_into_view(self, place: Place) -> None:
        """Scroll where a place cannot be seen, so that it stands in the upper third."""
        if not self.is_in_view(place):
            self.scroll_now(self.line_at(place) - self.size.height // 3)

    def refresh_blocks(self, first: int, last: int) -> None:
        """Draw the lines of some blocks again."""
        if self.layout_ is None:
            return
        top = self.layout_.line_of(Place(first, 0)) - self.scroll_offset.y
        after = self.layout_.last_line(last) - self.scroll_offset.y + 1
        region = Region(0, top, self.size.width, after - top).intersection(self.size.region)
        if region:
            self.refresh(region)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember the place that is read now."""
        super().watch_scroll_y(old_value, new_value)
        if self.layout_ and not self._settling and round(old_value) != round(new_value):
            line = round(new_value)
            self.place = self.layout_.place_of(line) if line else TOP
            standing = self.standing()
            self._standing_in_view = standing is not None and self.is_in_view(standing)
            self.post_message(self.Moved())

    def on_resize(self) -> None:
        """Wrap again at the new width, the line being read still at the top."""
        if self.layout_ is None:
            return
        if self.layout_.width == self.column or self.layout_.size < LARGE:
            self.use(self.fitted(self.layout_))
        else:
            self.run_worker(self._wrap_later(self.layout_, self.column), group="wrap", exclusive=True)

    async def _wrap_later(self, layout: Layout, width: int) -> None:
        wrapped = await asyncio.to_thread(Layout, layout.blocks, width)
        if self.layout_ is layout:
            self.use(wrapped)

    def render_line(self, y: int) -> Strip:
        """Return line `y` of the view."""
        number = y + self.scroll_offset.y
        edge = Run(" " if self.has_class("-alone") else "│", "edge")
        if self.layout_ is None:
            return self.strip([edge, Run(" "), Run(self.notice if y == 1 else "", "muted")], self.size.width)
        if number >= len(self.layout_.lines):
            return self.strip([edge], self.size.width)
        line = self.layout_.lines[number]
        return self.strip([edge, self.margin(line), *self.layout_.runs(number, self.lit(line))], self.size.width)

    def scroll_by(self, lines: int) -> None:
        """Go some lines down, or up."""
        self.scroll_now(self.scroll_offset.y + lines)

    @property
    def page(self) -> int:
        """Return how many lines a page is: the last line of one is the first of the next."""
        return max(1, self.size.height - 1)
