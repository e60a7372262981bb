"""The exit codes, and which error leads to which."""

from __future__ import annotations

import errno
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus import DatelineError

BROKEN = frozenset({errno.EPIPE, errno.ECONNRESET, errno.ESHUTDOWN})


class Code(IntEnum):
    """What a run of `dateline` ends with; a signal's number is added to 128."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    NOTHING_FOUND = 3
    DAMAGED = 4
    CANNOT_WRITE = 5
    BUSY = 6
    INTERRUPTED = 130


class Signalled(BaseException):
    """The process was asked to end by a signal; raised in the main thread so that all is closed."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.code = 128 + number


def code_of(problem: DatelineError) -> Code:
    """Return the exit code that stands for an error."""
    from corpus import BusyError, CannotWriteError, DamagedError, NotFoundError, RefusedValueError

    table = (
        (RefusedValueError, Code.USAGE),
        (NotFoundError, Code.NOTHING_FOUND),
        (DamagedError, Code.DAMAGED),
        (CannotWriteError, Code.CANNOT_WRITE),
        (BusyError, Code.BUSY),
    )
    return next((code for kind, code in table if isinstance(problem, kind)), Code.FAILED)
