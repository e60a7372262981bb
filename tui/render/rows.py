"""A hit as the rows of the result list, and the dates, sources and counts of results in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus import one_line
from tui.render.runs import ELLIPSIS, Run, Span, fit, fit_runs, paint

if TYPE_CHECKING:
    from corpus import StatedDate
    from search import Hit, Snippet

DATE_WIDTH = 10
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
UNTITLED = "(no title)"


def hit_lines(hit: Hit, width: int, *, marked: bool, selected: bool, snippet: bool) -> list[list[Run]]:
    """Return the lines of one hit: date and source, title, and the snippet where asked for.

    A bar stands before the selected one and a dot before a marked one, so that neither is told by colour alone.
    """
    bar = Run("▌", "bar") if selected else Run(" ")
    dot = Run("● ", "mark") if marked else Run("  ")
    room = max(0, width - 4)
    date = Run(f"{date_column(hit.date):<{DATE_WIDTH}}", "date")
    where = Run("  " + issuer(hit.source, hit.place), "source")
    lines = [
        [bar, dot, *fit_runs([date, where], room)],
        [bar, Run("  "), Run(fit(one_line(hit.title or UNTITLED), room), "title")],
    ]
    if snippet:
        lines.append([bar, Run("    "), *snippet_runs(hit.snippet, room - 2)])
    return lines


def snippet_runs(snippet: Snippet, width: int) -> list[Run]:
    """Return a snippet as runs in at most `width` cells, its hit words lit, the first of them in view."""
    text = snippet.text.replace("\n", " ").replace("\t", " ")
    spans = [Span(start, end, "hit") for start, end in snippet.marks]
    start = 0
    if spans and _end_of_first(spans) > width - 2 and len(text) > width:
        blank = text.find(" ", max(0, spans[0].start - width // 3), spans[0].start)
        start = spans[0].start if blank < 0 else blank + 1
    lead = [Run(ELLIPSIS, "snippet")] if start else []
    return fit_runs([*lead, *paint(text, start, len(text), spans, "snippet")], width)


def _end_of_first(spans: Sequence[Span]) -> int:
    """Return where the first hit words that stand together end."""
    end = spans[0].end
    for span in spans[1:]:
        if span.start > end + 1:
            break
        end = span.end
    return end


def date_column(date: StatedDate | None) -> str:
    """Return a date in the form that lines up in a column: ISO, or `undated`."""
    return str(date) if date else "undated"


def date_in_words(date: StatedDate | None) -> str:
    """Return a date as one writes it: `18 May 2011`, `May 2011`, `2011`; empty for none."""
    if date is None:
        return ""
    parts = (str(date.day) if date.day else "", MONTHS[date.month - 1] if date.month else "", str(date.year))
    return " ".join(part for part in parts if part)


def issuer(source: Sequence[str], place: Sequence[str]) -> str:
    """Return who issued a document and where: `OSCE Secretariat · Tbilisi`."""
    return " · ".join(part for part in (", ".join(source), ", ".join(place)) if part)


def found(total: int, of: int) -> str:
    """Return how many documents were found of how many: `38 of 1,204`."""
    return f"{total:,} of {of:,}"
