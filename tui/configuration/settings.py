"""What can be set in the configuration, apart from keys: the one list that reading, manual and example follow."""

from __future__ import annotations

import json
from typing import NamedTuple

from corpus import one_line
from tui.render.runs import fit
from tui.widgets.theme import THEME_NAMES

AUTO = "auto"
SHOWN = 40

Value = str | bool | int


class Setting(NamedTuple):
    """A value one can set: one of some words, or a whole number between `least` and `most`."""

    name: str
    default: Value
    help: str
    words: tuple[str | bool, ...] = ()
    least: int = 0
    most: int = -1

    @property
    def path(self) -> tuple[str, ...]:
        """Return the names of its tables and its own."""
        return tuple(self.name.split("."))

    def allows(self, value: object) -> bool:
        """Return whether it can have a value."""
        if isinstance(value, int) and not isinstance(value, bool):
            return self.least <= value <= self.most
        return any(value is word if isinstance(word, bool) else value == word for word in self.words)

    @property
    def choice(self) -> str:
        """Return what there is to choose from, in words."""
        words = [json.dumps(word) for word in self.words]
        if self.least <= self.most:
            words.append(f"a number from {self.least} to {self.most}")
        return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))

    def refuse(self, value: object) -> str:
        """Return why a value cannot be had."""
        return f"{self.name} must be {self.choice}, not {shown(value)}"


SETTINGS = (
    Setting(
        "theme",
        AUTO,
        "The colours; auto takes dark or light as the terminal says, and ansi where it has only 16 colours.",
        (AUTO, *THEME_NAMES),
    ),
    Setting(
        "thin",
        AUTO,
        "Whether little is to be sent: no mouse, no painted background, 16 colours; auto does so over SSH.",
        (AUTO, True, False),
    ),
    Setting("mouse", True, "Whether the mouse is used; on a thin line it never is.", (True, False)),
    Setting(
        "layout.preview",
        AUTO,
        "Whether the reader follows the cursor of the list; auto does so unless the line is thin.",
        (AUTO, True, False),
    ),
    Setting("layout.snippet_lines", 1, "How many lines of the best passage stand under a title.", least=0, most=3),
    Setting(
        "layout.filters",
        AUTO,
        "How many columns wide the filters are beside the list; auto takes a fifth, 26 to 30.",
        (AUTO,),
        least=16,
        most=60,
    ),
    Setting(
        "layout.reader",
        AUTO,
        "How many percent of what list and reader share the reader takes; auto takes about half.",
        (AUTO,),
        least=20,
        most=80,
    ),
)
PLACES = {
    "archive": "The folder of the archive, relative to this file.",
    "desk": "The file of your own marks, tags, notes and saved searches, relative to this file.",
}


def shown(value: object) -> str:
    """Return a value as it may stand in a sentence: short, on one line, without control characters."""
    try:
        written = json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError):
        written = str(value)
    return fit(one_line(written), SHOWN)
