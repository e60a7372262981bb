"""The terminal is left as it was found, whatever comes."""

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Opens
from .terminal import START, Terminal, environment, room_command

SETTINGS = re.compile(r"[0-9a-f:]{40,}")
ENDS = b"\x1b[?1049l"


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_saves_and_restores_the_terminal(
    press: Path, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    command = room_command(press, tmp_path / "desk.db")
    room = Terminal(command, (80, 24)).sees("120 of 120")
    room.presses("/", "forced labour", "enter").sees("2 of 120", "⏎ read")
    room.process.kill(number)
    assert room.leaves() == code
    assert ENDS in room.sent
    assert b"\x1b[?25h" in room.sent.rpartition(ENDS)[2]
    again = Terminal(command, (80, 24)).sees("2 of 120", "forced labour")
    again.close()


def test_the_line_settings_come_back(press: Path, tmp_path: Path) -> None:
    shell = f"stty -g; '{sys.executable}' -c '{START}' '{press}' '{tmp_path / 'desk.db'}'; echo left $?; stty -g"
    room = Terminal(["/bin/sh", "-c", shell], (80, 24)).sees("120 of 120")
    room.presses("\x03").sees("left 130").quiet()
    settings = [line for line in room.sent.decode("utf-8", "replace").splitlines() if SETTINGS.fullmatch(line)]
    assert len(settings) == 2
    assert settings[0] == settings[1]


def test_a_terminal_that_goes_away_ends_the_room(opens: Opens) -> None:
    room = opens()
    assert room.hangs_up() in {129, -signal.SIGHUP}


def test_a_room_that_is_stuck_ends_at_a_signal_all_the_same(press: Path, tmp_path: Path) -> None:
    spin = "import tui.app\ndef spin(app):\n    while True:\n        pass\ntui.app.RoomApp.action_redraw = spin\n"
    stuck = START.replace("with Archive", f"{spin}with Archive")
    room = Terminal(room_command(press, tmp_path / "desk.db", stuck), (80, 24)).sees("120 of 120")
    room.presses("\x0c").quiet()
    room.process.kill(signal.SIGTERM)
    assert room.leaves() == 143
    assert ENDS in room.sent


def test_what_nobody_foresaw_is_said_in_a_sentence_on_a_terminal_that_is_as_it_was(press: Path, tmp_path: Path) -> None:
    fails = "def fail(app):\n    raise KeyError('odd')\n"
    start = f"import sys, tui.app, tui.cli\n{fails}tui.app.RoomApp.action_redraw = fail\nsys.exit(tui.cli.main(sys.argv[1:]))"
    command = [sys.executable, "-c", start, "--archive", str(press), "--desk", str(tmp_path / "desk.db")]
    room = Terminal(command, (80, 24)).sees("120 of 120").presses("\x0c")
    assert room.leaves() == 1
    said = room.sent.rpartition(ENDS)[2]
    assert b"This should not have happened: KeyError: 'odd'" in said
    assert b"DATELINE_TRACEBACK=1" in said
    assert b"Traceback" not in room.sent


def test_after_being_stopped_the_screen_is_drawn_again(opens: Opens) -> None:
    room = opens().quiet()
    room.process.kill(signal.SIGSTOP)
    before = len(room.sent)
    room.process.kill(signal.SIGCONT)
    room.wait(lambda term: b"dateline" in term.sent[before:], "a fresh screen")


def test_keys_come_from_the_terminal_where_input_is_a_pipe(press: Path, tmp_path: Path) -> None:
    shell = f"echo nothing | '{sys.executable}' -c '{START}' '{press}' '{tmp_path / 'desk.db'}'; echo left $?"
    room = Terminal(["/bin/sh", "-c", shell], (80, 24)).sees("120 of 120")
    room.to_the_results().presses("j").sees("2/120").presses("q").sees("left 0")


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_dumb_terminal_is_sent_to_the_plain_verbs(press: Path, tmp_path: Path, term: str) -> None:
    room = Terminal(room_command(press, tmp_path / "desk.db"), (80, 24), {"TERM": term})
    room.sees("The reading room needs a terminal", "dateline search")
    assert room.leaves() == 1
    assert b"\x1b[" not in room.sent


def test_without_a_terminal_it_is_refused_in_one_sentence(press: Path, tmp_path: Path) -> None:
    ran = subprocess.run(
        room_command(press, tmp_path / "desk.db"),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        env=environment(None),
        start_new_session=True,
    )
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert ran.stderr.strip().count("\n") == 0
    assert "dateline search" in ran.stderr
