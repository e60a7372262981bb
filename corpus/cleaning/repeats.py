"""Paragraphs that stand more than once on a page stand once in its document."""

from __future__ import annotations

from corpus.cleaning.lines import Line
from corpus.vocabulary import fold

_SHORTEST = 30
_TITLE_WITHIN = 3
_TEASER_WITHIN = 5
_ELLIPSES = ("...", "…", "[...]", "[…]")


def drop_repeats(lines: list[Line], title: str | None = None) -> list[Line]:
    """Return the lines without copies of the title or of an earlier paragraph, and without teasers of a later one.

    A teaser is a line with which a longer one begins, cut off or not. Short lines may repeat: lists do.
    """
    heading = fold(title or "")
    lines = [line for at, line in enumerate(lines) if at >= _TITLE_WITHIN or fold(line.text) != heading]
    folded = [fold(line.text) for line in lines]
    seen: set[str] = set()
    kept: list[Line] = []
    for at, (line, text) in enumerate(zip(lines, folded, strict=True)):
        if len(text) >= _SHORTEST and (text in seen or (at < _TEASER_WITHIN and _is_teaser(text, folded[at + 1 :]))):
            continue
        seen.add(text)
        kept.append(line)
    return kept


def _is_teaser(text: str, others: list[str]) -> bool:
    mark = next((mark for mark in _ELLIPSES if text.endswith(mark)), "")
    start = text.removesuffix(mark).rstrip(" .,;") if mark else text
    return any(len(other) > len(text) and other.startswith(start) for other in others)
