"""Write segments in several processes.

Each worker is a Python of its own that opens the archive and answers on its pipe; the program's main module is not
imported again, so a script that uses this package needs no guard.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue

from corpus import CannotWriteError, DatelineError
from search.manifest import Segment, segment_from_json
from search.segments import Job, Workplace


class Crew:
    """Does the jobs of one workplace with a number of workers; with one, in this process."""

    def __init__(self, place: Workplace, workers: int) -> None:
        self._place = place
        self._workers = workers
        self._idle: SimpleQueue[subprocess.Popen[str]] = SimpleQueue()

    def write(self, jobs: Sequence[Job]) -> Generator[Segment, None, None]:
        """Yield the segment of each job, in order; ends early when cancelled."""
        if self._workers > 1 and len(jobs) > 1:
            yield from self._write_with_workers(jobs)
            return
        for job in jobs:
            segment = self._place.write(job)
            if segment is None:
                return
            yield segment

    def _write_with_workers(self, jobs: Sequence[Job]) -> Generator[Segment, None, None]:
        processes = [self._start() for _ in range(self._workers)]
        for process in processes:
            self._idle.put(process)
        stop = threading.Event()
        watcher = threading.Thread(target=self._watch, args=(processes, stop), daemon=True)
        watcher.start()
        try:
            with ThreadPoolExecutor(self._workers) as pool:
                results: list[Future[Segment]] = [pool.submit(self._hand_over, job) for job in jobs]
                try:
                    for result in results:
                        try:
                            yield result.result()
                        except _StoppedError:
                            return
                finally:
                    for result in results:
                        result.cancel()
                    _end(processes)
        finally:
            stop.set()
            watcher.join()
            _close_pipes(processes)

    def _watch(self, processes: Sequence[subprocess.Popen[str]], stop: threading.Event) -> None:
        while not stop.wait(0.1):
            if self._place.cancel.is_set():
                _end(processes)
                return

    def _start(self) -> subprocess.Popen[str]:
        command = [sys.executable, "-P", "-m", "search.worker", str(self._place.archive.folder), str(self._place.home)]
        environment = os.environ | {"PYTHONIOENCODING": "utf-8"}
        try:
            return subprocess.Popen(  # noqa: S603 - our own interpreter and module
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
                env=environment,
            )
        except OSError as error:
            raise CannotWriteError(f"A process for indexing cannot be started: {error.strerror}.") from error

    def _hand_over(self, job: Job) -> Segment:
        process = self._idle.get()
        try:
            if self._place.cancel.is_set():
                raise _StoppedError
            return self._ask(process, job)
        finally:
            self._idle.put(process)

    def _ask(self, process: subprocess.Popen[str], job: Job) -> Segment:
        if process.stdin is None or process.stdout is None:
            raise _StoppedError
        try:
            process.stdin.write(json.dumps({"name": job.name, "keys": list(job.keys)}) + "\n")
            process.stdin.flush()
        except OSError:
            raise self._reason(process) from None
        for line in process.stdout:
            answer = json.loads(line)
            if "segment" in answer:
                return segment_from_json(answer["segment"])
            if "error" in answer:
                raise CannotWriteError(answer["error"])
            self._place.count(int(answer["done"]))
        raise self._reason(process)

    def _reason(self, process: subprocess.Popen[str]) -> Exception:
        if self._place.cancel.is_set():
            return _StoppedError()
        return DatelineError(f"A process for indexing ended unexpectedly (status {process.wait()}).")


class _StoppedError(Exception):
    """A worker was ended on purpose."""


def _end(processes: Sequence[subprocess.Popen[str]]) -> None:
    for process in processes:
        process.kill()
    for process in processes:
        process.wait()


def _close_pipes(processes: Sequence[subprocess.Popen[str]]) -> None:
    for process in processes:
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
