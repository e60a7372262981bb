"""The result list: any number of hits as rows of two or three lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message

from tui.actions import bindings
from tui.widgets.hit_rows import HitRows
from tui.widgets.paging import Pages

if TYPE_CHECKING:
    from search import Answer, Snippet


class ResultList(HitRows):
    """The hits of an answer, fetched as they come into view, and a cursor that goes about in them."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list")]

    class Clicked(Message):
        """The hit under the cursor was clicked twice."""

    class Moved(Message):
        """The cursor stands on another row."""

    class MoreWanted(Message):
        """Rows came into view whose hits or passages are not there yet; `ahead` asks for those around as well."""

        def __init__(self, *, ahead: bool) -> None:
            self.ahead = ahead
            super().__init__()

    # What there is to see

    def show(self, answer: Answer, stories: Mapping[str, str] | None = None, *, row: int = 0) -> None:
        """Replace the rows by those of a new answer; `row` is where the cursor goes."""
        self.pages = Pages(answer, stories)
        self.snippets = bool(answer.query.strip())
        self.row = self.pages.folding.standing(min(row, max(0, self.pages.total - 1)))
        self._measure()
        self.scroll_now(0)
        self._keep_in_view()
        self.redraw()
        self.want()

    def show_notice(self, text: str) -> None:
        """Set the words that stand in the list where nothing was found."""
        self.notice = text
        self.redraw()

    def take(self, offset: int, answer: Answer, stories: Mapping[str, str] | None = None) -> None:
        """Fill in hits; what is in view stays where it is."""
        folding = self.pages.folding
        anchor = self.row if self._is_in_view(self.row) else folding.row_at(self._top)
        lines_above = self._line_of(anchor) - self.scroll_offset.y
        self.pages.take(offset, answer, stories or {})
        self.row, anchor = folding.standing(self.row), folding.standing(anchor)
        self._measure()
        self.scroll_now(self._line_of(anchor) - lines_above)
        self._keep_in_view()
        self.redraw()
        self.want(ahead=True)

    def take_passages(self, passages: Mapping[str, Snippet]) -> None:
        """Fill in the passages of hits."""
        self.pages.take_passages(passages)
        self.redraw()

    def toggle_versions(self) -> bool:
        """Unfold the other versions of the story under the cursor, or fold them; False where there are none here."""
        lead = self.pages.folding.toggle(self.row)
        if lead is None:
            return False
        self._measure()
        self.move_to(lead)
        self._keep_in_view()
        top, height = self._line_of(lead), self.pages.folding.height(lead) * self.row_height
        if top + height > self.scroll_offset.y + self.size.height:
            self.scroll_now(top)
        self.redraw()
        self.want(ahead=True)
        return True

    def want(self, *, ahead: bool = False) -> None:
        """Ask for the hits and passages in view that are not there yet; with `ahead` for those around as well."""
        if self.missing(ahead=ahead) is not None or self.without_passage(ahead=ahead):
            self.post_message(self.MoreWanted(ahead=ahead))

    def missing(self, *, ahead: bool = False) -> range | None:
        """Return the rows to fetch next of what is in view; with `ahead` also of what comes into view next."""
        missing = self.pages.missing(self._rows_in_view())
        return self.pages.missing(self._rows_in_view(ahead=True)) if ahead and missing is None else missing

    def without_passage(self, *, ahead: bool = False) -> tuple[str, ...]:
        """Return the keys of the documents in view whose passage is to come; with `ahead` next of those around."""
        if self.row_height <= 2:
            return ()
        lacking = self.pages.without_passage(self._rows_in_view())
        return self.pages.without_passage(self._rows_in_view(ahead=True)) if ahead and not lacking else lacking

    # Where one goes

    def beside(self, row: int, step: int) -> int | None:
        """Return the row so many further down or up as they are drawn; None where that is past either end."""
        folding = self.pages.folding
        slot = folding.slot_of(row) + step
        return folding.row_at(slot) if 0 <= slot < folding.slots else None

    def move_to(self, row: int) -> None:
        """Set the cursor on a row, or on the one before it where it is folded away."""
        row = self.pages.folding.standing(min(max(0, row), max(0, self.pages.total - 1)))
        if row != self.row:
            self.row = row
            self._keep_in_view()
            self.redraw()
            self.want(ahead=True)
            self.post_message(self.Moved())

    def _move_by(self, slots: int) -> None:
        folding = self.pages.folding
        slot = min(max(0, folding.slot_of(self.row) + slots), max(0, folding.slots - 1))
        self.move_to(folding.row_at(slot))

    def _measure(self) -> None:
        self.virtual_size = Size(self.size.width, self.pages.folding.slots * self.row_height)

    def _keep_in_view(self) -> None:
        height, top = self.row_height, self._line_of(self.row)
        view = self.scroll_offset.y
        if top < view:
            self.scroll_now(max(0, top + height - self._page() * height))
        elif top + height > view + self.size.height:
            self.scroll_now(top)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Draw the rows that come into view, and ask for their hits."""
        super().watch_scroll_y(old_value, new_value)
        self.want(ahead=True)

    def on_resize(self) -> None:
        """Keep the cursor's row in view at the new size."""
        self._measure()
        self._keep_in_view()
        self.redraw()
        self.want(ahead=True)

    def on_click(self, event: events.Click) -> None:
        """Move to the row clicked; a second click opens it."""
        slot = (event.y + self.scroll_offset.y) // self.row_height
        if slot < self.pages.folding.slots:
            self.move_to(self.pages.folding.row_at(slot))
            if event.chain == 2:
                self.post_message(self.Clicked())

    def action_move_down(self) -> None:
        """Go one row down."""
        self._move_by(1)

    def action_move_up(self) -> None:
        """Go one row up."""
        self._move_by(-1)

    def action_page_down(self) -> None:
        """Go a page down."""
        self._move_by(self._page())

    def action_page_up(self) -> None:
        """Go a page up."""
        self._move_by(-self._page())

    def action_first(self) -> None:
        """Go to the first row."""
        self._move_by(-self.pages.total)

    def action_last(self) -> None:
        """Go to the last row."""
        self._move_by(self.pages.total)
