"""Opening documents, and reading on from one to the next."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, Protocol

from tui.render.hits import Landing
from tui.render.opened import Opened, open_document
from tui.screens.latest import Latest

if TYPE_CHECKING:
    from corpus import Archive, DatelineError, Desk
    from search import Hit
    from tui.render.opened import Lights
    from tui.widgets.reader import Reader
    from tui.widgets.result_list import ResultList


class Open(NamedTuple):
    """One document to open; `place` is where to go on reading, `focus` whether to go to the reader."""

    key: str
    query: str
    width: int
    landing: Landing = "best"
    place: tuple[int, int] | None = None
    focus: bool = False


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
        self._lit_for: str | None = None
        self._asked: Open | None = None
        self._awaited: tuple[int, Landing] | None = None

    def open(self, hit: Hit, *, focus: bool = True, landing: Landing = "best") -> None:
        """Open a hit, landing on the passage that matches best."""
        if self.jobs.busy:
            if not focus and self._asked and self._asked.focus:
                return
        elif hit.key == self.reader.key and landing == "best" and self._lit_for == self.query:
            if focus:
                self.host.opened(Open(hit.key, self.query, 0, focus=True))
            return
        self._ask(Open(hit.key, self.query, self.reader.column, landing=landing, focus=focus))

    def _ask(self, asked: Open) -> None:
        self._asked = asked
        self.host.opening()
        self.jobs.ask(asked)

    def restore(self, key: str, place: tuple[int, int]) -> None:
        """Open a document at the place where it was left."""
        self._ask(Open(key, self.query, self.reader.column, place=place))

    def light(self) -> None:
        """Light the words of the query that stands now in the open document, the place kept."""
        opened = self.reader.opened
        if opened and self._lit_for != self.query and not self.jobs.busy:
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
        return self._open_row(row + (1 if forward else -1), "first" if forward else "last")

    def go_on(self) -> None:
        """Open the document one was running on to, its page of hits having come."""
        if self._awaited:
            self._open_row(*self._awaited)

    def stop(self) -> None:
        """Let go of what is being opened."""
        self.jobs.stop()

    def _is_open(self, hit: Hit) -> bool:
        return hit.key == self.reader.key

    def _open_row(self, row: int, landing: Landing) -> bool:
        if not 0 <= row < self.list.pages.total:
            return False
        self.list.move_to(row)
        hit = self.list.hit
        self._awaited = None if hit else (row, landing)
        if hit:
            self.open(hit, landing=landing)
        return True

    def _open(self, asked: Open, _: threading.Event) -> Opened:
        return open_document(self.archive, self.index, asked.key, asked.query, asked.width)

    def _show(self, asked: Open, opened: Opened) -> None:
        self._lit_for = asked.query
        left = asked.place or (None if opened.hits else self.desk.position(asked.key))
        place = opened.restored(*left) if left else None
        self.reader.show(opened, landing=asked.landing, place=place)
        self.host.opened(asked)
