"""Choose a passage of a text and cut it out: between words, on one line, with the marks moved along."""

from __future__ import annotations

import re
from collections.abc import Sequence

from search.answers import Snippet

Span = tuple[int, int]
Mark = tuple[int, int, int]
"""What is sought as it stands in a text: from, to, and a number, the same for the same word or phrase."""

MOST_INSIDE = 30
"""Marks of a passage that are looked at; more of them say nothing more."""

NEARER = 16
"""Letters by which marks must stand nearer together for one passage to be better than another."""

_INK = re.compile(r"\S")
_BLANKS = re.compile(r"\s+")
_UNEVEN = re.compile(r"\s\s|[^\S ]")
_LONGEST_WORD = 30
_SENTENCE = re.compile(r"\n\s*|[.!?…]['\"”’)\]»]*\s+|[。！？]\s*")
_SHORT = re.compile(r"(?:\b[^\W\d_]\w{0,2}|\.\w)\.$")


def best_window(marks: Sequence[Mark], weights: Sequence[float], width: int) -> Span:
    """Return from where to where the most different words and phrases stand, by their weights, nearest together.

    Among equals it is where the most marks are, then the first. A phrase counts where it fits in whole.
    """
    best, chosen = (0.0, 0, 0), marks[0][:2]
    for first, (start, finish, number) in enumerate(marks):
        limit = start + width * 7 // 8
        reach = finish
        seen, weight, count = {number}, weights[number], 1
        for begin, end, other in marks[first + 1 : first + MOST_INSIDE]:
            if begin >= limit:
                break
            if end > limit:
                continue
            count += 1
            if other not in seen:
                seen.add(other)
                weight += weights[other]
                reach = max(reach, end)
        score = (weight, -((reach - start) // NEARER), count)
        if score > best:
            best, chosen = score, (start, reach)
    return chosen


def cut(text: str, window: Span, width: int, spans: Sequence[Span]) -> Snippet:
    """Return about `width` characters of a text with a window in it, with an ellipsis where something is left out."""
    letter = _INK.search(text, _beginning(text, window, width))
    if letter is None:
        return Snippet("")
    first = letter.start()
    raw = text[first : _word_end(text, first, min(len(text), first + width))].rstrip()
    last = first + len(raw)
    head = "…" if _INK.search(text, 0, first) else ""
    tail = "…" if _INK.search(text, last) else ""
    inside = [
        (max(begin, first) - first, min(end, last) - first) for begin, end in spans if begin < last and end > first
    ]
    if _UNEVEN.search(raw):
        inside = [(len(_on_one_line(raw[:begin])), len(_on_one_line(raw[:end]))) for begin, end in inside]
        raw = _on_one_line(raw)
    return Snippet(head + raw + tail, tuple((begin + len(head), end + len(head)) for begin, end in inside), first)


def _on_one_line(text: str) -> str:
    return _BLANKS.sub(" ", text)


def _beginning(text: str, window: Span, width: int) -> int:
    """Return where a passage with a window in it begins: with a sentence or a line, else some words in front."""
    start, end = window
    lead = max(0, min(width // 2, width - (end - start)))
    if start <= lead:
        return 0
    low = max(0, len(text) - width)
    if low < start - lead:
        return next(iter(_boundaries(text, low, start)), _word_start(text, low, start))
    boundaries = _boundaries(text, start - lead, start)
    return boundaries[-1] if boundaries else _word_start(text, start - min(width // 4, lead), start)


def _boundaries(text: str, low: int, high: int) -> list[int]:
    """Return where sentences and lines begin between two offsets."""
    matches = _SENTENCE.finditer(text, low, high)
    return [match.end() for match in matches if not text[match.end()].islower() and not _abbreviates(text, match)]


def _abbreviates(text: str, stop: re.Match[str]) -> bool:
    """Say whether a full stop belongs to an abbreviation: `Sen.`, `U.S.`."""
    if text[stop.start()] != ".":
        return False
    after = stop.start() + 1
    short = _SHORT.search(text, max(0, after - 6), after)
    return short is not None and not short[0][0].islower()


def _word_start(text: str, at: int, latest: int) -> int:
    """Return the beginning of the first word from an offset on; `latest` is one."""
    if at == 0 or text[at - 1].isspace():
        return at
    blank = _BLANKS.search(text, at, latest)
    return blank.end() if blank else latest


def _word_end(text: str, first: int, at: int) -> int:
    """Return the end of the last word before an offset, or the offset where no blank is near."""
    if at >= len(text) or text[at].isspace():
        return at
    for place in range(at, max(first + 1, at - _LONGEST_WORD), -1):
        if text[place - 1].isspace():
            return place - 1
    return at
