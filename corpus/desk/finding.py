"""Finding a passage, or a place, again in a text that was cleaned anew."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Final, NamedTuple

from corpus.desk.anchors import Anchor
from corpus.desk.notes import Note
from corpus.desk.places import Position

Span = tuple[int, int]

_ODD: Final = re.compile(r"(\s+)|([\"'“”„‟«»‘’‚‛‹›`´])|([-‐‑‒–—―−])|([\xad\u200b-\u200f\u2060\ufeff])|(…)")
_AGREEING: Final = 8
"""The letters around a passage that must be the same for it to be the same place."""
_MOST_PLACES: Final = 200
"""The places of a quotation that are looked at before and after where it was."""


class Found(NamedTuple):
    """Where words stand; `agrees` says that what stands around them stood there before."""

    span: Span
    agrees: bool


class Plain(NamedTuple):
    """A text with blanks, quotes and hyphens all alike and no capitals; `offsets` say where each letter came from."""

    text: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """Return the span of the text itself that a span here came from."""
        return self.offsets[start], self.offsets[end - 1] + 1


def find_passage(note: Note | Anchor, text: str) -> Span | None:
    """Return where the passage of a note stands in the text of its document now, None where it is gone.

    Looked for are, in this order: its very words between the same words as before; the same with blanks, quotes and
    hyphens made alike; what stands between the same words and resembles it; its very words wherever they are nearest
    to where they were; what reads most like it. A note on the whole document has no passage.
    """
    of = note.anchor if isinstance(note, Note) else note
    if of is None or not of.exact.strip():
        return None
    found = exactly(of, text)
    if found and found.agrees:
        return found.span
    return _loosely(of, text, found)


def _loosely(of: Anchor, text: str, found: Found | None) -> Span | None:
    """Return where a passage stands with differences, `found` being where its very words do between other ones."""
    alike = plain(text)
    start = None if of.start is None else bisect_left(alike.offsets, of.start)
    of = Anchor(plain(of.exact).text.strip(), plain(of.prefix).text, plain(of.suffix).text, start)
    if not of.exact:
        return found.span if found else None
    again = exactly(of, alike.text)
    if again and again.agrees:
        return alike.span(*again.span)
    from corpus.desk import likeness

    if between := likeness.between(of, alike.text):
        return alike.span(*between)
    if found:
        return found.span
    like = again.span if again else likeness.most_like(of, alike.text)
    return alike.span(*like) if like else None


def find_position(position: Position, blocks: Sequence[str]) -> tuple[int, int]:
    """Return the block and the letter where the words of a kept place stand now, the nearest to where it was.

    Where they stand nowhere it is the place as it was kept, as far as there is such a block.
    """
    if not blocks:
        return 0, 0
    was = min(max(position.block, 0), len(blocks) - 1)
    if words := plain(position.words).text.strip():
        for block in sorted(range(len(blocks)), key=lambda number: abs(number - was)):
            start = position.offset if block == was else 0
            if found := exactly(Anchor(words, start=start), plain(blocks[block]).text):
                return block, plain(blocks[block]).offsets[found.span[0]]
    if was != position.block:
        return was, 0
    return was, min(max(position.offset, 0), len(blocks[was]))


def exactly(of: Anchor, text: str) -> Found | None:
    """Return where the very words stand: between most of the words of before, then nearest to where they were."""
    was, length = of.start or 0, len(of.exact)
    places = [(_agreement(of, text, at, at + length), -abs(at - was), at) for at in _places(of.exact, text, was)]
    if not places:
        return None
    agreement, _, at = max(places)
    around = len(of.prefix.rstrip()) + len(of.suffix.lstrip())
    return Found((at, at + length), agrees=agreement >= min(_AGREEING, around))


def plain(text: str) -> Plain:
    """Return the text with what may differ between two cleanings made alike."""
    parts: list[str] = []
    offsets = array("q")
    done = 0
    for odd in _ODD.finditer(text):
        _append(text, done, odd.start(), parts, offsets)
        done = odd.end()
        letters = _alike(odd)
        parts.append(letters)
        offsets.extend([odd.start()] * len(letters))
    _append(text, done, len(text), parts, offsets)
    return Plain("".join(parts), offsets)


def _append(text: str, start: int, end: int, parts: list[str], offsets: array[int]) -> None:
    piece = text[start:end]
    small = piece.lower()
    parts.append(small if len(small) == len(piece) else piece)
    offsets.extend(range(start, end))


def _alike(odd: re.Match[str]) -> str:
    return ("", " ", "'", "-", "", "...")[odd.lastindex or 0]


def _places(words: str, text: str, near: int) -> Iterator[int]:
    """Yield where words stand in a text, as many on either side as are worth looking at."""
    at = near + len(words)
    for _ in range(_MOST_PLACES):
        at = text.rfind(words, 0, max(0, at))
        if at < 0:
            break
        yield at
        at += len(words) - 1
    at = near - 1
    for _ in range(_MOST_PLACES):
        at = text.find(words, at + 1)
        if at < 0:
            break
        yield at


def _agreement(of: Anchor, text: str, start: int, end: int) -> int:
    """Return how many letters right before and right behind a span are those that stood around the passage."""
    before, after = of.prefix.rstrip(), of.suffix.lstrip()
    ahead = text[max(0, start - len(before) - 8) : start].rstrip()
    behind = text[end : end + len(after) + 8].lstrip()
    return _same(reversed(before), reversed(ahead)) + _same(after, behind)


def _same(letters: Iterable[str], others: Iterable[str]) -> int:
    """Return how many letters at the beginning are the same."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(letters, others, strict=False)))
