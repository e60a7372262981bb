"""Lines as they were printed, joined to paragraphs again: for mail of a fixed width and for the pages of a PDF."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

WIDEST_PRINTED: Final = 130
WIDEST_MAIL: Final = 90
_SLACK = 0.85
_NARROWEST = 30
_AT_EITHER_END = 3
_ITEM = re.compile(
    r"\s*(?:[-•*·▪◦‣–—■●►\uf0b7]\s+\S|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s+\S|\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+[^\W\d_])"
)
_ENDS = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_HYPHENATED = re.compile(r"([^\W\d_]{2,})[-\u00ad\u2010]$")
_OPENING = re.compile(r"[^\W\d_]+")
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:(?:page|seite|стр\.?|p\.)\s*)?(?:\d{1,4}\s*(?:(?:/|of|de|von|из)\s*\d{1,4})?|[ivx]{1,5})[-–—|\s]*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")


def join_paragraphs(lines: Sequence[str], widest: int = WIDEST_PRINTED) -> str:
    """Return the text with a blank line between paragraphs.

    Where most long lines are longer than `widest`, they are paragraphs already.
    A line goes on in the next one unless a blank line, an item of a list, or room that was left on it says otherwise.
    Words broken by a hyphen are whole again, as far as the rest of the text does not write them with one.
    """
    width = _width(lines)
    is_wrapped = width <= widest
    words = Counter(_words(lines))
    paragraphs: list[str] = []
    before = ""
    for raw in lines:
        line = " ".join(raw.split())
        if line and before and is_wrapped and not _is_break(before, line, width):
            paragraphs[-1] = _joined(paragraphs[-1], line, words)
        elif line:
            paragraphs.append(line)
        before = line
    return "\n\n".join(paragraphs)


def without_running_lines(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the lines of each page without page numbers, and without the heads and feet that pages share.

    Heads of the first page stay: there they are its masthead.
    """
    heads = Counter(_plain(line) for page in pages for line in set(_filled(page)[:_AT_EITHER_END]))
    feet = Counter(_plain(line) for page in pages for line in set(_filled(page)[-_AT_EITHER_END:]))
    often = max(2, round(0.4 * len(pages)))
    kept: list[list[str]] = []
    for number, page in enumerate(pages):
        lines = _filled(page)
        while lines and _PAGE_NUMBER.fullmatch(lines[-1].strip()):
            lines.pop()
        while lines and _PAGE_NUMBER.fullmatch(lines[0].strip()):
            lines.pop(0)
        last = len(lines) - _AT_EITHER_END
        kept.append(
            [
                line
                for at, line in enumerate(lines)
                if not (at >= last and feet[_plain(line)] >= often and (number or at >= _AT_EITHER_END))
                and not (at < _AT_EITHER_END and number and heads[_plain(line)] >= often)
            ]
        )
    return kept


def _filled(page: Sequence[str]) -> list[str]:
    return [line for line in page if line.strip()]


def _plain(line: str) -> str:
    return _DIGITS.sub("#", " ".join(line.casefold().split()))


def _width(lines: Sequence[str]) -> int:
    """Return how many letters fit on a line: what all but the longest few of the long lines have."""
    lengths = sorted(len(line.strip()) for line in lines if len(line.strip()) >= _NARROWEST)
    return lengths[int(0.9 * (len(lengths) - 1))] if lengths else _NARROWEST


def _is_break(before: str, line: str, width: int) -> bool:
    if _ITEM.match(line) and (_ITEM.match(before) or _ENDS.search(before)):
        return True
    if _HYPHENATED.search(before) and line[0].islower():
        return False
    room = width * (1 if _ENDS.search(before) else _SLACK)
    return len(before) + 1 + len(line.split(" ", 1)[0]) < room - (4 if room == width else 0)


def _joined(paragraph: str, line: str, words: Counter[str]) -> str:
    broken = _HYPHENATED.search(paragraph)
    following = _OPENING.match(line)
    if not broken or not following:
        return f"{paragraph} {line}"
    if words[f"{broken[1]}-{following[0]}".casefold()] or not following[0][0].islower():
        return paragraph + line
    return paragraph[:-1] + line


def _words(lines: Sequence[str]) -> list[str]:
    return re.findall(r"[^\W\d_]+-[^\W\d_]+", " ".join(lines).casefold())
