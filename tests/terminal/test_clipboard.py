"""What is sent to the terminal's clipboard, byte by byte."""

import base64
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tui.clipboard import sequence

from .conftest import Opens
from .terminal import Terminal, environment, room_command

NOWHERE = "/nowhere/tmux,1,0"


def cites(room: Terminal) -> bytes:
    """Cite the first document and return what was sent meanwhile."""
    room.quiet()
    before = len(room.sent)
    room.presses("c").sees("Cite in which style?").presses("enter").sees("no answer · esc back").quiet()
    return room.sent[before:]


def copied(folder: Path) -> str:
    (file,) = (folder / "copies").iterdir()
    return file.read_text("utf-8").rstrip("\n")


def test_a_citation_goes_to_the_clipboard_as_one_osc_52_and_to_a_file(opens: Opens, tmp_path: Path) -> None:
    sent = cites(opens((120, 40)))
    (encoded,) = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)\x07", sent)
    assert base64.b64decode(encoded).decode() == copied(tmp_path)
    assert copied(tmp_path).startswith("Regional Forum. (2011, May 18). Trafficking for labour exploitation")
    assert sent.count(b"\x1b]52") == 1
    assert b"\x1bP" not in sent


@pytest.mark.parametrize("around", [{"TMUX": NOWHERE}, {"STY": "1.pts-0"}], ids=["tmux", "screen"])
def test_inside_another_terminal_it_is_wrapped_for_that(opens: Opens, tmp_path: Path, around: dict[str, str]) -> None:
    sent = cites(opens((120, 40), **around))
    assert (sequence(copied(tmp_path), around) or "?").encode() in sent
    start = b"\x1bPtmux;\x1b\x1b]52;c;" if "TMUX" in around else b"\x1bP\x1b]52;c;"
    assert sent.count(start) == 1


@pytest.mark.skipif(shutil.which("tmux") is None, reason="there is no tmux here")
def test_a_real_tmux_as_it_comes_passes_it_on(press: Path, tmp_path: Path) -> None:
    server = ["tmux", "-f", "/dev/null", "-S", str(tmp_path / "tmux")]
    room = Terminal([*server, "new-session", *room_command(press, tmp_path / "desk.db")], (120, 40))
    try:
        room.to_the_results().quiet().presses("c").sees("Cite in").presses("enter").sees("tmux has taken it")
        room.wait(lambda term: b"\x1b]52;" in term.sent, "the clipboard sent on")
        (encoded,) = re.findall(rb"\x1b\]52;[a-z]*;([A-Za-z0-9+/=]+)(?:\x07|\x1b\\)", room.quiet().sent)
        assert base64.b64decode(encoded).decode() == copied(tmp_path)
    finally:
        subprocess.run([*server, "kill-server"], env=environment(None), check=False, capture_output=True)
        room.close()


def test_a_hostile_title_cannot_steer_the_terminal_by_way_of_the_clipboard(opens: Opens, tmp_path: Path) -> None:
    room = opens((120, 40))
    room.presses("/", "hostile annex", "enter").sees("1 of 120", "⏎ read")
    (encoded,) = re.findall(rb"\x1b\]52;c;([^\x07]*)\x07", cites(room))
    text = base64.b64decode(encoded).decode()
    assert "Annex [/foo] to the [sic] report ␛]52;c;aGVsbG8=␇ on ⟨U+202E⟩gnitnuoc" in text
    assert text.isprintable()


def test_an_address_is_sent_only_when_asked_for(opens: Opens) -> None:
    room = opens((80, 24))
    room.presses("o").sees("Address", "y copies it").quiet()
    assert b"\x1b]52" not in room.sent
    room.presses("y").sees("does not answer").quiet()
    (encoded,) = re.findall(rb"\x1b\]52;c;([^\x07]*)\x07", room.sent)
    assert base64.b64decode(encoded).startswith(b"https://press.example.org/2011/05/")
