"""Runs: the pieces of one line on the screen, each a text and the name of its style."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

ELLIPSIS = "…"


class Run(NamedTuple):
    """A piece of a line; `style` is a name that a widget knows how to paint."""

    text: str
    style: str = ""


class Span(NamedTuple):
    """A style over `text[start:end]`."""

    start: int
    end: int
    style: str


def text_width(text: str) -> int:
    """Return how many cells a text without control characters takes."""
    return len(text) if text.isascii() else cell_len(text)


def paint(text: str, start: int, end: int, spans: Iterable[Span], base: str = "") -> list[Run]:
    """Return `text[start:end]` as runs; where spans overlap the later one wins, elsewhere `base` holds."""
    inside = [Span(max(s.start, start), min(s.end, end), s.style) for s in spans if s.start < end and s.end > start]
    if not inside:
        return [Run(text[start:end], base)] if end > start else []
    edges = sorted({start, end, *(s.start for s in inside), *(s.end for s in inside)})
    runs: list[Run] = []
    for left, right in pairwise(edges):
        style = next((s.style for s in reversed(inside) if s.start <= left and s.end >= right), base)
        runs.append(Run(text[left:right], style))
    return runs


def width_of(runs: Sequence[Run]) -> int:
    """Return how many cells the runs take."""
    return sum(text_width(run.text) for run in runs)


def fit(text: str, width: int) -> str:
    """Return the text in at most `width` cells, its end replaced by an ellipsis where it does not fit."""
    if width <= 0:
        return ""
    if text_width(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + ELLIPSIS


def fit_runs(runs: Sequence[Run], width: int) -> list[Run]:
    """Return the runs in at most `width` cells, with an ellipsis where they are cut."""
    if width_of(runs) <= width:
        return list(runs)
    fitted: list[Run] = []
    left = width
    for run in runs:
        taken = text_width(run.text)
        if taken >= left:
            fitted.append(Run(fit(run.text + "  ", left), run.style))
            break
        fitted.append(run)
        left -= taken
    return [run for run in fitted if run.text]


def justify(left: Sequence[Run], right: Sequence[Run], width: int) -> list[Run]:
    """Return one line with `left` at its left and `right` at its right edge; `left` is cut where both do not fit."""
    right = fit_runs(right, width)
    room = width - width_of(right)
    fitted = fit_runs(left, max(0, room - 1) if right else room)
    return [*fitted, Run(" " * (room - width_of(fitted))), *right]
