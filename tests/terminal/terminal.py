"""The reading room in a real pty, read the way a person reads it: by what stands on the screen."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import cast

import pexpect
import pyte

PATIENCE = 20.0
START = """
import sys
from pathlib import Path
from typing import cast
from corpus import Archive, DatelineError, Desk
from tui.app import run
from tui.screens.index_later import IndexLater
def open_index():
    from search import Index
    return Index.open(archive)
folder, desk = map(Path, sys.argv[1:])
with Archive.open(folder) as archive:
    try:
        sys.exit(run(archive, IndexLater(open_index), Desk.open(desk)))
    except DatelineError as error:
        sys.exit(f"{error}")
"""
START_RAW = START.replace(
    "    try:",
    """    import dataclasses
    raw = "Annex [/foo] \\x1b]52;c;aGk=\\x07 \\x9b31m \\u202etxet\\x1b[2J"
    from search import Index
    document, search = archive.document, Index.search
    archive.document = lambda key: dataclasses.replace(document(key), title=raw, text=raw, markdown=raw, url=raw)
    def raw_search(self, *args, **options):
        answer = search(self, *args, **options)
        hits = [dataclasses.replace(h, title=raw, snippet=dataclasses.replace(h.snippet, text=raw)) for h in answer.hits]
        return dataclasses.replace(answer, hits=tuple(hits), facets={**answer.facets, "source": ((raw, 1),)})
    Index.search = raw_search
    try:""",
)
KEYS = {"enter": "\r", "escape": "\x1b", "tab": "\t", "down": "\x1b[B", "pagedown": "\x1b[6~", "backspace": "\x7f"}


class Terminal:
    """A program in a terminal of a size; `sent` is every byte that came out of it."""

    def __init__(
        self, command: list[str], size: tuple[int, int], env: Mapping[str, str] | None = None, cwd: Path | None = None
    ) -> None:
        self.columns, self.rows = size
        self.screen = pyte.Screen(self.columns, self.rows)
        self.stream = pyte.ByteStream(self.screen)
        self.sent = b""
        self.process = pexpect.spawn(
            command[0],
            command[1:],
            dimensions=(self.rows, self.columns),
            env=environment(env),
            cwd=str(cwd) if cwd else None,
            timeout=PATIENCE,
        )

    @property
    def lines(self) -> list[str]:
        """Return the lines on the screen."""
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self) -> str:
        """Return the screen as one text."""
        return "\n".join(self.lines)

    def pump(self, seconds: float) -> bytes:
        """Read what comes within a time; returns at the first bytes."""
        try:
            chunk = cast("bytes", self.process.read_nonblocking(65536, timeout=seconds))
        except (pexpect.TIMEOUT, pexpect.EOF):
            return b""
        self.sent += chunk
        self.stream.feed(re.sub(rb"\x1b\[[<>=][0-9;]*[a-z]|\x1b\[\?[0-9;]*\$p", b"", chunk))
        return chunk

    def wait(self, seen: Callable[[Terminal], bool], what: str) -> Terminal:
        """Wait until something can be seen."""
        end = time.monotonic() + PATIENCE
        while not seen(self):
            assert time.monotonic() < end, f"never saw {what}:\n{self.text}"
            if not self.pump(0.2) and not self.process.isalive():
                assert seen(self), f"ended before {what}:\n{self.text}"
        return self

    def sees(self, *words: str) -> Terminal:
        """Wait until all words stand on the screen."""
        return self.wait(lambda term: all(word in term.text for word in words), repr(words))

    def loses(self, words: str) -> Terminal:
        """Wait until words are no longer on the screen."""
        return self.wait(lambda term: words not in term.text, f"{words!r} gone")

    def matches(self, pattern: str) -> Terminal:
        """Wait until a pattern can be found on the screen."""
        return self.wait(lambda term: re.search(pattern, term.text) is not None, pattern)

    def presses(self, *keys: str) -> Terminal:
        """Press keys, by their name or as they are."""
        for key in keys:
            self.process.send(KEYS.get(key, key))
        return self

    def to_the_results(self) -> Terminal:
        """Go on from the start page."""
        return self.sees("120 of 120", "⏎ open").presses("escape").sees("⏎ read", "1/120")

    def quiet(self) -> Terminal:
        """Read until nothing more comes."""
        while self.pump(0.6):
            pass
        return self

    def leaves(self) -> int:
        """Wait until the program has ended and return its exit code, 128 and more for a signal."""
        while self.pump(0.2) or self.process.isalive():
            pass
        self.process.close()
        return (
            self.process.exitstatus if self.process.exitstatus is not None else 128 + (self.process.signalstatus or 0)
        )

    def hangs_up(self) -> int:
        """Take the terminal away and return the exit code the program ends with, negative for a signal."""
        os.close(self.process.child_fd)
        self.process.closed = True
        _, status = os.waitpid(self.process.pid or 0, 0)
        return os.waitstatus_to_exitcode(status)

    def close(self) -> None:
        """End the program, whatever it is doing."""
        if not self.process.closed:
            self.process.close(force=True)


def environment(extra: Mapping[str, str] | None) -> dict[str, str]:
    """Return a plain environment, the same on every machine."""
    plain = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return {**plain, "TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", **(extra or {})}


def room_command(folder: Path, desk: Path, start: str = START) -> list[str]:
    """Return the command that opens the reading room on an archive."""
    return [sys.executable, "-c", start, str(folder), str(desk)]
