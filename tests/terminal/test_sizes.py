"""The room in terminals of every size: a whole visit, and the terminal as it was found."""

import re
import sys
from pathlib import Path

import pytest

from .terminal import START, Terminal

BESIDE = {(200, 50): (True, True), (120, 40): (True, True), (80, 24): (False, True), (40, 12): (False, False)}
"""Whether filters and list stand beside what one reads, in a terminal of a size."""
SETTINGS = re.compile(r"[0-9a-f:]{40,}")
LEAVES = b"\x1b[?1049l"


@pytest.mark.parametrize("size", BESIDE, ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_visit_from_start_to_leaving(press: Path, tmp_path: Path, size: tuple[int, int]) -> None:
    visit = f"stty -g; '{sys.executable}' -c '{START}' '{press}' '{tmp_path / 'desk.db'}'; echo left $?; stty -g"
    room = Terminal(["/bin/sh", "-c", visit], size)
    room.sees("dateline", "120 documents", "⏎ open")
    room.presses("/", "forced labour").sees("forced labour", "2 of 120").presses("enter").sees("2011-05-18", "⏎ read")
    room.presses("enter").sees("forced labour", "2/3")
    assert ("Field of work" in room.text, "2011-05-18" in room.text) == BESIDE[size]
    room.presses("/").wait(lambda term: term.lines[-1].startswith(" /"), "the line that asks what to find")
    room.presses("prosecutors", "enter").matches(r"\d+/12\b").sees("Prosecutors")
    room.presses("escape", "escape").sees("⏎ read").presses("m").sees("Marked.", "●")
    room.presses("?").sees("In the results").presses("escape").loses("In the results")
    assert len(room.lines) == size[1]
    assert all(len(line) <= size[0] for line in room.lines)
    room.presses("q").sees("left 0").quiet()
    assert b"Traceback" not in room.sent
    before, after = (line for line in room.sent.decode("utf-8", "replace").splitlines() if SETTINGS.fullmatch(line))
    assert before == after
    assert b"\x1b[?25h" in room.sent.rpartition(LEAVES)[2]
