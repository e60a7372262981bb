"""The start page: what an archive holds and what one did in it, as lines of things to choose."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, tzinfo
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from corpus import one_line
from tui.render.bars import lying
from tui.render.facets import Counts, year_bars
from tui.render.rows import DATE_WIDTH, MONTHS, UNTITLED, date_column, date_in_words
from tui.render.runs import Run, justify, text_width
from tui.render.wrap import wrap

if TYPE_CHECKING:
    from corpus import Entry, PastSearch, SavedSearch, Totals
    from tui.glance import Glance
    from tui.news import Count

TWO_COLUMNS = 100
GAP = 3
COLUMN_MOST = 84
BAR_MOST = 16
VALUES_SHOWN = 8

What = Literal["saved", "new", "read", "searched", "newest", "source", "year", "more"]


class Choice(NamedTuple):
    """Something that can be chosen: a saved search by name, what is new in it, a document by key, a query, a value.

    For `more` the value says which rows there are more of.
    """

    what: What
    value: str
    sort: str = ""


class Cell(NamedTuple):
    """A piece of a line of the page: where it begins, how wide it is, what stands there and what it chooses.

    What can be chosen leaves two cells free before it, for the bar that says that the cursor stands there.
    """

    start: int
    width: int
    runs: Sequence[Run]
    choice: Choice | None = None

    @property
    def columns(self) -> range:
        """Return the columns it takes."""
        return range(self.start, self.start + self.width)


Line = Sequence[Cell]


class Overview(NamedTuple):
    """All that the page tells; None for what is not counted yet.

    `new` is how many documents came with the last import, `counts` are those of saved searches by their query.
    """

    totals: Totals
    new: int = 0
    saved: Sequence[SavedSearch] = ()
    counts: Mapping[str, Count] = MappingProxyType({})
    read: Sequence[Entry] = ()
    searches: Sequence[PastSearch] = ()
    glance: Glance | None = None
    notice: str = ""


class Row(NamedTuple):
    """A row: at its left what it is, at its right what is known of it."""

    choice: Choice | None
    left: Sequence[Run]
    right: Sequence[Run] = ()


class Section(NamedTuple):
    """Rows under a heading; `years` are drawn as bars beside it."""

    title: str
    rows: Sequence[Row]
    years: Counts = ()


def page(overview: Overview, width: int, unfolded: Collection[str] = ()) -> list[Line]:
    """Return the lines of the page at a width; of the sections named in `unfolded` all rows."""
    head = [(Cell(0, width, [Run(" "), run]),) for run in _head(overview, width - 2)]
    column = width if width < TWO_COLUMNS else min(COLUMN_MOST, (width - GAP) // 2)
    own, holdings = _own(overview), _holdings(overview, unfolded, min(BAR_MOST, column // 5))
    if width < TWO_COLUMNS:
        return [*head, *_stacked([*own, *holdings], column)]
    sides = (own, holdings) if own else (holdings[:1], holdings[1:])
    return [*head, *_side_by_side(*sides, column)]


# The head


def _head(overview: Overview, width: int) -> list[Run]:
    """Return what the archive holds and when it was last filled, or why there is nothing to see."""
    if overview.notice:
        return _wrapped(overview.notice, width, "title")
    totals = overview.totals
    held = f"{_counted(totals.documents, 'document')} from {_counted(totals.pages, 'page')}"
    lines = _wrapped(_parts([held, _span(totals)], width), width, "title")
    filled = [f"Last import {moment(totals.last_import)}"] if totals.last_import else []
    filled += [f"{overview.new:,} new"] if filled and overview.new else []
    return [*lines, *_wrapped(_parts(filled, width), width, "muted")]


def _parts(parts: Sequence[str], width: int) -> str:
    """Return parts in one line, or each in a line of its own where they are wider."""
    line = " · ".join(filter(None, parts))
    return line if text_width(line) <= width else "\n".join(filter(None, parts))


def _wrapped(text: str, width: int, style: str) -> list[Run]:
    return [Run(text[start:end], style) for start, end in wrap(text, width)] if text else []


def _span(totals: Totals) -> str:
    first, last = date_in_words(totals.first_date), date_in_words(totals.last_date)
    return first if first == last else f"{first} to {last}"


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def moment(iso: str, zone: tzinfo | None = None) -> str:
    """Return a time in words, in a zone or the one of this machine: `3 November 2026, 10:14`."""
    at = datetime.fromisoformat(iso).astimezone(zone)
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}, {at:%H:%M}"


# The sections


def _own(overview: Overview) -> list[Section]:
    saved = [row for search in overview.saved for row in _saved_rows(search, overview.counts.get(search.query))]
    read = [_document_row("read", one.key, date_column(one.date), one.title) for one in overview.read]
    searches = [_searched_row(search) for search in overview.searches]
    titled = (("Saved searches", saved), ("Last read", read), ("Last searches", searches))
    return [Section(title, rows) for title, rows in titled if rows]


def _holdings(overview: Overview, unfolded: Collection[str], bar: int) -> list[Section]:
    if overview.notice:
        return []
    if overview.glance is None:
        return [Section(title, [Row(None, [Run("…", "muted")])]) for title in ("Newest documents", "Sources", "Years")]
    newest, sources, years = overview.glance
    sections = [
        Section(
            "Newest documents", [_document_row("newest", one.key, date_column(one.date), one.title) for one in newest]
        ),
        Section("Sources", _value_rows("source", sources, unfolded, bar)),
        Section("Years", _value_rows("year", years, unfolded, bar), years),
    ]
    return [section for section in sections if section.rows]


def _saved_rows(search: SavedSearch, count: Count | None) -> list[Row]:
    left = [Run(one_line(search.name), "title")]
    if search.query != search.name:
        left.append(Run(f"  {one_line(search.query)}", "muted"))
    row = Row(Choice("saved", search.name), left, count_runs(count))
    if count is None or not count.only_new:
        return [row]
    return [row, Row(Choice("new", search.name), [Run(only_new(count), "mark")])]


def count_runs(count: Count | None) -> list[Run]:
    """Return how many a saved search finds, and before that how many of them are new."""
    if count is None:
        return [Run("…", "count")]
    if count.total is None:
        return [Run("cannot be read", "warning")]
    new = [Run(f"{count.new:,} new", "mark"), Run(" · ", "count")] if count.new else []
    return [*new, Run(f"{count.total:,}", "count")]


def only_new(count: Count) -> str:
    """Return what stands below a saved search for the documents in it that are new."""
    return f"╰ only the {count.new:,} new" if count.new > 1 else "╰ only the new one"


def _document_row(what: What, key: str, date: str, title: str | None) -> Row:
    when = Run(f"{date:<{DATE_WIDTH}}  ", "date")
    return Row(Choice(what, key), [when, Run(one_line(title or UNTITLED), "title")])


def _searched_row(search: PastSearch) -> Row:
    order = "" if search.sort == "relevance" else f"  {search.sort} first"
    found = [] if search.total is None else [Run(f"{search.total:,}", "count")]
    left = [Run(one_line(search.query), "title"), Run(order, "muted")]
    return Row(Choice("searched", search.query, search.sort), left, found)


def _value_rows(facet: Literal["source", "year"], counts: Counts, unfolded: Collection[str], bar: int) -> list[Row]:
    shown = counts if facet in unfolded or len(counts) <= VALUES_SHOWN + 1 else counts[:VALUES_SHOWN]
    most = max((count for _, count in counts), default=1)
    digits = len(f"{most:,}")
    rows = [
        Row(
            Choice(facet, value),
            [Run(one_line(value), "title")],
            [Run(f"{lying(count, most, bar):<{bar}}", "bars"), Run(f" {count:>{digits},}", "count")],
        )
        for value, count in shown
    ]
    hidden = len(counts) - len(shown)
    return [*rows, Row(Choice("more", facet), [Run(f"… {hidden:,} more", "muted")])] if hidden else rows


# The lines


def _stacked(sections: Sequence[Section], width: int, start: int = 0) -> list[Line]:
    """Return sections one below the other, each with an empty line before it."""
    lines: list[Line] = []
    for section in sections:
        bars = year_bars(section.years, width - text_width(section.title) - 4)
        title = [Run(" "), Run(section.title, "heading"), Run(f"  {bars}", "bars")]
        lines += [(), (Cell(start, width, title),)]
        lines += [(Cell(start, width, justify(row.left, row.right, width - 3), row.choice),) for row in section.rows]
    return lines


def _side_by_side(left: Sequence[Section], right: Sequence[Section], column: int) -> list[Line]:
    lines = [_stacked(left, column), _stacked(right, column, column + GAP)]
    height = max(map(len, lines))
    padded = [[*side, *[()] * (height - len(side))] for side in lines]
    return [(*one, *other) for one, other in zip(*padded, strict=True)]
