"""The hit words of an opened document, and the steps from one to the next."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from tui.render.layout import Place
from tui.render.runs import Span

Landing = Literal["best", "first", "last"]


class HitSpan(NamedTuple):
    """Hit words that stand together; `block` is the number of their block."""

    block: int
    start: int
    end: int

    @property
    def place(self) -> Place:
        """Return where they begin."""
        return Place(self.block, self.start)


def find_hits(texts: Sequence[str], spans: Iterable[Sequence[tuple[int, int]]]) -> tuple[HitSpan, ...]:
    """Return the hits of a document from the spans of each block; words with only blanks between are one hit."""
    hits: list[HitSpan] = []
    for number, (text, words) in enumerate(zip(texts, spans, strict=True)):
        for start, end in sorted(words):
            last = hits[-1] if hits else None
            if last and last.block == number and not text[last.end : start].strip():
                hits[-1] = last._replace(end=max(end, last.end))
            else:
                hits.append(HitSpan(number, start, end))
    return tuple(hits)


class HitWalk:
    """The hits of one document in order, and the one a person stands on."""

    def __init__(self, hits: Sequence[HitSpan] = (), style: str = "hit") -> None:
        self.hits, self.style = hits, style
        self.at: int | None = None

    @property
    def current(self) -> HitSpan | None:
        """Return the hit stood on, if any."""
        return None if self.at is None else self.hits[self.at]

    @property
    def count(self) -> str:
        """Return `3/17`; where the document has no hit, nothing for a query and `0/0` for words one looked for here."""
        if not self.hits:
            return "" if self.style == "hit" else "0/0"
        return f"{'–' if self.at is None else self.at + 1}/{len(self.hits)}"

    def land(self, where: Landing, best: Place | None = None) -> HitSpan | None:
        """Stand on the first hit, the last, or the one at or after `best`; None where there is no hit."""
        sought = best if best and where == "best" else Place(0, 0)
        first = bisect_right(self.hits, sought, key=lambda hit: Place(hit.block, hit.end))
        last = len(self.hits) - 1
        self.at = None if not self.hits else last if where == "last" else min(first, last)
        return self.current

    def land_in(self, seen: tuple[Place, Place]) -> None:
        """Stand on the first hit in view, on none where there is none."""
        first = bisect_left(self.hits, (*seen[0], 0))
        self.at = first if first < len(self.hits) and self.hits[first].place <= seen[1] else None

    def step(self, forward: bool, seen: tuple[Place, Place]) -> HitSpan | None:
        """Go on to the next or previous hit; None at the end.

        `seen` is the first and last place in view: where the hit stood on has been scrolled away, the step starts from
        what is read now.
        """
        if not self.hits:
            return None
        at = self._from_view(seen, forward=forward)
        at = at + 1 if forward else at - 1
        if not 0 <= at < len(self.hits):
            return None
        self.at = at
        return self.current

    def _from_view(self, seen: tuple[Place, Place], *, forward: bool) -> int:
        current = self.current
        if self.at is not None and current is not None and seen[0] <= current.place <= seen[1]:
            return self.at
        places = [hit.place for hit in self.hits]
        return bisect_left(places, seen[0]) - 1 if forward else bisect_right(places, seen[1])

    def counts(self, blocks: Sequence[int]) -> list[int]:
        """Return how many hits there are from each of some blocks on to the next of them."""
        edges = [bisect_left(self.hits, (block, 0, 0)) for block in blocks] + [len(self.hits)]
        return [after - first for first, after in pairwise(edges)]

    def lit(self, block: int, start: int, end: int) -> list[Span]:
        """Return the styles that light the hits in `start` to `end` of a block."""
        first = max(0, bisect_right(self.hits, (block, start, -1)) - 1)
        after = bisect_left(self.hits, (block, end, -1))
        return [
            Span(hit.start, hit.end, f"{self.style}-current" if number == self.at else self.style)
            for number, hit in enumerate(self.hits[first:after], first)
            if hit.block == block
        ]
