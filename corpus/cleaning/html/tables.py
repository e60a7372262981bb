"""Tables of data in a page, apart from those that only lay it out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.cleaning.html.lists import listed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BREAKING = frozenset(listed("block elements")) | {"br"}
_SKIPPED = frozenset(listed("skipped elements"))
_WIDEST = 60
_SPACE = re.compile(r"\s+")


def data_grid(table: HtmlElement) -> list[list[str]] | None:
    """Return the cells of a table of data, spans filled in; None for a table that only lays out a page."""
    if next(table.iterdescendants("table"), None) is not None:
        return None
    rows = [[cell for cell in row if cell.tag in {"td", "th"}] for row in table.iter("tr")]
    rows = [row for row in rows if row]
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return None
    if any(_lays_out(cell) for row in rows for cell in row):
        return None
    grid = _filled(rows)
    return grid if sum(bool(cell) for row in grid for cell in row) >= 3 else None


def _lays_out(cell: HtmlElement) -> bool:
    inside = [element.tag for element in cell.iterdescendants("p", "ul", "ol", "h1", "h2", "h3", "div", "form", "pre")]
    return any(tag in {"h1", "h2", "h3", "form"} for tag in inside) or inside.count("p") > 3 or inside.count("div") > 8


def _filled(rows: list[list[HtmlElement]]) -> list[list[str]]:
    """Return the cells' texts, with empty cells where one spans several rows or columns; all rows are equally long."""
    grid: list[list[str]] = []
    below: dict[int, int] = {}
    for row in rows:
        line: list[str] = []
        for cell in row:
            while below.get(len(line), 0):
                below[len(line)] -= 1
                line.append("")
            height = _span(cell, "rowspan")
            for number in range(_span(cell, "colspan")):
                if height > 1:
                    below[len(line)] = height - 1
                line.append(cell_text(cell) if number == 0 else "")
        grid.append(line[:_WIDEST])
    width = max(map(len, grid))
    return [line + [""] * (width - len(line)) for line in grid]


def cell_text(cell: HtmlElement) -> str:
    """Return a cell's text on one line."""
    return _SPACE.sub(" ", " ".join(_texts(cell))).strip()


def _texts(cell: HtmlElement) -> Iterator[str]:
    """Yield the texts of a cell, those of neighbouring inline elements joined."""
    joined = ""
    for element in cell.iter():
        if element.tag in _BREAKING:
            yield joined
            joined = ""
        if element.tag not in _SKIPPED:
            joined += element.text or ""
        if element is not cell:
            joined += element.tail or ""
    yield joined


def _span(cell: HtmlElement, name: str) -> int:
    value = cell.get(name) or "1"
    return min(max(int(value), 1), _WIDEST) if value.isdecimal() and len(value) < 6 else 1
