"""What differs between lines as they were drawn and as they are now, so that only that is drawn again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tui.render.runs import Run, width_of


class Line(NamedTuple):
    """A line of a widget; `is_selected` says that the cursor's colours lie under all of it."""

    runs: tuple[Run, ...] = ()
    is_selected: bool = False


class Piece(NamedTuple):
    """Cells of a line, from and to, that look different; without an end up to the edge."""

    y: int
    start: int = 0
    end: int | None = None


def differences(before: Sequence[Line], now: Sequence[Line]) -> list[Piece]:
    """Return the pieces of lines that are not as before; a line that is new or gone is one piece."""
    pieces = [_piece(y, old, new) for y, (old, new) in enumerate(zip(before, now, strict=False)) if old != new]
    shorter, longer = sorted((len(before), len(now)))
    return pieces + [Piece(y) for y in range(shorter, longer)]


def _piece(y: int, old: Line, new: Line) -> Piece:
    if old.is_selected != new.is_selected:
        return Piece(y)
    first, most = 0, min(len(old.runs), len(new.runs))
    while first < most and old.runs[first] == new.runs[first]:
        first += 1
    start = width_of(new.runs[:first])
    width = width_of(new.runs)
    if width != width_of(old.runs):
        return Piece(y, start)
    last = 0
    while last < most - first and old.runs[-1 - last] == new.runs[-1 - last]:
        last += 1
    return Piece(y, start, width - width_of(new.runs[len(new.runs) - last :]))
