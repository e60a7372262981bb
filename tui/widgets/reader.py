"""The reader: one document, wrapped to its column, hit words lit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message

from tui.actions import bindings
from tui.render.hits import HitWalk, Landing
from tui.render.layout import Line, Place
from tui.render.opened import Opened
from tui.render.overlay import Overlay
from tui.render.passages import Passage
from tui.render.runs import Run, Span
from tui.render.selection import Selection
from tui.widgets.document_view import TOP, DocumentView

_NO_HITS = HitWalk()


class Reader(DocumentView):
    """Shows one document, and what lies over its text."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("reader")]

    class Jumped(Message):
        """One went from a place to another one far away."""

        def __init__(self, left: Place) -> None:
            self.left = left
            super().__init__()

    class Ran(Message):
        """The words looked for in a document had no further place in it, and another document is open now."""

        def __init__(self, words: str) -> None:
            self.words = words
            super().__init__()

    class Selected(Message):
        """Something is selected, something else, or no longer anything."""

    def __init__(self) -> None:
        super().__init__("reader")
        self.opened: Opened | None = None
        self.over: Overlay | None = None

    @property
    def walk_(self) -> HitWalk:
        """Return the hits one steps through."""
        return self.over.walk if self.over else _NO_HITS

    @property
    def key(self) -> str | None:
        """Return the key of the open document."""
        return self.opened.document.key if self.opened else None

    def show(self, opened: Opened, *, landing: Landing = "best", place: Place | None = None) -> None:
        """Show a document: at a place, at its first or last hit, or at the passage that matches best.

        Where it is shown already, what was looked for in it and its notes stay.
        """
        before = self.over if self.over and self.over.opened.document == opened.document else None
        self.opened, self.over = opened, Overlay(opened)
        hit = self.over.hits.land(landing, opened.best)
        if before:
            self.over.take_over(before)
        self._standing_in_view = False
        self.place = place or TOP
        self.use(self.fitted(opened.layout))
        if place is not None:
            self.over.hits.land_in(self.seen)
            standing = self.standing()
            self._standing_in_view = standing is not None and self.is_in_view(standing)
        elif hit:
            self._stand_on(hit.place)
        self.post_message(self.Moved())

    def show_header(self, opened: Opened) -> None:
        """Show the same document with other words in its header, of as many blocks; all else stays."""
        self.opened = opened
        if self.over:
            self.over.opened, self.over.blocks = opened, opened.layout.blocks
        self.use(self.fitted(opened.layout))

    def standing(self) -> Place | None:
        """Return where the hit stands that one stepped to."""
        return self.walk_.current.place if self.walk_.current else None

    def lit(self, line: Line) -> Sequence[Span]:
        """Return the styles that lie over a line."""
        return self.over.spans(line) if self.over else ()

    def margin(self, line: Line) -> Run:
        """Return the sign of a note where a line has one."""
        return Run(self.over.margin(line) if self.over else " ", "mark")

    # Hits, and words found

    def step_hit(self, *, forward: bool) -> bool:
        """Go to the next or previous hit; False where there is none left in this document."""
        before = self.walk_.current
        hit = self.walk_.step(forward, self.seen)
        if hit is None:
            return False
        for touched in filter(None, (before, hit)):
            self.refresh_blocks(touched.block, touched.block)
        self._stand_on(hit.place)
        self.post_message(self.Moved())
        return True

    def find(self, words: str, start: Place) -> int:
        """Light words in the document and go to the first from `start` on; no words take them away. Return how many."""
        if self.over is None:
            return 0
        walk = self.over.find(words)
        hit = walk.land("best", start) if self.over.words else None
        if hit:
            self._stand_on(hit.place)
        else:
            self.go(start)
        self.refresh()
        self.post_message(self.Moved())
        return len(self.walk_.hits)

    def _stand_on(self, place: Place) -> None:
        self.bring_into_view(place)
        self._standing_in_view = True

    # Passages

    def passage(self) -> Passage | None:
        """Return what is selected, else the paragraph of the hit in view, else the first paragraph in view."""
        return self.over.passage(*self.seen) if self.over else None

    def show_notes(self, spans: Iterable[tuple[int, int]]) -> None:
        """Show that there are notes on passages, given by where they stand in `Document.text`."""
        if self.over:
            self.over.note(spans)
            self.refresh()

    def go_to_text(self, start: int, end: int) -> None:
        """Bring what stands in `Document.text` from `start` to `end` into view."""
        found = next(self.over.correspondence.spans(start, end), None) if self.over else None
        if found:
            self.jump(found.place)

    def jump(self, place: Place) -> None:
        """Go to a place far away, from where one may want to come back."""
        self.post_message(self.Jumped(self.place))
        self.go(place)

    @property
    def selection(self) -> Selection | None:
        """Return what is selected."""
        return self.over.selection if self.over else None

    def select(self) -> None:
        """Begin to select with the sentence of the hit in view, or the first sentence; once more for paragraphs."""
        standing = self.standing()
        if self.selection:
            self._select(self.selection.widened())
        elif self.over:
            self._select(self.over.selection_at(standing if standing and self.is_in_view(standing) else self.seen[0]))

    def let_go(self) -> bool:
        """End the selection, or else take the words found away; False where there is neither."""
        if self.over is None or not (self.over.selection or self.over.found):
            return False
        if self.over.selection:
            self._select(None)
        else:
            self.over.find("")
            self.refresh()
            self.post_message(self.Moved())
        return True

    def _select(self, selection: Selection | None) -> None:
        """Select something else, the end that was drawn in view."""
        if self.over is None:
            return
        touched = [one for one in (self.over.selection, selection) if one]
        self.over.selection = selection
        if selection:
            self.bring_into_view(Place(selection.drawn.block, selection.drawn.start))
        if touched:
            self.refresh_blocks(min(one.start.block for one in touched), max(one.end.block for one in touched))
        self.post_message(self.Selected())

    def _draw(self, *, forward: bool) -> bool:
        """Draw the selection a sentence on or back; False where there is none."""
        if self.selection:
            self._select(self.selection.drawn_on(forward=forward))
            return True
        return False

    def _turn(self, *, forward: bool) -> None:
        """Turn a page; while selecting, draw the selection over it."""
        self.scroll_by(self.page if forward else -self.page)
        if self.selection:
            self._select(self.selection.drawn_to(self.seen[1 if forward else 0]))

    # Keys

    def action_move_down(self) -> None:
        """Go a line down; while selecting, a sentence more."""
        if not self._draw(forward=True):
            self.scroll_by(1)

    def action_move_up(self) -> None:
        """Go a line up; while selecting, a sentence less."""
        if not self._draw(forward=False):
            self.scroll_by(-1)

    def action_page_down(self) -> None:
        """Go a page down, the last line of this one still in view; while selecting, select it."""
        self._turn(forward=True)

    def action_page_up(self) -> None:
        """Go a page up."""
        self._turn(forward=False)

    def action_sentence_forward(self) -> None:
        """Select the sentence behind instead."""
        self._move(forward=True)

    def action_sentence_back(self) -> None:
        """Select the sentence before instead."""
        self._move(forward=False)

    def _move(self, *, forward: bool) -> None:
        if self.selection:
            self._select(self.selection.moved(forward=forward))

    def action_first(self) -> None:
        """Go to the beginning."""
        self.jump(TOP)

    def action_last(self) -> None:
        """Go to the end."""
        self.post_message(self.Jumped(self.place))
        self.scroll_now(self.virtual_size.height)
