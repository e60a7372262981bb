"""The filters pane as lines: headings, values with counts, the strip of bars over the years."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from corpus import one_line
from tui.render.runs import Run, fit, justify

Counts = Sequence[tuple[str, int]]

SHOWN = (("source", "Source"), ("year", "Year"), ("field", "Field of work"))
SHORT = 8
BARS = "▁▂▃▄▅▆▇"
UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class FacetRow:
    """A row of the pane: a heading (no value), a value, or what unfolds the rest of a facet (no value, `more` > 0)."""

    facet: str
    value: str = ""
    count: int = 0
    picked: bool = False
    more: int = 0
    label: str = ""

    @property
    def selectable(self) -> bool:
        """Return whether the cursor stops here."""
        return bool(self.value or self.more)


def facet_rows(
    facets: Mapping[str, Counts], picked: Mapping[str, Sequence[str]], unfolded: Collection[str] = ()
) -> list[FacetRow]:
    """Return the rows of the pane; of a long facet the first values, and the picked ones wherever they are."""
    rows: list[FacetRow] = []
    for facet, label in SHOWN:
        counts = facets.get(facet, ())
        chosen = set(picked.get(facet, ()))
        values = [*counts, *((value, 0) for value in sorted(chosen - {value for value, _ in counts}))]
        if not values:
            continue
        if rows:
            rows.append(FacetRow(""))
        rows.append(FacetRow(facet, label=label))
        rows += _values(facet, values, chosen, unfolded=facet in unfolded)
    return rows


def _values(facet: str, values: Counts, chosen: Collection[str], *, unfolded: bool) -> list[FacetRow]:
    shown = [
        FacetRow(facet, value, count, value in chosen)
        for place, (value, count) in enumerate(values)
        if unfolded or place < SHORT or len(values) <= SHORT + 1 or value in chosen
    ]
    hidden = len(values) - len(shown)
    return [*shown, FacetRow(facet, more=hidden)] if hidden else shown


def row_runs(row: FacetRow, width: int, years: Counts, *, selected: bool) -> list[Run]:
    """Return one row as runs of at most `width` cells."""
    bar = Run("▌" if selected else " ", "bar")
    if row.label:
        strip = " " + year_bars(years, width - len(row.label) - 2) if row.facet == "year" else ""
        return [Run(" "), Run(row.label, "heading"), Run(strip, "bars")]
    if row.more:
        return [bar, Run(fit(f"  … {row.more} more", width - 1), "muted")]
    if not row.value:
        return []
    tick = "✓ " if row.picked else "  "
    name = Run(tick + one_line(row.value), "picked" if row.picked else "value")
    return [bar, *justify([name], [Run(f"{row.count:,}", "count"), Run(" ")], width - 1)]


def year_bars(years: Counts, width: int) -> str:
    """Return one bar a year, oldest first, the gaps between years left blank; at most `width`, the newest kept."""
    counts = {int(year): count for year, count in years if year.isdigit()}
    if not counts or width < 1:
        return ""
    last = max(counts)
    first = max(min(counts), last - width + 1)
    most = max(counts[year] for year in counts if year >= first)
    return "".join(_bar(counts.get(year, 0), most) for year in range(first, last + 1))


def _bar(count: int, most: int) -> str:
    return BARS[round((len(BARS) - 1) * count / most)] if count else " "
