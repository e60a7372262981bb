"""Progress on one line of the terminal, rewritten in place; nothing at all where standard error is no terminal."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from corpus import one_line
from tui.cli.output import cells, fitted, width_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus import Progress, Skipped

SECONDS_BETWEEN = 0.25


class Line:
    """The last line of the terminal. Rewriting needs no escape sequence: blanks cover what was longer before."""

    def __init__(self, *, shown: bool = True) -> None:
        self._shown = shown and sys.stderr.isatty() and os.environ.get("TERM", "dumb") not in {"", "dumb"}
        self._covered = 0
        self._due = 0.0

    def show(self, text: str) -> None:
        """Show the text in place of the one before, at most four times a second."""
        now = time.monotonic()
        if not self._shown or now < self._due:
            return
        self._due = now + SECONDS_BETWEEN
        self._write(fitted(one_line(text), width_of(sys.stderr) - 1))

    def clear(self) -> None:
        """Leave the line empty and the cursor at its beginning."""
        if self._covered:
            self._write("")
            self._put("\r")

    def _write(self, text: str) -> None:
        self._put(f"\r{text}{' ' * (self._covered - cells(text))}")
        self._covered = cells(text)

    def _put(self, text: str) -> None:
        try:
            sys.stderr.write(text)
            sys.stderr.flush()
        except OSError:
            self._shown = False


@contextmanager
def progress_line(*, shown: bool = True) -> Iterator[Line]:
    """Give a line to show progress on; it is cleared at the end, before anything else is said."""
    line = Line(shown=shown)
    try:
        yield line
    finally:
        line.clear()


def import_status(progress: Progress) -> str:
    """Return the state of an import in one line: files, documents, rate, time left and the last failure."""
    if progress.learned_from and not progress.pages:
        return f"learning what the sites repeat · {progress.learned_from:,} pages looked at"
    parts = [
        f"{progress.files_done:,} of {progress.files_total:,} files",
        f"{progress.documents:,} documents",
        f"{progress.rate:,.0f}/s",
    ]
    if progress.seconds_left is not None:
        parts.append(f"{duration(progress.seconds_left)} left")
    if progress.last_failure is not None:
        parts.append(f"skipped {_short(progress.last_failure)}")
    return " · ".join(parts)


def index_status(done: int, total: int) -> str:
    """Return the state of indexing in one line."""
    return f"indexing {done:,} of {total:,} documents"


def duration(seconds: float) -> str:
    """Return a time in the two units that matter: `8 s`, `3 min 20 s`, `2 h 5 min`."""
    whole = max(0, round(seconds))
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes} min {rest} s"
    return f"{minutes // 60} h {minutes % 60} min"


def _short(failure: Skipped) -> str:
    return f"{failure.origin.rpartition('/')[2]} ({failure.reason.rstrip('.')})"
