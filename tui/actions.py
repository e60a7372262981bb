"""The one list of actions: bindings, footer, help and the page of keys all come from `actions.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from textual.binding import Binding

Pane = Literal["box", "filters", "list", "reader"]

PANES: dict[Pane, str] = {"box": "search box", "filters": "filters", "list": "results", "reader": "reader"}

_SIGNS = {
    "down": "↓",
    "up": "↑",
    "enter": "⏎",
    "escape": "esc",
    "slash": "/",
    "question_mark": "?",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "minus": "-",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
    "shift+tab": "Shift-Tab",
    "ctrl+c": "Ctrl-C",
    "ctrl+q": "Ctrl-Q",
}
_PAIRS = {"move_down": "↑↓"}


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do; `by` says whether the pane with the focus, the room or the app carries it out."""

    id: str
    keys: tuple[str, ...]
    where: tuple[Pane, ...]
    by: Literal["pane", "room", "app"]
    help: str
    label: str = ""

    @property
    def signs(self) -> str:
        """Return its keys as they stand on a keyboard: `j ↓`."""
        return " ".join(_SIGNS.get(key, key) for key in self.keys)

    @property
    def short(self) -> str:
        """Return what the footer shows: one key and the label."""
        key = _PAIRS.get(self.id) or _SIGNS.get(self.keys[0], self.keys[0])
        return f"{key} {self.label}"


@cache
def actions() -> tuple[Action, ...]:
    """Return every action, in the order of the footer."""
    table = tomllib.loads(Path(__file__).with_name("actions.toml").read_text("utf-8"))
    return tuple(
        Action(name, tuple(row["keys"]), tuple(row["where"]), row["by"], row["help"], row.get("label", ""))
        for name, row in table.items()
    )


def bindings(pane: Pane) -> list[Binding]:
    """Return the key bindings of a pane."""
    return [
        Binding(
            ",".join(action.keys),
            f"screen.{action.id}" if action.by == "room" else action.id,
            action.help,
            show=False,
            # The room may move the focus, and what is typed right behind such a key is for the pane that has it then.
            priority=action.by == "room",
            id=f"{pane}.{action.id}",
        )
        for action in actions()
        if pane in action.where and action.by != "app"
    ]


def app_bindings() -> list[Binding]:
    """Return the key bindings that work before all others."""
    return [
        Binding(",".join(action.keys), action.id, action.help, show=False, id=f"app.{action.id}", priority=True)
        for action in actions()
        if action.by == "app"
    ]


def here(pane: Pane) -> list[Action]:
    """Return the actions that work in a pane."""
    return [action for action in actions() if pane in action.where]


def keys_page() -> str:
    """Return the table of keys in Markdown, as it stands in the documentation."""
    lines = ["| key | what it does | where |", "|---|---|---|"]
    for action in actions():
        keys = " ".join(f"`{sign}`" for sign in action.signs.split(" "))
        where = "everywhere" if len(action.where) == len(PANES) else ", ".join(PANES[pane] for pane in action.where)
        lines.append(f"| {keys} | {action.help} | {where} |")
    return "\n".join(lines) + "\n"
