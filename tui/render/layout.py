"""Blocks laid out as lines at a width, and the way between a place in the text and its line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from tui.render.blocks import Block
from tui.render.runs import Run, Span, paint, text_width, width_of
from tui.render.table import Piece, column_widths, row_lines
from tui.render.wrap import wrap


class Line(NamedTuple):
    """One line: `block` is the number of its block, or -1 for a blank line; `start`, `end` are offsets in its text.

    A line of a table has pieces of its text in columns, and where those do not fit a label before them.
    """

    block: int
    start: int = 0
    end: int = 0
    pieces: tuple[Piece, ...] = ()
    label: str = ""

    @property
    def reach(self) -> tuple[int, int]:
        """Return from where to where it shows its block's text, columns beside one another as one."""
        starts = [piece.start for piece in self.pieces if piece.start >= 0]
        return min(starts, default=self.start), max((piece.end for piece in self.pieces), default=self.end)

    def holds(self, offset: int) -> bool:
        """Return whether a letter stands on the line."""
        if self.pieces:
            return any(piece.start <= offset < piece.end for piece in self.pieces)
        return self.start <= offset < self.end


class Place(NamedTuple):
    """A place in a document that holds at every width."""

    block: int
    offset: int


class Layout:
    """Blocks wrapped at a width."""

    def __init__(self, blocks: Sequence[Block], width: int) -> None:
        self.blocks = blocks
        self.width = width
        self.lines: list[Line] = []
        self._first_line: list[int] = []
        for number, block in enumerate(blocks):
            if number and (block.gap or self._stands_apart(block)):
                self.lines.append(Line(-1))
            self._first_line.append(len(self.lines))
            room = width - max(text_width(self._prefix(block.first)), text_width(self._prefix(block.rest)))
            self.lines += _table_lines(number, block, room) if block.row else _text_lines(number, block, room)

    @property
    def size(self) -> int:
        """Return how many letters there are."""
        return sum(len(block.text) for block in self.blocks)

    def line_of(self, place: Place) -> int:
        """Return the number of the line that holds a place, the nearest one where the document is shorter."""
        if not self._first_line:
            return 0
        number = min(max(place.block, 0), len(self._first_line) - 1)
        first = self._first_line[number]
        lines = list(self._of_block(number))
        if self.blocks[number].row:
            holding = next((at for at, line in enumerate(lines) if line.holds(place.offset)), None)
            if holding is not None:
                return first + holding
        return first + max(0, bisect_right(lines, place.offset, key=lambda line: line.start) - 1)

    def place_of(self, number: int) -> Place:
        """Return the place where a line begins; a blank line counts to the block after it."""
        for line in islice(self.lines, max(0, number), None):
            if line.block >= 0:
                return Place(line.block, line.start)
        return Place(max(0, len(self.blocks) - 1), 0)

    def last_place(self, number: int) -> Place:
        """Return the place of the last letter of a line; a blank line counts to the block before it."""
        for line in reversed(self.lines[max(0, number - 1) : number + 1]):
            if line.block >= 0:
                start, end = line.reach
                return Place(line.block, max(start, end - 1))
        return Place(0, 0)

    def last_line(self, block: int) -> int:
        """Return the number of a block's last line."""
        return self._first_line[block] + sum(1 for _ in self._of_block(block)) - 1

    def _of_block(self, number: int) -> Iterator[Line]:
        first = self._first_line[number]
        after = self._first_line[number + 1] if number + 1 < len(self._first_line) else len(self.lines)
        return (line for line in self.lines[first:after] if line.block == number)

    def runs(self, number: int, lit: Sequence[Span] = ()) -> list[Run]:
        """Return the runs of a line; `lit` are spans over its block's text that lie above the block's own."""
        line = self.lines[number]
        if line.block < 0:
            return []
        block = self.blocks[line.block]
        prefix = self._prefix(block.first if number == self._first_line[line.block] else block.rest)
        if block.kind == "rule":
            return [Run(prefix + "─" * (self.width - text_width(prefix)), "rule")]
        spans = (*block.spans, *lit)
        text = _columns(block, line, spans) if block.row else paint(block.text, line.start, line.end, spans, block.kind)
        return [Run(prefix, "prefix"), *text] if prefix else text

    def _prefix(self, prefix: str) -> str:
        """Return a prefix in at most half the width, its end where it is longer."""
        return prefix if len(prefix) * 2 <= self.width else prefix[-max(1, self.width // 2) :]

    def _stands_apart(self, block: Block) -> bool:
        """Return whether it is a row whose cells stand one under the other."""
        return block.row is not None and column_widths(block.row.table, self.width) is None


def _text_lines(number: int, block: Block, width: int) -> list[Line]:
    return [Line(number, start, end) for start, end in wrap(block.text, width)]


def _table_lines(number: int, block: Block, width: int) -> list[Line]:
    lines: list[Line] = []
    at = 0
    for pieces, label in row_lines(block.text, block.row, width) if block.row else ():
        starts = [piece.start for piece in pieces if piece.start >= 0]
        at = max(at, min(starts, default=len(block.text)))
        lines.append(Line(number, at, max((piece.end for piece in pieces), default=at), pieces, label))
    return lines


def _columns(block: Block, line: Line, spans: Sequence[Span]) -> list[Run]:
    runs: list[Run] = [Run(line.label, "muted")] if line.label else []
    for piece in line.pieces:
        runs.append(Run(" " * (piece.left - width_of(runs))))
        if piece.start < 0:
            runs.append(Run("─" * piece.width, "rule"))
        else:
            runs += paint(block.text, piece.start, piece.end, spans, block.kind)
    return [run for run in runs if run.text]
