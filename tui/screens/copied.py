"""What became of a copy, said as it is: a terminal does not answer whether it took a text into its clipboard."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from textual.content import Content

from tui.clipboard import MOST, Way
from tui.screens.paper import Paper

MOST_SHOWN = 8_000
SHORT = 500
_TAKEN_KB = MOST * 3 // 4 // 1000


class Wording(NamedTuple):
    """What is said of a text that went to the clipboard: at length with the file's path behind it, and briefly."""

    clipboard: str
    file: str
    briefly: str
    edge: str


WORDINGS = {
    Way.SEQUENCE: Wording(
        "Sent to the terminal's clipboard, which does not answer whether it took it.",
        "Also in this file:",
        "Sent to the clipboard (no answer)",
        "sent, no answer",
    ),
    Way.TMUX: Wording(
        "tmux has taken it and sent it to the terminal's clipboard, which does not answer.",
        "Also in this file:",
        "tmux has it for the clipboard",
        "in tmux, sent on",
    ),
    Way.TOO_LARGE: Wording(
        f"Too large for the clipboard, which takes {_TAKEN_KB} KB; nothing was sent there.",
        "All of it is in this file:",
        "Too large for the clipboard",
        "too large to send",
    ),
    Way.NO_TERMINAL: Wording(
        "There is no terminal with a clipboard here.",
        "It is in this file:",
        "There is no clipboard here",
        "no clipboard",
    ),
}


@dataclass(frozen=True)
class Copied:
    """What was copied: its text, or only the beginning where it is not `whole`.

    `file` is None where none could be written; `problem` says why.
    """

    text: str
    whole: bool
    way: Way
    file: Path | None
    problem: str = ""

    @property
    def told(self) -> str:
        """Say what became of it, the file with its whole path."""
        wording = WORDINGS[self.way]
        where = f"{wording.file}\n{self.file}" if self.file else self.problem
        return f"{wording.clipboard} {where}"

    @property
    def line(self) -> str:
        """Say what became of it in the line of keys."""
        return f"{WORDINGS[self.way].briefly}; {f'kept in {self.file.name}' if self.file else self.problem}"


def sheet(title: str, copied: Copied, *, summary: str = "") -> Paper:
    """Return a sheet with what was copied and what became of it; `summary` stands above many things copied together.

    What became of it comes first where it would else be out of sight.
    """
    shown = copied.text[:MOST_SHOWN]
    text = shown if copied.whole and shown == copied.text else f"{shown} …"
    parts = [copied.told, "", text] if summary or len(text) > SHORT else [text, "", copied.told]
    lines = [summary, "", *parts] if summary else parts
    return Paper(title, Content("\n").join(map(Content, lines)), hint=f"{WORDINGS[copied.way].edge} · esc back")
