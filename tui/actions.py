"""The one list of actions: bindings, footer, help, palette, manual and file of keys all come from `actions.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from textual.binding import Binding

from tui.key_names import sign

Pane = Literal["box", "start", "filters", "list", "reader"]

PANES: dict[Pane, str] = {
    "box": "search box",
    "start": "start page",
    "filters": "filters",
    "list": "results",
    "reader": "reader",
}
GROUPS = {
    "search": "Searching and narrowing",
    "read": "Reading",
    "desk": "On your desk",
    "take": "Taking away",
    "move": "Going about",
    "room": "The room",
}
APP = "app"
_PAIRS: dict[tuple[str, ...], str] = {("j", "down"): "↑↓"}


class Action(NamedTuple):
    """Something a person can do; `by` says whether the pane with the focus, the room or the app carries it out.

    `takes` are the words an argument is chosen from, or one word in capitals for what it is.
    """

    id: str
    keys: tuple[str, ...]
    where: tuple[Pane, ...]
    by: Literal["pane", "room", "app"]
    help: str
    label: str = ""
    group: str = "room"
    name: str = ""
    takes: tuple[str, ...] = ()

    @property
    def signs(self) -> str:
        """Return its keys as they stand on a keyboard: `j ↓`."""
        return " ".join(map(sign, self.keys))

    @property
    def short(self) -> str:
        """Return what the footer shows: one key and the label."""
        return f"{_PAIRS.get(self.keys) or sign(self.keys[0])} {self.label}"

    @property
    def words(self) -> tuple[str, ...]:
        """Return the words its argument is chosen from; none where it takes any."""
        return () if self.takes == (self.argument,) else self.takes

    @property
    def argument(self) -> str:
        """Return what its argument is called where that is not one of some words, `PATH`; empty where it is."""
        return self.takes[0] if len(self.takes) == 1 and self.takes[0].isupper() else ""

    @property
    def usage(self) -> str:
        """Return its name with what it takes: `add PATH`, `sort newest|oldest`."""
        return f"{self.name} {'|'.join(self.takes)}".rstrip()


@cache
def actions() -> tuple[Action, ...]:
    """Return every action, in the order of the footer."""
    table = tomllib.loads(Path(__file__).with_name("actions.toml").read_text("utf-8"))
    return tuple(_action(name, row) for name, row in table.items())


def _action(id: str, row: dict[str, Any]) -> Action:  # noqa: A002 - an action's own word
    takes = row.get("takes", ())
    return Action(
        id,
        tuple(row["keys"]),
        tuple(row["where"]),
        row["by"],
        row["help"],
        row.get("label", ""),
        row.get("group", "room"),
        row.get("name", id.replace("_", "-")),
        (takes,) if isinstance(takes, str) else tuple(takes),
    )


def bindings(pane: Pane) -> list[Binding]:
    """Return the key bindings of a pane."""
    return [
        _binding(
            action,
            f"{pane}.{action.id}",
            f"screen.{action.id}" if action.by == "room" else action.id,
        )
        for action in here(pane)
        if action.by != "app"
    ]


def app_bindings() -> list[Binding]:
    """Return the key bindings that work before all others."""
    return [_binding(action, f"{APP}.{action.id}", action.id) for action in actions() if action.by == "app"]


def _binding(action: Action, name: str, does: str) -> Binding:
    """Return a binding that is carried out at once.

    Others of Textual's wait in a queue: of keys that come together, as over a slow line, a mark would be set before the
    moves to its row, and what is typed behind a key that moves the focus would go to the pane before.
    """
    keys = ",".join(action.keys) or unbound(name)
    return Binding(keys, does, action.help, show=False, priority=True, id=name)


def unbound(name: str) -> str:
    """Return what stands for the key of a binding that has none: no keyboard sends it."""
    return f"unbound-{name}"


def named(name: str) -> Action | None:
    """Return the action of a name, written with hyphens, underscores or blanks."""
    wanted = "-".join(name.lower().replace("_", " ").split())
    return next((action for action in actions() if wanted in {action.name, action.id.replace("_", "-")}), None)


def here(pane: Pane) -> list[Action]:
    """Return the actions that work in a pane."""
    return [action for action in actions() if pane in action.where]


def keys_document() -> str:
    """Return `docs/keys.md`: a table of keys for each group."""
    about = (
        "Every key of the reading room. `?` shows the ones that work where you are; `:` asks for an action by its\n"
        "name, with what it takes: `:sort newest`. Keys can be changed: see [Configuration](configuration.md)."
    )
    return "\n".join(["# Keys", "", about, "", *(_keys_table(*group) for group in GROUPS.items())])


def _keys_table(group: str, heading: str) -> str:
    lines = [f"## {heading}", "", "| key | name | what it does | where |", "|---|---|---|---|"]
    for action in actions():
        if action.group == group:
            keys = " ".join(f"`{sign(key)}`" for key in action.keys).replace("|", "\\|")
            usage = action.usage.replace("|", "\\|")
            lines.append(f"| {keys} | `{usage}` | {action.help} | {where(action)} |")
    return "\n".join(lines) + "\n"


def where(action: Action) -> str:
    """Return in words where an action works."""
    return "everywhere" if len(action.where) == len(PANES) else ", ".join(PANES[pane] for pane in action.where)
