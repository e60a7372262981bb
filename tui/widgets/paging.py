"""The hits of one answer, fetched as they come into view."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from tui.widgets.folding import Folding

if TYPE_CHECKING:
    from search import Answer, Hit, Snippet

MOST = 50
"""The most hits that are fetched at once."""


class Pages:
    """What is known of the hits of one answer; a row is the number of a hit in it."""

    def __init__(self, answer: Answer | None = None, stories: Mapping[str, str] | None = None) -> None:
        self.total = answer.total if answer else 0
        self.folding = Folding(self.total)
        self._hits: dict[int, Hit] = {}
        self._rows: dict[str, int] = {}
        self._with_passage: set[str] = set()
        if answer:
            self.take(0, answer, stories or {})

    def take(self, offset: int, answer: Answer, stories: Mapping[str, str]) -> None:
        """Keep the hits of an answer that begins at `offset`; `stories` names the story of those that tell one."""
        new = {row: hit for row, hit in enumerate(answer.hits, offset) if row not in self._hits and row < self.total}
        self._hits.update(new)
        self._rows.update((hit.key, row) for row, hit in new.items())
        self.folding.add((row, stories[hit.key]) for row, hit in new.items() if hit.key in stories)

    def take_passages(self, passages: Mapping[str, Snippet]) -> None:
        """Keep the passages of some hits."""
        self._with_passage.update(passages)
        for key in passages.keys() & self._rows.keys():
            row = self._rows[key]
            self._hits[row] = replace(self._hits[row], snippet=passages[key])

    def hit(self, row: int) -> Hit | None:
        """Return the hit of a row; None where it has not come yet."""
        return self._hits.get(row)

    def missing(self, rows: Iterable[int]) -> range | None:
        """Return the rows to fetch next, from the first of `rows` that is not there; None where all are."""
        first = next((row for row in rows if row not in self._hits), None)
        if first is None:
            return None
        last = first + 1
        while last < min(self.total, first + MOST) and last not in self._hits:
            last += 1
        return range(first, last)

    def without_passage(self, rows: Iterable[int]) -> tuple[str, ...]:
        """Return the keys of those hits among `rows` whose passage has not come yet."""
        hits = (self._hits[row] for row in rows if row in self._hits)
        return tuple(hit.key for hit in hits if not hit.snippet.text and hit.key not in self._with_passage)

    def row_of(self, key: str) -> int | None:
        """Return the row of a document among the hits fetched."""
        return self._rows.get(key)
