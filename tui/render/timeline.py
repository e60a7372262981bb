"""The timeline as lines: a bar for each year or month, and under them which those are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from tui.render.bars import upright
from tui.render.rows import MONTHS
from tui.render.runs import Run, fit, justify

CELL_MOST = 6
MARGIN = 1
MARK = "━"
YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100)


class Bar(NamedTuple):
    """A year, `2011`, or a month, `2011-05`: how many documents are dated in it, and whether it is picked."""

    name: str
    documents: int = 0
    picked: bool = False


class Shown(NamedTuple):
    """The bars that fit, each `cell` cells wide, and where they begin among all."""

    bars: Sequence[Bar]
    first: int
    cell: int


def shown(bars: Sequence[Bar], width: int) -> Shown:
    """Return the bars that fit into a width: all; or else the newest, or those around what is picked."""
    room = max(1, width - 2 * MARGIN)
    if len(bars) <= room:
        return Shown(bars, 0, min(CELL_MOST, room // max(1, len(bars))))
    first = len(bars) - room
    picked = [place for place, bar in enumerate(bars) if bar.picked]
    if picked and picked[0] < first:
        first = max(0, min(first, (picked[0] + picked[-1] - room) // 2))
    return Shown(bars[first : first + room], first, 1)


def bar_at(bars: Sequence[Bar], width: int, x: int) -> Bar | None:
    """Return the bar in a column."""
    part = shown(bars, width)
    place = (x - MARGIN) // part.cell
    return part.bars[place] if x >= MARGIN and place < len(part.bars) else None


def timeline_lines(bars: Sequence[Bar], width: int, height: int) -> list[list[Run]]:
    """Return the bars, and with two lines what they stand for; with one that is told in words at the right."""
    if not bars or height < 1:
        return []
    if height > 1:
        part = shown(bars, width)
        return [_bars(part, len(bars)), _labels(part, width)]
    words = fit(_told(bars), width // 2)
    part = shown(bars, width - len(words) - MARGIN - 1)
    return [justify(_bars(part, len(bars)), [Run(words, "muted"), Run(" " * MARGIN)], width)]


def _bars(part: Shown, count: int) -> list[Run]:
    most = max(bar.documents for bar in part.bars)
    gap = " " if part.cell > 1 else ""
    line = [Run("‹" if part.first else " ", "muted")]
    for picked, group in groupby(part.bars, key=lambda bar: bar.picked):
        pieces = (upright(bar.documents, most) * (part.cell - len(gap)) + gap for bar in group)
        line.append(Run("".join(pieces), "picked" if picked else "bars"))
    more = part.first + len(part.bars) < count
    return [*line, Run("›" if more else " ", "muted")]


def _labels(part: Shown, width: int) -> list[Run]:
    """Return the line under the bars: a mark under those that are picked and their names, and as many years as fit."""
    letters, styles = [" "] * width, ["muted"] * width

    def write(at: int, text: str, style: str) -> bool:
        if at < MARGIN or at + len(text) > width or "".join(letters[at - 1 : at + len(text) + 1]).strip():
            return False
        letters[at : at + len(text)] = text
        styles[at : at + len(text)] = [style] * len(text)
        return True

    for first, last in _picked(part.bars):
        name = _span(part.bars[first].name, part.bars[last].name)
        at, end = MARGIN + first * part.cell, MARGIN + (last + 1) * part.cell - (part.cell > 1)
        if end - at > len(name):
            write(at, name.ljust(end - at, MARK), "picked")
        elif not write(at, f"{MARK * (end - at)} {name}", "picked"):
            write(end - len(name) - (end - at) - 1, f"{name} {MARK * (end - at)}", "picked")
    for place, text in _years(part):
        write(MARGIN + place * part.cell, text, "muted")
    runs = groupby(zip(letters, styles, strict=True), key=lambda one: one[1])
    return [Run("".join(letter for letter, _ in group), style) for style, group in runs]


def _picked(bars: Sequence[Bar]) -> Iterator[tuple[int, int]]:
    """Yield from where to where bars are picked."""
    for picked, group in groupby(range(len(bars)), key=lambda place: bars[place].picked):
        if picked:
            first, *rest = group
            yield first, [first, *rest][-1]


def _years(part: Shown) -> Iterator[tuple[int, str]]:
    """Yield the places that have room for a year under them, and the year."""
    names = [bar.name for bar in part.bars]
    months = "-" in names[0]
    beginnings = [place for place, name in enumerate(names) if not months or name.endswith("-01")]
    if not beginnings:
        yield 0, _in_words(names[0])
    cells = part.cell * (12 if months else 1)
    step = next((step for step in YEAR_STEPS if step * cells > len("2011")), YEAR_STEPS[-1])
    for place in beginnings:
        if int(names[place][:4]) % step == 0:
            yield place, names[place][:4]


def _told(bars: Sequence[Bar]) -> str:
    """Return what is picked, or else all there is, in words."""
    picked = list(_picked(bars)) or [(0, len(bars) - 1)]
    return ", ".join(_span(bars[first].name, bars[last].name) for first, last in picked)


def _span(first: str, last: str) -> str:
    if first == last:
        return _in_words(first)
    if first[:5] == last[:5] and "-" in first:
        whole = first.endswith("-01") and last.endswith("-12")
        return first[:4] if whole else f"{_in_words(first)[:3]}–{_in_words(last)}"
    return f"{_in_words(first)}–{_in_words(last)}"


def _in_words(name: str) -> str:
    year, _, month = name.partition("-")
    return f"{MONTHS[int(month) - 1][:3]} {year}" if month else year
