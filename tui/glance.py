"""The newest documents, sources and years of an archive as last counted: they stand before the search is loaded."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from corpus import DatelineError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus import JSON, Archive, Desk, Entry
    from search import Answer, Hit
    from tui.render.facets import Counts


class Glance(NamedTuple):
    """What an archive holds at a glance: its newest documents, and how many there are of each source and year."""

    newest: Sequence[Hit | Entry]
    sources: Counts
    years: Counts


class Glances:
    """Keeps what was counted of an archive on a desk, for as long as the archive does not change."""

    def __init__(self, archive: Archive, desk: Desk) -> None:
        self._name, self._archive, self._desk = f"glance {archive.identity}", archive, desk

    def recall(self) -> Glance | None:
        """Return what was counted last; None where the archive is not the same any more. Raises DatelineError."""
        match self._desk.recall(self._name):
            case {"change": int(change), "newest": list(keys), "sources": list(sources), "years": list(years)}:
                if change == self._archive.change_number():
                    newest = self._archive.entries([str(key) for key in keys])
                    return Glance(list(newest.values()), _counts(sources), _counts(years))
        return None

    def take(self, answer: Answer, change: int | None) -> Glance:
        """Return what an answer over the whole archive tells, and keep it, where a desk can be written.

        `change` is the archive's change that the answer is up to; None where the index does not have all of it yet.
        """
        glance = Glance(answer.hits, answer.facets.get("source", ()), answer.facets.get("year", ()))
        kept: JSON = {
            "change": change,
            "newest": [hit.key for hit in answer.hits],
            "sources": list(map(list, glance.sources)),
            "years": list(map(list, glance.years)),
        }
        with suppress(DatelineError):
            if change is not None and kept != self._desk.recall(self._name):
                self._desk.remember(self._name, kept)
        return glance


def _counts(kept: list[JSON]) -> Counts:
    counts: list[tuple[str, int]] = []
    for pair in kept:
        match pair:
            case [str(name), int(number)]:
                counts.append((name, number))
    return counts
