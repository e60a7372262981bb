"""What the reading room costs on an archive: its first screen, its memory, the bytes it sends, its latency.

    python -m benchmarks.room ARCHIVE-FOLDER [--size 120x40] [--parts opening,bytes,reading,keys]

The room runs in a real pseudo-terminal as over a line (SSH_TTY is set), on a desk of its own that is thrown away.
opening: how long until its first screen, on a new desk and on one that knows the archive, beside an empty Textual app
in the same run, medians of eleven each. bytes: what a key sends in the list, alone and with the reader beside it, what
a page of the reader sends, and what comes in ten seconds in which nothing happens. reading: the memory of the process
after twenty minutes' worth of reading pressed into less time. keys: what `benchmarks.keystrokes` measures.
"""

from __future__ import annotations

import argparse
import os
import pty
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fcntl import ioctl
from itertools import cycle, islice
from pathlib import Path

import pyte

from benchmarks.keystrokes import CONTROL
from corpus import Archive, Desk

RUNS = 11
PATIENCE = 60.0
QUIET = 0.4
SEARCHES, OPENED_EACH, KEYS_EACH = 200, 3, 10
SUBJECTS = "war budget veterans farm school energy border health tax labor coast bridge river hospital airport"
MATTERS = "funding vote report hearing letter amendment bill committee president county program grant plan law"
EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("ready")
Empty().run()
"""


class Terminal:
    """A program in a pseudo-terminal of a size, as over a line, and what stands on its screen."""

    def __init__(self, command: list[str], size: tuple[int, int]) -> None:
        self.begun = self.came = time.perf_counter()
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        self._terminal, program = pty.openpty()
        ioctl(program, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        env = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        env |= {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "SSH_TTY": "/dev/pts/0"}
        self.process = subprocess.Popen(
            command, env=env, stdin=program, stdout=program, stderr=program, start_new_session=True
        )
        os.close(program)

    def press(self, keys: str) -> None:
        """Press keys."""
        os.write(self._terminal, keys.encode())

    def piece(self, seconds: float) -> bytes:
        """Return what comes next within a time, shown on the screen."""
        if not select.select([self._terminal], [], [], seconds)[0]:
            return b""
        came = os.read(self._terminal, 1 << 16)
        self.came = time.perf_counter()
        self._stream.feed(CONTROL.sub(b"", came))
        return came

    def drain(self, rest: float = QUIET) -> int:
        """Read until nothing came for a time; return how many bytes came."""
        total = 0
        while came := self.piece(rest):
            total += len(came)
        return total

    def sent(self, keys: str) -> int:
        """Press keys and return how many bytes come of it."""
        self.press(keys)
        return self.drain()

    def until(self, *words: str) -> float:
        """Read until words stand on the screen and return the seconds since the program was started."""
        while time.perf_counter() - self.begun < PATIENCE:
            if self.piece(0.2) and all(word in "\n".join(self.screen.display) for word in words):
                return self.came - self.begun
        raise TimeoutError(f"{words} never came; the screen shows:\n" + "\n".join(self.screen.display))

    def memory(self) -> float:
        """Return the memory that the program holds, in MB."""
        ran = subprocess.run(
            ["ps", "-o", "rss=", "-p", str(self.process.pid)], capture_output=True, text=True, check=True
        )
        return int(ran.stdout) / 1024

    def close(self) -> None:
        """End the program."""
        self.press("\x03" if self.process.poll() is None else "")
        while self.process.poll() is None:
            try:
                self.piece(0.1)
            except OSError:
                break
        self.process.wait()
        os.close(self._terminal)


@contextmanager
def opened(archive: Path, size: tuple[int, int], desk: Path | None = None) -> Iterator[Terminal]:
    """Open the room on a desk that is thrown away, or on a given one; it is left at the end."""
    with tempfile.TemporaryDirectory() as folder:
        own = desk or Path(folder) / "desk.db"
        room = Terminal([sys.executable, "-m", "tui.cli", "--archive", str(archive), "--desk", str(own)], size)
        try:
            yield room
        finally:
            room.close()


def all_documents(archive: Path) -> str:
    """Return what the title line says once all is counted."""
    with Archive.open(archive) as one:
        documents = one.totals().documents
    return f"{documents:,} of {documents:,}"


def opening(archive: Path, size: tuple[int, int]) -> Iterator[str]:
    """Measure how long until the first screen, by turns, so that a busy machine slows all alike."""
    counted = all_documents(archive)
    times: dict[str, list[float]] = {"empty Textual app": [], "on a new desk": [], "on a desk that knows it": []}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(RUNS):
            app = Terminal([sys.executable, "-c", EMPTY], size)
            times["empty Textual app"].append(app.until("ready"))
            app.press("\x11")
            app.close()
            for name, desk in (("on a new desk", None), ("on a desk that knows it", Path(folder) / "desk.db")):
                with opened(archive, size, desk) as room:
                    times[name].append(room.until("Newest documents", counted))
                    room.drain(1.0)
    base = statistics.median(times["empty Textual app"])
    for name, taken in times.items():
        middle = statistics.median(taken)
        yield f"{name:25}  {middle:6.2f} s   {middle / base:.2f} times the empty app"


def bytes_sent(archive: Path, size: tuple[int, int]) -> Iterator[str]:
    """Measure what goes over the line."""
    counted = all_documents(archive)
    for name, width in (("list alone", 79), (f"list and reader, {size[0]} wide", size[0])):
        with opened(archive, (width, size[1])) as room:
            room.until(counted)
            room.drain()
            room.press("\x1b")
            room.drain()
            room.sent("/health care\r")
            yield f"a key in the list         {_spread([room.sent('j') for _ in range(40)])}   {name}"
            yield f"a page of the list        {_spread([room.sent(' ') for _ in range(10)])}   {name}"
    with opened(archive, size) as room:
        room.until(counted)
        room.press("\x1b")
        room.drain()
        room.sent("/trafficking\r")
        room.sent("\r")
        room.sent("g")
        yield f"a page turned             {_spread([room.sent(key) for key in ' b' * 5])}   in the reader"
        yield f"ten idle seconds          {room.drain(10.0):9,} bytes"


def _spread(sizes: list[int]) -> str:
    moved = [one for one in sizes if one] or [0]
    return f"{statistics.median(moved):9,.0f} bytes, at most {max(moved):,}"


def reading(archive: Path, size: tuple[int, int]) -> Iterator[str]:
    """Measure the memory after much reading."""
    counted = all_documents(archive)
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder) / "desk.db"
        with opened(archive, size, desk) as room:
            room.until(counted)
            room.press("\x1b")
            room.drain(1.0)
            yield f"memory at the start       {room.memory():9,.0f} MB"
            begun = time.perf_counter()
            queries = zip(cycle(SUBJECTS.split()), cycle(MATTERS.split()), strict=False)
            for number, query in enumerate(islice(queries, SEARCHES)):
                _read_some(room, " ".join(query))
                if number + 1 in {SEARCHES // 4, SEARCHES // 2, SEARCHES}:
                    yield f"  after {number + 1:3} searches      {room.memory():9,.0f} MB"
            took = time.perf_counter() - begun
        with Desk.open(desk) as own:
            read = len(own.read())
    yield f"  in {took:.0f} s: {SEARCHES} searches, {SEARCHES * KEYS_EACH:,} list keys, {read} different documents read"


def _read_some(room: Terminal, query: str) -> None:
    """Search, look through the list, open some documents and page through each."""
    room.press(f"/\x15{query}\r")
    room.drain(0.15)
    for _ in range(OPENED_EACH):
        room.press("j" * (KEYS_EACH // OPENED_EACH))
        room.drain(0.05)
        room.press("\r")
        room.drain(0.12)
        room.press("n ")
        room.drain(0.05)
        room.press("\x1b")
        room.drain(0.15)
    room.press("j" * (KEYS_EACH % OPENED_EACH))
    room.drain(0.05)


def keys(archive: Path, size: tuple[int, int]) -> Iterator[str]:
    """Measure how long a letter takes to become a list."""
    command = [sys.executable, "-m", "benchmarks.keystrokes", str(archive), "--ssh", "--size", f"{size[0]}x{size[1]}"]
    yield subprocess.run(command, capture_output=True, text=True, check=True).stdout.rstrip()


PARTS: dict[str, Callable[[Path, tuple[int, int]], Iterator[str]]] = {
    "opening": opening,
    "bytes": bytes_sent,
    "reading": reading,
    "keys": keys,
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--size", default="120x40", help="columns x rows")
    parser.add_argument("--parts", default=",".join(PARTS), help="which to measure")
    chosen = parser.parse_args()
    columns, rows = map(int, chosen.size.split("x"))
    for part in chosen.parts.split(","):
        for line in PARTS[part](chosen.archive, (columns, rows)):
            print(line, flush=True)


if __name__ == "__main__":
    main()
