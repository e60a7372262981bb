"""Asking for files and folders: names are completed as a shell does it."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from textual.app import ComposeResult

from corpus import visible
from tui.cli.paths import may_exist
from tui.screens.asking import Ask, Option

PATH = "path:"
MOST_NAMES = 20_000
"""Names of a folder that are looked at while a person types."""
MOST_OFFERED = 500


class AskPath(Ask):
    """Asks for a path. Tab writes what all names that fit have in common, or else the one stood on."""

    def __init__(self, title: str, first: Sequence[Option] = (), *, value: str = "") -> None:
        super().__init__(title, lambda typed: _options(typed, first), free=True, value=value)

    def compose(self) -> ComposeResult:
        """Lay out the question."""
        for sheet in super().compose():
            sheet.border_subtitle = "⇥ completes · ⏎ takes it · esc back"
            yield sheet

    def action_write(self) -> None:
        """Go on with the path as far as it is certain."""
        typed = self._line.value
        paths = [option.text for option in self._lines.options if option.id.startswith(PATH)]
        common = os.path.commonprefix(paths)  # noqa: RUF071 - letter by letter is what is wanted
        is_certain = self._lines.chosen is None and len(paths) < MOST_OFFERED
        if is_certain and len(common) > len(typed) and common.startswith(typed):
            self._line.value = common
            self._line.cursor_position = len(common)
        else:
            super().action_write()


class _Name(NamedTuple):
    """A name in a folder."""

    name: str
    is_folder: bool


def completions(typed: str) -> list[Option]:
    """Return the paths that go on from what was typed; hidden ones only where their dot was typed."""
    head, name = os.path.split(typed)
    before = typed[: len(typed) - len(name)]
    folder = os.path.expanduser(head) or "."  # noqa: PTH111 - what was typed is kept as it is
    fitting = [one for one in _names(folder, _stamp(folder)) if one.name.startswith(name)]
    if not fitting:
        fitting = [one for one in _names(folder, _stamp(folder)) if one.name.casefold().startswith(name.casefold())]
    shown = (one for one in fitting if name.startswith(".") or not one.name.startswith("."))
    return [_option(before, one) for one in islice(shown, MOST_OFFERED)]


def chosen_paths(option: Option) -> list[str]:
    """Return the paths that an answer stands for: one as it is, or several as a shell reads them, `~` at home."""
    if option.id.startswith(PATH):
        return [_at_home(option.id.removeprefix(PATH))]
    whole = _at_home(option.text)
    if may_exist(whole):
        return [whole]
    try:
        several = [_at_home(path) for path in shlex.split(option.text)]
    except ValueError:
        return [whole]
    return several if several and all(map(may_exist, several)) else [whole]


def _options(typed: str, first: Sequence[Option]) -> Sequence[Option]:
    return [*(() if typed else first), *completions(typed)]


def _option(before: str, one: _Name) -> Option:
    path = f"{before}{one.name}{'/' if one.is_folder else ''}"
    return Option(visible(path).replace("\n", "␊"), note="" if not one.is_folder else "folder", id=f"{PATH}{path}")


@lru_cache(maxsize=4)
def _names(folder: str, stamp: int) -> tuple[_Name, ...]:  # noqa: ARG001 - a folder is read anew when it has changed
    try:
        with os.scandir(folder) as entries:
            names = [_Name(entry.name, _is_folder(entry)) for entry in islice(entries, MOST_NAMES)]
    except OSError:
        return ()
    return tuple(sorted(names))


def _stamp(folder: str) -> int:
    try:
        return os.stat(folder).st_mtime_ns  # noqa: PTH116
    except OSError:
        return 0


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _at_home(path: str) -> str:
    return os.path.expanduser(path)  # noqa: PTH111 - a slash at the end is the person's own
