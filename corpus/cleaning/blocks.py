"""Markdown as lines and back: the same cleaner works on every format, and what it keeps keeps its structure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from corpus.cleaning.lines import Line

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_DEEPEST = 40
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~])")
_OPENING = re.compile(r"^(#{1,6}|[-+]|\d{1,9}[.)])(?=\s|$)|^(=+|-+)$")


@dataclass(frozen=True, slots=True)
class Blocks:
    """The top-level blocks of a Markdown text, as written; lines refer to them by number."""

    sources: tuple[str, ...]
    lines: list[Line]


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")


def read_blocks(markdown: str) -> Blocks:
    """Return the blocks of a Markdown text and the plain lines in them."""
    rows = markdown.split("\n")
    sources: list[str] = []
    lines: list[Line] = []
    tokens = _parser().parse(markdown)
    at = 0
    while at < len(tokens):
        end = _block_end(tokens, at)
        span = tokens[at].map
        if span:
            found = list(_block_lines(tokens[at:end], len(sources)))
            lines.extend(found)
            sources.append("\n".join(rows[span[0] : span[1]]).rstrip())
        at = end
    return Blocks(tuple(sources), lines)


def join_blocks(blocks: Blocks, kept: Iterable[Line]) -> str:
    """Return the Markdown of the kept lines: whole blocks as they were written, cut ones as plain items."""
    all_of: dict[int, int] = {}
    for line in blocks.lines:
        all_of[line.block] = all_of.get(line.block, 0) + 1
    of_block: dict[int, list[Line]] = {}
    for line in kept:
        of_block.setdefault(line.block, []).append(line)
    return "\n\n".join(
        blocks.sources[number] if len(lines) == all_of[number] else plain_markdown(lines)
        for number, lines in of_block.items()
    )


def plain_markdown(lines: Iterable[Line]) -> str:
    """Return lines of plain text as Markdown that reads the same: what would be markup is escaped."""
    parts: list[str] = []
    before: Line | None = None
    for line in lines:
        if before is not None:
            parts.append("\n" if line.bullet and before.bullet else "\n\n")
        text = _SPECIAL.sub(r"\\\1", line.text)
        text = _OPENING.sub(
            lambda match: f"{match[0][:-1]}\\{match[0][-1]}" if match[0][-1] in ".)" else f"\\{match[0]}", text
        )
        parts.append(f"- {text}" if line.bullet else text)
        before = line
    return "".join(parts)


def _block_end(tokens: list[Token], at: int) -> int:
    depth = 0
    for number in range(at, len(tokens)):
        depth += tokens[number].nesting
        if depth == 0:
            return number + 1
    return len(tokens)


def _block_lines(tokens: list[Token], block: int) -> Iterator[Line]:
    heading = items = 0
    cells: list[str] = []
    in_row = False
    for token in tokens:
        if token.type == "heading_open":
            heading = int(token.tag[1:])
        elif token.type in {"list_item_open", "list_item_close"}:
            items += token.nesting
        elif token.type in {"tr_open", "tr_close"}:
            if any(cells):
                yield Line(" | ".join(cells), block=block)
            cells, in_row = [], token.nesting == 1
        elif token.type == "inline" and in_row:
            cells.append(_plain(token))
        else:
            yield from (Line(text, items > 0, heading=heading, block=block) for text in _texts(token))


def _texts(token: Token) -> Iterator[str]:
    if token.type == "inline":
        found = [_plain(token)]
    elif token.type in {"fence", "code_block"}:
        found = token.content.splitlines()
    elif token.type == "html_block":
        found = [re.sub(r"<[^>]*>", " ", token.content)]
    else:
        found = []
    yield from (text for text in (" ".join(one.split()) for one in found) if text)


def _plain(token: Token) -> str:
    parts = []
    for child in token.children or []:
        if child.type in {"text", "code_inline"}:
            parts.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif child.type == "image":
            parts.append(_plain(child))
    return " ".join("".join(parts).split())
