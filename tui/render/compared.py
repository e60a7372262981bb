"""Two versions of a story, paragraph beside paragraph, with the words marked that only one of them has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from corpus import visible
from tui.render.columns import Cell, Group
from tui.render.runs import Span

if TYPE_CHECKING:
    from corpus import Passage

GONE, NEW = "-", "+"
PARAGRAPH = "\n\n"


def compared(passages: Sequence[Passage]) -> list[Group]:
    """Return the paragraphs of two versions, those on one height that stand in each other's place."""
    left, right = _Side(GONE, "removed", "deleted"), _Side(NEW, "added", "inserted")
    groups: list[Group] = []

    def close() -> None:
        cells = left.take(), right.take()
        if any(cells):
            differs = any(cell.spans for side in cells for cell in side)
            groups.append(Group(*cells, differs=differs, stop=differs))

    for passage in passages:
        if passage.kind == "same" and not left.text and not right.text:
            close()
        for text, ends in _paragraphs(visible(passage.text)):
            for side in (left, right):
                side.add(text, passage.kind)
                if ends and side.has(passage.kind):
                    side.end()
            if ends and passage.kind == "same":
                close()
    left.end()
    right.end()
    close()
    return groups


def first_change(groups: Sequence[Group]) -> int:
    """Return the number of the first group that differs."""
    return next((number for number, group in enumerate(groups) if group.differs), 0)


def changes(groups: Sequence[Group]) -> int:
    """Return how many paragraphs differ."""
    return sum(group.differs for group in groups)


class _Side:
    """One of the versions: the paragraph being gathered, and those gathered since the last group.

    `own` is the kind of passages that only it has.
    """

    def __init__(self, sign: str, own: str, style: str) -> None:
        self._sign, self._own, self._style = sign, own, style
        self.text = ""
        self._spans: list[Span] = []
        self._cells: list[Cell] = []

    def has(self, kind: str) -> bool:
        """Say whether passages of a kind stand in this version."""
        return kind in {"same", self._own}

    def add(self, text: str, kind: str) -> None:
        """Go on with a piece of a passage, where it stands in this version."""
        if not self.has(kind) or not text:
            return
        start = len(self.text)
        self.text += text
        if kind == self._own and text.strip():
            end = start + len(text.rstrip())
            self._spans.append(Span(start, end, self._style))

    def end(self) -> None:
        """End the paragraph."""
        if self.text.strip():
            sign = self._sign if self._spans else " "
            self._cells.append(Cell(self.text.rstrip(), sign, spans=tuple(self._spans), gap=True, exact=True))
        self.text, self._spans = "", []

    def take(self) -> tuple[Cell, ...]:
        """Return the paragraphs that are gathered, which are forgotten here."""
        cells, self._cells = tuple(self._cells), []
        return cells


def _paragraphs(text: str) -> Iterator[tuple[str, bool]]:
    """Give the pieces of a passage between the ends of paragraphs, and whether one ends behind each."""
    *ended, rest = text.split(PARAGRAPH)
    yield from ((piece, True) for piece in ended)
    if rest:
        yield rest, False
