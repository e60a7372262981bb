"""One writer at a time: a lock that the system gives up when its process ends, however it ends."""

from __future__ import annotations

import fcntl
import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import BusyError, CannotWriteError


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock until the end of the block; the file says who does, and means nothing when nobody holds it.

    Raises BusyError where another process holds it, CannotWriteError.
    """
    descriptor = _lock(path)
    try:
        yield
    finally:
        os.close(descriptor)


def _lock(path: Path) -> int:
    descriptor = -1
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n{_user()}\n{os.uname().nodename}\n".encode(), 0)
    except OSError as error:
        holder = _holder(descriptor) if isinstance(error, BlockingIOError) else None
        if descriptor >= 0:
            os.close(descriptor)
        if holder:
            raise BusyError(f"Another import is writing to {path.parent}: {holder}.") from None
        raise CannotWriteError(f"Cannot lock {path}: {error.strerror}.") from error
    return descriptor


def _holder(descriptor: int) -> str:
    lines = os.pread(descriptor, 1000, 0).decode("utf-8", "replace").split("\n")
    if len(lines) < 3:
        return "another process"
    return f"process {lines[0]} of {lines[1]} on {lines[2]}"


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return str(os.getuid())
