"""The keys of the configuration: which action they are for, and what speaks against them."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from tui.actions import PANES, Action, Pane, actions, named
from tui.configuration.settings import shown
from tui.key_names import known_key, nearest_key, sign, writes
from tui.keymap import Keymap, binding_name, clashes
from tui.toml_file import Problem, TomlFile


class Row(NamedTuple):
    """One line of the table of keys: the keys of an action, everywhere it works or in one pane."""

    line: int
    action: Action
    panes: tuple[Pane, ...]
    keys: tuple[str, ...]
    is_for_one_pane: bool

    @property
    def bindings(self) -> list[str]:
        """Return the names of the bindings that get the keys."""
        return [binding_name(self.action, pane) for pane in self.panes]


class Refused(Exception):  # noqa: N818 - it is caught here alone
    """A line of the table that cannot be, and why."""


def read_keys(file: TomlFile) -> tuple[Keymap, list[Problem]]:
    """Return the keys that a file sets; a line that cannot be is left out, and said."""
    rows: list[Row] = []
    problems: list[Problem] = []
    for path, value in _entries(file.values.get("keys", {})):
        line = file.line_of(("keys", *path))
        try:
            rows.append(_row(line, path, value))
        except Refused as reason:
            problems.append(Problem(line, str(reason)))
    # A line for one pane says more than one for all, whichever comes first.
    rows.sort(key=lambda row: (row.is_for_one_pane, row.line))
    return _without_clashes(rows, problems)


def _entries(table: object) -> Iterator[tuple[tuple[str, ...], object]]:
    """Give what stands in the table, with its path: `("cite",)` or `("list", "cite")`."""
    if not isinstance(table, Mapping):
        yield (), table
        return
    for name, value in table.items():
        if name in PANES and isinstance(value, Mapping):
            yield from (((name, below), keys) for below, keys in value.items())
        else:
            pane, _, below = name.partition(".")
            yield ((pane, below) if pane in PANES and below else (name,)), value


def _row(line: int, path: tuple[str, ...], value: object) -> Row:
    if not path:
        raise Refused(f'keys must be a table of actions, as in cite = ["c"], not {shown(value)}')
    action = _action(path[-1])
    if len(path) == 1:
        panes = action.where
    else:
        panes = tuple(pane for pane in action.where if pane == path[0])
        if not panes:
            raise Refused(f"{action.name} does not work in {path[0]}, only in {_listed(action.where)}")
    return Row(line, action, panes, _keys(value, action, panes), len(path) > 1)


def _action(name: str) -> Action:
    action = named(name)
    if action is None:
        near = difflib.get_close_matches(name, [action.name for action in actions()], 3, 0.5)
        hint = f"do you mean {_listed(near)}" if near else ": in the room names them all"
        raise Refused(f"there is no action {shown(name)}; {hint}")
    return action


def _keys(value: object, action: Action, panes: tuple[Pane, ...]) -> tuple[str, ...]:
    written: list[Any] = [value] if isinstance(value, str) else value if isinstance(value, list) else [None]
    if not all(isinstance(key, str) and key for key in written):
        raise Refused(f'the keys of {action.name} stand in a list, as in ["c", "C"], not {shown(value)}')
    keys = tuple(dict.fromkeys(_key(key) for key in written))
    for key in keys:
        if writes(key) and ("box" in panes or action.by == "app"):
            raise Refused(f'in the search box {sign(key)} types; take a key like "f2" or "ctrl+x" for {action.name}')
    return keys


def _key(written: str) -> str:
    key = known_key(written)
    if key is None:
        near = nearest_key(written)
        hint = f'do you mean "{near}"' if near else 'write a letter, "enter", "f2", "ctrl+x" and the like'
        raise Refused(f"there is no key {shown(written)}; {hint}")
    return key


def _without_clashes(rows: list[Row], problems: list[Problem]) -> tuple[Keymap, list[Problem]]:
    """Drop the last line that gives a key a second meaning, until no key has two."""
    while True:
        given = {name: row for row in rows for name in row.bindings}
        keymap = Keymap({name: row.keys for name, row in given.items()})
        clash = next(iter(clashes(keymap).items()), None)
        if clash is None:
            return keymap, problems
        (pane, key), meant = clash
        to_blame = (row for action in meant if (row := given.get(binding_name(action, pane))))
        guilty = max(to_blame, key=lambda row: row.line)
        rows.remove(guilty)
        problems.append(Problem(guilty.line, _clash(guilty.action, meant, pane, key)))


def _clash(action: Action, meant: list[Action], pane: Pane, key: str) -> str:
    other = next(one.name for one in meant if one.id != action.id)
    return f"{sign(key)} means {other} in the {PANES[pane]} already, so {action.name} stays as it was"


def _listed(names: tuple[str, ...] | list[str]) -> str:
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))
