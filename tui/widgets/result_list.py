"""The result list: any number of hits as rows of two or three lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from tui.actions import bindings
from tui.render.rows import hit_lines
from tui.render.runs import Run
from tui.render.wrap import wrap
from tui.widgets.line_view import LineView
from tui.widgets.paging import Pages

if TYPE_CHECKING:
    from search import Answer, Hit

TALL = 15


class ResultList(LineView):
    """Rows of hits with a cursor. A move redraws the two rows touched and nothing else."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list")]

    class Opened(Message):
        """A hit was chosen to be read."""

        def __init__(self, hit: Hit) -> None:
            self.hit = hit
            super().__init__()

    class SuggestionTaken(Message):
        """Nothing was found, and the query offered instead was taken."""

    class Moved(Message):
        """The cursor stands on another row."""

    class PageWanted(Message):
        """Rows came into view whose hits are not there yet."""

    def __init__(self) -> None:
        super().__init__(id="list")
        self.pages = Pages()
        self.row = 0
        self.marked: set[str] = set()
        self.snippets = False
        self.notice = ""

    @property
    def hit(self) -> Hit | None:
        """Return the hit under the cursor."""
        return self.pages.hit(self.row)

    @property
    def row_height(self) -> int:
        """Return how many lines a row takes: three with a snippet, where there is room for one."""
        return 3 if self.snippets and self.size.height >= TALL else 2

    def show(self, answer: Answer, *, row: int = 0) -> None:
        """Replace the rows by those of a new answer; `row` is where the cursor goes."""
        self.pages = Pages(answer)
        self.snippets = bool(answer.query.strip())
        self.row = min(row, max(0, self.pages.total - 1))
        self._measure()
        self.scroll_now(0)
        self._keep_in_view()
        self.refresh()
        self.want_visible()

    def show_notice(self, text: str) -> None:
        """Set the words that stand in the list where nothing was found."""
        self.notice = text
        self.refresh()

    def take(self, offset: int, answer: Answer) -> None:
        """Fill in a page of hits."""
        self.pages.take(offset, answer)
        self.refresh()
        self.want_visible()

    def want_visible(self) -> None:
        """Ask for the hits in view that are not there yet."""
        if self.missing_page() is not None:
            self.post_message(self.PageWanted())

    def missing_page(self) -> int | None:
        """Return the offset of the page to fetch next for what is in view and just below."""
        first = self.scroll_offset.y // self.row_height
        return self.pages.missing(first, first + 2 * (self.size.height // self.row_height) + 1)

    def move_to(self, row: int) -> None:
        """Set the cursor on a row."""
        row = min(max(0, row), max(0, self.pages.total - 1))
        if row == self.row:
            return
        old, self.row = self.row, row
        self._keep_in_view()
        self.refresh_row(old)
        self.refresh_row(row)
        self.post_message(self.Moved())

    def refresh_row(self, row: int) -> None:
        """Redraw what a move changes of a row: its bar, and its title line."""
        top = row * self.row_height - self.scroll_offset.y
        self.refresh(Region(0, top, 2, self.row_height), Region(0, top + 1, self.size.width, 1))

    def set_marked(self, key: str, *, marked: bool) -> None:
        """Show a document as marked or not."""
        (self.marked.add if marked else self.marked.discard)(key)
        row = self.pages.row_of(key)
        if row is not None:
            self.refresh(Region(0, row * self.row_height - self.scroll_offset.y, 3, 1))

    def render_line(self, y: int) -> Strip:
        """Return line `y` of the view."""
        width = self.size.width
        row, part = divmod(y + self.scroll_offset.y, self.row_height)
        if not self.pages.total:
            return self._notice_line(y, width)
        if row >= self.pages.total:
            return self.strip([], width)
        selected = row == self.row
        hit = self.pages.hit(row)
        if hit is None:
            return self.strip([Run("▌" if selected else " ", "bar"), Run("  …" if part == 1 else "", "muted")], width)
        lines = hit_lines(hit, width, marked=hit.key in self.marked, selected=selected, snippet=self.row_height == 3)
        return self.strip(lines[part], width, selected=selected and part == 1)

    def _notice_line(self, y: int, width: int) -> Strip:
        lines = wrap(self.notice, max(1, width - 6))
        if not 1 <= y <= len(lines):
            return self.strip([], width)
        start, end = lines[y - 1]
        return self.strip([Run("   "), Run(self.notice[start:end], "title" if y == 1 else "muted")], width)

    def _measure(self) -> None:
        self.virtual_size = Size(self.size.width, self.pages.total * self.row_height)

    def _keep_in_view(self) -> None:
        height, top = self.row_height, self.row * self.row_height
        view = self.scroll_offset.y
        if top < view:
            self.scroll_now(max(0, top + height - self._page() * height))
        elif top + height > view + self.size.height:
            self.scroll_now(top)

    def _page(self) -> int:
        return max(1, self.size.height // self.row_height)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for hits as they come into view."""
        super().watch_scroll_y(old_value, new_value)
        self.want_visible()

    def on_resize(self) -> None:
        """Keep the cursor's row in view at the new size."""
        self._measure()
        self._keep_in_view()
        self.want_visible()

    def on_click(self, event: events.Click) -> None:
        """Move to the row clicked; a second click opens it."""
        row = (event.y + self.scroll_offset.y) // self.row_height
        if row < self.pages.total:
            self.move_to(row)
            if event.chain == 2:
                self.action_open()

    def action_open(self) -> None:
        """Open the hit under the cursor, or take the query offered where nothing was found."""
        if not self.pages.total:
            self.post_message(self.SuggestionTaken())
        elif self.hit:
            self.post_message(self.Opened(self.hit))

    def action_move_down(self) -> None:
        """Go one row down."""
        self.move_to(self.row + 1)

    def action_move_up(self) -> None:
        """Go one row up."""
        self.move_to(self.row - 1)

    def action_page_down(self) -> None:
        """Go a page down."""
        self.move_to(self.row + self._page())

    def action_page_up(self) -> None:
        """Go a page up."""
        self.move_to(self.row - self._page())

    def action_first(self) -> None:
        """Go to the first row."""
        self.move_to(0)

    def action_last(self) -> None:
        """Go to the last row."""
        self.move_to(self.pages.total - 1)
