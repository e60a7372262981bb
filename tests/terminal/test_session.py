"""What a dropped line or a kill leaves: one comes back to the same place."""

import signal
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest

from corpus import Archive, Desk
from tui.screens.session import Session, Sessions

from .terminal import PATIENCE, Terminal, room_command

Kept = Callable[[Session], bool]


def wait_until_kept(folder: Path, desk: Path, seen: Kept, room: Terminal) -> Session:
    """Wait until the session on the desk is so."""
    with Archive.open(folder) as archive:
        identity = archive.identity
    end = monotonic() + PATIENCE
    while monotonic() < end:
        with Desk.open(desk) as own:
            session = Sessions(own, identity).recall()
        if seen(session):
            return session
        room.pump(0.1)
    raise AssertionError(f"never kept; what is kept is {session}")


def read_on(room: Terminal) -> Terminal:
    """Read the first document about forced labour, some way into it."""
    room.sees("120 of 120").presses("/", "forced labour", "enter").sees("2 of 120", "⏎ read")
    room.presses("enter").sees("/3 ").presses("n").sees("2/3").quiet()
    return room


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGHUP], ids=["kill", "hangup"])
def test_one_comes_back_to_the_same_line(press: Path, tmp_path: Path, number: signal.Signals) -> None:
    desk = tmp_path / "desk.db"
    first = read_on(Terminal(room_command(press, desk), (80, 24)))
    lines = first.lines[1:-1]
    wait_until_kept(press, desk, lambda session: session.pane == "reader" and session.block > 0, first)
    first.process.kill(number)
    first.leaves()
    second = Terminal(room_command(press, desk), (80, 24)).sees("2 of 120", "labour hides").quiet()
    assert second.lines[1:-1] == lines
    second.close()


def test_a_kill_on_the_start_page_leads_back_to_it(press: Path, tmp_path: Path) -> None:
    desk = tmp_path / "desk.db"
    first = read_on(Terminal(room_command(press, desk), (80, 24)))
    first.presses("H").sees("Last read", "Newest documents")
    wait_until_kept(press, desk, lambda session: (session.query, session.pane) == ("forced labour", "start"), first)
    first.process.kill(signal.SIGKILL)
    first.leaves()
    second = Terminal(room_command(press, desk), (80, 24)).sees("Last read", "Trafficking for labour", "forced labour")
    second.presses("escape").sees("2 of 120", "⏎ read")
    second.close()


def test_two_rooms_at_once_do_not_fight(press: Path, tmp_path: Path) -> None:
    desk = tmp_path / "desk.db"
    one, other = (Terminal(room_command(press, desk), (80, 24)).sees("120 of 120") for _ in range(2))
    one.presses("/", "forced labour", "enter").sees("2 of 120", "⏎ read")
    wait_until_kept(press, desk, lambda session: session.query == "forced labour", one)
    other.presses("/", "hostile annex", "enter").sees("1 of 120", "⏎ read")
    wait_until_kept(press, desk, lambda session: session.query == "hostile annex", other)
    one.presses("q")
    assert one.leaves() == 0
    third = Terminal(room_command(press, desk), (80, 24)).sees("of 120")
    third.sees("1 of 120")
    for room in (other, third):
        room.presses("q")
        assert room.leaves() == 0
