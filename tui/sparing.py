"""Sending nothing that stands on the screen already: a sheet laid over the room costs the sheet alone."""

from __future__ import annotations

import os
import re
import sys
from functools import lru_cache
from typing import TYPE_CHECKING

from rich.cells import get_character_cell_size

if TYPE_CHECKING:
    from textual.driver import Driver

_MOVE = re.compile(r"\x1b\[(\d+);(\d+)H")
_STYLE = re.compile(r"(\x1b\[[0-9;:]*m)")
_RESET = "\x1b[0m"
_WIPES = re.compile(r"\x1b\[[0-9;]*[JKLMPX@]|\x1b\[\?(?:47|1047|1049)[hl]|\x1bc")

Cell = str | None
"""A character behind its style, None where nobody knows."""


class Sparing:
    """Knows what was last written in each cell of the terminal.

    Textual draws the whole screen whenever a sheet comes or goes, each line behind a move of the cursor. A piece all of
    which stands already where it would be written is left out; any other is sent whole, so that nothing can go astray.
    """

    def __init__(self) -> None:
        self._lines: dict[int, list[Cell]] = {}
        self._odd: dict[int, tuple[int, str]] = {}

    def forget(self) -> None:
        """Take it that nothing of what was written still stands."""
        self._lines.clear()
        self._odd.clear()

    def spare(self, sent: str) -> str:
        """Return what of a piece of output has to be sent."""
        first, *moves = _MOVE.split(sent)
        if _WIPES.search(sent):
            self.forget()
            return sent
        kept = [first] if first else []
        at = self._at
        for line, column, text in zip(moves[::3], moves[1::3], moves[2::3], strict=True):
            at = f"\x1b[{line};{column}H"
            if self._is_new(int(line), int(column), text.rstrip("\r\n")):
                kept.append(at + text)
        if kept and moves:
            kept.append(at)
        return self._announced(kept or ([at] if at != self._at else []), at)

    def _is_new(self, line: int, column: int, text: str) -> bool:
        """Return whether a piece changes its line, and take note of it."""
        if not text:
            return False
        cells = _cells(text)
        if cells is None:
            is_new = self._odd.get(line) != (column, text)
            self._odd[line] = (column, text)
            self._lines.pop(line, None)
            return is_new
        self._odd.pop(line, None)
        known = self._lines.setdefault(line, [])
        known += [None] * (column - 1 + len(cells) - len(known))
        place = slice(column - 1, column - 1 + len(cells))
        if known[place] == cells:
            return False
        known[place] = cells
        return True


def _cells(text: str) -> list[Cell] | None:
    """Return the cells that a piece fills; None where terminals differ over how many those are."""
    cells: list[Cell] = []
    style = ""
    for number, part in enumerate(_STYLE.split(text)):
        if number % 2:
            style = "" if part == _RESET else style + part
        elif all(map(_is_one_wide, part)):
            cells.extend(style + character for character in part)
        else:
            return None
    return cells


@lru_cache(4096)
def _is_one_wide(character: str) -> bool:
    return character.isprintable() and get_character_cell_size(character) == 1


def sparing_driver(sparing: Sparing) -> type[Driver]:
    """Return the driver of this system's terminals, sending only what has to be sent."""
    from textual.drivers.linux_driver import LinuxDriver

    class SparingDriver(LinuxDriver):
        def write(self, data: str) -> None:
            super().write(sparing.spare(data))

        def _get_terminal_size(self) -> tuple[int, int]:
            # Textual asks standard output, which may be a pipe, and takes 80x24 then.
            try:
                columns, lines = os.get_terminal_size(sys.__stderr__.fileno() if sys.__stderr__ else 2)
            except OSError:
                return super()._get_terminal_size()
            return columns or 80, lines or 24

    return SparingDriver
