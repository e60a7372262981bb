"""What lies over the text of an open document: hits, words found, the selection, the passages of notes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from tui.render.finding import Findable
from tui.render.hits import HitSpan, HitWalk
from tui.render.layout import Line, Place
from tui.render.opened import Opened
from tui.render.passages import Correspondence, Passage
from tui.render.runs import Span
from tui.render.selection import Selection, Units

NOTE, NOTE_ON = "✎", "▎"


class Overlay:
    """`found` are the places of the words looked for in the document itself, None while none are."""

    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self.blocks = opened.layout.blocks
        self.hits = HitWalk(opened.hits)
        self.words = ""
        self.found: HitWalk | None = None
        self.selection: Selection | None = None
        self.noted: tuple[tuple[int, int], ...] = ()
        self._noted_in: dict[int, list[HitSpan]] = {}
        self._notes_begin: set[Place] = set()

    def take_over(self, before: Overlay) -> None:
        """Show also here what another overlay of the same document did: words found, notes."""
        if before.words:
            self.find(before.words)
            at = before.found.at if before.found else None
            if self.found and at is not None and at < len(self.found.hits):
                self.found.at = at
        self.note(before.noted)

    @property
    def walk(self) -> HitWalk:
        """Return the hits that are stepped through: the words found, the query's while nothing is looked for."""
        return self.hits if self.found is None else self.found

    @cached_property
    def findable(self) -> Findable:
        """Return the document ready to be looked through."""
        return Findable([block.text for block in self.blocks])

    @cached_property
    def units(self) -> Units:
        """Return the sentences of the document."""
        return Units(self.blocks, self.opened.body)

    @cached_property
    def correspondence(self) -> Correspondence:
        """Return which letters of the document's text are which of its blocks."""
        return Correspondence(self.opened.document.text, self.blocks, self.opened.body)

    def find(self, words: str) -> HitWalk:
        """Light the places where words stand in the document; no words take that away."""
        self.words = words.strip()
        self.found = HitWalk(self.findable.find(words), "found") if self.words else None
        return self.walk

    def selection_at(self, place: Place) -> Selection | None:
        """Return a selection of the sentence at a place; None where there is nothing to select."""
        unit = self.units.at(place)
        return Selection(self.units, unit, unit) if unit else None

    def note(self, spans: Iterable[tuple[int, int]]) -> None:
        """Show that there are notes on passages, given by where they stand in the document's text."""
        self.noted = tuple(spans)
        self._noted_in.clear()
        self._notes_begin.clear()
        for start, end in self.noted:
            for number, span in enumerate(self.correspondence.spans(start, end)):
                self._noted_in.setdefault(span.block, []).append(span)
                if number == 0:
                    self._notes_begin.add(span.place)

    def spans(self, line: Line) -> list[Span]:
        """Return the styles that lie over a line, those above others behind them."""
        if line.block < 0:
            return []
        start, end = line.reach
        lit = [Span(one.start, one.end, "noted") for one in self._noted_in.get(line.block, ())]
        lit += self.hits.lit(line.block, start, end)
        if self.found is not None:
            lit += self.found.lit(line.block, start, end)
        return lit + (self.selection.spans(line.block) if self.selection else [])

    def margin(self, line: Line) -> str:
        """Return what stands at the edge of a line: where a note is, and how far its passage goes on."""
        start, end = line.reach
        noted = [one for one in self._noted_in.get(line.block, ()) if one.start < end and one.end > start]
        begins = any(one.place in self._notes_begin and one.start >= start for one in noted)
        return NOTE if begins else NOTE_ON if noted else " "

    def passage(self, top: Place, last: Place) -> Passage | None:
        """Return what is selected, else the paragraph of the hit stood on if it is in view, else the first in view.

        `top` and `last` are the first and the last place in view.
        """
        if self.selection:
            return self.correspondence.passage(self.selection.start, self.selection.end)
        current = self.walk.current
        first = max(self.opened.body, current.block if current and top <= current.place <= last else top.block)
        behind = range(first, len(self.blocks))
        around = (*behind, *range(min(first, len(self.blocks)) - 1, self.opened.body - 1, -1))
        number = next((number for number in around if self.blocks[number].is_passage), None)
        if number is None:
            return None
        return self.correspondence.passage(Place(number, 0), Place(number, len(self.blocks[number].text)))
