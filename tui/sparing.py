"""Sending nothing that stands on the screen already: a sheet laid over the room costs the sheet alone."""

from __future__ import annotations

import os
import re
import sys
from functools import lru_cache
from itertools import repeat
from typing import TYPE_CHECKING

from rich.cells import get_character_cell_size

from tui.pen import RESET, Cell, Pen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.driver import Driver

SYNC_START, SYNC_END = "\x1b[?2026h", "\x1b[?2026l"
"""What an update is put between where the terminal can draw it all at once."""

_MOVE = re.compile(r"\x1b\[(\d+);(\d+)H")
_STYLE = re.compile(r"(\x1b\[[0-9;:]*m)")
_WIPES = re.compile(r"\x1b\[[0-9;]*[JKLMPX@]|\x1b\[\?(?:47|1047|1049)[hl]|\x1bc")
_WORTH_A_MOVE = 8
"""As many cells that stand already are passed over; fewer are written again, as a move of the cursor is no shorter."""


class Sparing:
    """Knows what was last written in each cell of the terminal.

    Textual draws the whole screen whenever a sheet comes or goes, and the whole of a pane when another document comes,
    each line behind a move of the cursor, each piece of it in a style of its own. Cells in which stands already what
    would be written are left out, and a style is set only where it is another. A line with letters that terminals
    differ over is sent whole, so that nothing can go astray.
    """

    def __init__(self) -> None:
        self._lines: dict[int, list[Cell | None]] = {}
        self._odd: dict[int, tuple[int, str]] = {}
        self._cursor = ""
        self._is_announced = False
        self._pen = Pen()

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
            text = piece.rstrip("\r\n")
            cursor = "" if text else _move(int(line), int(column))
            kept += self._new_in(int(line), int(column), text) if text else []
        kept += filter(None, [self._pen.lay_down()])
        if cursor and moves and (kept or cursor != self._cursor):
            kept.append(cursor)
        self._cursor = cursor
        return "".join(kept)

    def _new_in(self, line: int, column: int, text: str) -> list[str]:
        """Return what writes the cells of a piece that change its line, and take note of them."""
        cells = _cells(text)
        if cells is None:
            is_new = self._odd.get(line) != (column, text)
            self._odd[line] = (column, text)
            self._lines.pop(line, None)
            return [self._pen.lay_down(), _move(line, column), text] if is_new else []
        self._odd.pop(line, None)
        known = self._lines.setdefault(line, [])
        known += [None] * (column - 1 + len(cells) - len(known))
        place = slice(column - 1, column - 1 + len(cells))
        before, known[place] = known[place], cells
        if before == cells:
            return []
        return [_move(line, column + start) + self._pen.write(cells[start:end]) for start, end in _spans(before, cells)]


def _move(line: int, column: int) -> str:
    return f"\x1b[{line};{column}H"


def _spans(before: Sequence[Cell | None], cells: Sequence[Cell]) -> list[tuple[int, int]]:
    """Return from where to where cells differ from those before."""
    spans: list[tuple[int, int]] = []
    for at, (old, new) in enumerate(zip(before, cells, strict=True)):
        if old != new:
            near = bool(spans) and at - spans[-1][1] < _WORTH_A_MOVE
            spans[-1:] = [(spans[-1][0], at + 1)] if near else [*spans[-1:], (at, at + 1)]
    return spans


def _cells(text: str) -> list[Cell] | None:
    """Return the cells that a piece fills; None where terminals differ over how many those are."""
    cells: list[Cell] = []
    style = ""
    for number, part in enumerate(_STYLE.split(text)):
        if number % 2:
            style = "" if part == RESET else style + part
        elif all(map(_is_one_wide, part)):
            cells.extend(zip(repeat(style), part))
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
