"""How far an import is, and what it came to."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from corpus.importing.inputs import Skipped

_TELL_SECONDS: Final = 0.1


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is; bytes are those of the files as they lie on disk.

    `learned_from` counts the pages looked at first, to learn what their sites repeat.
    """

    files_done: int = 0
    files_total: int = 0
    pages: int = 0
    documents: int = 0
    skipped: int = 0
    bytes_done: int = 0
    bytes_total: int = 0
    seconds: float = 0.0
    last_failure: Skipped | None = None
    learned_from: int = 0

    @property
    def rate(self) -> float:
        """Return documents per second so far."""
        return self.documents / self.seconds if self.seconds else 0.0

    @property
    def seconds_left(self) -> float | None:
        """Return the seconds still to go at this speed; None where nothing can be said yet."""
        if not self.bytes_done:
            return None
        return self.seconds * max(0, self.bytes_total - self.bytes_done) / self.bytes_done


@dataclass(frozen=True, slots=True)
class Report:
    """What an import came to. `files` counts those read to their end; interrupted means that there are others."""

    files: int = 0
    pages_new: int = 0
    pages_changed: int = 0
    pages_same: int = 0
    documents_new: int = 0
    documents_changed: int = 0
    documents_same: int = 0
    documents_removed: int = 0
    skipped: tuple[Skipped, ...] = ()
    interrupted: bool = False


class Meter:
    """Counts, and tells whoever wants to know, ten times a second at most."""

    def __init__(self, tell: Callable[[Progress], None] | None, *, files_total: int, bytes_total: int) -> None:
        self._tell = tell
        self._started = self._told = time.monotonic()
        self._begin = Progress(files_total=files_total, bytes_total=bytes_total)
        self._pages = self._documents = self._skipped = self._files = self._bytes = self._learned = 0
        self._last_failure: Skipped | None = None

    def count(self, *, pages: int = 0, documents: int = 0) -> None:
        """Count what has come of an input."""
        self._pages += pages
        self._documents += documents

    def learn(self) -> None:
        """Count a page that was looked at first, and tell of it where it is time."""
        self._learned += 1
        if time.monotonic() - self._told >= _TELL_SECONDS:
            self.tell()

    def count_failure(self, failure: Skipped) -> None:
        """Count an input that gave nothing."""
        self._skipped += 1
        self._last_failure = failure

    def reach(self, files: int, size: int) -> None:
        """Note how many files and bytes are done, and tell of it where it is time."""
        self._files = files
        self._bytes = size
        if time.monotonic() - self._told >= _TELL_SECONDS:
            self.tell()

    def tell(self) -> None:
        """Tell how far it is now."""
        self._told = time.monotonic()
        if self._tell:
            self._tell(self._now())

    def _now(self) -> Progress:
        return replace(
            self._begin,
            files_done=self._files,
            pages=self._pages,
            documents=self._documents,
            skipped=self._skipped,
            bytes_done=self._bytes,
            seconds=self._told - self._started,
            last_failure=self._last_failure,
            learned_from=self._learned,
        )
