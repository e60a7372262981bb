"""The Chicago Manual of Style, 18th edition, notes and bibliography, in plain text.

The title keeps the capitals its issuer gave it. An undated page is `n.d.`, with the day it was fetched where that is
known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.citations.marks import inside_quotation
from tui.citations.reference import ended, in_a_sentence, in_english, joined

if TYPE_CHECKING:
    from tui.citations.reference import Reference

_MOST_IN_BIBLIOGRAPHY = 6
_MOST_IN_NOTE = 2


def chicago(reference: Reference) -> str:
    """Return the entry of the bibliography, on one line."""
    title = f"“{ended(inside_quotation(reference.title))}”" if reference.title else f"{reference.description}."
    kind = [reference.kind] if reference.kind and reference.title else []
    facts = ", ".join([*kind, *_where_and_when(reference)])
    authors = _authors(reference.authors, _MOST_IN_BIBLIOGRAPHY, 3)
    sentences = [facts[:1].upper() + facts[1:], *filter(None, [reference.url])]
    return " ".join([*([ended(authors)] if authors else []), title, *map(ended, sentences)])


def chicago_note(reference: Reference) -> str:
    """Return the full note, on one line."""
    title = f"“{inside_quotation(reference.title)},”" if reference.title else f"{reference.description},"
    kind = [in_a_sentence(reference.kind)] if reference.kind and reference.title else []
    authors = _authors(reference.authors, _MOST_IN_NOTE, 1)
    facts = [*kind, *_where_and_when(reference), *filter(None, [reference.url])]
    return " ".join([*([f"{authors},"] if authors else []), title, ended(", ".join(facts))])


def _authors(names: tuple[str, ...], most: int, shown: int) -> str:
    if len(names) > most:
        return f"{', '.join(names[:shown])}{',' if shown > 1 else ''} et al."
    return joined(names, last="and")


def _where_and_when(reference: Reference) -> list[str]:
    if reference.date:
        return [*reference.places, in_english(reference.date)]
    accessed = [f"accessed {in_english(reference.accessed)}"] if reference.accessed else []
    return [*reference.places, "n.d.", *accessed]
