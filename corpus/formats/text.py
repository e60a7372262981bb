"""Plain text: dumps that a scraper wrote, one page a file."""

from __future__ import annotations

import re

from corpus.addresses import canonical_address
from corpus.document import Page
from corpus.formats.decoding import decode
from corpus.text import visible

_ADDRESS_LINE = re.compile(
    r"(?:[-*]\s*)?(?:(?:source |web |page )?(?:url|address|link|permalink)\s*:\s*)?<?(https?://\S+?)>?", re.IGNORECASE
)
_LINES_AT_EITHER_END = 8


def read_text(origin: str, raw: bytes, *, charset: str | None = None) -> Page:
    """Return the page of a text file; its address is a line near either end that holds nothing but one.

    `charset` is that of an HTTP header or a message, where there was one.
    """
    text, encoding = decode(raw, charset)
    text = visible(text)
    return Page(origin=origin, format="text", raw=raw, text=text, encoding=encoding, address=stated_address(text))


def stated_address(text: str) -> str | None:
    """Return the canonical address that stands on a line of its own among the first or last lines of a text."""
    lines = [line.strip() for line in text.strip().splitlines()]
    for line in [*lines[:_LINES_AT_EITHER_END], *reversed(lines[_LINES_AT_EITHER_END:][-_LINES_AT_EITHER_END:])]:
        if "http" in line[:40].casefold() and (match := _ADDRESS_LINE.fullmatch(line)):
            return canonical_address(match[1])
    return None
