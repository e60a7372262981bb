"""The reader: one document, wrapped to its column, hit words lit."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from tui.actions import bindings
from tui.render.hits import HitSpan, HitWalk, Landing
from tui.render.layout import Layout, Place
from tui.render.opened import COLUMN, Opened
from tui.render.runs import Run
from tui.widgets.line_view import LineView

MARGIN = 2
LARGE = 300_000


class Reader(LineView):
    """Shows one document. The place being read is kept as (block, offset), so that a resize does not lose it."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("reader")]

    class Moved(Message):
        """Another place is being read, or another hit stood on."""

    def __init__(self) -> None:
        super().__init__(id="reader")
        self.opened: Opened | None = None
        self.layout_: Layout | None = None
        self.walk_ = HitWalk()
        self.place = Place(0, 0)
        self.notice = ""
        self._settling = False
        self._hit_in_view = False

    @property
    def column(self) -> int:
        """Return the width of the text."""
        return max(1, min(COLUMN, self.size.width - MARGIN - 1))

    @property
    def key(self) -> str | None:
        """Return the key of the open document."""
        return self.opened.document.key if self.opened else None

    @property
    def share(self) -> int:
        """Return how much of the document lies above the end of the view, in percent."""
        total = len(self.layout_.lines) if self.layout_ else 0
        return 100 if not total else min(100, 100 * (self.scroll_offset.y + self.size.height) // total)

    def show(self, opened: Opened, *, landing: Landing = "best", place: Place | None = None) -> None:
        """Show a document: at a place, at its first or last hit, or at the passage that matches best."""
        self.opened = opened
        self.walk_ = HitWalk(opened.hits)
        hit = self.walk_.land(landing, opened.best)
        self._hit_in_view = False
        self.place = place or Place(0, 0)
        self._use(opened.layout if opened.layout.width == self.column else Layout(opened.layout.blocks, self.column))
        if hit and place is None:
            self._bring_into_view(hit)
        self.post_message(self.Moved())

    def step_hit(self, *, forward: bool) -> bool:
        """Go to the next or previous hit; False where there is none left in this document."""
        before = self.walk_.current
        hit = self.walk_.step(forward, self._seen())
        if hit is None:
            return False
        for touched in filter(None, (before, hit)):
            self._refresh_block(touched.block)
        self._bring_into_view(hit)
        self.post_message(self.Moved())
        return True

    def _seen(self) -> tuple[Place, Place]:
        if self.layout_ is None:
            return Place(0, 0), Place(0, 0)
        top = self.scroll_offset.y
        last = self.layout_.place_of(min(top + self.size.height, len(self.layout_.lines)) - 1)
        return self.layout_.place_of(top), Place(last.block, last.offset + self.column)

    def _use(self, layout: Layout) -> None:
        self.layout_ = layout
        self._settling = True
        self.virtual_size = Size(self.size.width, len(layout.lines))
        self.scroll_now(self._line_at(self.place))
        if self._hit_in_view and self.walk_.current:
            self._bring_into_view(self.walk_.current)
        self._settling = False
        self.refresh()

    def _line_at(self, place: Place) -> int:
        if self.layout_ is None or place == Place(0, 0):
            return 0
        return self.layout_.line_of(place)

    def _bring_into_view(self, hit: HitSpan) -> None:
        line = self._line_at(hit.place)
        top = self.scroll_offset.y
        if not top <= line < top + self.size.height:
            self.scroll_now(line - self.size.height // 3)
        self._hit_in_view = True

    def _refresh_block(self, block: int) -> None:
        if self.layout_ is None:
            return
        first = self.layout_.line_of(Place(block, 0)) - self.scroll_offset.y
        after = self.layout_.line_of(Place(block, 1 << 60)) - self.scroll_offset.y + 1
        self.refresh(Region(0, first, self.size.width, after - first))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember the place that is read now."""
        super().watch_scroll_y(old_value, new_value)
        if self.layout_ and not self._settling and round(old_value) != round(new_value):
            line = round(new_value)
            self.place = self.layout_.place_of(line) if line else Place(0, 0)
            hit = self.walk_.current
            self._hit_in_view = hit is not None and 0 <= self._line_at(hit.place) - line < self.size.height
            self.post_message(self.Moved())

    def on_resize(self) -> None:
        """Wrap again at the new width, the line being read still at the top."""
        if self.layout_ is None:
            return
        if self.layout_.width == self.column:
            self._use(self.layout_)
        elif sum(len(block.text) for block in self.layout_.blocks) < LARGE:
            self._use(Layout(self.layout_.blocks, self.column))
        else:
            self.run_worker(self._wrap_later(self.layout_, self.column), group="wrap", exclusive=True)

    async def _wrap_later(self, layout: Layout, width: int) -> None:
        wrapped = await asyncio.to_thread(Layout, layout.blocks, width)
        if self.layout_ is layout:
            self._use(wrapped)

    def render_line(self, y: int) -> Strip:
        """Return line `y` of the view."""
        number = y + self.scroll_offset.y
        edge = [Run(" " if self.has_class("-alone") else "│", "edge"), Run(" " * (MARGIN - 1))]
        if self.layout_ is None:
            runs = [Run(self.notice if y == 1 else "", "muted")]
        elif number < len(self.layout_.lines):
            runs = self.layout_.runs(number, self.walk_.lit(*self.layout_.lines[number]))
        else:
            runs = []
        return self.strip([*edge, *runs], self.size.width)

    def _scroll_by(self, lines: int) -> None:
        self.scroll_now(self.scroll_offset.y + lines)

    def action_move_down(self) -> None:
        """Go a line down."""
        self._scroll_by(1)

    def action_move_up(self) -> None:
        """Go a line up."""
        self._scroll_by(-1)

    def action_page_down(self) -> None:
        """Go a page down, the last line of this one still in view."""
        self._scroll_by(max(1, self.size.height - 1))

    def action_page_up(self) -> None:
        """Go a page up."""
        self._scroll_by(-max(1, self.size.height - 1))

    def action_first(self) -> None:
        """Go to the beginning."""
        self.scroll_now(0)

    def action_last(self) -> None:
        """Go to the end."""
        self.scroll_now(self.virtual_size.height)
