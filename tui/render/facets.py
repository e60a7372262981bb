"""The filters as lines: headings, values with counts, bars over the years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from corpus import one_line
from tui.render.bars import UPRIGHT, lying, upright
from tui.render.languages import language_name
from tui.render.runs import Run, fit, fit_runs, justify, text_width

Counts = Sequence[tuple[str, int]]
State = Literal["", "picked", "excluded"]
Fold = Literal["", "folded", "unfolded"]

TITLES = {
    "source": "Source",
    "year": "Year",
    "field": "Field of work",
    "place": "Place",
    "type": "Type",
    "language": "Language",
    "tag": "Tag",
}
UNDATED = "undated"
BAR_LEAST = 4
TICKS: dict[State, str] = {"": "  ", "picked": "✓ ", "excluded": "- "}
SIGNS: dict[Fold, str] = {"": "", "folded": " ▸", "unfolded": " ▾"}
STYLES: dict[State, str] = {"": "value", "picked": "picked", "excluded": "muted"}


@dataclass(frozen=True, slots=True)
class FacetRow:
    """A row of the filters: a facet's heading, one of its values, or what stands for `more` of them; else a gap.

    Values may lie under a value, `depth` deep; `fold` says that some lie under this row, and whether they are shown.
    The count of a heading is that of its values; that of a value is None where nobody counted it.
    """

    facet: str = ""
    value: str = ""
    count: int | None = 0
    state: State = ""
    depth: int = 0
    fold: Fold = ""
    more: int = 0
    name: str = ""

    @property
    def is_gap(self) -> bool:
        """Return whether it parts two facets, so that no cursor stops there."""
        return not self.facet

    @property
    def is_heading(self) -> bool:
        """Return whether it stands over the values of a facet."""
        return bool(self.facet) and not self.value and not self.more

    @property
    def is_value(self) -> bool:
        """Return whether it is a value that can be picked."""
        return bool(self.value) and not self.more


class Picks(NamedTuple):
    """The values of each facet that a query selects, and those that it leaves out."""

    picked: Mapping[str, Sequence[str]] = {}
    excluded: Mapping[str, Sequence[str]] = {}

    def states(self, facet: str) -> dict[str, State]:
        """Return the values of a facet that are picked or left out."""
        states: dict[str, State] = dict.fromkeys(self.picked.get(facet, ()), "picked")
        states.update(dict.fromkeys(self.excluded.get(facet, ()), "excluded"))
        return states


def value_name(facet: str, value: str) -> str:
    """Return what a value is called on the screen."""
    return one_line(language_name(value) if facet == "language" else value)


def row_runs(row: FacetRow, width: int, years: Counts, *, selected: bool) -> list[Run]:
    """Return one row as runs of at most `width` cells; `years` are those counted."""
    if row.is_gap:
        return []
    bar = Run("▌" if selected else " ", "bar")
    if row.is_heading:
        return [bar, *fit_runs(_heading(row, width - 1, years), width - 1)]
    indent = "  " * (row.depth + 1)
    if row.more:
        return [bar, Run(fit(f"{indent}… {row.more:,} more", width - 1), "muted")]
    name = TICKS[row.state] + indent[2:] + row.name
    count = "" if row.count is None else f"{row.count:,}"
    sign = SIGNS[row.fold]
    if row.facet == "year":
        return [bar, *_year(row, Run(name, STYLES[row.state]), count, width - 1, years)]
    name = fit(name, width - 3 - text_width(sign) - text_width(count))
    return [bar, *justify([Run(name, STYLES[row.state]), Run(sign, "muted")], _at_the_right(count), width - 1)]


def _heading(row: FacetRow, width: int, years: Counts) -> list[Run]:
    title = Run(TITLES[row.facet], "heading")
    if row.fold == "folded":
        return justify([title, Run(SIGNS["folded"], "muted")], _at_the_right(f"{row.count or 0:,}"), width)
    strip = year_bars(years, width - len(title.text) - 2) if row.facet == "year" else ""
    return [title, Run(f" {strip}", "bars")] if strip else [title]


def _year(row: FacetRow, name: Run, count: str, width: int, years: Counts) -> list[Run]:
    most = max((count for _, count in years), default=0)
    digits = len(f"{most:,}")
    column = len(TICKS[""]) + len(UNDATED) + 1
    room = width - column - digits - 2
    if room < BAR_LEAST or text_width(name.text) > column:
        return justify([name], _at_the_right(count), width)
    gap = " " * (column - text_width(name.text))
    bar = lying(row.count or 0, most, room)
    return justify([name, Run(gap), Run(bar, "bars")], _at_the_right(count), width)


def _at_the_right(count: str) -> list[Run]:
    return [Run(f"{count} ", "count")] if count else []


def year_bars(years: Counts, width: int) -> str:
    """Return one bar a year, oldest first, the gaps between years left blank; at most `width`, the newest kept."""
    counts = {int(year): count for year, count in years if year.isdigit()}
    if not counts or width < 1:
        return ""
    last = max(counts)
    first = max(min(counts), last - width + 1)
    shown = [counts.get(year, 0) for year in range(first, last + 1)]
    # A full block would run into the line above.
    return "".join(upright(count, max(shown), levels=len(UPRIGHT) - 1) for count in shown)
