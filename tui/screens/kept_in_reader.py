"""What lies on the desk for the document that is read: its tags in the header, its notes beside their passages."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from tui.render.tagged import with_tags
from tui.screens.latest import Latest

if TYPE_CHECKING:
    from corpus import DatelineError, Desk, Document, Note
    from tui.render.overlay import Overlay
    from tui.widgets.reader import Reader


class Noted(NamedTuple):
    """A document, and the notes on passages of it."""

    document: Document
    notes: tuple[Note, ...]


class KeptInReader:
    """Shows it. The passages are looked for on a thread: one that is gone from a long text takes its time."""

    def __init__(
        self,
        desk: Desk,
        reader: Reader,
        failed: Callable[[DatelineError], None],
        deliver: Callable[[Callable[[], None]], object],
    ) -> None:
        self._desk, self._reader = desk, reader
        self.jobs: Latest[Noted, list[tuple[int, int]]] = Latest(
            _find, self._show_notes, lambda _, error: failed(error), deliver
        )
        self._shown: tuple[Overlay | None, tuple[Note, ...]] = (None, ())

    def show(self) -> None:
        """Show what is kept now. Raises DatelineError."""
        opened, over = self._reader.opened, self._reader.over
        if opened is None:
            return
        key = opened.document.key
        tagged = with_tags(opened, self._desk.tags(key))
        if tagged is not opened:
            self._reader.show_header(tagged)
        notes = tuple(note for note in self._desk.notes(key) if note.anchor)
        if self._shown != (over, notes):
            self._shown = over, notes
            self.jobs.ask(Noted(opened.document, notes))

    def stop(self) -> None:
        """Let go of what is being looked for."""
        self.jobs.stop()

    def _show_notes(self, noted: Noted, spans: list[tuple[int, int]]) -> None:
        if self._reader.key == noted.document.key:
            self._reader.show_notes(spans)


def _find(noted: Noted, cancel: threading.Event) -> list[tuple[int, int]]:
    from corpus import find_passage

    spans = (find_passage(note, noted.document.text) for note in noted.notes if not cancel.is_set())
    return [span for span in spans if span]
