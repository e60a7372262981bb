"""A document opened for reading: its header and body as blocks, laid out, its hits found. Made on a worker thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from corpus import one_line, visible
from tui.inferred import inferred_fields
from tui.render.blocks import Block, parse
from tui.render.hits import HitSpan, find_hits
from tui.render.layout import Layout, Place
from tui.render.rows import UNTITLED, date_in_words, issuer

if TYPE_CHECKING:
    from corpus import Archive, Document
    from search import Highlighter

COLUMN = 80


@dataclass(frozen=True, slots=True)
class Opened:
    """A document ready to be read. `body` is the number of the first block after the header."""

    document: Document
    layout: Layout
    body: int
    hits: tuple[HitSpan, ...] = ()
    best: int | None = None

    def saved(self, place: Place) -> tuple[int, int]:
        """Return a place as it is kept: counted from the body, so that it outlives a change of the header."""
        return (max(0, place.block - self.body), place.offset if place.block >= self.body else 0)

    def restored(self, block: int, offset: int) -> Place:
        """Return a kept place; the very beginning is the top of the header."""
        return Place(block + self.body, offset) if (block, offset) != (0, 0) else Place(0, 0)


class Lights(Protocol):
    """What knows how to light the words of a query: an index."""

    def highlighter(self, query: str) -> Highlighter:
        """Return what lights the words of a query."""


def open_document(archive: Archive, index: Lights, key: str, query: str, width: int) -> Opened:
    """Return a document laid out at `width` cells, the hits of the query in it, and the block that matches best.

    Raises NotFoundError where the archive no longer has it.
    """
    document = archive.document(key)
    header = header_blocks(document)
    body = _without_title(parse(visible(document.markdown), document.text), document.title)
    blocks = (*header, *body)
    layout = Layout(blocks, width)
    if not query.strip():
        return Opened(document, layout, len(header))
    highlighter = index.highlighter(query)
    texts = ["" if block.kind == "meta" else block.text for block in blocks]
    hits = find_hits(texts, map(highlighter.spans, texts))
    best = highlighter.best(texts[len(header) :])
    return Opened(document, layout, len(header), hits, None if best is None else best + len(header))


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
