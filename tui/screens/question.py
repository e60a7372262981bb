"""What is asked of the archive: a query and an order, the way back through them, the step from year to year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search import Sort

SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest")
SORT_WORDS: dict[Sort, str] = {"relevance": "by relevance", "newest": "newest first", "oldest": "oldest first"}


@dataclass(frozen=True, slots=True)
class Question:
    """A query and the order of its answer."""

    query: str = ""
    sort: Sort = "relevance"

    def sorted_next(self) -> Question:
        """Return the same query in the next order."""
        return replace(self, sort=SORTS[(SORTS.index(self.sort) + 1) % len(SORTS)])

    def asking(self, query: str) -> Question:
        """Return another query in the same order."""
        return replace(self, query=query)


@dataclass(frozen=True, slots=True)
class Ask:
    """One job for the index. `row` is where the cursor goes; `offset` > 0 fetches more of an answer that is shown."""

    question: Question
    offset: int = 0
    typing: bool = False
    row: int = 0


class History:
    """The questions that were settled on, the last one current."""

    def __init__(self) -> None:
        self._asked = [Question()]

    def record(self, question: Question) -> None:
        """Keep a question one may want to come back to."""
        if question != self._asked[-1]:
            self._asked.append(question)

    def back(self, current: Question) -> Question | None:
        """Return the question before the current one, and forget the current one; None where there is none."""
        if self._asked[-1] != current:
            return self._asked[-1]
        if len(self._asked) == 1:
            return None
        self._asked.pop()
        return self._asked[-1]


def picked_values(query: str) -> dict[str, list[str]]:
    """Return the values picked in a query, by facet."""
    from search import filters

    return filters(query)


def toggled(query: str, facet: str, value: str, *, exclude: bool = False) -> str:
    """Return the query with a facet's value picked, or no longer picked where it was; or with the value left out."""
    from search import filters, with_filter, without_filter

    if not exclude and value in filters(query).get(facet, ()):
        return without_filter(query, facet, value)
    return with_filter(query, facet, value, exclude=exclude)


def stepped_year(query: str, years: Sequence[str], *, back: bool) -> str:
    """Return the query narrowed to the year before or after; past either end it is narrowed to none.

    `years` are the years there are, newest first; other values (`undated`) are passed over.
    """
    from search import filters, with_filter, without_filter

    picked = filters(query).get("year", [])
    ring: list[str | None] = [None, *(year for year in years if year.isdigit())]
    at = next((place for place, year in enumerate(ring) if year in picked), 0)
    for year in picked:
        query = without_filter(query, "year", year)
    target = ring[(at + (1 if back else -1)) % len(ring)]
    return with_filter(query, "year", target) if target else query.strip()
