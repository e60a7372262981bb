"""Tables as lines: aligned columns where they fit, cells one after the other where they do not."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

COLUMN_GAP = "  "
MAX_WIDTH = 78


def table_blocks(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the text of each row; the first row is the header, with a line under it where columns are aligned."""
    if not rows:
        return []
    columns = max(map(len, rows))
    widths = [max(cell_len(row[n]) if n < len(row) else 0 for row in rows) for n in range(columns)]
    if sum(widths) + len(COLUMN_GAP) * (columns - 1) > MAX_WIDTH:
        return ["", *(" │ ".join(row) for row in rows)]
    lines = [COLUMN_GAP.join(_pad(cell, width) for cell, width in zip(row, widths, strict=False)) for row in rows]
    under = COLUMN_GAP.join("─" * width for width in widths)
    return ["", lines[0].rstrip(), under, *(line.rstrip() for line in lines[1:])]


def _pad(cell: str, width: int) -> str:
    return cell + " " * (width - cell_len(cell))
