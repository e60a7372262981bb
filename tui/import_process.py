"""An import in a process of its own, so that the room it is for stays responsive and gets the memory back at the end.

The two talk over a connection, a JSON object a message. From here come how far it is, then what came of it or the
sentence why not. From the room comes STOP; once more, or the connection's end, stops whatever goes on then.
"""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import DatelineError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from corpus import Progress, Report, Skipped

STOP = b"stop"
SECONDS_BETWEEN = 1.0
NICE = 10
INDEXING = "indexing"
_SKIPPED_AT_ONCE = 500


class Stops:
    """What the room asked for: `files` to read no more of them, `all` to end what goes on."""

    def __init__(self, connection: Connection) -> None:
        self.files, self.all = threading.Event(), threading.Event()
        self._connection = connection

    def listen(self) -> None:
        """Listen until the room has gone."""
        with suppress(EOFError, OSError):
            while self._connection.recv_bytes():
                self._heard()
        self.files.set()
        self.all.set()

    def _heard(self) -> None:
        (self.all if self.files.is_set() else self.files).set()


class Teller:
    """Tells the room how it goes: what passes once a second, what is to be known at once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._due = 0.0

    def tell(self, **said: object) -> None:
        """Tell something; where the room has gone there is nobody to tell."""
        with suppress(OSError):
            self._connection.send_bytes(json.dumps(said).encode())

    def pass_on(self, progress: Progress) -> None:
        """Tell how far the import is, if it is time."""
        if self._is_time():
            self.tell(progress=asdict(progress))

    def work(self, name: str, done: int, total: int) -> None:
        """Tell how far what follows the import is, if it is time."""
        if self._is_time():
            self.tell(work=[name, done, total])

    def report(self, report: Report) -> None:
        """Tell what came of the import."""
        for start in range(0, len(report.skipped), _SKIPPED_AT_ONCE):
            some: Sequence[Skipped] = report.skipped[start : start + _SKIPPED_AT_ONCE]
            self.tell(skipped=[[one.origin, one.reason] for one in some])
        counts = asdict(report)
        del counts["skipped"]
        self.tell(report=counts)

    def _is_time(self) -> bool:
        now = time.monotonic()
        if now < self._due:
            return False
        self._due = now + SECONDS_BETWEEN
        return True


def serve(descriptor: int, folder: str, paths: Sequence[str]) -> None:
    """Bring in what is at the paths, put the archive in order and tell the room at the other end about it."""
    from multiprocessing.connection import Connection

    connection: Connection = Connection(descriptor)
    teller, stops = Teller(connection), Stops(connection)
    threading.Thread(target=stops.listen, daemon=True).start()
    with suppress(OSError):
        os.nice(NICE)
    try:
        _bring_in(Path(folder), paths, teller, stops)
    except DatelineError as error:
        teller.tell(error=str(error))
    except Exception as error:  # noqa: BLE001 - the edge of a worker: it reports
        teller.tell(error=f"That went wrong and is a defect of Dateline: {type(error).__name__}: {error}")
    teller.tell(ended=True)


def _bring_in(folder: Path, paths: Sequence[str], teller: Teller, stops: Stops) -> None:
    from corpus import Archive, add
    from search import Index
    from tui import order

    with Archive.open(folder) as archive, Index.open(archive) as index:
        teller.report(add(archive, paths, progress=teller.pass_on, cancel=stops.files))
        if not stops.files.is_set():
            order.put_in_order(archive, index, stops.files, tell=teller.work, indexing=_indexing(teller))
        if stops.files.is_set() and not stops.all.is_set():
            # So that what came in until it was stopped can be found.
            index.update(progress=_indexing(teller), cancel=stops.all)


def _indexing(teller: Teller) -> Callable[[int, int], None]:
    return lambda done, total: teller.work(INDEXING, done, total)
