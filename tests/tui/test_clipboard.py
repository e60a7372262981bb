import base64
import os
import re
import stat
import sys
from pathlib import Path

import pytest

from tui.clipboard import MOST, Way, sequence, way_for

HELLO = "\x1b]52;c;SGVsbG8=\x07"


def test_a_bare_terminal_gets_one_osc_52() -> None:
    assert sequence("Hello", {}) == HELLO


def test_inside_tmux_it_is_wrapped_with_every_escape_doubled_and_stands_there_bare_too() -> None:
    assert sequence("Hello", {"TMUX": "/x,1,0"}) == f"\x1bPtmux;\x1b\x1b]52;c;SGVsbG8=\x07\x1b\\{HELLO}"


def test_tmux_inside_screen_counts_as_tmux() -> None:
    steering = sequence("Hello", {"TMUX": "/x,1,0", "STY": "1.pts"})
    assert steering is not None
    assert steering.startswith("\x1bPtmux;")


@pytest.mark.parametrize("length", [1, 180, 186, 187, 5_000])
def test_screen_gets_short_strings_that_make_up_the_sequence(length: int) -> None:
    steering = sequence("x" * length, {"STY": "1.pts"})
    assert steering is not None
    strings = re.findall(r"\x1bP(.*?)\x1b\\", steering, re.DOTALL)
    assert "".join(f"\x1bP{one}\x1b\\" for one in strings) == steering
    assert "".join(strings) == sequence("x" * length, {})
    assert max(map(len, strings)) <= 256


def test_letters_beyond_ascii_travel_as_utf_8() -> None:
    steering = sequence("Straße – 労働", {})
    assert steering is not None
    assert base64.b64decode(steering[7:-1]).decode() == "Straße – 労働"


def test_nothing_that_steers_a_terminal_lands_in_the_clipboard() -> None:
    steering = sequence("a\x1b]0;owned\x07b\u202ec\r\nd", {})
    assert steering is not None
    assert base64.b64decode(steering[7:-1]).decode() == "a␛]0;owned␇b⟨U+202E⟩c\nd"


def test_the_largest_text_a_terminal_takes_is_sent_and_one_letter_more_is_not() -> None:
    largest = "x" * (MOST // 4 * 3)
    assert len(sequence(largest, {}) or "") == MOST // 4 * 4 + len("\x1b]52;c;\x07")
    assert sequence(largest + "x", {}) is None
    assert way_for(largest + "x", terminal=True, environment={}) is Way.TOO_LARGE


def test_without_a_terminal_nothing_goes_anywhere(tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    environment = tmux_that(f"open({str(asked)!r}, 'w')", tmp_path)
    assert way_for("Hello", terminal=False, environment=environment) is Way.NO_TERMINAL
    assert not asked.exists()


def tmux_that(does: str, folder: Path) -> dict[str, str]:
    program = folder / "tmux"
    program.write_text(f"#!{sys.executable}\nimport sys\n{does}\n", "utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return {"TMUX": "/nowhere,1,0", "PATH": str(folder)}


def test_tmux_is_given_the_text_to_send_on(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    environment = tmux_that(
        f"open({str(taken)!r}, 'w').write(' '.join(sys.argv[1:]) + ': ' + sys.stdin.read())", tmp_path
    )
    assert way_for("Hel\x1blo", terminal=True, environment=environment) is Way.TMUX
    assert taken.read_text("utf-8") == "load-buffer -w -: Hel␛lo"


@pytest.mark.parametrize("does", ["sys.exit(1)", "sys.stdin.close(); sys.exit('unknown flag -w')"], ids=["no", "old"])
def test_a_tmux_that_does_not_take_it_leaves_the_sequence(tmp_path: Path, does: str) -> None:
    assert way_for("Hello", terminal=True, environment=tmux_that(does, tmp_path)) is Way.SEQUENCE


def test_where_tmux_cannot_be_found_the_sequence_is_left(tmp_path: Path) -> None:
    assert way_for("Hello", terminal=True, environment={"TMUX": "/nowhere,1,0", "PATH": str(tmp_path)}) is Way.SEQUENCE


def test_tmux_is_not_asked_outside_of_it(tmp_path: Path) -> None:
    environment = tmux_that("pass", tmp_path) | {"TMUX": ""}
    assert way_for("Hello", terminal=True, environment=environment) is Way.SEQUENCE


def test_the_environment_of_the_process_is_what_counts_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TMUX", raising=False)
    monkeypatch.delenv("STY", raising=False)
    assert sequence("Hello") == HELLO
    monkeypatch.setitem(os.environ, "STY", "1.pts")
    assert sequence("Hello") == f"\x1bP{HELLO}\x1b\\"
