"""Lines of a table, and numbers as they stand in it."""

from __future__ import annotations

from collections.abc import Sequence

GAP = 2
LEAST = 4


def grid(rows: Sequence[Sequence[str]], groups: Sequence[tuple[str, int]] = ()) -> str:
    """Return rows as lines: the first column begins at the left, the others end at the right.

    `groups` are headings over so many columns each, the first column not counted.
    """
    widths = [max(LEAST, *(len(row[column]) for row in rows)) for column in range(len(rows[0]))]
    lines = [_line(row, widths) for row in rows]
    if groups:
        lines.insert(0, _over(widths, groups))
    return "\n".join(line.rstrip() for line in lines)


def ms(value: float | None) -> str:
    """Return milliseconds, or any small number, with three digits or as many as it has."""
    if value is None:
        return "-"
    return f"{value:,.0f}" if value >= 99.95 else f"{value:.1f}" if value >= 9.995 else f"{value:.2f}"


def times(value: float | None) -> str:
    """Return a ratio."""
    if value is None:
        return "-"
    return f"{value:,.0f}x" if value >= 9.95 else f"{value:.1f}x" if value >= 0.995 else f"{value:.2f}x"


def megabytes(value: float) -> str:
    """Return bytes as MB."""
    return f"{value / 1e6:,.1f}" if value < 99.95e6 else f"{value / 1e6:,.0f}"


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = (" " * GAP + cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
    return row[0].ljust(widths[0]) + "".join(cells)


def _over(widths: Sequence[int], groups: Sequence[tuple[str, int]]) -> str:
    line, at = " " * widths[0], 1
    for name, columns in groups:
        width = sum(widths[at : at + columns]) + GAP * (columns - 1)
        line += " " * GAP + (f" {name} ".center(width, "-") if name else " " * width)
        at += columns
    return line
