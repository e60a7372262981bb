"""Tables as lines: columns fitted to the width, or each row's cells one under the other where they do not fit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from tui.render.runs import fit, text_width
from tui.render.wrap import wrap

BETWEEN = " | "
"""What stands between the cells of a row in its text, as in a document's plain text."""
GAP = 2
LEAST, LONGEST_WORD = 3, 16


class Table(NamedTuple):
    """What the rows of a table share: headings, how wide each column would be and must be, which align right."""

    heads: tuple[str, ...]
    wide: tuple[int, ...]
    least: tuple[int, ...]
    right: frozenset[int] = frozenset()


class Row(NamedTuple):
    """A row: where each of its cells begins and ends in the row's text; the head has the headings."""

    table: Table
    cells: tuple[tuple[int, int], ...]
    is_head: bool = False


class Piece(NamedTuple):
    """Part of a line: `text[start:end]` in the column `left`; a rule of `width` cells where `start` is -1."""

    left: int
    start: int
    end: int
    width: int = 0


class RowLine(NamedTuple):
    """A line of a row, and what stands before it where cells stand one under the other."""

    pieces: tuple[Piece, ...]
    label: str = ""


def measured(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> Table:
    """Return the measures of a table; the first row is its head."""
    columns = range(len(rows[0]) if rows else 0)
    wide = tuple(max(text_width(row[n]) for row in rows if n < len(row)) for n in columns)
    words = [
        max((text_width(word) for row in rows if n < len(row) for word in row[n].split()), default=0) for n in columns
    ]
    least = tuple(min(max(word, LEAST), LONGEST_WORD) for word in words)
    return Table(tuple(rows[0]) if rows else (), wide, least, right)


def row_of(table: Table, cells: Sequence[str], *, is_head: bool) -> tuple[str, Row]:
    """Return the text of a row, and the row."""
    spans: list[tuple[int, int]] = []
    at = 0
    for cell in cells:
        spans.append((at, at + len(cell)))
        at += len(cell) + len(BETWEEN)
    return BETWEEN.join(cells), Row(table, tuple(spans), is_head)


@lru_cache(maxsize=64)
def column_widths(table: Table, width: int) -> tuple[int, ...] | None:
    """Return how wide each column is where the table has `width` cells; None where the columns do not fit."""
    room = width - GAP * (len(table.wide) - 1)
    if sum(table.wide) <= room:
        return table.wide
    left = room - sum(map(min, table.least, table.wide))
    if left < 0:
        return None
    widths = list(map(min, table.least, table.wide))
    narrow_first = sorted(range(len(widths)), key=lambda column: table.wide[column] - widths[column])
    for done, column in enumerate(narrow_first):
        more = min(left // (len(widths) - done), table.wide[column] - widths[column])
        widths[column] += more
        left -= more
    return tuple(widths)


def row_lines(text: str, row: Row, width: int) -> list[RowLine]:
    """Return the lines of a row at a width."""
    widths = column_widths(row.table, width)
    return _stacked(text, row, width) if widths is None else _side_by_side(text, row, widths)


def _side_by_side(text: str, row: Row, widths: Sequence[int]) -> list[RowLine]:
    lefts = [sum(widths[:column]) + GAP * column for column in range(len(widths))]
    cells: list[list[Piece]] = []
    for column, (start, finish) in enumerate(row.cells):
        pieces = [
            Piece(lefts[column], start + begin, start + end) for begin, end in wrap(text[start:finish], widths[column])
        ]
        cells.append(
            [_at_right(text, piece, widths[column]) for piece in pieces] if column in row.table.right else pieces
        )
    lines = [RowLine(tuple(piece for piece in line if piece)) for line in zip_longest(*cells)]
    if row.is_head:
        lines.append(RowLine(tuple(Piece(left, -1, -1, wide) for left, wide in zip(lefts, widths, strict=True))))
    return lines


def _at_right(text: str, piece: Piece, width: int) -> Piece:
    return piece._replace(left=piece.left + max(0, width - text_width(text[piece.start : piece.end])))


def _stacked(text: str, row: Row, width: int) -> list[RowLine]:
    """Return the cells one under the other, the heading of its column before each."""
    if row.is_head:
        return [RowLine((Piece(0, start, end),)) for start, end in wrap(text, width)]
    heads = [fit(head, max(1, width // 3)) for head in row.table.heads]
    lines: list[RowLine] = []
    for head, (start, finish) in zip(heads, row.cells, strict=False):
        if start == finish:
            continue
        label = f"{head}: " if head else ""
        indent = text_width(label)
        for number, (begin, end) in enumerate(wrap(text[start:finish], width - indent)):
            lines.append(RowLine((Piece(indent, start + begin, start + end),), "" if number else label))
    return lines or [RowLine(())]
