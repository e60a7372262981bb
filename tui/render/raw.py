"""A page beside the document that was cleaned from it: what was kept, what was read as a value, what was taken off."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from corpus import visible
from tui.render.alignment import Aligned, align
from tui.render.columns import Cell, Group
from tui.render.runs import Span

if TYPE_CHECKING:
    from corpus import Document

KEPT, READ, OFF = "│", "=", "·"
GAP = " " * 4
_WIDE = re.compile(r"[ \t\xa0]{5,}")
MOST_LINES = 100_000
MOST_LETTERS = 4_000_000
GOES_ON = "The page goes on; `dateline read {} --format raw` prints all of it."


def cleaned_beside_raw(lines: Sequence[str], read: Collection[int], document: Document) -> list[Group]:
    """Return the lines of a page at the left, and where each begins the document's line that came from it.

    `read` are the numbers of the lines that values were read from.
    """
    bounded = _bounded(lines)
    shown = [_WIDE.sub(GAP, line) for line in bounded]
    texts = [visible(document.title or ""), *_texts(visible(document.text))]
    aligned = align(shown, texts)
    groups: list[Group] = []
    kept = False
    for cells, own in _together(shown, texts, aligned, read):
        was, kept = kept, _is_kept(cells, own, otherwise=kept)
        groups.append(Group(cells, own, stop=kept != was))
    return groups + _goes_on(lines, bounded, document.key)


def source_of(text: str, key: str) -> list[Group]:
    """Return the source of a page, each line by itself."""
    lines = text.split("\n")
    bounded = _bounded(lines)
    return [Group((Cell(line),)) for line in bounded] + _goes_on(lines, bounded, key)


def kept_lines(groups: Sequence[Group]) -> tuple[int, int]:
    """Return how many of the page's lines made it into the document, and how many there are."""
    cells = [cell for group in groups for cell in group.left if cell.text.strip()]
    return sum(cell.sign == KEPT for cell in cells), len(cells)


def place_of(groups: Sequence[Group], words: str) -> int:
    """Return the number of the group in which words of the document stand, or of the first that has something of it."""
    found = (number for number, group in enumerate(groups) if any(words in cell.text for cell in group.right))
    first = next((number for number, group in enumerate(groups) if group.right), 0)
    return next(found, first) if words else first


def _together(
    lines: Sequence[str], texts: Sequence[str], aligned: Aligned, read: Collection[int]
) -> Iterator[tuple[tuple[Cell, ...], tuple[Cell, ...]]]:
    """Give lines of the page with what of the document begins there; what begins nowhere follows what is before it.

    Of several blank lines one is given.
    """
    at: dict[int, list[Cell]] = {}
    place = next((one for one in aligned.begins if one is not None), 0)
    for number, text in enumerate(texts):
        begin = aligned.begins[number]
        place = place if begin is None else begin
        in_list = number + 1 < len(texts) and text.startswith("- ") and texts[number + 1].startswith("- ")
        if text:
            at.setdefault(place, []).append(Cell(text, style="heading" if number == 0 else "body", gap=not in_list))
    gathered: list[Cell] = []
    own: tuple[Cell, ...] = ()
    for number, line in enumerate(lines):
        if number and not line.strip() and not lines[number - 1].strip():
            continue
        cell = _page_cell(line, aligned.kept[number], is_read=number in read)
        goes_on = bool(own) and cell.sign == KEPT and number not in at
        if not goes_on:
            if gathered or own:
                yield tuple(gathered), own
            gathered, own = [], tuple(at.get(number, ()))
        gathered.append(cell)
    yield tuple(gathered), own or tuple(cell for cells in at.values() for cell in cells if not lines)


def _is_kept(cells: Sequence[Cell], own: Sequence[Cell], *, otherwise: bool) -> bool:
    """Say whether lines are of the document; blank ones are as those before them."""
    signs = {cell.sign for cell in cells if cell.text}
    return KEPT in signs or bool(own) or (otherwise and not signs)


def _page_cell(line: str, kept: Sequence[tuple[int, int]], *, is_read: bool) -> Cell:
    if not line.strip():
        return Cell("")
    if not kept:
        return Cell(line, READ if is_read else OFF, "body" if is_read else "off")
    whole = kept[0] == (0, len(line))
    return Cell(line, KEPT, "body" if whole else "off", () if whole else tuple(Span(*part, "body") for part in kept))


def _texts(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _bounded(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines, of a very long page as many as can be looked through."""
    letters = 0
    for number, line in enumerate(lines):
        letters += len(line)
        if letters > MOST_LETTERS or number >= MOST_LINES:
            return [*lines[:number], line[: max(0, len(line) + MOST_LETTERS - letters)]]
    return lines


def _goes_on(lines: Sequence[str], shown: Sequence[str], key: str) -> list[Group]:
    """Return what says that not all of a page is shown."""
    if len(shown) == len(lines) and shown[-1:] == lines[-1:]:
        return []
    cells = (Cell(GOES_ON.format(key), style="warning"),)
    return [Group(cells, cells)]
