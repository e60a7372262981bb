"""When what was found is dated: the bars of the timeline, and the way from one year or month to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from tui.render.facets import UNDATED, Counts
from tui.render.timeline import Bar

Unit = Literal["off", "years", "months"]
UNITS: tuple[Unit, ...] = ("off", "years", "months")

BARS_MOST = 1200
"""Bars made, the newest: a hundred years of months."""


def unit_named(name: str) -> Unit:
    """Return the unit of a name; none where there is no such unit."""
    return next((unit for unit in UNITS if unit == name), "off")


class Span(NamedTuple):
    """The first and the last day of a time, as ISO writes them; an end that is open is empty, or beyond all days."""

    first: str
    last: str

    @classmethod
    def of(cls, text: str) -> Span:
        """Return the span that a year, a date or a range of them means: `2011`, `2011-05`, `2006..2011`, `2006..`."""
        low, dots, high = text.partition("..")
        high = high if dots else low
        return cls(low + "-01-01"[len(low) - 4 :] if low else "", high + "-12-31"[len(high) - 4 :] if high else "~")

    def holds(self, other: Span) -> bool:
        """Return whether every day of another lies in this one."""
        return self.first <= other.first and other.last <= self.last

    def meets(self, other: Span) -> bool:
        """Return whether some day lies in both."""
        return self.first <= other.last and other.first <= self.last


class Times(NamedTuple):
    """The years, newest first, and the months, oldest first, of what is found when no time is asked for."""

    years: Counts = ()
    months: Counts = ()

    def bars(self, unit: Unit, query: str) -> list[Bar]:
        """Return a bar for each year or month from the oldest to the newest; those that a query selects are picked."""
        counts = dict(self._of(unit))
        if not counts:
            return []
        spans = _spans(query)
        names = _without_gaps(min(counts), max(counts))
        return [Bar(name, counts.get(name, 0), bool(spans) and _is_picked(name, spans)) for name in names]

    def stepped(self, unit: Unit, query: str, *, back: bool) -> str | None:
        """Return the year or month before or after the one that a query selects; None past either end.

        From a longer time, or from all, one comes back to the newest in it, and forward to the oldest.
        """
        names = sorted(name for name, _ in self._of(unit))
        spans = _spans(query)
        within = [name for name in names if _is_picked(name, spans)]
        whole = _hull(spans)
        if not spans or (within and not Span.of(within[0]).holds(whole)):
            return (within[-1] if back else within[0]) if within else None
        if back:
            return next((name for name in reversed(names) if Span.of(name).last < whole.first), None)
        return next((name for name in names if Span.of(name).first > whole.last), None)

    def _of(self, unit: Unit) -> Counts:
        return self.months if unit == "months" else [one for one in self.years if one[0] != UNDATED]


def narrowed(query: str, first: str, last: str) -> str:
    """Return a query narrowed to a year or a month, or from one to another, in place of its years and dates."""
    from search import with_date, with_filter

    if len(first) > len("2011"):
        return with_date(query, first if first == last else f"{first}..{last}")
    query = with_date(query, None)
    return with_filter(query, "year", first) if first == last else f"{query} year:{first}..{last}".strip()


def widened(query: str) -> str:
    """Return a query that is narrowed to no year and no date."""
    from search import with_date

    return with_date(query, None)


def is_in_years(year: str, text: str) -> bool:
    """Return whether a year is one, or one of those, that a filter means: `2011`, `2006..2011`, `undated`."""
    return year == text or (UNDATED not in {year, text} and _is_time(text) and Span.of(text).holds(Span.of(year)))


def without_year(query: str, span: str, year: str) -> str:
    """Return a query that selects a span of years but for one of them."""
    from search import with_filter, without_filter

    low, _, high = span.partition("..")
    query = without_filter(query, "year", span)
    before, after = f"{int(year) - 1:04}", f"{int(year) + 1:04}"
    for first, last in ((low, before), (after, high)):
        if first == last:
            query = with_filter(query, "year", first)
        elif not (first and last) or first < last:
            query = f"{query} year:{first}..{last}".strip()
    return query


def _spans(query: str) -> list[list[Span]]:
    """Return the years and the dates that a query selects; what lies in one of each is meant."""
    from search import dates

    spans = ([Span.of(text) for text in texts if _is_time(text)] for texts in dates(query).values())
    return [several for several in spans if several]


def _is_time(text: str) -> bool:
    return all(not end or end[:4].isdigit() for end in text.split(".."))


def _is_picked(name: str, spans: Sequence[Sequence[Span]]) -> bool:
    return all(any(Span.of(name).meets(span) for span in several) for several in spans)


def _hull(spans: Sequence[Sequence[Span]]) -> Span:
    first = max((min(span.first for span in several) for several in spans), default="")
    last = min((max(span.last for span in several) for several in spans), default="~")
    return Span(first, last)


def _without_gaps(first: str, last: str) -> Iterator[str]:
    """Yield the years, or the months, from one to another."""
    if "-" not in first:
        start = max(int(first), int(last) - BARS_MOST + 1)
        yield from (f"{year:04}" for year in range(start, int(last) + 1))
        return
    begin, end = (12 * int(name[:4]) + int(name[5:]) - 1 for name in (first, last))
    yield from (f"{month // 12:04}-{month % 12 + 1:02}" for month in range(max(begin, end - BARS_MOST + 1), end + 1))
