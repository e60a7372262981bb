"""An import under the room, over the line and when the line goes."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from .terminal import PATIENCE, START, Terminal, room_command

WAITS = """
import json, sys
from pathlib import Path
path, descriptor, folder, paths = json.loads(sys.argv[1])
sys.path[:] = path
from multiprocessing.connection import Connection
room = Connection(descriptor)
def tell(done):
    progress = {"files_done": done, "files_total": 9, "documents": 2900 + done, "bytes_done": done, "bytes_total": 9}
    room.send_bytes(json.dumps({"progress": {**progress, "seconds": 10.0, "last_failure": None}}).encode())
tell(1)
Path(paths[0], "go").open().read()
tell(2)
try:
    room.recv_bytes()
except EOFError:
    pass
Path(paths[0], "ended").touch()
"""
"""A process that imports until it is stopped, a step further when somebody writes to the pipe `go`."""


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    (tmp_path / "pages").mkdir()
    os.mkfifo(tmp_path / "pages" / "go")
    return tmp_path / "pages"


@pytest.fixture
def room(press: Path, pages: Path, tmp_path: Path) -> Iterator[Terminal]:
    """A room in which an import is under way."""
    child = f"from tui.screens import import_job\nimport_job._CHILD = {WAITS!r}\n"
    start = START.replace("with Archive", f"{child}with Archive", 1)
    opened = Terminal(room_command(press, tmp_path / "desk.db", start), (120, 40), {"SSH_CONNECTION": "1 2 3 4"})
    opened.sees("120 of 120").presses("I").sees("Bring in which").presses(str(pages), "\r").sees("1 of 9 files").quiet()
    yield opened
    opened.close()


def ends(pages: Path) -> None:
    """Wait until the process of the import has ended in order."""
    end = time.monotonic() + PATIENCE
    while not (pages / "ended").exists():
        assert time.monotonic() < end, "the import went on without its room"


def test_a_step_of_the_import_costs_little_and_nothing_is_sent_between(room: Terminal, pages: Path) -> None:
    assert room.pump(2.0) == b""
    before = len(room.sent)
    (pages / "go").write_text("on")
    room.sees("2 of 9 files").quiet()
    assert 0 < len(room.sent) - before <= 400


def test_when_the_line_goes_the_import_ends_in_order(room: Terminal, pages: Path) -> None:
    (pages / "go").write_text("on")
    room.sees("2 of 9 files")
    room.hangs_up()
    ends(pages)


def test_the_next_day_it_can_be_gone_on_with(room: Terminal, press: Path, pages: Path, tmp_path: Path) -> None:
    (pages / "go").write_text("on")
    room.sees("2 of 9 files").presses("q").sees("An import is running").presses("stop", "\r")
    assert room.leaves() == 0
    ends(pages)
    again = Terminal(room_command(press, tmp_path / "desk.db"), (120, 40)).sees("did not come to its end")
    again.presses("I").sees("Go on with").close()
