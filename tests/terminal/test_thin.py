"""The room over a thin line, and with a configuration, from the command itself."""

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tui.widgets.theme import THEME_NAMES

from .conftest import Opens
from .terminal import Terminal

SSH = {"SSH_CONNECTION": "192.0.2.1 5 192.0.2.2 22"}
STYLE = re.compile(rb"\x1b\[([0-9;]*)m")
Commands = Callable[..., Terminal]


def styles(sent: bytes) -> set[int]:
    """Return the numbers of all styles that were sent."""
    return {int(number) for sequence in STYLE.findall(sent) for number in sequence.split(b";") if number}


def grounds(sent: bytes) -> set[int]:
    """Return the numbers of the backgrounds that were painted."""
    return styles(sent) & {*range(40, 49), *range(100, 108)}


@pytest.fixture
def commands(press: Path, tmp_path: Path) -> Iterator[Commands]:
    """Open the room with the command and its options, in a terminal of a size; all are closed afterwards."""
    opened: list[Terminal] = []

    def open_room(*options: str, size: tuple[int, int] = (80, 24), config: str = "", **env: str) -> Terminal:
        (tmp_path / "config.toml").write_text(config, "utf-8")
        places = ["--archive", str(press), "--desk", str(tmp_path / "desk.db")]
        command = [sys.executable, "-m", "tui.cli", *places, "--config", str(tmp_path / "config.toml"), *options]
        opened.append(Terminal(command, size, env, cwd=Path(__file__).parents[2]))
        return opened[-1]

    yield open_room
    for terminal in opened:
        terminal.close()


@pytest.mark.parametrize(("options", "env"), [(["--thin"], {}), ([], SSH)], ids=["option", "ssh"])
def test_a_thin_line_has_no_mouse_no_painted_ground_and_16_colours(
    commands: Commands, options: list[str], env: dict[str, str]
) -> None:
    room = commands(*options, size=(120, 40), config='theme = "light"', **env).to_the_results()
    room.presses("/", "round table", "enter").sees("117 of 120", "⏎ read").presses("j", "f").sees("⏎ pick").quiet()
    assert b"\x1b[?1000h" not in room.sent
    assert grounds(room.sent) == set()
    assert styles(room.sent) & {38, 48} == set()


def test_a_line_that_is_said_to_be_wide_has_all_over_ssh(commands: Commands) -> None:
    room = commands(config="thin = false", **SSH).sees("120 of 120").quiet()
    assert b"\x1b[?1000h" in room.sent
    assert 48 in grounds(room.sent)


def test_a_terminal_of_16_colours_is_sent_no_more(opens: Opens) -> None:
    room = opens((80, 24), TERM="xterm").quiet()
    assert styles(room.sent) & {38, 48} == set()


def test_the_mouse_can_be_left_to_the_terminal(commands: Commands) -> None:
    assert b"\x1b[?1000h" not in commands(config="mouse = false").sees("120 of 120").quiet().sent


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_no_theme_sends_a_colour_where_none_is_wanted(commands: Commands, theme: str) -> None:
    room = commands(config=f'theme = "{theme}"', NO_COLOR="1").to_the_results()
    room.presses(":").sees("takes it").presses("escape").loses("takes it")
    room.presses("?").sees("In the results").presses("escape").quiet()
    assert styles(room.sent) & {*range(30, 49), *range(90, 108)} == set()


def test_a_room_with_a_wrong_configuration_opens_and_says_so(commands: Commands) -> None:
    room = commands(config='theme = "blue"\n[keys]\nmark = ["X"]\n').sees("line 1: theme must be")
    room.to_the_results().loses("theme must be").presses("X").sees("Marked.")
    room.presses("q")
    assert room.leaves() == 0


def test_a_click_moves_to_a_row(opens: Opens) -> None:
    room = opens().presses("\x1b[<0;8;7M", "\x1b[<0;8;7m").sees("3/120")
    assert b"\x1b[?1000h" in room.sent


def test_every_key_in_the_list_costs_little(opens: Opens) -> None:
    room = opens((80, 24), **SSH).quiet()
    for key in ("j", "j", "k", "G", "g"):
        before = len(room.sent)
        room.presses(key).quiet()
        assert len(room.sent) - before <= (600 if key in "jk" else 10_000), key


def test_a_sheet_costs_what_is_on_it_and_no_more(opens: Opens) -> None:
    room = opens((120, 40), **SSH).quiet()
    for key, seen in ((":", "takes it"), ("?", "In the results")):
        before = len(room.sent)
        room.presses(key).sees(seen).quiet()
        assert len(room.sent) - before <= 8_000, key
        room.presses("escape").loses(seen).quiet()


def test_what_somebody_else_wrote_on_the_screen_goes_away(opens: Opens) -> None:
    room = opens().quiet()
    room.stream.feed(b"\x1b[5;1HBroadcast message: going down at noon\x1b[20;40Hnow")
    room.presses("\x0c").loses("Broadcast").loses("now").sees("120 of 120")


@pytest.mark.long
def test_nothing_is_sent_for_ten_seconds_in_any_pane(opens: Opens) -> None:
    room = opens((120, 40), **SSH)
    for key, seen in (("", "120 of 120"), ("f", "⏎ pick"), ("\r", "40 of 120"), ("/", "esc back")):
        room.presses(key).sees(seen).quiet()
        assert room.pump(10.0) == b"", seen
