"""What a note on a passage keeps of it, so that the passage is found again in a text that was cleaned anew.

As in the Web Annotation Data Model (W3C, 2017): a text quote selector (`exact`, `prefix`, `suffix`) and the start of a
text position selector.
"""

from __future__ import annotations

from typing import Final, NamedTuple

CONTEXT: Final = 64
"""The letters kept before and after a passage, to the end of a word."""


class Anchor(NamedTuple):
    """A passage of a document: its words, those around it, and where it began in the text."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None


def anchor(text: str, start: int, end: int) -> Anchor:
    """Return what is kept of the passage `text[start:end]`, white space at its ends left out."""
    start, end = max(0, start), min(len(text), end)
    exact = text[start:end]
    start += len(exact) - len(exact.lstrip())
    exact = exact.strip()
    return Anchor(exact, _before(text, start), _after(text, start + len(exact)), start)


def _before(text: str, start: int) -> str:
    """Return whole words before `start`."""
    begin = max(0, start - CONTEXT)
    window = text[begin:start]
    return window if not begin or text[begin - 1].isspace() else _behind_first_blank(window)


def _after(text: str, end: int) -> str:
    """Return whole words from `end` on."""
    stop = min(len(text), end + CONTEXT)
    window = text[end:stop]
    return window if stop == len(text) or text[stop].isspace() else _behind_first_blank(window[::-1])[::-1]


def _behind_first_blank(window: str) -> str:
    """Return what follows the first white space, all where that would leave nothing."""
    for at, letter in enumerate(window):
        if letter.isspace():
            return window[at:] if window[at:].strip() else window
    return window
