"""Bringing the index up to the archive, with progress."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tui import order
from tui.cli.output import talk
from tui.cli.progress import index_status, progress_line
from tui.cli.settings import open_index
from tui.cli.stopping import stoppable

if TYPE_CHECKING:
    import threading

    from corpus import Archive
    from search import Index
    from tui.cli.progress import Line
    from tui.cli.stopping import Stop


def index_documents(archive: Archive, stop: Stop, *, rebuild: bool = False) -> int:
    """Index what the archive has and the index has not, or everything anew; returns how many documents that was."""
    with open_index(archive) as index:
        return _indexed(index, stop.event, rebuild=rebuild)


def put_in_order(archive: Archive, stop: Stop) -> int:
    """Link repeats, infer fields of work and index what has changed; returns how many documents were indexed."""
    with open_index(archive) as index, progress_line() as line:
        return order.put_in_order(
            archive, index, stop.event, tell=partial(_show, line), indexing=partial(_show_indexed, line)
        )


def _show(line: Line, name: str, done: int, total: int) -> None:
    line.show(f"{name} · {done:,} of {total:,}")


def _show_indexed(line: Line, done: int, total: int) -> None:
    line.show(index_status(done, total))


def catch_up(index: Index) -> None:
    """Take in what was imported since the index was last written; where that can't be done, say so and go on."""
    from corpus import BusyError, CannotWriteError

    if not index.stale():
        return
    try:
        with stoppable() as stop:
            _indexed(index, stop.event, rebuild=False)
    except (BusyError, CannotWriteError) as problem:
        talk(f"dateline: The newest documents are not in the index yet: {problem}")
        return
    stop.leave_if_asked()


def _indexed(index: Index, cancel: threading.Event, *, rebuild: bool) -> int:
    with progress_line() as line:
        work = index.rebuild if rebuild else index.update
        return work(progress=partial(_show_indexed, line), cancel=cancel)
