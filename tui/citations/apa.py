"""The style of the Publication Manual of the American Psychological Association, 7th edition, in plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.citations.marks import inside_quotation
from tui.citations.reference import MONTHS, ended, joined

if TYPE_CHECKING:
    from corpus import StatedDate
    from tui.citations.reference import Reference

_MOST_AUTHORS = 20


def apa(reference: Reference) -> str:
    """Return the entry of the reference list, on one line.

    Without a source the title takes the author's place; without a title the kind of document is named in brackets.
    """
    title = _title(reference)
    date = f"({_date(reference.date)})"
    sentences = [_authors(reference.authors), date, title] if reference.authors else [title, date]
    return " ".join([*map(ended, sentences), *filter(None, [reference.url])])


def apa_in_text(reference: Reference) -> str:
    """Return the citation in the text, in parentheses: `(OSCE Secretariat, 2011)`."""
    year = reference.date.year if reference.date else "n.d."
    if not reference.authors:
        title = f"“{inside_quotation(reference.title)},”" if reference.title else f"{reference.description},"
        return f"({title} {year})"
    several = len(reference.authors) > 2
    authors = f"{reference.authors[0]} et al." if several else joined(reference.authors, last="&")
    return f"({authors}, {year})"


def _title(reference: Reference) -> str:
    if not reference.title:
        return reference.description
    return f"{reference.title} [{reference.kind}]" if reference.kind else reference.title


def _authors(names: tuple[str, ...]) -> str:
    if len(names) > _MOST_AUTHORS:
        return f"{', '.join(names[: _MOST_AUTHORS - 1])}, … {names[-1]}"
    return joined(names, last="&")


def _date(date: StatedDate | None) -> str:
    if date is None:
        return "n.d."
    if date.month is None:
        return f"{date.year}"
    month = MONTHS[date.month - 1]
    return f"{date.year}, {month}" if date.day is None else f"{date.year}, {month} {date.day}"
