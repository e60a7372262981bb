"""A hit as the rows of the result list, and the dates, sources and counts of results in words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from corpus import one_line
from tui.render.runs import ELLIPSIS, Run, Span, fit, fit_runs, justify, paint
from tui.render.wrap import wrap

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


class Kept(NamedTuple):
    """What lies on the desk for a document."""

    marked: bool = False
    read: bool = False
    noted: bool = False
    tags: tuple[str, ...] = ()


class Row(NamedTuple):
    """A hit as it stands in the list: with what is kept of it, and the number of versions of its story here.

    `is_version` says that it stands under another version of the same story.
    """

    hit: Hit
    kept: Kept = Kept()
    versions: int = 1
    is_version: bool = False
    is_selected: bool = False


@lru_cache(maxsize=256)
def hit_lines(row: Row, width: int, *, snippet: int) -> tuple[tuple[Run, ...], ...]:
    """Return the lines of a row: date and source, title, and as many lines of the snippet as asked for.

    Nothing is told by colour alone: a bar stands before the selected one, `●` before a marked one, `·` before the title
    of one that was not read, `╰` before another version of the story above it, and `✎` says that there are notes.
    """
    hit, kept = row.hit, row.kept
    bar = Run("▌", "bar") if row.is_selected else Run(" ")
    branch = "╰ " if row.is_version else ""
    room = max(0, width - 4 - len(branch))
    title = Run(fit(one_line(hit.title or UNTITLED), room), "source" if kept.read else "title")
    heading = (Run("● ", "mark") if kept.marked else Run("  "), Run(branch, "muted"), *_heading(row, room))
    lines = [(bar, *heading), (bar, Run("  " if kept.read else "· ", "mark"), Run(" " * len(branch)), title)]
    told = snippet_lines(hit.snippet, max(0, width - 6), snippet) if snippet else []
    lines += [(bar, Run("    "), *runs) for runs in told]
    lines += [(bar,)] * (snippet - len(told))
    return tuple(lines)


def _heading(row: Row, width: int) -> list[Run]:
    """Return when and where it was issued; at the right what else is known of it, in at most half of the width."""
    date = Run(f"{date_column(row.hit.date):<{DATE_WIDTH}}", "date")
    where = Run("  " + issuer(row.hit.source, row.hit.place), "source")
    known = [f"{row.versions} versions"] if row.versions > 1 else []
    known += ["✎"] if row.kept.noted else []
    known += [f"#{one_line(tag)}" for tag in row.kept.tags]
    if not known:
        return fit_runs([date, where], width)
    return justify([date, where], [Run(fit(" ".join(known), width // 2), "mark")], width)


def snippet_runs(snippet: Snippet, width: int) -> list[Run]:
    """Return a snippet as runs in at most `width` cells, its hit words lit, the first of them in view."""
    return next(iter(snippet_lines(snippet, width, 1)), [])


def snippet_lines(snippet: Snippet, width: int, count: int) -> list[list[Run]]:
    """Return a snippet as at most `count` lines of `width` cells, its hit words lit, the first of them in view."""
    text = snippet.text.replace("\n", " ").replace("\t", " ")
    spans = [Span(start, end, "hit") for start, end in snippet.marks]
    start = 0
    whole = width * count
    if spans and _end_of_first(spans) > whole - 2 and len(text) > whole:
        blank = text.find(" ", max(0, spans[0].start - whole // 3), spans[0].start)
        start = spans[0].start if blank < 0 else blank + 1
    lead = [Run(ELLIPSIS, "snippet")] if start else []
    parts = [(start + left, start + right) for left, right in wrap(text[start:], max(1, width - len(lead)))]
    ends = [right for _, right in parts[: count - 1]] + [len(text)]
    lines = [paint(text, left, end, spans, "snippet") for (left, _), end in zip(parts, ends, strict=False)]
    return [fit_runs([*(lead if number == 0 else []), *runs], width) for number, runs in enumerate(lines)]


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
