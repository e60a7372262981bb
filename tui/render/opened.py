"""A document opened for reading: its header and body as blocks, laid out, its hits found. Made on a worker thread."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple, Protocol

from corpus import one_line, visible
from tui.inferred import inferred_fields
from tui.render.blocks import Block, parse
from tui.render.hits import HitSpan, find_hits
from tui.render.layout import Layout, Place
from tui.render.rows import UNTITLED, date_in_words, issuer
from tui.render.runs import ELLIPSIS

if TYPE_CHECKING:
    from corpus import Archive, Document
    from search import Highlighter

COLUMN = 80
WORDS = 160


class Opened(NamedTuple):
    """A document ready to be read. `body` is the number of the first block after the header."""

    document: Document
    layout: Layout
    body: int
    hits: tuple[HitSpan, ...] = ()
    best: Place | None = None

    def saved(self, place: Place) -> tuple[int, int]:
        """Return a place as it is kept: counted from the body, so that it outlives a change of the header."""
        return (max(0, place.block - self.body), place.offset if place.block >= self.body else 0)

    def restored(self, block: int, offset: int) -> Place:
        """Return a kept place; the very beginning is the top of the header."""
        return Place(block + self.body, offset) if (block, offset) != (0, 0) else Place(0, 0)

    def words(self, place: Place) -> str:
        """Return the words that stand at a place, by which it is found again in a text cleaned anew."""
        blocks = self.layout.blocks
        return blocks[place.block].text[place.offset :][:WORDS] if self.body <= place.block < len(blocks) else ""

    @property
    def texts(self) -> list[str]:
        """Return the texts of the blocks after the header."""
        return [block.text for block in self.layout.blocks[self.body :]]


class Lights(Protocol):
    """What knows how to light the words of a query: an index."""

    def highlighter(self, query: str, *, typing: bool = False) -> Highlighter:
        """Return what lights the words of a query; while it is typed its last word is only the beginning of one."""


def open_document(  # noqa: PLR0913 - what is opened, for what, how wide
    archive: Archive, index: Lights, key: str, query: str, width: int, *, typing: bool = False
) -> Opened:
    """Return a document laid out at `width` cells, the hits of the query in it, and where it matches best.

    Raises NotFoundError where the archive no longer has it.
    """
    document = archive.document(key)
    header = header_blocks(document)
    body = _without_title(parse(visible(document.markdown), document.text), document.title)
    layout = Layout((*header, *body), width)
    if not query.strip():
        return Opened(document, layout, len(header))
    lit = _Lit(layout.blocks, len(header), index.highlighter(query, typing=typing))
    return Opened(document, layout, len(header), lit.hits(), lit.best())


class _Lit:
    """What a query finds in blocks; they are looked through as one text, as the index did."""

    def __init__(self, blocks: Sequence[Block], body: int, highlighter: Highlighter) -> None:
        self.texts = ["" if block.kind == "meta" else block.text for block in blocks]
        self.starts = [0, *accumulate(len(text) + 1 for text in self.texts)]
        self.body, self.highlighter = body, highlighter

    def hits(self) -> tuple[HitSpan, ...]:
        words: list[list[tuple[int, int]]] = [[] for _ in self.texts]
        for start, end in self.highlighter.spans("\n".join(self.texts)):
            block = self._block(start)
            words[block].append((start - self.starts[block], end - self.starts[block]))
        return find_hits(self.texts, words)

    def best(self) -> Place | None:
        snippet = self.highlighter.snippet("\n".join(self.texts[self.body :]))
        if not snippet.marks:
            return None
        led = snippet.text.startswith(ELLIPSIS)
        at = self.starts[self.body] + snippet.start + snippet.marks[0][0] - led
        block = self._block(at)
        return Place(block, at - self.starts[block])

    def _block(self, at: int) -> int:
        return bisect_right(self.starts, at) - 1


def header_blocks(document: Document) -> tuple[Block, ...]:
    """Return what stands above the text: title, date, place and source, fields and type, key."""
    facts = " · ".join(
        filter(None, (date_in_words(document.date) or "undated", issuer(document.place, document.source)))
    )
    topics = " · ".join(map(one_line, filter(None, (*document.fields, document.type))))
    blocks = [Block(one_line(document.title or UNTITLED), "heading"), Block(one_line(facts), "meta", gap=False)]
    if topics:
        blocks.append(Block(topics, "meta", gap=False))
    if inferred := one_line(inferred_fields(document)):
        blocks.append(Block(inferred, "meta", gap=False))
    blocks.append(Block(f"key {document.key}", "meta", gap=False))
    if document.truncated:
        blocks.append(Block("The page itself cuts this article off.", "warning", gap=False))
    return (*blocks, Block("", "rule", gap=False))


def _without_title(body: tuple[Block, ...], title: str | None) -> tuple[Block, ...]:
    """Leave out a first heading that only says the title again."""
    repeated = body and body[0].kind == "heading" and one_line(body[0].text) == one_line(title or "")
    return body[1:] if repeated else body
