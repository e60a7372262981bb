"""Putting values right: on disk before it is said, then repeats, inferences and the index follow in the background."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus import BusyError, Document
from tui.screens.latest import Latest

if TYPE_CHECKING:
    from corpus import Archive, DatelineError

Value = str | tuple[str, ...] | None
BUSY = "The correction before this one is still being written."


@dataclass(frozen=True)
class Correction:
    """What is right, by the name of the value, and of which values the correction is withdrawn.

    `done` is told of the document as it is now, `failed` why it could not be written.
    """

    key: str
    changes: Mapping[str, Value] = field(default_factory=dict)
    withdrawn: frozenset[str] = frozenset()
    done: Callable[[Document], object] = lambda _: None
    failed: Callable[[DatelineError], object] = lambda _: None


class Correcting:
    """Writes corrections, one at a time.

    `ordered` is called once searches find what was corrected, with why they do not yet where something is in the way.
    """

    def __init__(
        self,
        archive: Archive,
        ordered: Callable[[DatelineError | None], None],
        deliver: Callable[[Callable[[], None]], object],
    ) -> None:
        self._archive = archive
        self._turn = threading.Lock()
        self._writing: Latest[Correction, Document] = Latest(self._write, self._written, self._not_written, deliver)
        self._ordering: Latest[None, int] = Latest(
            self._put_in_order, lambda *_: ordered(None), lambda _, error: ordered(error), deliver
        )

    def correct(self, correction: Correction) -> None:
        """Write a correction; while another one is being written, this one is refused."""
        if self._writing.busy:
            correction.failed(BusyError(BUSY))
            return
        self._ordering.stop()
        self._writing.ask(correction)

    def stop(self) -> None:
        """Tell of nothing any more; what is being written is written, the rest is done when the room is opened next."""
        self._writing.stop()
        self._ordering.stop()

    async def idle(self) -> None:
        """Return when nothing is being written or put in order."""
        await self._writing.idle()
        await self._ordering.idle()

    def _write(self, asked: Correction, _: threading.Event) -> Document:
        from corpus import correct

        with self._turn:
            return correct(self._archive, asked.key, asked.changes, withdrawn=asked.withdrawn)

    def _written(self, asked: Correction, document: Document) -> None:
        asked.done(document)
        self._ordering.ask(None)

    def _not_written(self, asked: Correction, error: DatelineError) -> None:
        asked.failed(error)

    def _put_in_order(self, _: None, cancel: threading.Event) -> int:
        from search import Index
        from tui.order import put_in_order

        with self._turn, Index.open(self._archive) as index:
            return put_in_order(self._archive, index, cancel)
