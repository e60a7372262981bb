"""Plain text broken into lines of a width, as offsets into the text."""

from __future__ import annotations

from rich.cells import get_character_cell_size

from tui.render.runs import text_width


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """Return (start, end) of each line of `text` at `width` cells; breaks at blanks, a newline always breaks.

    The blank at a break belongs to neither line. A word longer than the width is broken where it must be.
    """
    width = max(1, width)
    lines: list[tuple[int, int]] = []
    start = 0
    for part in text.split("\n"):
        end = start + len(part)
        if text_width(part) == len(part):
            _wrap_narrow(text, start, end, width, lines)
        else:
            _wrap_wide(text, start, end, width, lines)
        start = end + 1
    return lines


def _wrap_narrow(text: str, start: int, end: int, width: int, lines: list[tuple[int, int]]) -> None:
    """Wrap text of which every character takes one cell."""
    while end - start > width:
        blank = text.rfind(" ", start + 1, start + width + 1)
        if blank == -1:
            lines.append((start, start + width))
            start += width
        else:
            lines.append((start, blank))
            start = blank + 1
    lines.append((start, end))


def _wrap_wide(text: str, start: int, end: int, width: int, lines: list[tuple[int, int]]) -> None:
    """Wrap text with characters of no or two cells."""
    while True:
        stop, taken, blank = start, 0, -1
        while stop < end:
            taken += get_character_cell_size(text[stop])
            if taken > width:
                break
            if text[stop] == " " and stop > start:
                blank = stop
            stop += 1
        if stop == end:
            lines.append((start, end))
            return
        if text[stop] == " ":
            blank = stop
        cut = blank if blank > start else max(stop, start + 1)
        lines.append((start, cut))
        start = cut + 1 if cut == blank else cut
