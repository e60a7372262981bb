"""The links of a document: numbered in the text, their addresses listed at its end, never opened."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus import one_line
from tui.render.addresses import host
from tui.render.blocks import Block
from tui.render.runs import Span

if TYPE_CHECKING:
    from markdown_it.token import Token


class Links:
    """The addresses of a document in the order of their first mention."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, address: str) -> int:
        """Return the number of an address."""
        return self._numbers.setdefault(address, len(self._numbers) + 1)

    def mark(self, opening: Token, shown: str) -> str:
        """Return what stands behind a link, `[1]`; nothing where the link shows its address itself."""
        address = str(opening.attrs.get("href", ""))
        if not address or address in {shown, f"mailto:{shown}"}:
            return ""
        return f"[{self.number(address)}]"

    def blocks(self) -> Iterator[Block]:
        """Yield a rule and a line for each address, the host it leads to first."""
        if self._numbers:
            yield Block("", "rule")
        for address, number in self._numbers.items():
            label = f"[{number}] "
            leads_to = one_line(host(address))
            text = f"{leads_to} {one_line(address)}".strip()
            yield Block(text, "address", label, " " * len(label), number == 1, (Span(0, len(leads_to), "strong"),))
