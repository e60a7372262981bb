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

SYNC_START, SYNC_END = "\x1b[?2026h", "\x1b[?2026l"
"""What an update is put between where the terminal can draw it all at once."""

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
        self._cursor = ""
        self._is_announced = False

    def forget(self) -> None:
        """Take it that nothing of what was written still stands."""
        self._lines.clear()
        self._odd.clear()
        self._cursor = ""

    def spare(self, sent: str) -> str:
        """Return what of a piece of output has to be sent; an update that changes nothing is not even begun."""
        if sent == SYNC_START:
            self._is_announced = True
            return ""
        kept = "" if sent == SYNC_END and self._is_announced else self._changes(sent)
        begun = SYNC_START if kept and self._is_announced else ""
        if kept or sent == SYNC_END:
            self._is_announced = False
        return begun + kept

    def _changes(self, sent: str) -> str:
        first, *moves = _MOVE.split(sent)
        if _WIPES.search(sent):
            self.forget()
            return sent
        kept, cursor = [first] if first else [], self._cursor
        for line, column, piece in zip(moves[::3], moves[1::3], moves[2::3], strict=True):
            place, text = f"\x1b[{line};{column}H", piece.rstrip("\r\n")
            cursor = "" if text else place
            if self._is_new(int(line), int(column), text):
                kept.append(place + piece)
        if cursor and moves and (kept or cursor != self._cursor):
            kept.append(cursor)
        self._cursor = cursor
        return "".join(kept)

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
