"""How long a letter typed into the search box takes to become a new list on the terminal.

    python -m benchmarks.keystrokes ARCHIVE-FOLDER [--size 120x40] [--rate 8]

The room runs in a real pseudo-terminal. Real queries are typed into it letter by letter: first each letter once the
screen has come to rest, then all at the pace of a fast typist. Every piece of output is stamped when it arrives and
replayed afterwards on a screen of our own. A letter's time ends where counts and list, passages included, look as they
do at rest, or as they do for a later letter. Letters that change nothing in the list are left
out. The archive is only read; the desk is a temporary one.
"""

from __future__ import annotations

import argparse
import os
import pty
import re
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator, Sequence
from fcntl import ioctl
from pathlib import Path
from typing import NamedTuple

import pyte

from tui.screens.arrangement import arrange

QUERIES = (
    "iraq war funding",
    "forced labor",
    '"health care" reform year:2007..2010',
    "hurricane katrina recovery",
    "source:clinton veterans",
    "co",
    "education OR schools OR teachers",
    "farm bill -ethanol",
    "title:immigration border",
    "trafficking in persons",
    "social security privatization",
    "is:unread nuclear waste yucca",
)
PROGRAM = ["-m", "tui.cli"]
REST = 0.35
SETTLED = 1.5
CONTROL = re.compile(rb"\x1b\[[<>=][0-9;]*[a-z]|\x1b\[\?[0-9;]*\$p")


class Piece(NamedTuple):
    """What came out of the terminal at one time."""

    at: float
    bytes: bytes


class Room:
    """The reading room in a pseudo-terminal, and what stands on its screen."""

    def __init__(self, archive: Path, desk: Path, size: tuple[int, int], *, preview: bool) -> None:
        self.columns, self.rows = size
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        widths = arrange(self.columns, "box", filters_open=False)
        self._list = slice(widths.filters, widths.filters + widths.list)
        self._terminal, room = pty.openpty()
        ioctl(room, termios.TIOCSWINSZ, struct.pack("HHHH", self.rows, self.columns, 0, 0))
        env = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        env |= {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8"} | ({} if preview else {"SSH_TTY": "/dev/pts/0"})
        command = [sys.executable, *PROGRAM, "--archive", str(archive), "--desk", str(desk)]
        self.process = subprocess.Popen(command, env=env, stdin=room, stdout=room, stderr=room, start_new_session=True)
        os.close(room)

    def send(self, keys: str) -> float:
        """Press keys and return when."""
        at = time.perf_counter()
        os.write(self._terminal, keys.encode())
        return at

    def pieces(self, rest: float, until: float = float("inf")) -> Iterator[Piece]:
        """Give what comes until nothing came for a time, or a moment is reached."""
        while (left := min(rest, until - time.perf_counter())) > 0:
            if not select.select([self._terminal], [], [], left)[0]:
                return
            yield Piece(time.perf_counter(), os.read(self._terminal, 1 << 16))

    def replay(self, piece: Piece) -> tuple[str, ...]:
        """Show a piece and return the counts and the list that stand on the screen then."""
        self._stream.feed(CONTROL.sub(b"", piece.bytes))
        lines = [line[self._list] for line in self.screen.display[2:-1]]
        return (found_in(self.screen.display[0]), *lines)

    def rest(self, seconds: float = REST) -> tuple[str, ...]:
        """Read until nothing more comes and return what stands there."""
        for piece in self.pieces(seconds):
            self._stream.feed(CONTROL.sub(b"", piece.bytes))
        return self.replay(Piece(0, b""))


def found_in(title: str) -> str:
    """Return the counts in the title line, without the time that a search took."""
    return "".join(re.findall(r"[\d,]+ of [\d,]+", title))


class Timed(NamedTuple):
    """Milliseconds from letters to their lists with what was typed, letters that changed no list, and bytes sent."""

    times: list[tuple[float, str]]
    without: int
    sent: int


def one_by_one(room: Room, query: str) -> tuple[Timed, list[tuple[str, ...]]]:
    """Type a query, each letter once the screen is at rest; also return the screens."""
    timed, screens = Timed([], 0, 0), [room.rest()]
    for number, letter in enumerate(query, 1):
        at = room.send(letter)
        pieces = list(room.pieces(REST))
        shown = [room.replay(piece) for piece in pieces]
        timed = timed._replace(sent=timed.sent + sum(len(piece.bytes) for piece in pieces))
        if not shown or shown[-1][1:] == screens[-1][1:]:
            timed = timed._replace(without=timed.without + 1)
        else:
            last = next(n for n in range(len(shown)) if all(one == shown[-1] for one in shown[n:]))
            timed.times.append(((pieces[last].at - at) * 1000, query[:number]))
        screens.append(shown[-1] if shown else screens[-1])
    return timed, screens


def at_a_pace(room: Room, query: str, screens: Sequence[tuple[str, ...]], pause: float) -> Timed:
    """Type a query at a pace; `screens` are those of its letters at rest."""
    pressed: list[float] = []
    pieces: list[Piece] = []
    for letter in query:
        pressed.append(room.send(letter))
        pieces += room.pieces(float("inf"), until=pressed[-1] + pause)
    pieces += room.pieces(REST)
    shown = [(piece.at, room.replay(piece)) for piece in pieces]
    times = []
    for number, at in enumerate(pressed, 1):
        if screens[number][1:] == screens[number - 1][1:]:
            continue
        wanted = set(screens[number:])
        there = next((when for when, screen in shown if when > at and screen in wanted), None)
        times.append(((there - at) * 1000 if there else float("inf"), query[:number]))
    return Timed(times, len(pressed) - len(times), sum(len(piece.bytes) for piece in pieces))


def clear(room: Room, query: str) -> None:
    """Empty the box."""
    room.send("\x7f" * len(query))
    room.rest(SETTLED)


def line(name: str, timed: Sequence[Timed]) -> str:
    """Return one line of figures."""
    slowest = sorted((one for each in timed for one in each.times), reverse=True)
    times = [took for took, _ in slowest]
    cuts = statistics.quantiles(times, n=100, method="inclusive")
    bytes_a_key = sum(each.sent for each in timed) / (len(times) + sum(each.without for each in timed))
    return (
        f"{name:22} {len(times):5} {cuts[49]:7.1f} {cuts[94]:7.1f} {cuts[98]:7.1f} {times[0]:7.1f} {bytes_a_key:9,.0f}"
        f"   slowest: {', '.join(f'{typed!r} {took:.0f}' for took, typed in slowest[:3])}"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--size", default="120x40", help="columns x rows")
    parser.add_argument("--rate", type=float, default=8.0, help="letters a second of the fast typist")
    parser.add_argument("--ssh", action="store_true", help="as over a line: the reader does not follow the list")
    chosen = parser.parse_args()
    columns, rows = map(int, chosen.size.split("x"))
    with tempfile.TemporaryDirectory() as folder:
        room = Room(chosen.archive, Path(folder) / "desk.db", (columns, rows), preview=not chosen.ssh)
        room.rest(5)
        room.send("/")
        room.rest(SETTLED)
        slow, fast = [], []
        for query in QUERIES:
            timed, screens = one_by_one(room, query)
            slow.append(timed)
            clear(room, query)
            fast.append(at_a_pace(room, query, screens, 1 / chosen.rate))
            clear(room, query)
        room.send("\x03")
        room.process.wait()
    print(f"{chosen.size:22} {'keys':>5} {'p50 ms':>7} {'p95':>7} {'p99':>7} {'most':>7} {'bytes/key':>9}")
    print(line("each letter at rest", slow))
    print(line(f"{chosen.rate:g} letters a second", fast))


if __name__ == "__main__":
    main()
