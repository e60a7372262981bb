"""A selection in a document: sentences, or whole paragraphs, from where it was begun to where it was drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from tui.render.blocks import Block
from tui.render.layout import Place
from tui.render.runs import Span
from tui.render.sentences import sentences


class Unit(NamedTuple):
    """A sentence, or a row of a table."""

    block: int
    start: int
    end: int


class Units:
    """The sentences of a document, from the block `body` on."""

    def __init__(self, blocks: Sequence[Block], body: int) -> None:
        self.blocks, self.body = blocks, body
        self._of_block: dict[int, list[Unit]] = {}

    def of_block(self, number: int) -> list[Unit]:
        """Return the sentences of a block; none where it is no text of the document."""
        if number not in self._of_block:
            block = self.blocks[number]
            found = [] if not block.is_passage else [(0, len(block.text))] if block.row else sentences(block.text)
            self._of_block[number] = [Unit(number, *ends) for ends in found]
        return self._of_block[number]

    def at(self, place: Place) -> Unit | None:
        """Return the sentence at a place, the first one behind it, or else the last one; None where there is none."""
        here = max(self.body, place.block)
        if here == place.block < len(self.blocks):
            found = next((unit for unit in self.of_block(here) if unit.end > place.offset), None)
            if found:
                return found
            here += 1
        behind = self._first(range(here, len(self.blocks)))
        before = self._first(range(min(here, len(self.blocks)) - 1, self.body - 1, -1))
        return behind[0] if behind else before[-1] if before else None

    def beside(self, unit: Unit, *, forward: bool, by_paragraph: bool) -> Unit:
        """Return the sentence behind or before one, or one in the next paragraph; the same where there is none."""
        units = self.of_block(unit.block)
        at = units.index(unit) + (1 if forward else -1)
        if 0 <= at < len(units) and not by_paragraph:
            return units[at]
        ahead = range(unit.block + 1, len(self.blocks)) if forward else range(unit.block - 1, self.body - 1, -1)
        found = self._first(ahead)
        return unit if not found else found[0 if forward else -1]

    def _first(self, numbers: Iterable[int]) -> list[Unit]:
        return next((found for number in numbers if (found := self.of_block(number))), [])


@dataclass(frozen=True)
class Selection:
    """What is selected. The end one draws may pass over the one where it was begun."""

    units: Units
    begun: Unit
    drawn: Unit
    by_paragraph: bool = False

    @property
    def start(self) -> Place:
        """Return where it begins."""
        first = min(self.begun, self.drawn)
        return Place(first.block, 0 if self.by_paragraph else first.start)

    @property
    def end(self) -> Place:
        """Return where it ends."""
        last = max(self.begun, self.drawn)
        return Place(last.block, len(self.units.blocks[last.block].text) if self.by_paragraph else last.end)

    def drawn_on(self, *, forward: bool) -> Selection:
        """Return it with its end a sentence on or back, a paragraph where paragraphs are selected."""
        return replace(self, drawn=self._beside(self.drawn, forward=forward))

    def drawn_to(self, place: Place) -> Selection:
        """Return it with its end at the sentence that stands at a place."""
        return replace(self, drawn=self.units.at(place) or self.drawn)

    def moved(self, *, forward: bool) -> Selection:
        """Return the sentence, or the paragraph, behind or before it instead."""
        edge = self._beside((max if forward else min)(self.begun, self.drawn), forward=forward)
        return replace(self, begun=edge, drawn=edge)

    def widened(self) -> Selection:
        """Return whole paragraphs, or sentences again."""
        return replace(self, by_paragraph=not self.by_paragraph)

    def spans(self, block: int) -> list[Span]:
        """Return the style of what is selected of a block."""
        start, end = self.start, self.end
        if not start.block <= block <= end.block or not self.units.blocks[block].is_passage:
            return []
        begin = start.offset if block == start.block else 0
        finish = end.offset if block == end.block else len(self.units.blocks[block].text)
        return [Span(begin, finish, "passage")]

    def _beside(self, unit: Unit, *, forward: bool) -> Unit:
        return self.units.beside(unit, forward=forward, by_paragraph=self.by_paragraph)
