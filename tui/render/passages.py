"""Passages of a document: where in its plain text the letters of its blocks stand, and back again."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, takewhile
from typing import NamedTuple

from tui.render.blocks import Block
from tui.render.hits import HitSpan
from tui.render.layout import Place

_LETTERS = re.compile(r"[^\W_]+")
_NEAR = 400
"""How many letters ahead a short block is looked for: the same few letters may stand anywhere."""
_LONG = 40


class Passage(NamedTuple):
    """Words of a document; `start` and `end` are where they stand in `Document.text`."""

    text: str
    start: int
    end: int


class Letters:
    """The letters and digits of a text without what stands between them, and where each of them is."""

    def __init__(self, runs: Iterable[tuple[int, str]]) -> None:
        """Take runs of letters, each with where it begins in the text."""
        self._starts: list[int] = []
        words: list[str] = []
        for start, word in runs:
            self._starts.append(start)
            words.append(word)
        self._before = [0, *accumulate(map(len, words))]
        self.joined = "".join(words)

    def offset(self, rank: int) -> int:
        """Return where in the text a letter stands that has `rank` letters before it."""
        run = bisect_right(self._before, rank) - 1
        return self._starts[run] + rank - self._before[run]

    def rank(self, offset: int) -> int:
        """Return how many letters stand before an offset of the text."""
        run = bisect_right(self._starts, offset) - 1
        if run < 0:
            return 0
        return min(self._before[run] + offset - self._starts[run], self._before[run + 1])


class _Found(NamedTuple):
    """Where in the text's letters those of a block begin."""

    start: int
    letters: Letters

    @property
    def end(self) -> int:
        return self.start + len(self.letters.joined)


class Correspondence:
    """Which letters of a document's text are which of its blocks, from the block `body` on.

    Blocks are looked for in their order, so that of paragraphs alike each is found where it stands.
    """

    def __init__(self, text: str, blocks: Sequence[Block], body: int = 0) -> None:
        self.text, self.blocks = text, blocks
        self._letters = Letters((run.start(), run[0]) for run in _LETTERS.finditer(text))
        self._found: dict[int, _Found] = {}
        at = 0
        for number, block in enumerate(blocks[body:], body):
            if block.is_passage:
                at = self._find(number, block, at)
        self._numbers = list(self._found)
        self._starts = [found.start for found in self._found.values()]

    def _find(self, number: int, block: Block, at: int) -> int:
        letters = Letters(_own_runs(block))
        joined = letters.joined
        if not joined:
            return at
        limit = len(self._letters.joined) if len(joined) >= _LONG else at + _NEAR + len(joined)
        start = self._letters.joined.find(joined, at, limit)
        if start < 0:
            return at
        self._found[number] = _Found(start, letters)
        return start + len(joined)

    def passage(self, start: Place, end: Place) -> Passage | None:
        """Return the words from a place up to another as the document's text has them; None where it has none."""
        parts = [part for part in self._parts(start, end) if part]
        if not parts:
            return None
        first, last = parts[0][0], parts[-1][1]
        words = self.text[first:last]
        first += len(words) - len(words.lstrip())
        return Passage(words.strip(), first, first + len(words.strip()))

    def spans(self, start: int, end: int) -> Iterator[HitSpan]:
        """Yield where in the blocks stands what the document's text has from `start` to `end`."""
        first, after = self._letters.rank(start), self._letters.rank(end)
        for at in range(max(0, bisect_right(self._starts, first) - 1), bisect_left(self._starts, after)):
            number = self._numbers[at]
            found = self._found[number]
            begin, finish = max(first, found.start) - found.start, min(after, found.end) - found.start
            if begin < finish:
                yield HitSpan(number, found.letters.offset(begin), found.letters.offset(finish - 1) + 1)

    def _pieces(self, start: Place, end: Place) -> Iterator[tuple[int, int, int]]:
        for number in range(start.block, min(end.block, len(self.blocks) - 1) + 1):
            if self.blocks[number].is_passage:
                begin = start.offset if number == start.block else 0
                finish = end.offset if number == end.block else len(self.blocks[number].text)
                yield number, begin, finish

    def _parts(self, start: Place, end: Place) -> Iterator[tuple[int, int] | None]:
        for number, begin, finish in self._pieces(start, end):
            yield self._in_text(number, begin, finish)

    def _in_text(self, number: int, begin: int, finish: int) -> tuple[int, int] | None:
        """Return where in the text a piece of a block stands, with the marks before and behind its letters."""
        found = self._found.get(number)
        if found is None:
            return None
        block = self.blocks[number]
        first, after = found.letters.rank(begin), found.letters.rank(finish)
        if first >= after:
            return None
        one, last = found.letters.offset(first), found.letters.offset(after - 1) + 1
        start, end = self._letters.offset(found.start + first), self._letters.offset(found.start + after - 1) + 1
        start -= _same(reversed(_own(block, begin, one)), reversed(self.text[max(0, start - one + begin) : start]))
        end += _same(_own(block, last, finish), self.text[end : end + finish - last])
        return start, end


def _own(block: Block, start: int, end: int) -> str:
    """Return what a block has from `start` to `end`, without what the reader supplies."""
    supplied = [span for span in block.spans if span.style == "supplied" and span.start < end and span.end > start]
    edges = [start, *(edge for span in supplied for edge in (span.start, span.end)), end]
    return "".join(block.text[one:other] for one, other in zip(edges[::2], edges[1::2], strict=True))


def _same(letters: Iterable[str], others: Iterable[str]) -> int:
    """Return how many letters at the beginning are the same."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(letters, others, strict=False)))


def _own_runs(block: Block) -> Iterator[tuple[int, str]]:
    """Yield the letters of a block that are the document's own."""
    supplied = [span for span in block.spans if span.style == "supplied"]
    for run in _LETTERS.finditer(block.text):
        if not any(span.start <= run.start() < span.end for span in supplied):
            yield run.start(), run[0]
