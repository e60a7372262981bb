"""A few worker processes, each of which can be killed and replaced without loss.

Whatever a page does to the library that cleans it (hang, eat memory, crash), the worker is ended, the inputs it held
are tried one by one, and only the guilty one fails, with a reason.
"""

from __future__ import annotations

import ctypes
import importlib
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, Pipe, wait
from pathlib import Path
from typing import Final, Generic, TypeVar

from corpus.errors import DatelineError

T = TypeVar("T")
R = TypeVar("R")

SECONDS: Final = 20.0
MEMORY: Final = 1 << 30

_GRACE = 10
_START_SECONDS = 60.0
_WINDOW = 64
_TICK = 0.25
_STARTS = 5
_PR_SET_PDEATHSIG = 1
_NO_START = "The processes that clean pages cannot be started; is there enough memory?"

# A fresh interpreter that imports the work and nothing of the program that wants it done.
_CHILD = """
import json, sys
path, *told = json.loads(sys.argv[1])
sys.path[:] = path
from corpus.importing.workers import serve
serve(*told)
"""


@dataclass(frozen=True, slots=True)
class Failed:
    """What came of an input that no worker could finish."""

    reason: str


@dataclass(eq=False)
class _Job(Generic[T, R]):
    number: int
    inputs: Sequence[T]
    results: list[R | Failed] = field(default_factory=list)
    one_by_one: bool = False

    def next(self) -> Sequence[T]:
        start = len(self.results)
        return self.inputs[start : start + 1] if self.one_by_one else self.inputs[start:]

    def is_done(self) -> bool:
        return len(self.results) == len(self.inputs)


@dataclass(eq=False)
class _Worker(Generic[T, R]):
    process: subprocess.Popen[bytes]
    connection: Connection
    deadline: float
    ready: bool = False
    job: _Job[T, R] | None = None


class Pool(Generic[T, R]):
    """At most `count` processes that apply `work` to batches of inputs; started when there is something to do.

    `work` is a function of a module, since the processes import it; `told` is what each process hears first, through
    the function `hear` of the same module. An input may take `seconds` and `memory` bytes more than an idle worker has.
    """

    def __init__(
        self,
        work: Callable[[T], R],
        count: int,
        *,
        told: str | None = None,
        seconds: float = SECONDS,
        memory: int = MEMORY,
    ) -> None:
        self._work = work
        self._told = told
        self._count = max(1, count)
        self._seconds = seconds
        self._memory = memory
        self._workers: list[_Worker[T, R]] = []
        self._done: dict[int, list[R | Failed]] = {}
        self._failed_starts = 0

    def run(
        self, batches: Iterable[Sequence[T]], *, stop: Callable[[], bool] = lambda: False
    ) -> Iterator[list[R | Failed]]:
        """Give the results of each batch, in the order of the batches. Ends early, and soon, when `stop` says so.

        Takes a batch only when a worker is free for it. Raises DatelineError where no worker can be started.
        """
        left = iter(batches)
        taken = given = 0
        exhausted = False
        while not stop():
            while not exhausted and taken - given < _WINDOW and self._has_room():
                batch = next(left, None)
                if batch is None:
                    exhausted = True
                else:
                    self._begin(_Job(taken, batch))
                    taken += 1
                if given in self._done:
                    break
            if given in self._done:
                yield self._done.pop(given)
                given += 1
            elif exhausted and taken == given:
                return
            else:
                self._collect()

    def close(self) -> None:
        """End the workers, whatever they are doing."""
        for worker in list(self._workers):
            self._end(worker)

    def _has_room(self) -> bool:
        return len(self._workers) < self._count or any(worker.ready and not worker.job for worker in self._workers)

    def _begin(self, job: _Job[T, R]) -> None:
        if not job.inputs:
            self._done[job.number] = []
            return
        idle = next((worker for worker in self._workers if not worker.job), None) or self._start()
        idle.job = job
        if idle.ready:
            self._send(idle)

    def _start(self) -> _Worker[T, R]:
        ours, theirs = Pipe()
        module, name = self._work.__module__, self._work.__qualname__
        told = json.dumps([sys.path, theirs.fileno(), module, name, self._seconds, self._memory])
        # The child keeps the mask: a Ctrl-C on the terminal is for the parent alone, from the child's first moment.
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-P", "-c", _CHILD, told],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
            )
        except OSError as error:
            ours.close()
            raise DatelineError(_NO_START) from error
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
            theirs.close()
        worker: _Worker[T, R] = _Worker(process, ours, time.monotonic() + _START_SECONDS)
        self._workers.append(worker)
        try:
            ours.send(self._told)
        except OSError:
            worker.deadline = 0.0  # It ended at once; the next look at it finds that out.
        return worker

    def _send(self, worker: _Worker[T, R]) -> None:
        if worker.job is None:
            return
        worker.deadline = time.monotonic() + self._seconds
        try:
            worker.connection.send(worker.job.next())
        except OSError:
            self._lose(worker, "crashed the cleaner")

    def _collect(self) -> None:
        """Wait a moment for what the workers say, and deal with it."""
        asked = time.monotonic()
        heard = wait([worker.connection for worker in self._workers if worker.job or not worker.ready], _TICK)
        late = time.monotonic() - asked - _TICK
        for worker in list(self._workers):
            if late > 1:
                # This process stood still (it was stopped, or the machine slept), and so may have the workers.
                worker.deadline += late
            if worker.connection in heard:
                self._hear(worker)
            elif worker.job and time.monotonic() > worker.deadline:
                self._lose(worker, f"took longer than {self._seconds:g} seconds to clean")

    def _hear(self, worker: _Worker[T, R]) -> None:
        try:
            said = worker.connection.recv()
        except (EOFError, OSError):
            self._lose(worker, "crashed the cleaner")
            return
        job = worker.job
        if not worker.ready:
            worker.ready = True
            self._failed_starts = 0
        elif job:
            results, tired = said
            job.results += results
            if job.is_done():
                self._done[job.number] = job.results
                worker.job = None
            if tired:
                self._end(worker)
                self._again(worker)
                return
        self._send(worker)

    def _lose(self, worker: _Worker[T, R], reason: str) -> None:
        """End a worker and give its inputs to another, one by one; a single one is the guilty one."""
        self._end(worker)
        job = worker.job
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts >= _STARTS:
                raise DatelineError(_NO_START)
        elif job and len(job.next()) == 1:
            job.results.append(Failed(reason))
            if job.is_done():
                self._done[job.number] = job.results
                worker.job = None
        elif job:
            job.one_by_one = True
        self._again(worker)

    def _again(self, worker: _Worker[T, R]) -> None:
        if worker.job:
            self._start().job = worker.job

    def _end(self, worker: _Worker[T, R]) -> None:
        self._workers.remove(worker)
        worker.process.kill()
        worker.process.wait()
        worker.connection.close()


def serve(descriptor: int, module: str, name: str, seconds: float, memory: int) -> None:
    """Be a worker: take inputs from the connection, give results, until the parent is gone."""
    _die_with_parent()
    connection: Connection = Connection(descriptor)
    home = importlib.import_module(module)
    work: Callable[[object], object] = getattr(home, name)
    if (told := connection.recv()) is not None:
        home.hear(told)
    limit = _limit_memory(memory)
    connection.send(None)
    while True:
        try:
            inputs = connection.recv()
        except (EOFError, OSError):
            return
        # Ends a worker that hangs, even in C, where no parent and no system does it.
        signal.alarm(int(seconds) + _GRACE)
        results = [_attempt(work, one) for one in inputs]
        signal.alarm(0)
        try:
            connection.send((results, _address_space() > limit - memory // 2))
        except OSError:
            return


def _attempt(work: Callable[[T], R], one: T) -> R | Failed:
    try:
        return work(one)
    except MemoryError:
        return Failed("needs too much memory to clean")
    except Exception as error:  # noqa: BLE001 - whatever a page does to a library, the others go on
        return Failed(f"could not be cleaned ({type(error).__name__})")


def _die_with_parent() -> None:
    """Have Linux end this process when its parent ends, however that comes about."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _limit_memory(memory: int) -> int:
    """Allow `memory` bytes more than there are now; return the limit."""
    limit = _address_space() + memory
    try:
        resource.setrlimit(resource.RLIMIT_AS, (limit, resource.getrlimit(resource.RLIMIT_AS)[1]))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (OSError, ValueError):
        return limit  # A system that knows no such limit, or has a lower one already.
    return limit


def _address_space() -> int:
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
