"""Markdown turned into blocks: plain text with styles over it, ready to be wrapped at any width."""

from __future__ import annotations

import re
from typing import NamedTuple

from tui.render.runs import Span
from tui.render.table import Row

MAX_DEPTH = 8
_MARKERS = re.compile(r"[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))")


class Block(NamedTuple):
    """A piece of a document that wraps on its own.

    `first` stands before its first line (a bullet, a number), `rest` before the others; `gap` says that a blank line
    goes before it. `kind` names the style of its text; a `rule` has no text and fills its line. `level` is that of a
    heading, from 1; 0 for what is none. `row` makes it a row of a table.
    """

    text: str
    kind: str = "body"
    first: str = ""
    rest: str = ""
    gap: bool = True
    spans: tuple[Span, ...] = ()
    level: int = 0
    row: Row | None = None

    @property
    def is_passage(self) -> bool:
        """Return whether it is text of the document itself, not a line about it."""
        return bool(self.text.strip()) and self.kind not in {"meta", "warning", "address"}


def parse(markdown: str, plain: str = "") -> tuple[Block, ...]:
    """Return the blocks of a Markdown text.

    `plain` is the same text without markup: where Markdown's reader would lose more than a tenth of it, its
    paragraphs are given instead, so that nothing of a document is ever hidden.
    """
    from tui.render.markdown import read_markdown

    blocks = read_markdown("\n".join(map(_flatten, markdown.split("\n"))))
    if sum(len(block.text) for block in blocks) < 0.9 * len(plain) - 80:
        return paragraphs(plain)
    return blocks


def paragraphs(plain: str) -> tuple[Block, ...]:
    """Return plain paragraphs, a blank line between them, as blocks."""
    return tuple(Block(part.strip("\n")) for part in re.split(r"\n[ \t]*\n", plain) if part.strip())


def _flatten(line: str) -> str:
    """Return the line with at most `MAX_DEPTH` quote or list markers in a row: deeper ones only cost time."""
    position = markers = 0
    kept = 0
    while match := _MARKERS.match(line, position):
        markers += 1
        position = match.end()
        if markers == MAX_DEPTH:
            kept = position
    return line[:kept] + line[position:] if markers > MAX_DEPTH else line
