"""The configuration file: what is set in it, and in a sentence with its line what cannot be taken."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tui.configuration import Configuration
from tui.configuration.keys import read_keys
from tui.configuration.settings import AUTO, PLACES, SETTINGS, shown
from tui.toml_file import Problem, TomlFile, read_toml


def read(path: Path) -> Configuration:
    """Return what is set in a file; what is wrong in it keeps its default."""
    try:
        file = read_toml(path)
    except OSError as error:
        return Configuration(problems=(f"{_place(path)} cannot be read: {error.strerror}.",))
    keymap, of_keys = read_keys(file)
    values, of_values = _read_values(file)
    problems = sorted([*file.problems, *of_keys, *of_values], key=lambda problem: problem.line)
    sentences = tuple(f"{_place(path)}, line {problem.line}: {problem.words}." for problem in problems)
    return Configuration(keymap=keymap, problems=sentences, **values)


def _read_values(file: TomlFile) -> tuple[dict[str, Any], list[Problem]]:
    known = {setting.path: setting for setting in SETTINGS}
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for path, value in _leaves(file.values):
        if path[0] == "keys" or (len(path) == 1 and path[0] in PLACES):
            continue
        setting = known.get(path)
        if setting is None:
            problems.append(Problem(file.line_of(path), _unknown(".".join(path))))
        elif not setting.allows(value):
            problems.append(Problem(file.line_of(path), setting.refuse(value)))
        else:
            values[path[-1]] = None if value == AUTO else value
    return values, problems


def _leaves(table: Mapping[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, (*above, name))
        else:
            yield (*above, name), value


def _unknown(name: str) -> str:
    names = [*(setting.name for setting in SETTINGS), *PLACES, "keys"]
    near = difflib.get_close_matches(name, names, 1)
    return f"there is no setting {shown(name)}; " + (
        f"do you mean {near[0]}" if near else f"there are {', '.join(names[:-1])} and {names[-1]}"
    )


def _place(path: Path) -> str:
    """Return a path as short as it can be said."""
    try:
        return f"~/{path.absolute().relative_to(Path.home())}"
    except (ValueError, RuntimeError):
        return str(path)
