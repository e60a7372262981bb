"""Blocks as plain text: the line form that text dumps have, and paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from corpus.cleaning.html.blocks import Block
from corpus.text import visible

if TYPE_CHECKING:
    from lxml.html import HtmlElement


class Numbering:
    """Counts the items of numbered lists while blocks are taken in reading order."""

    def __init__(self) -> None:
        self._numbers: dict[HtmlElement, int] = {}
        self._next: dict[HtmlElement, int] = {}

    def of(self, item: HtmlElement) -> int | None:
        """Return the number printed before an item; None for an item of a list without numbers."""
        if item in self._numbers:
            return self._numbers[item]
        above = item.getparent()
        if above is None or above.tag != "ol":
            return None
        number = _stated(item.get("value"), self._next.get(above, _stated(above.get("start"), 1)))
        self._numbers[item] = number
        self._next[above] = number + 1
        return number


def lines_of(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Return the lines as a text dump has them: a list's items behind `- `, or behind their number."""
    return tuple(line for lines, _ in _marked(blocks) for line in lines)


def text_of(blocks: Iterable[Block]) -> str:
    """Return paragraphs with a blank line between them; the items of one list follow each other line by line."""
    parts: list[str] = []
    last: HtmlElement | None = None
    for lines, outer in _marked(blocks):
        if parts:
            parts.append("\n" if outer is not None and outer is last else "\n\n")
        parts.append("\n".join(lines))
        last = outer
    return "".join(parts)


def _marked(blocks: Iterable[Block]) -> Iterable[tuple[list[str], HtmlElement | None]]:
    """Yield each block's lines with the marker of its item, and the outermost list it belongs to."""
    numbering = Numbering()
    begun: set[HtmlElement] = set()
    blocks = list(blocks)
    whole = "\n".join(block.text for block in blocks)
    is_clean = visible(whole) == whole
    for block in blocks:
        text = block.text if is_clean else visible(block.text)
        lines = [line for line in map(str.rstrip, text.split("\n")) if line.strip()]
        if not lines:
            continue
        item = nearest(block.place.structure, "li")
        if item is not None and not block.place.heading and item not in begun:
            begun.add(item)
            number = numbering.of(item)
            lines[0] = f"- {lines[0]}" if number is None else f"{number}. {lines[0]}"
        yield lines, None if item is None else next(one for one in block.place.structure if one.tag != "blockquote")


def nearest(structure: Sequence[HtmlElement], tag: str) -> HtmlElement | None:
    """Return the innermost element of this tag."""
    return next((element for element in reversed(structure) if element.tag == tag), None)


def _stated(value: str | None, default: int) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 7 else default
