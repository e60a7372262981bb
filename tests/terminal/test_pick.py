"""The reading room as a chooser, in a real pty: what is chosen comes out of standard output alone."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus import Desk

from .terminal import Terminal

ROOT = Path(__file__).parents[2]
Picks = Callable[..., Terminal]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return tmp_path / "desk.db"


@pytest.fixture
def picks(press: Path, desk: Path, tmp_path: Path) -> Iterator[Picks]:
    """Choose in a shell that keeps what was chosen in a file and says how it ended."""
    opened: list[Terminal] = []

    def pick(query: str = "", redirected: str = "", size: tuple[int, int] = (100, 30), **env: str) -> Terminal:
        places = f"--archive {shlex.quote(str(press))} --desk {shlex.quote(str(desk))}"
        command = f"{shlex.quote(sys.executable)} -m tui.cli pick {places} {query} {redirected}"
        keys = shlex.quote(str(tmp_path / "keys"))
        shell = f'keys=$({command}); code=$?; printf "%s" "$keys" > {keys}; echo left $code'
        opened.append(Terminal(["/bin/sh", "-c", shell], size, env, cwd=ROOT))
        return opened[-1]

    yield pick
    for terminal in opened:
        terminal.close()


@pytest.fixture
def keys(tmp_path: Path) -> Callable[[], list[str]]:
    """Return the keys that were printed."""
    return lambda: (tmp_path / "keys").read_text("utf-8").splitlines()


Keys = Callable[[], list[str]]


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
@pytest.mark.parametrize("redirected", ["", "</dev/null 2>/dev/null"], ids=["plain", "redirected"])
def test_enter_prints_the_key_of_the_row(picks: Picks, keys: Keys, size: tuple[int, int], redirected: str) -> None:
    room = picks("forced labour", redirected, size).sees("2 of 120", "⏎ choose")
    room.presses("j").sees("2/2").presses("enter").sees("left 0")
    assert len(keys()) == 1


def test_without_a_query_one_begins_by_typing(picks: Picks, keys: Keys) -> None:
    room = picks().sees("120 of 120", "esc back")
    room.presses("hostile annex").sees("1 of 120").presses("enter").sees("⏎ choose").presses("enter").sees("left 0")
    assert len(keys()) == 1


def test_marks_choose_several_in_their_order_and_stay_off_the_desk(picks: Picks, keys: Keys, desk: Path) -> None:
    room = picks("round table").sees("117 of 120", "m marks several")
    room.presses("j", "m").sees("1 marked · ⏎ chooses it").presses("k", "m").sees("2 marked · ⏎ chooses them")
    room.presses("j", "j", "m").sees("3 marked").presses("m").sees("2 marked").presses("enter").sees("left 0")
    second, first = keys()
    assert first != second
    with Desk.open(desk) as kept:
        assert kept.marked() == set()


def test_a_document_can_be_read_before_it_is_chosen(picks: Picks, keys: Keys) -> None:
    room = picks("forced labour").sees("2 of 120", "⏎ choose")
    room.presses("tab").sees("/ find", "⏎ choose", "labour hides in").presses("enter").sees("left 0")
    assert len(keys()) == 1


@pytest.mark.parametrize("key", ["escape", "q", "\x03"], ids=["esc", "q", "ctrl-c"])
def test_leaving_chooses_nothing(picks: Picks, keys: Keys, key: str) -> None:
    picks("forced labour").sees("2 of 120", "⏎ choose").presses("m").sees("1 marked").presses(key).sees("left 130")
    assert keys() == []


def test_the_session_of_the_reading_room_stays_as_it_was(picks: Picks, desk: Path) -> None:
    picks("forced labour").sees("2 of 120", "⏎ choose").presses("q").sees("left 130")
    with Desk.open(desk) as kept:
        assert not kept.rows("SELECT * FROM memory WHERE name LIKE 'session%'")


def test_a_size_that_the_environment_says_and_the_terminal_does_not_is_survived(picks: Picks) -> None:
    room = picks("forced labour", COLUMNS="90", LINES="20").sees("2 of 120", "⏎ choose")
    room.presses("q").sees("left 130")
