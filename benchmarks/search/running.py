"""Run a step of an engine: watch its memory, end it when its time is over, leave nothing of it behind."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.search import memory
from benchmarks.search.engine import Place

LOOK_EVERY = 0.05


@dataclass
class Step:
    """What a step said, and what was seen of it: its peak memory with all its processes, and how many they were."""

    lines: list[dict[str, Any]] = field(default_factory=list)
    peak: int = 0
    processes: int = 1
    took_too_long: bool = False
    failed: bool = False


def run(name: str, step: str, place: Place, questions: Path, limit: float) -> Step:
    """Take a step of an engine; after `limit` seconds it is ended and what it has said so far is what there is."""
    paths = map(str, (place.archive, place.rows, place.index, questions))
    command = [sys.executable, "-m", "benchmarks.search.process", name, step, *paths]
    seen = Step()
    with _started(command) as process, _watched(process.pid, seen), _limited(process, limit, seen):
        if process.stdout is not None:
            seen.lines += map(json.loads, _whole_lines(process.stdout.read()))
        seen.failed = process.wait() != 0 and not seen.took_too_long
    return seen


def _whole_lines(said: str) -> list[str]:
    return said[: said.rfind("\n") + 1].splitlines()


@contextmanager
def _started(command: list[str]) -> Iterator[subprocess.Popen[str]]:
    """Start a process as the head of a group, and end the whole group in the end.

    An interrupt from the keyboard does not reach the group, so that only one process has to deal with it.
    """
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    try:
        yield process
    finally:
        _end(process)
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _end(process: subprocess.Popen[str]) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


@contextmanager
def _limited(process: subprocess.Popen[str], limit: float, seen: Step) -> Iterator[None]:
    def end() -> None:
        seen.took_too_long = True
        _end(process)

    timer = threading.Timer(limit, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


@contextmanager
def _watched(process: int, seen: Step) -> Iterator[None]:
    """Look at the memory of a process and its children now and then."""
    stop = threading.Event()

    def watch() -> None:
        while not stop.wait(LOOK_EVERY):
            family = memory.family(process)
            seen.processes = max(seen.processes, len(family))
            seen.peak = max(seen.peak, memory.resident_of(family))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        stop.set()
        watcher.join()
