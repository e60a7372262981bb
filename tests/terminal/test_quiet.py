"""What is sent over the line."""

import re
from pathlib import Path

from .conftest import Opens
from .terminal import START_RAW, Terminal, room_command

RAW = re.compile(r"\x1b\][^\x07\x1b]*|\x1b[PX^_]|[\x80-\x9f\x07\u202a-\u202e\u2066-\u2069]|\x1b\[2J")
"""Control sequences that only a page could have brought."""

POINTER = "\x1b]22;default\x07"
COLOUR = re.compile(rb"\x1b\[(?:[0-9;]*;)?(?:3[0-9]|4[0-9]|9[0-7]|10[0-7])(?:;[0-9;]*)?m")
SSH = {"SSH_CONNECTION": "192.0.2.1 5 192.0.2.2 22"}


def foreign(sent: bytes) -> list[str]:
    """Return the control sequences that are not the program's own."""
    return RAW.findall(sent.decode("utf-8").replace(POINTER, ""))


def test_nothing_is_sent_while_nothing_happens(opens: Opens) -> None:
    room = opens(**SSH).quiet()
    assert room.pump(2.0) == b""
    room.presses("/").quiet()
    assert room.pump(2.0) == b""


def test_no_colour_sends_no_colour_and_tells_the_selected_row_apart(opens: Opens) -> None:
    room = opens((120, 40), NO_COLOR="1")
    room.presses("/", "forced labour", "enter").sees("2 of 120", "⏎ read").presses("enter").sees("/3 ")
    room.presses("?").sees("In the reader").presses("escape", "escape").sees("⏎ read").quiet()
    assert COLOUR.search(room.sent) is None
    assert any(line.lstrip(" │").startswith("▌") for line in room.lines)


def test_colour_is_sent_by_number_where_it_is_wanted(opens: Opens) -> None:
    sent = opens((80, 24), COLORTERM="truecolor").quiet().sent
    assert COLOUR.search(sent)
    assert b"38;2;" not in sent


def test_a_move_in_the_list_costs_little(opens: Opens) -> None:
    room = opens((120, 40), **SSH).quiet()
    before = len(room.sent)
    room.presses("j").sees("2/120").quiet()
    assert len(room.sent) - before <= 600


def test_a_move_in_the_filters_and_another_timeline_cost_little(opens: Opens) -> None:
    room = opens((120, 40), **SSH)
    room.presses("f").sees("⏎ pick").presses("w").sees("2003  ").quiet()
    before = len(room.sent)
    room.presses("j").quiet()
    assert 0 < len(room.sent) - before <= 300
    before = len(room.sent)
    room.presses("w").quiet()
    assert 0 < len(room.sent) - before <= 1_000


def test_a_page_of_the_reader_costs_little(opens: Opens) -> None:
    room = opens((120, 40), **SSH)
    room.presses("enter").sees("%").quiet()
    before = len(room.sent)
    room.presses("pagedown").quiet()
    assert 0 < len(room.sent) - before <= 10_000


def test_over_ssh_the_mouse_is_left_alone(opens: Opens) -> None:
    assert b"\x1b[?1000h" not in opens(**SSH).quiet().sent
    assert b"\x1b[?1000h" in opens().quiet().sent


def test_a_hostile_page_sends_no_control_sequence_of_its_own(opens: Opens) -> None:
    room = opens((120, 40))
    room.presses("/", "hostile annex", "enter").sees("1 of 120", "⏎ read").presses("enter").sees(
        "[/foo]", "␛[2J␛]0;owned"
    )
    room.presses("o").sees("Address").presses("escape").quiet()
    assert foreign(room.sent) == []


def test_what_slipped_into_an_archive_uncleaned_is_stopped_before_the_terminal(press: Path, tmp_path: Path) -> None:
    room = Terminal(room_command(press, tmp_path / "desk.db", START_RAW), (120, 40)).to_the_results().sees("[/foo]")
    room.presses("enter").sees("⟨U+202E⟩txet␛[2J", "%").presses("o").sees("Address")
    room.presses("escape").loses("Address").presses("f").sees("⏎ pick").quiet()
    room.close()
    assert foreign(room.sent) == []
