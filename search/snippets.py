"""Cut a passage out of a text: between words, on one line, with the marks moved along."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from search.analysis import fold
from search.answers import Snippet

Span = tuple[int, int]

WINDOWS = 1_000
"""Passages that are compared; what stands first in a long text will do."""

_BLANKS = re.compile(r"\s+")
_LONGEST_WORD = 30


def best_start(text: str, spans: Sequence[Span], width: int) -> int:
    """Return where to begin so that the passage holds the most different lit words, then the most lit words."""
    ends = [end for _, end in spans]
    best, chosen = (0, 0), spans[0][0]
    for place, (start, _) in enumerate(spans[:WINDOWS]):
        inside = spans[place : max(bisect_left(ends, start + width * 3 // 4), place + 1)][:20]
        score = (len({fold(text[begin:end])[:6] for begin, end in inside}), len(inside))
        if score > best:
            best, chosen = score, start
    return max(0, chosen - width // 4)


def cut(text: str, start: int, width: int, spans: Sequence[Span]) -> Snippet:
    """Return about `width` characters of a text from an offset on, with an ellipsis where something is left out."""
    first = _word_start(text, start)
    last = _word_end(text, min(len(text), first + width))
    raw = text[first:last]
    first += len(raw) - len(raw.lstrip())
    last -= len(raw) - len(raw.rstrip())
    head = "…" if text[:first].strip() else ""
    line, moved = _on_one_line(text[first:last], len(head))
    inside = [(max(begin, first), min(end, last)) for begin, end in spans if begin < last and end > first]
    marks = tuple((moved[begin - first], moved[end - first]) for begin, end in inside)
    return Snippet(f"{head}{line}{'…' if text[last:].strip() else ''}", marks)


def _on_one_line(text: str, offset: int) -> tuple[str, list[int]]:
    """Return a text with every run of blanks as one, and where each offset went, counted from `offset`."""
    line: list[str] = []
    moved: list[int] = []
    at, length = 0, offset
    for blank in _BLANKS.finditer(text):
        line += [text[at : blank.start()], " "]
        moved.extend(range(length, length + blank.start() - at))
        length += blank.start() - at
        moved.extend([length] * (blank.end() - blank.start()))
        length += 1
        at = blank.end()
    line.append(text[at:])
    moved.extend(range(length, length + len(text) - at + 1))
    return "".join(line), moved


def _word_start(text: str, at: int) -> int:
    """Return the beginning of the first word from an offset on, or the offset where no blank is near."""
    if at == 0 or text[at - 1].isspace():
        return at
    blank = _BLANKS.search(text, at, at + _LONGEST_WORD)
    return blank.end() if blank else at


def _word_end(text: str, at: int) -> int:
    """Return the end of the last word before an offset, or the offset where no blank is near."""
    if at >= len(text) or text[at].isspace():
        return at
    for place in range(at, max(0, at - _LONGEST_WORD), -1):
        if text[place - 1].isspace():
            return place - 1
    return at
