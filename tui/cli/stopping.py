"""Long work that ends well: the first signal asks it to stop at the next whole step, the second one interrupts it."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tui.cli.exits import Signalled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

_NUMBERS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stop:
    """Whether the work was asked to stop, and the exit code that says by what."""

    def __init__(self) -> None:
        self.event = threading.Event()
        self.code = 128 + signal.SIGINT

    def ask(self, number: int, _frame: FrameType | None = None) -> None:
        """Ask the work to stop; asked again, raise in the middle of it."""
        if self.event.is_set():
            raise Signalled(number)
        self.code = 128 + number
        self.event.set()

    def leave_if_asked(self) -> None:
        """Raise where the work was asked to stop and nothing remains to be said about it."""
        if self.event.is_set():
            raise Signalled(self.code - 128)


@contextmanager
def stoppable() -> Iterator[Stop]:
    """Turn Ctrl-C, SIGTERM and SIGHUP into a request to stop while the block runs; ignored signals stay ignored."""
    stop = Stop()
    before = {number: signal.getsignal(number) for number in _NUMBERS}
    heeded = [number for number, handler in before.items() if handler is not signal.SIG_IGN]
    for number in heeded:
        signal.signal(number, stop.ask)
    try:
        yield stop
    finally:
        for number in heeded:
            signal.signal(number, before[number])
