"""Two texts side by side: what belongs together stands on one height, wrapped at any width; or one of them alone."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from tui.render.runs import Run, Span, fit_runs, paint, width_of
from tui.render.wrap import wrap

Shown = Literal["both", "left", "right", "one"]
"""Which of the two is shown: both side by side, one alone, or both in one column, what differs one below the other."""

COLUMN = 80
SIGN = 2
REMEMBERED = 256


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of text that wraps on its own; `sign` stands before each of its lines and says what it is.

    `style` is that of its words where no span is; `gap` says that a blank line follows it. With `exact` only the lines
    that a span touches have the sign, where the other side stands beside it.
    """

    text: str
    sign: str = " "
    style: str = "body"
    spans: tuple[Span, ...] = ()
    gap: bool = False
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """What stands on one height. `differs` says that the two sides do; `stop` that one may want to go there."""

    left: tuple[Cell, ...] = ()
    right: tuple[Cell, ...] = ()
    differs: bool = False
    stop: bool = False


class _Line(NamedTuple):
    cell: Cell
    start: int
    end: int
    blank: bool = False


class Columns:
    """Groups laid out at a width. Only where each begins is kept; lines are wrapped again when they are drawn."""

    def __init__(self, groups: Sequence[Group], width: int, shown: Shown) -> None:
        self.groups, self.width, self.shown = groups, width, shown
        self.column = max(1, min(COLUMN, (width // 2 if shown == "both" else width) - SIGN - 1))
        self._tops = array("l", [0])
        for number in range(len(groups)):
            self._tops.append(self._tops[-1] + self._height(number))
        self._lines = lru_cache(REMEMBERED)(self._wrapped)

    @property
    def height(self) -> int:
        """Return how many lines there are."""
        return self._tops[-1]

    @property
    def second(self) -> int:
        """Return where the second column begins, in cells."""
        return self.column + SIGN + 1

    def group_at(self, line: int) -> int:
        """Return the number of the group that a line belongs to."""
        return max(0, min(len(self.groups), bisect_right(self._tops, line)) - 1)

    def place(self, line: int) -> tuple[int, float]:
        """Return the group that a line belongs to, and how much of the group lies above it, 0 to 1."""
        group = self.group_at(line)
        height = self.top_of(group + 1) - self.top_of(group)
        return group, (line - self.top_of(group)) / height if height else 0

    def line_of(self, place: tuple[int, float]) -> int:
        """Return the line of a place, at whatever width it was taken."""
        group, share = place
        return self.top_of(group) + int(share * (self.top_of(group + 1) - self.top_of(group)))

    def top_of(self, group: int) -> int:
        """Return the line where a group begins, or the next one where it has no lines here."""
        return self._tops[max(0, min(group, len(self.groups)))]

    def stop(self, line: int, *, forward: bool) -> int | None:
        """Return the line of the next or previous group that one may want to go to; None where there is none left."""
        at = self.group_at(line)
        numbers = range(at + 1, len(self.groups)) if forward else range(at if line > self._tops[at] else at - 1, -1, -1)
        return next((self._tops[number] for number in numbers if self._is_stop(number)), None)

    def runs(self, line: int) -> list[Run]:
        """Return the runs of a line."""
        number = self.group_at(line)
        left, right = self._lines(number)
        at = line - self._tops[number]
        first, second = (self._runs(side[at]) if at < len(side) else [] for side in (left, right))
        if self.shown != "both" or not second:
            return first or second
        return [*first, Run(" " * (self.second - width_of(first))), *second]

    def beside(self, left: Sequence[Run], right: Sequence[Run]) -> list[Run]:
        """Return what stands above the columns, each cut to its own."""
        if self.shown != "both":
            return fit_runs(right if self.shown == "right" else left, self.width)
        fitted = fit_runs(left, self.column + SIGN)
        return [*fitted, Run(" " * (self.second - width_of(fitted))), *fit_runs(right, self.column + SIGN)]

    def _is_stop(self, number: int) -> bool:
        return self.groups[number].stop and self._tops[number + 1] > self._tops[number]

    def _height(self, number: int) -> int:
        return max(map(len, self._wrapped(number)))

    def _wrapped(self, number: int) -> tuple[list[_Line], list[_Line]]:
        left, right = self._cells(self.groups[number])
        return self._stacked(left), self._stacked(right)

    def _cells(self, group: Group) -> tuple[Sequence[Cell], Sequence[Cell]]:
        if self.shown == "one":
            gone = [cell for cell in group.left if cell.spans or not group.right] if group.differs else []
            return [*gone, *group.right], ()
        return (group.left if self.shown != "right" else ()), (group.right if self.shown != "left" else ())

    def _stacked(self, cells: Sequence[Cell]) -> list[_Line]:
        lines: list[_Line] = []
        for cell in cells:
            lines += [_Line(cell, start, end) for start, end in wrap(cell.text, self.column)]
            lines += [_Line(cell, 0, 0, blank=True)] if cell.gap else []
        return lines

    def _runs(self, line: _Line) -> list[Run]:
        if line.blank:
            return []
        cell = line.cell
        is_touched = any(span.start < line.end and span.end > line.start for span in cell.spans)
        sign = cell.sign if is_touched or not cell.exact or self.shown == "one" else " "
        return [Run(f"{sign} ", "prefix"), *paint(cell.text, line.start, line.end, cell.spans, cell.style)]
