"""The terminal under the room: fit to be used, left as it was found, whatever signal comes."""

from __future__ import annotations

import asyncio
import contextlib
import os
import select
import signal
import termios
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

from corpus import DatelineError

SIGNALS = {signal.SIGTERM: 143, signal.SIGHUP: 129}
GRACE = 2.0
_RESTORE = b"\x1b[?2004l\x1b[?7h\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"


class NoTerminalError(DatelineError):
    """There is no screen to read on; the sentence names the verbs that need none."""


def prepare() -> None:
    """Make sure that there is a terminal to draw on and to read keys from.

    The screen is drawn on standard error. Where standard input is a pipe the keys are read from the terminal itself.
    Raises NoTerminalError.
    """
    if not _is_terminal(2):
        raise NoTerminalError(_no_terminal("The reading room needs a terminal"))
    if os.environ.get("TERM", "dumb") in {"", "dumb"}:
        raise NoTerminalError(_no_terminal("The reading room needs a terminal it can draw on, and TERM names none"))
    if not _is_terminal(0):
        try:
            keyboard = os.open("/dev/tty", os.O_RDWR)
        except OSError:
            raise NoTerminalError(_no_terminal("The reading room needs a terminal to read keys from")) from None
        os.dup2(keyboard, 0)
        os.close(keyboard)
    _choose_colours()


def take_screen() -> None:
    """Draw on the terminal itself where standard error goes elsewhere; where there is none, nothing changes."""
    if _is_terminal(2):
        return
    try:
        screen = os.open("/dev/tty", os.O_RDWR)
    except OSError:
        return
    os.dup2(screen, 2)
    os.close(screen)


def over_ssh() -> bool:
    """Return whether the terminal is at the other end of a line."""
    return bool(os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"))


def no_colour() -> bool:
    """Return whether the person asked for no colour."""
    return "NO_COLOR" in os.environ


def _is_terminal(descriptor: int) -> bool:
    try:
        return os.isatty(descriptor)
    except OSError:
        return False


def _no_terminal(why: str) -> str:
    return f"{why}. Without one, use: dateline search, dateline read, dateline facets."


def _choose_colours() -> None:
    """Send colours by their number among 256, a third of the bytes, where the terminal has them.

    The palette is made of those 256, so nothing looks different.
    """
    if os.environ.get("TERM", "").rpartition("-")[2] in {"256color", "kitty"}:
        os.environ.pop("COLORTERM", None)


class Guard:
    """Watches over signals and the line while the room is open.

    `leave(code)` is to save and end the app; where that does not come about in time the process ends anyway, the
    terminal put back.
    """

    def __init__(self, leave: Callable[[int], None], refresh: Callable[[], None]) -> None:
        self._leave, self._refresh = leave, refresh
        self._before = _attributes()
        self._loop = asyncio.get_running_loop()
        self._heard, self._told = os.pipe()
        for number in SIGNALS:
            signal.signal(number, self._signalled)
        self._resume = signal.getsignal(signal.SIGCONT)
        signal.signal(signal.SIGCONT, self._continued)
        threading.Thread(target=self._watch, name="line", daemon=True).start()

    def leave(self, code: int) -> None:
        """Save and go; at once where the terminal is gone."""
        self._leave(code)
        if _attributes() is None:
            self._end(code)

    def _continued(self, number: int, frame: FrameType | None) -> None:
        if callable(self._resume):
            self._resume(number, frame)
        self._loop.call_soon_threadsafe(self._refresh)

    def _signalled(self, number: int, _frame: FrameType | None) -> None:
        os.write(self._told, bytes([SIGNALS[signal.Signals(number)]]))

    def _watch(self) -> None:
        """Wait for a signal, or until the terminal hangs up, as reading from it would spin from then on.

        On a thread of its own, so that the process ends even where the loop has no time to listen any more.
        """
        poll = select.poll()
        poll.register(0, 0)
        poll.register(self._heard, select.POLLIN)
        heard = dict(poll.poll())
        code = os.read(self._heard, 1)[0] if self._heard in heard else SIGNALS[signal.SIGHUP]
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self.leave, code)
        time.sleep(GRACE)
        self._end(code)

    def _end(self, code: int) -> None:
        if self._before is not None and _attributes() is not None:
            with contextlib.suppress(OSError, termios.error):
                os.set_blocking(2, False)
                os.write(2, _RESTORE)
                termios.tcsetattr(0, termios.TCSANOW, self._before)
        os._exit(code)


def _attributes() -> list[Any] | None:
    try:
        return termios.tcgetattr(0)
    except termios.error:
        return None
