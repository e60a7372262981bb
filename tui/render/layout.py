"""Blocks laid out as lines at a width, and the way between a place in the text and its line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from tui.render.blocks import Block
from tui.render.runs import Run, Span, paint
from tui.render.wrap import wrap


class Line(NamedTuple):
    """One line: `block` is the number of its block, or -1 for a blank line; `start`, `end` are offsets in its text."""

    block: int
    start: int = 0
    end: int = 0


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
            if block.gap and number:
                self.lines.append(Line(-1))
            self._first_line.append(len(self.lines))
            indent = max(cell_len(block.first), cell_len(block.rest))
            self.lines += [Line(number, *ends) for ends in wrap(block.text, width - indent)]

    def line_of(self, place: Place) -> int:
        """Return the number of the line that holds a place, the nearest one where the document is shorter."""
        if not self._first_line:
            return 0
        block = min(max(place.block, 0), len(self._first_line) - 1)
        first = self._first_line[block]
        after = self._first_line[block + 1] if block + 1 < len(self._first_line) else len(self.lines)
        starts = [line.start for line in self.lines[first:after] if line.block == block]
        return first + max(0, bisect_right(starts, place.offset) - 1)

    def place_of(self, number: int) -> Place:
        """Return the place where a line begins; a blank line counts to the block after it."""
        for line in self.lines[max(0, number) :]:
            if line.block >= 0:
                return Place(line.block, line.start)
        return Place(max(0, len(self.blocks) - 1), 0)

    def runs(self, number: int, lit: Sequence[Span] = ()) -> list[Run]:
        """Return the runs of a line; `lit` are spans over its block's text that lie above the block's own."""
        line = self.lines[number]
        if line.block < 0:
            return []
        block = self.blocks[line.block]
        prefix = block.first if number == self._first_line[line.block] else block.rest
        if block.kind == "rule":
            return [Run(prefix + "─" * (self.width - cell_len(prefix)), "rule")]
        text = paint(block.text, line.start, line.end, (*block.spans, *lit), block.kind)
        return [Run(prefix, "prefix"), *text] if prefix else text
