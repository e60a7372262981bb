"""The memory of processes, in bytes, as the system tells it; 0 where it does not (it is Linux's /proc that is read)."""

from __future__ import annotations

import os
from pathlib import Path

PROC = Path("/proc")


def resident() -> int:
    """Return what of this process lies in memory, mapped files included."""
    return _of_this_process("VmRSS")


def own() -> int:
    """Return what of it is this process's alone: no mapped files, which the system may drop at any time."""
    return _of_this_process("RssAnon")


def peak() -> int:
    """Return the most that this process had in memory."""
    return _of_this_process("VmHWM")


def resident_of(processes: list[int]) -> int:
    """Return what of these processes lies in memory."""
    return sum(_resident(process) for process in processes)


def family(process: int) -> list[int]:
    """Return a process and those it has started, and so on."""
    found, left = [], [process]
    while left:
        found.append(left.pop())
        for children in PROC.glob(f"{found[-1]}/task/*/children"):
            left += map(int, _read(children).split())
    return found


def _resident(process: int) -> int:
    fields = _read(PROC / str(process) / "statm").split()
    return int(fields[1]) * os.sysconf("SC_PAGE_SIZE") if fields else 0


def _of_this_process(name: str) -> int:
    for line in _read(PROC / "self" / "status").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) * 1024
    return 0


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except OSError:
        return ""
