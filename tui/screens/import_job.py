"""An import that the room is having done by a process of its own, and how it stands."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.message import Message

from corpus import DatelineError
from tui.import_process import STOP

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from corpus import Progress, Report, Skipped

LAST_KEPT = 50
"""Skipped inputs that are kept while the import still runs: the last ones seen."""
_GONE = "The import ended before its time. What it brought in until then stays; the same import goes on from there."
_NO_START = "The import cannot be started; is there enough memory?"

# A fresh interpreter that imports the import and nothing of the screen; `-P` keeps the current folder out of its path.
_CHILD = """
import json, sys
path, *told = json.loads(sys.argv[1])
sys.path[:] = path
from tui.import_process import serve
serve(*told)
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """How an import stands. `work` is what follows it, with how much of how much is done.

    `skipped` are the last inputs seen that gave nothing; once there is a report, all of them.
    """

    paths: tuple[str, ...]
    progress: Progress | None = None
    work: tuple[str, int, int] | None = None
    skipped: tuple[Skipped, ...] = ()
    report: Report | None = None
    error: str | None = None
    is_stopping: bool = False
    has_ended: bool = False

    @property
    def is_whole(self) -> bool:
        """Return whether it came to its end, so that there is nothing to go on with."""
        return self.has_ended and not self.error and not self.is_stopping and self.report is not None

    @property
    def last_skipped(self) -> Skipped | None:
        """Return the last input seen that gave nothing."""
        return self.skipped[-1] if self.skipped else None


class ImportJob:
    """Starts the process, hears from it and stops it. `post` posts a message to whoever keeps the job."""

    class Heard(Message):
        """The process said something; `take` it where the state is kept."""

        def __init__(self, job: ImportJob, said: dict[str, Any]) -> None:
            self.job, self.said = job, said
            super().__init__()

    def __init__(self, folder: Path, paths: Sequence[str], post: Callable[[Message], object]) -> None:
        self.standing = Standing(tuple(paths))
        self._folder, self._post = folder, post
        self._connection: Connection | None = None
        self._skipped: list[Skipped] = []

    def start(self) -> None:
        """Start it. Raises DatelineError where the system has no room for another process."""
        from multiprocessing.connection import Pipe

        ours, theirs = Pipe()
        told = json.dumps([sys.path, theirs.fileno(), str(self._folder), self.standing.paths])
        try:
            # In a session of its own no signal of the terminal reaches it: the connection's end stops it in order.
            process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-P", "-c", _CHILD, told],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        except OSError as error:
            ours.close()
            raise DatelineError(_NO_START) from error
        finally:
            theirs.close()
        self._connection = ours
        threading.Thread(target=self._listen, args=(ours, process), name="import", daemon=True).start()

    def stop(self) -> None:
        """Have it stop reading files, or, where it has, whatever it is still at."""
        if not self.standing.has_ended and self._connection:
            with suppress(OSError):
                self._connection.send_bytes(STOP)
            self.standing = replace(self.standing, is_stopping=True)

    def end(self) -> None:
        """Have it end as soon as it can, with nothing left to do."""
        self.stop()
        self.stop()

    def take(self, said: dict[str, Any]) -> None:
        """Take in what the process said."""
        from corpus import Progress, Report, Skipped

        if skipped := said.get("skipped"):
            self._skipped += [Skipped(*one) for one in skipped]
        if progress := said.get("progress"):
            failure = progress.pop("last_failure")
            self._change(progress=Progress(**progress, last_failure=Skipped(**failure) if failure else None))
            self._see_failure()
        if work := said.get("work"):
            self._change(work=tuple(work))
        if counts := said.get("report"):
            self._change(report=Report(**counts, skipped=tuple(self._skipped)), skipped=tuple(self._skipped))
        if error := said.get("error"):
            self._change(error=error)
        if said.get("ended"):
            self._change(has_ended=True)

    def _change(self, **changed: Any) -> None:  # noqa: ANN401 - the fields of Standing
        self.standing = replace(self.standing, **changed)

    def _see_failure(self) -> None:
        failure = self.standing.progress.last_failure if self.standing.progress else None
        if failure and failure != self.standing.last_skipped:
            self._change(skipped=(*self.standing.skipped, failure)[-LAST_KEPT:])

    def _listen(self, connection: Connection, process: subprocess.Popen[bytes]) -> None:
        """Hand on what the process says, on a thread, until it has ended."""
        said: dict[str, Any] = {}
        with suppress(EOFError, OSError):
            while not said.get("ended"):
                said = json.loads(connection.recv_bytes())
                if not said.get("ended"):
                    self._post(self.Heard(self, said))
        process.wait()
        connection.close()
        self._post(self.Heard(self, said if said.get("ended") else {"error": _GONE, "ended": True}))
