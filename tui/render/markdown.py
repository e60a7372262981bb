"""The walk over markdown-it's tokens that makes blocks of them. Imported when the first document is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tui.render.blocks import MAX_DEPTH, Block
from tui.render.runs import Span
from tui.render.table import table_blocks

_PARSER = MarkdownIt("commonmark", {"html": False, "maxNesting": 100}).enable(["table", "strikethrough"])
_STYLES = {"strong": "strong", "em": "em", "s": "struck", "link": "link"}


def read_markdown(markdown: str) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text, the addresses of its links in a numbered list at the end."""
    walker = _Walker()
    walker.walk(_PARSER.parse(markdown))
    return (*walker.blocks, *walker.link_list())


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
        self.addresses: dict[str, int] = {}

    def walk(self, tokens: Sequence[Token]) -> None:
        stream = iter(tokens)
        for token in stream:
            if token.type == "table_open":
                for text in table_blocks(self._table(stream)):
                    self.add(text, kind="table", gap=False)
            else:
                self.take(token, stream)

    def take(self, token: Token, stream: Iterator[Token]) -> None:
        match token.type:
            case "heading_open":
                self.inline(next(stream), kind="heading" if token.tag in {"h1", "h2"} else "subheading")
            case "paragraph_open":
                self.tight = token.hidden
                self.inline(next(stream))
            case "fence" | "code_block":
                self.add(token.content.rstrip("\n").expandtabs(4), kind="code")
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
            case "bullet_list_open":
                self.lists.append(None)
            case "ordered_list_open":
                self.lists.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()

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

    def add(self, text: str, kind: str = "body", spans: Sequence[Span] = (), *, gap: bool = True) -> None:
        shown = self.containers[-MAX_DEPTH:]
        first = "".join(one.first if one.fresh else one.rest for one in shown)
        rest = "".join(one.rest for one in shown)
        follows_item = self.tight and bool(self.lists) and bool(self.blocks) and self.blocks[-1].first != ""
        for one in self.containers:
            one.fresh = False
        if kind == "body" and any(one.rest == "│ " for one in shown):
            kind = "quote"
        self.blocks.append(Block(text, kind, first, rest, gap and not follows_item, tuple(spans)))

    def inline(self, token: Token, kind: str = "body") -> None:
        text, spans = self.flow(token.children or [])
        if text.strip():
            self.add(text, kind, spans)

    def flow(self, tokens: Sequence[Token]) -> tuple[str, list[Span]]:
        parts: list[str] = []
        spans: list[Span] = []
        opened: list[tuple[int, Token]] = []
        length = 0
        for token in tokens:
            piece = _TEXTS.get(token.type, token.content)
            if token.nesting == 1:
                opened.append((length, token))
            elif token.nesting == -1 and opened:
                start, opening = opened.pop()
                spans.append(Span(start, length, _STYLES.get(opening.tag.replace("a", "link"), "em")))
                piece = self.link_number(opening, "".join(parts)[start:]) if opening.type == "link_open" else ""
                if piece:
                    spans.append(Span(length, length + len(piece), "muted"))
            elif token.type == "code_inline":
                spans.append(Span(length, length + len(piece), "code"))
            elif token.type == "image":
                piece = f"[image: {token.content}]" if token.content else "[image]"
                spans.append(Span(length, length + len(piece), "muted"))
            parts.append(piece)
            length += len(piece)
        return "".join(parts), spans

    def link_number(self, opening: Token, shown: str) -> str:
        address = str(opening.attrs.get("href", ""))
        if not address or address in {shown, f"mailto:{shown}"}:
            return ""
        return f" [{self.addresses.setdefault(address, len(self.addresses) + 1)}]"

    def link_list(self) -> Iterator[Block]:
        if self.addresses:
            yield Block("", "rule")
        for address, number in self.addresses.items():
            label = f"[{number}] "
            yield Block(address, "address", label, " " * len(label), gap=number == 1)

    def _table(self, stream: Iterator[Token]) -> list[list[str]]:
        rows: list[list[str]] = []
        for token in stream:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(self.flow(token.children or [])[0])
        return rows


_TEXTS = {"softbreak": " ", "hardbreak": "\n", "em_open": "", "strong_open": "", "link_open": "", "s_open": ""}
