"""What a value may be put right to: the values to choose from, and what was chosen or typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from corpus import known_values
from tui.render.known import NONE_STATED, Known, in_words
from tui.screens.asking import Option, Options, among

if TYPE_CHECKING:
    from tui.screens.correcting import Value

MANY = ("place", "source", "fields")
FACETS = {"source": "source", "place": "place", "fields": "field", "type": "type"}
"""Which facet counts the documents of a value."""

NONE, BACK = "none", "back"
BETWEEN = ";"
_LIKE = {"date": "2011-06-20, 2011-06 or 2011", **dict.fromkeys(MANY, "several: one; two")}


def title_for(name: str, called: str) -> str:
    """Return how a value is asked for."""
    return f"{called} ({_LIKE[name]})" if name in _LIKE else called


def written(known: Known, name: str) -> str:
    """Return a value as one would type it."""
    return str(known.document.date or "") if name == "date" else in_words(known.document, name)


def choices(known: Known, name: str, counts: Mapping[str, Sequence[tuple[str, int]]]) -> Options:
    """Return what there is to choose from: what the page states, nothing, what the archive has, what is known besides.

    Where a value may have several parts, what is typed last is completed, the parts before it kept.
    """
    document = known.document
    special = [Option(NONE, id=NONE, detail="the page states none")]
    if document.stated.get(name) == "correction":
        before = known.as_stated(name)
        special.insert(0, Option(before or "as the page states it", id=BACK, detail="back to what the page states"))
    here = dict(counts.get(FACETS.get(name, ""), ()))
    values = [Option(value, f"{count:,}") for value, count in here.items()]
    values += [Option(value) for value in known_values(name) if value not in here]
    narrowed, begun = among(values), written(known, name)

    def options(typed: str) -> Sequence[Option]:
        if typed.strip() in {"", begun}:
            return [*special, *values]
        kept, between, last = typed.rpartition(BETWEEN) if name in MANY else ("", "", typed)
        found = narrowed(last.strip())
        return [Option(f"{kept}{between} {one.text}".strip(), one.note) for one in found]

    return options


def chosen(name: str, option: Option) -> tuple[dict[str, Value], frozenset[str]]:
    """Return what is changed, and what is withdrawn, by what was chosen or typed."""
    if option.id == BACK:
        return {}, frozenset([name])
    text = option.text.strip()
    if option.id == NONE or text.casefold() in {NONE, NONE_STATED}:
        return {name: () if name in MANY else None}, frozenset()
    if name in MANY:
        return {name: tuple(part.strip() for part in text.split(BETWEEN) if part.strip())}, frozenset()
    return {name: text}, frozenset()
