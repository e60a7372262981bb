"""Opening documents, and reading on from one to the next."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import nullcontext
from typing import TYPE_CHECKING, NamedTuple, Protocol

from tui.render.hits import Landing
from tui.render.opened import Opened, open_document
from tui.screens.latest import Latest
from tui.screens.places import Places, Spot

if TYPE_CHECKING:
    from corpus import Archive, DatelineError, Desk
    from search import Hit
    from tui.render.layout import Place
    from tui.render.opened import Lights
    from tui.widgets.reader import Reader
    from tui.widgets.result_list import ResultList


class Open(NamedTuple):
    """One document to open; `place` is where to go on reading, `focus` whether to go to the reader.

    `typing` says that the query is still being typed, `found` which words had no further place in the document before;
    one that is `revisited` was open before and is come back to.
    """

    key: str
    query: str
    width: int
    landing: Landing = "best"
    place: tuple[int, int] | None = None
    focus: bool = False
    typing: bool = False
    found: str = ""
    revisited: bool = False


class Host(Protocol):
    """What the reading tells: that a document is being opened, was opened, or could not be."""

    def opening(self) -> None:
        """Learn that a document was asked for."""

    def opened(self, opened: Open) -> None:
        """Learn that a document is shown."""

    def not_opened(self, error: DatelineError) -> None:
        """Learn why a document could not be opened."""

    def call_next(self, callback: Callable[[], None]) -> object:
        """Call something where the screen's messages are handled."""


class Reading:
    """Opens documents off the screen's thread and hands them to the reader, the cursor of the list following."""

    def __init__(self, holdings: tuple[Archive, Lights, Desk], panes: tuple[ResultList, Reader], host: Host) -> None:
        self.archive, self.index, self.desk = holdings
        self.list, self.reader = panes
        self.host = host
        self.jobs: Latest[Open, Opened] = Latest(
            self._open, self._show, lambda _, error: host.not_opened(error), host.call_next
        )
        self.query = ""
        self.typing = False
        self.places = Places()
        self._lit_for: tuple[str, bool] | None = None
        self._asked: Open | None = None
        self._awaited: tuple[int, Landing, str] | None = None
        self._read: str | None = None
        self._was_at: Spot | None = None

    @property
    def here(self) -> Spot | None:
        """Return the place that is in the reader."""
        opened = self.reader.opened
        return Spot(opened.document.key, *opened.saved(self.reader.place)) if opened else None

    def look_for(self, query: str, *, typing: bool = False) -> None:
        """Set the query whose words are lit; while it is typed its last word is only the beginning of one."""
        self.query, self.typing = query, typing

    def open(self, hit: Hit, *, focus: bool = True, landing: Landing = "best", found: str = "") -> None:
        """Open a hit, landing on the passage that matches best."""
        if self.jobs.busy:
            if not focus and self._asked and self._asked.focus:
                return
        elif hit.key == self.reader.key and landing == "best" and self._is_lit:
            if focus:
                self._read = hit.key
                self.host.opened(Open(hit.key, self.query, 0, focus=True))
            return
        self._ask(Open(hit.key, self.query, self.reader.column, landing, focus=focus, found=found))

    @property
    def _is_lit(self) -> bool:
        return self._lit_for == (self.query, self.typing)

    def _ask(self, asked: Open) -> None:
        self._asked = asked._replace(typing=self.typing)
        self.host.opening()
        self.jobs.ask(self._asked)

    def restore(self, key: str, place: tuple[int, int], *, focus: bool = False) -> None:
        """Open a document at the place where it was left."""
        self._ask(Open(key, self.query, self.reader.column, place=place, focus=focus))

    def light(self) -> None:
        """Light the words of the query that stands now in the open document, the place kept."""
        opened = self.reader.opened
        if opened and not self._is_lit and not self.jobs.busy:
            self.restore(opened.document.key, opened.saved(self.reader.place))

    def step(self, *, forward: bool) -> bool:
        """Go to the next or previous hit, on into the next or previous document; False at the end of the list."""
        hit = self.list.hit
        if self.reader.key is None or (hit and not self._is_open(hit) and self.list.has_focus):
            return self._open_row(self.list.row, "best")
        if self.reader.step_hit(forward=forward):
            self.host.opened(Open(self.reader.key, self.query, 0, focus=True))
            return True
        row = self.list.pages.row_of(self.reader.key)
        row = self.list.row if row is None else row
        beside = self.list.beside(row, 1 if forward else -1)
        words = self.reader.over.words if self.reader.over else ""
        return beside is not None and self._open_row(beside, "first" if forward else "last", words)

    def go_on(self) -> None:
        """Open the document one was running on to, its page of hits having come."""
        if self._awaited:
            self._open_row(*self._awaited)

    def stop(self) -> None:
        """Let go of what is being opened."""
        self.jobs.stop()

    def _is_open(self, hit: Hit) -> bool:
        return hit.key == self.reader.key

    def _open_row(self, row: int, landing: Landing, found: str = "") -> bool:
        if not 0 <= row < self.list.pages.total:
            return False
        self.list.move_to(row)
        hit = self.list.hit
        self._awaited = None if hit else (row, landing, found)
        if hit:
            self.open(hit, landing=landing, found=found)
        return True

    # Places

    def leave(self, place: Place) -> None:
        """Keep a place of the open document, from where one goes somewhere else."""
        opened = self.reader.opened
        if opened:
            self.places.leave(Spot(opened.document.key, *opened.saved(place)))

    def go_back(self) -> bool:
        """Go to the place before this one; False where there is none."""
        return self._go(self.places.back)

    def go_forward(self) -> bool:
        """Go to the place one came back from; False where there is none."""
        return self._go(self.places.forward)

    def go_last(self) -> bool:
        """Go to the place one was at last; False where there is none."""
        return self._go(self.places.last)

    def _go(self, step: Callable[[Spot], Spot | None]) -> bool:
        here, opened = self.here, self.reader.opened
        spot = step(here) if here else None
        if spot is None or opened is None:
            return False
        if spot.key == opened.document.key:
            self.reader.go(opened.restored(spot.block, spot.offset))
            self.host.opened(Open(spot.key, self.query, 0, focus=True))
        else:
            place = (spot.block, spot.offset)
            self._ask(Open(spot.key, self.query, self.reader.column, place=place, focus=True, revisited=True))
        return True

    # Opening

    def _open(self, asked: Open, _: threading.Event) -> Opened:
        return open_document(self.archive, self.index, asked.key, asked.query, asked.width, typing=asked.typing)

    def _show(self, asked: Open, opened: Opened) -> None:
        self._lit_for = (asked.query, asked.typing)
        if self.reader.key and (self._read == self.reader.key or self.reader.has_focus):
            self._was_at = self.here
        only_lit = asked.place is not None and asked.key == self.reader.key and not asked.focus
        # Other words are lit where one reads, and nobody moved: what was said of the search is still to be read.
        with self.reader.prevent(self.reader.Moved) if only_lit else nullcontext():
            self.reader.show(opened, landing=asked.landing, place=self._left_at(asked, opened))
        if asked.focus:
            if self._was_at and self._was_at.key != asked.key and not asked.revisited:
                self.places.leave(self._was_at)
            self._read = asked.key
        self.host.opened(asked)
        if asked.found:
            self.reader.post_message(self.reader.Ran(asked.found))

    def _left_at(self, asked: Open, opened: Opened) -> Place | None:
        """Return where to go on reading, by the words that stood there; None where the hits say where to go."""
        from corpus import find_position

        if asked.place is None and opened.hits:
            return None
        left = self.desk.left_at(asked.key)
        if asked.place and (left is None or (left.block, left.offset) != asked.place):
            return opened.restored(*asked.place)
        return opened.restored(*find_position(left, opened.texts)) if left else None
