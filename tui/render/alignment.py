"""Which words of a page's lines stand in a document, and where each of the document's lines came from."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

LONG = 40
"""Letters from which a line is found by itself; shorter ones are looked for between those."""
SHORT = 8
ENDS = 30
MOST_MISSES = 50
"""Long lines that are looked for in vain all over the page; the next ones only near by, so that no page takes long."""
NEAR = 100_000
_MARK = re.compile(r"\s*(?:[-•*▪◦‣–]\s+)?")
_WORD = re.compile(r"\S+")


class Stretch(NamedTuple):
    """A stretch of the page's words, from and to, as offsets into all of them on one line."""

    start: int
    end: int


class Aligned(NamedTuple):
    """`begins` gives for each line of the document the page's line where it begins, None where it stands in none.

    `kept` are for each line of the page the offsets in it, from and to, of what stands in the document.
    """

    begins: list[int | None]
    kept: list[list[tuple[int, int]]]


def align(page: Sequence[str], document: Sequence[str]) -> Aligned:
    """Find the lines of a document in the lines of its page, whatever blanks, bullets and line ends became of them."""
    bare = [_words(line) for line in page]
    starts = _starts(bare)
    stretches = _Finder(f" {' '.join(filter(None, bare))} ").find([_words(line) for line in document])
    begins = [bisect_right(starts, one.start) - 1 if one else None for one in stretches]
    covered = _joined(sorted(one for one in stretches if one))
    kept = [
        _parts(line, start, start + len(words), covered) for line, start, words in zip(page, starts, bare, strict=True)
    ]
    return Aligned(begins, kept)


def _starts(bare: Sequence[str]) -> list[int]:
    """Return where each line begins when all are joined by blanks, those left out that are empty."""
    starts: list[int] = []
    at = 1
    for line in bare:
        starts.append(at)
        at += len(line) + 1 if line else 0
    return starts


class _Finder:
    """Looks for lines in the words of a page: the long ones wherever they are, the others between those."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._misses = 0

    def find(self, lines: Sequence[str]) -> list[Stretch | None]:
        """Return where each line stands, in the order of the page; None where it does not."""
        found: list[Stretch | None] = [None] * len(lines)
        for number in _rising(anchors := self._anchors(lines)):
            found[number] = anchors[number]
        before = 0
        for number, line in enumerate(lines):
            if found[number] is None:
                after = next((one.start for one in found[number:] if one), len(self._words))
                found[number] = self._between(line, before, after)
            if one := found[number]:
                before = one.end
        return found

    def _anchors(self, lines: Sequence[str]) -> dict[int, Stretch]:
        anchors: dict[int, Stretch] = {}
        at = 0
        # Not the first line: that is the title, which pages show again in their menus and below their text.
        for number, line in enumerate(lines[1:], 1):
            if len(line) >= LONG and (one := self._anywhere(line, at)):
                anchors[number] = one
                at = one.end
        return anchors

    def _anywhere(self, line: str, at: int) -> Stretch | None:
        if self._misses < MOST_MISSES:
            one = self._whole(line, at, len(self._words)) or self._whole(line, 0, at)
            self._misses += one is None
            return one
        return self._whole(line, at, at + NEAR)

    def _between(self, line: str, start: int, end: int) -> Stretch | None:
        if not line:
            return None
        end = min(end, start + NEAR)
        return self._whole(line, start, end) or self._ends(line, start, end)

    def _whole(self, line: str, start: int, end: int) -> Stretch | None:
        """Find a line at whole words; one that is not very short also where it was cut out of them."""
        at = self._words.find(f" {line} ", max(0, start - 1), end + 1)
        if at >= 0:
            return Stretch(at + 1, at + 1 + len(line))
        at = self._words.find(line, start, end) if len(line) >= SHORT else -1
        return Stretch(at, at + len(line)) if at >= 0 else None

    def _ends(self, line: str, start: int, end: int) -> Stretch | None:
        """Find a line of which something in the middle was changed by how it begins and ends."""
        if len(line) < 2 * ENDS:
            return None
        first = self._words.find(line[:ENDS], start, end)
        last = self._words.find(line[-ENDS:], first, first + 2 * len(line)) if first >= 0 else -1
        return Stretch(first, last + ENDS) if last >= 0 else None


def _rising(anchors: dict[int, Stretch]) -> list[int]:
    """Return the longest run of lines whose places rise as they do: the others were found in the wrong place."""
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for number, one in anchors.items():
        at = bisect_left(ends, one.end)
        before[number] = tails[at - 1] if at else None
        tails[at:] = [number, *tails[at + 1 :]]
        ends[at:] = [one.end, *ends[at + 1 :]]
    chain: list[int] = []
    number_: int | None = tails[-1] if tails else None
    while number_ is not None:
        chain.append(number_)
        number_ = before[number_]
    return chain[::-1]


def _joined(stretches: Sequence[Stretch]) -> list[Stretch]:
    joined: list[Stretch] = []
    for one in stretches:
        if joined and one.start <= joined[-1].end + 1:
            joined[-1] = Stretch(joined[-1].start, max(joined[-1].end, one.end))
        else:
            joined.append(one)
    return joined


def _parts(line: str, start: int, end: int, covered: Sequence[Stretch]) -> list[tuple[int, int]]:
    """Return the parts of a line, whose words stand from `start` to `end`, that are covered, as offsets in it."""
    at = bisect_right(covered, start, key=lambda one: one.end)
    if start == end or at == len(covered) or covered[at].start >= end:
        return []
    if covered[at].start <= start and covered[at].end >= end:
        return [(0, len(line))]
    parts: list[tuple[int, int]] = []
    position = start
    for word in _WORD.finditer(line, _mark_end(line)):
        while at < len(covered) and covered[at].end <= position:
            at += 1
        if at < len(covered) and covered[at].start < position + len(word[0]):
            goes_on = parts and not line[parts[-1][1] : word.start()].strip()
            parts[-1:] = [(parts[-1][0], word.end())] if goes_on else [*parts[-1:], word.span()]
        position += len(word[0]) + 1
    return parts


def _words(line: str) -> str:
    return " ".join(line[_mark_end(line) :].split())


def _mark_end(line: str) -> int:
    match = _MARK.match(line)
    return match.end() if match else 0
