"""An element tree to its blocks: the paragraphs, headings, list items and tables of a page, in reading order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.cleaning.html.lists import listed
from corpus.cleaning.html.tables import data_grid
from corpus.cleaning.html.words import own_words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = frozenset(listed("block elements"))
_SKIPPED = frozenset(listed("skipped elements"))
_STYLES = {
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "cite": "em",
    "code": "code",
    "kbd": "code",
    "samp": "code",
}
_STRUCTURE = frozenset({"ul", "ol", "menu", "dir", "li", "blockquote"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BREAK = "\0"
"""Stands for a forced line break until white space is folded; no page holds one, for NULs are dropped."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an element stands: what it and the elements around it are called, nearest first through `parent`."""

    element: HtmlElement
    tag: str
    parent: Place | None
    own: int
    """The groups of words that its class, id and role belong to, as bits."""
    above: int
    """The same of all elements around it."""
    structure: tuple[HtmlElement, ...]
    heading: str
    """`h1` to `h6` inside one, else empty."""
    depth: int


@dataclass(slots=True)
class Block:
    """One run of text as a reader sees it, between two line breaks of the layout."""

    place: Place
    pieces: list[tuple[str, str, str]] = field(default_factory=list)
    """Text, style (`strong`, `em`, `code` or empty) and link target (or empty)."""
    grid: list[list[str]] | None = None
    """The cells of a table of data, rectangular."""
    pre: bool = False
    linked: int = 0
    """How many characters are inside links."""
    text: str = ""


def blocks_of(root: HtmlElement) -> list[Block]:
    """Return the page's blocks with any text, in reading order."""
    walk = _Walk()
    body = root.find("body")
    walk.enter(root if body is None else body, None, "", "")
    walk.finish()
    return [block for block in walk.blocks if block.text]


class _Walk:
    """The state of one walk over a tree: the run of text being collected."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._run: Block | None = None
        self._broken = False

    def enter(self, element: HtmlElement, parent: Place | None, style: str, link: str) -> None:
        """Collect the element's blocks; `style` and `link` are those of the inline elements around it."""
        tag = element.tag
        if not isinstance(tag, str) or tag in _SKIPPED:
            return
        if tag == "br":
            self._line_break()
            return
        if parent is not None and tag not in _BLOCKS:
            self._inside(element, parent, _STYLES.get(tag, style), element.get("href", "#") if tag == "a" else link)
            return
        self.finish()
        place = _place(element, tag, parent)
        grid = data_grid(element) if tag == "table" else None
        if grid:
            self._add_grid(place, grid)
        else:
            self._inside(element, place, style, link)
        self.finish()

    def _inside(self, element: HtmlElement, place: Place, style: str, link: str) -> None:
        if element.text:
            self._add(place, element.text, style, link)
        for child in element:
            self.enter(child, place, style, link)
            if child.tail:
                self._add(place, child.tail, style, link)

    def finish(self) -> None:
        """End the run of text being collected."""
        run, self._run, self._broken = self._run, None, False
        if run is None:
            return
        run.pre = _is_pre(run.place)
        if run.pre:
            run.text = "".join(text for text, _, _ in run.pieces).strip("\n")
        else:
            joined = "".join(BREAK if style == "br" else text for text, style, _ in run.pieces)
            run.text = "\n".join(" ".join(line.split()) for line in joined.split(BREAK)).strip()

    def _add(self, place: Place, text: str, style: str, link: str) -> None:
        if self._run is None:
            if text.isspace():
                return
            self._run = Block(place)
            self.blocks.append(self._run)
        run = self._run
        if self._broken and not text.isspace():
            self._broken = False
        run.pieces.append((text, style, link))
        if link:
            run.linked += len(text.strip())

    def _line_break(self) -> None:
        """Take one break as a line's end, a second one in a row as the paragraph's."""
        if self._broken:
            self.finish()
        elif self._run is not None:
            self._broken = True
            self._run.pieces.append(("\n", "br", ""))

    def _add_grid(self, place: Place, grid: list[list[str]]) -> None:
        block = Block(place, grid=grid)
        block.text = "\n".join(" | ".join(cell for cell in row if cell) for row in grid if any(row))
        total = "".join(place.element.itertext())
        links = sum(len("".join(link.itertext()).strip()) for link in place.element.iter("a"))
        block.linked = min(links, len(total))
        self.blocks.append(block)


def _place(element: HtmlElement, tag: str, parent: Place | None) -> Place:
    own = own_words(element, tag)
    if parent is None:
        return Place(element, tag, None, 0, 0, (), "", 0)
    structure = (*parent.structure, element) if tag in _STRUCTURE else parent.structure
    heading = tag if tag in _HEADINGS else parent.heading
    return Place(element, tag, parent, own, parent.above | parent.own, structure, heading, parent.depth + 1)


def _is_pre(place: Place) -> bool:
    at: Place | None = place
    while at is not None:
        if at.tag == "pre":
            return True
        at = at.parent
    return False
