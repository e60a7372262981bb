"""The walk over markdown-it's tokens that makes blocks of them. Imported when the first document is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus import visible
from tui.render.blocks import MAX_DEPTH, Block
from tui.render.links import Links
from tui.render.runs import Span
from tui.render.table import Row, measured, row_of

MOST_BRACKETS = 2_000
"""Brackets in one paragraph that are looked at for links: markdown-it's time grows with their square."""
_PARSER = MarkdownIt("commonmark", {"html": False, "maxNesting": 100}).enable(["table", "strikethrough"])
_PARSER.core.ruler.disable("inline")
_PIECE_STYLES = frozenset({"code_inline", "image", "link_close"})
IMAGE = "[image: "
_STYLES = {"strong_open": "strong", "em_open": "em", "s_open": "struck", "link_open": "link"}
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+(?=\S)")
_PARAGRAPH = re.compile(r"(?:[^\W\d_]|[“\"‘'(])[^\n]*")
"""One line that is a paragraph whatever else stands in it."""
_ITEM = re.compile(r"^[ \t>]*(?:[-*+]|\d{1,9}[.)])", re.MULTILINE)
_ACROSS = re.compile(r"^[ \t>]*(?:```|~~~)|^ {0,3}\[[^\]\n]*\]:", re.MULTILINE)
"""What may reach over blank lines, or be meant from afar: fenced code, and the addresses of links."""
_MARKUP = re.compile(r"[\\`*_\[<&~]| \n")
"""What a paragraph without styles, links, escapes and hard breaks has none of."""


def read_markdown(markdown: str) -> tuple[Block, ...]:
    """Return the blocks of a visible Markdown text, the addresses of its links in a numbered list at the end."""
    walker = _Walker()
    for piece in _pieces(markdown):
        if _PARAGRAPH.fullmatch(piece):
            walker.inline(piece)
        else:
            walker.read(piece)
    return (*walker.blocks, *walker.links.blocks())


def _pieces(markdown: str) -> Iterator[str]:
    """Yield pieces that can be parsed on their own.

    Behind a blank line a line without indent begins something new, if it is not a further item of a list.
    """
    if _ACROSS.search(markdown):
        yield markdown
        return
    listed: list[str] = []
    for part in _BLANK_LINES.split(markdown.strip("\n")):
        if listed and not _ITEM.match(part):
            yield "\n\n".join(listed)
            listed.clear()
        if listed or _ITEM.search(part):
            listed.append(part)
        else:
            yield part
    if listed:
        yield "\n\n".join(listed)


@dataclass(slots=True)
class _Container:
    """A quote or list item that its blocks stand in."""

    first: str
    rest: str
    fresh: bool = True


class _Walker:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.containers: list[_Container] = []
        self.lists: list[int | None] = []
        self.tight = False
        self.before_list = 0
        self.links = Links()
        self.defined: dict[str, Any] = {}

    def read(self, markdown: str) -> None:
        stream = iter(_PARSER.parse(markdown, self.defined))
        for token in stream:
            if token.type == "table_open":
                self.table(stream)
            else:
                self.take(token, stream)
        for reference in self.defined.pop("references", {}).values():
            self.links.number(str(reference.get("href", "")))

    def take(self, token: Token, stream: Iterator[Token]) -> None:
        match token.type:
            case "heading_open":
                level = int(token.tag[1:])
                self.inline(next(stream).content, kind="heading" if level <= 2 else "subheading", level=level)
            case "paragraph_open":
                self.tight = token.hidden
                self.inline(next(stream).content)
            case "fence" | "code_block":
                self.contain_code(visible(token.content).rstrip("\n").expandtabs(4))
            case "hr":
                self.add("", kind="rule")
            case _:
                self.contain(token)

    def contain(self, token: Token) -> None:
        match token.type:
            case "blockquote_open":
                self.containers.append(_Container("│ ", "│ "))
            case "list_item_open":
                self.containers.append(self.item())
            case "blockquote_close" | "list_item_close":
                self.close()
            case "bullet_list_open" | "ordered_list_open":
                self.before_list = self.before_list if self.lists else len(self.blocks)
                self.lists.append(int(token.attrs.get("start", 1)) if token.tag == "ol" else None)
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()

    def contain_code(self, code: str) -> None:
        self.containers.append(_Container("  ", "  "))
        self.add(code, kind="code")
        self.containers.pop()

    def item(self) -> _Container:
        number = self.lists[-1]
        marker = "• "
        if number is not None:
            marker = f"{number}. "
            self.lists[-1] = number + 1
        return _Container(marker, " " * len(marker))

    def close(self) -> None:
        if self.containers[-1].fresh and self.containers[-1].first.strip() != "│":
            self.add("")
        self.containers.pop()

    def add(  # noqa: PLR0913 - the parts of a block
        self,
        text: str,
        kind: str = "body",
        spans: Sequence[Span] = (),
        *,
        gap: bool = True,
        level: int = 0,
        row: Row | None = None,
    ) -> None:
        shown = self.containers[-MAX_DEPTH:]
        first = "".join(one.first if one.fresh else one.rest for one in shown)
        rest = "".join(one.rest for one in shown)
        follows_item = self.tight and bool(self.lists) and len(self.blocks) > self.before_list
        for one in self.containers:
            one.fresh = False
        if kind == "body" and any(one.rest == "│ " for one in shown):
            kind = "quote"
        self.blocks.append(Block(text, kind, first, rest, gap and not follows_item, tuple(spans), level, row))

    def inline(self, markdown: str, kind: str = "body", level: int = 0) -> None:
        text, spans = self.styled(markdown.strip())
        if text.strip():
            self.add(text, kind, spans, level=level)

    def styled(self, markdown: str) -> tuple[str, list[Span]]:
        """Return the text of a paragraph, a heading or a cell, and its styles."""
        if not _MARKUP.search(markdown) or markdown.count("[") + markdown.count("<") > MOST_BRACKETS:
            return " ".join(map(str.strip, markdown.replace("\t", " ").split("\n"))), []
        tokens: list[Token] = []
        _PARSER.inline.parse(markdown, _PARSER, self.defined, tokens)
        return self.flow(tokens)

    def flow(self, tokens: Sequence[Token]) -> tuple[str, list[Span]]:
        """Return the text of inline tokens and its styles, those within others behind them."""
        parts: list[str] = []
        spans: list[Span] = []
        opened: list[tuple[int, Token]] = []
        length = 0
        for token in tokens:
            piece = self.piece(token)
            if token.nesting == 1:
                opened.append((length, token))
            elif token.nesting == -1 and opened:
                start, opening = opened.pop()
                spans.append(Span(start, length, _STYLES.get(opening.type, "em")))
                piece = self.links.mark(opening, "".join(parts)[start:]) if opening.type == "link_open" else ""
            if piece and token.type in _PIECE_STYLES:
                spans += _styles_of(token.type, length, length + len(piece))
            parts.append(piece)
            length += len(piece)
        return "".join(parts), sorted(spans, key=lambda span: (span.start, -span.end))

    def piece(self, token: Token) -> str:
        match token.type:
            case "softbreak":
                return " "
            case "hardbreak":
                return "\n"
            case "image":
                caption, _ = self.flow(token.children or [])
                return f"{IMAGE}{caption}]" if caption.strip() else "[image]"
            case _:
                return "" if token.nesting else visible(token.content).replace("\t", " ").replace("\n", " ")

    def table(self, stream: Iterator[Token]) -> None:
        rows: list[list[tuple[str, list[Span]]]] = []
        right: set[int] = set()
        for token in stream:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "th_open" and "right" in str(token.attrs.get("style", "")):
                right.add(len(rows[-1]))
            elif token.type == "inline":
                rows[-1].append(self.styled(token.content))
        table = measured([[text for text, _ in row] for row in rows], frozenset(right))
        for number, cells in enumerate(rows):
            text, row = row_of(table, [text for text, _ in cells], is_head=number == 0)
            spans = [
                Span(start + span.start, start + span.end, span.style)
                for (_, styled), (start, _) in zip(cells, row.cells, strict=True)
                for span in styled
            ]
            self.add(text, "column" if row.is_head else "table", spans, gap=number == 0, row=row)


def _styles_of(kind: str, start: int, end: int) -> list[Span]:
    """Return the styles of a piece of text; `supplied` is what the text of the document itself does not have."""
    if kind == "image" and end - start > len(IMAGE):
        return [Span(start, end, "muted"), Span(start, start + len(IMAGE), "supplied"), Span(end - 1, end, "supplied")]
    return [Span(start, end, "code" if kind == "code_inline" else "supplied")]
