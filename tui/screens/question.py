"""What is asked of the archive: a query and an order, and the values that are picked in it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from tui.render.facets import Counts, Picks
from tui.screens.times import Times, is_in_years, widened, without_year
from tui.screens.value_choice import letters

if TYPE_CHECKING:
    from search import Answer, Completion, Snippet, Sort

NOTHING: Mapping[str, Any] = MappingProxyType({})
SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest")
SORT_WORDS: dict[Sort, str] = {"relevance": "by relevance", "newest": "newest first", "oldest": "oldest first"}


class Question(NamedTuple):
    """A query and the order of its answer."""

    query: str = ""
    sort: Sort = "relevance"

    def sorted_next(self) -> Question:
        """Return the same query in the next order."""
        return self._replace(sort=SORTS[(SORTS.index(self.sort) + 1) % len(SORTS)])

    def sorted_by(self, order: str) -> Question:
        """Return the same query in an order; in its own where there is no such order."""
        return self._replace(sort=next((sort for sort in SORTS if sort == order), self.sort))

    def asking(self, query: str) -> Question:
        """Return another query in the same order."""
        return self._replace(query=query)


class Ask(NamedTuple):
    """One job for the index.

    With `facets` it is a question of its own: `row` is where the cursor goes, `told` what to say once it is answered.
    Without, it fetches more of an answer that is shown: hits from `offset` on, or the passages of the documents with
    these `keys`. `passages` is how many of the hits come with one.
    """

    question: Question
    offset: int = 0
    limit: int = 0
    passages: int = 0
    keys: tuple[str, ...] = ()
    facets: bool = False
    typing: bool = False
    row: int = 0
    told: str = ""


class Found(NamedTuple):
    """What came of a job: hits, with the name of its story for each that tells one with others, or passages by key.

    `completions` are what could stand in place of the last thing typed, `times` when what was found is dated.
    """

    answer: Answer | None = None
    stories: Mapping[str, str] = NOTHING
    passages: Mapping[str, Snippet] = NOTHING
    completions: tuple[Completion, ...] = ()
    times: Times = Times()


def picks(query: str, facets: Mapping[str, Counts]) -> Picks:
    """Return the values that a query selects in each facet and those that it leaves out, as the facets write them."""
    from search import excluded, filters

    chosen = {
        facet: tuple(dict.fromkeys(value for text in texts for value in _meant(facet, text, facets.get(facet, ()))))
        for facet, texts in filters(query).items()
    }
    return Picks(chosen, excluded(query))


def _meant(facet: str, text: str, counts: Counts) -> list[str]:
    """Return the values that a text in a query stands for; itself where it stands for none of them in particular."""
    if facet == "year":
        meant = [year for year, _ in counts if is_in_years(year, text)]
    elif any(value == text for value, _ in counts):
        meant = [text]
    else:
        plain = letters(text)
        meant = [value for value, _ in counts if letters(value) == plain]
    return meant or [text]


def toggled(query: str, facet: str, value: str, *, exclude: bool = False) -> str:
    """Return the query with a facet's value picked, or left out; or no longer so where it was."""
    from search import dates, filters, with_filter, without_filter

    if facet == "year":
        spans = [text for text in filters(query).get("year", ()) if text != value and is_in_years(value, text)]
        if spans and not exclude:
            return without_year(query, spans[0], value)
        if dates(query).get("date") and not exclude:
            query = widened(query)
    written = with_filter(query, facet, value, exclude=exclude)
    return written if written != query else without_filter(query, facet, value)
