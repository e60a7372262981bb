"""Documents to answers: the index of an archive, and the query language.

`Index` is the one door; `filters`, `with_filter` and their like read and write the query language for a screen.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search.answers import Answer, Contribution, Explanation, Hit, Snippet, Sort
    from search.completion import Completion
    from search.errors import CancelledSearch, QueryError
    from search.freshness import is_complete
    from search.index import Index
    from search.names import values_containing
    from search.parent_bodies import parents
    from search.passages import Highlighter
    from search.query_filters import dates, excluded, filters, with_date, with_filter, without_filter
    from search.schema import FACETS

__all__ = [
    "FACETS",
    "Answer",
    "CancelledSearch",
    "Completion",
    "Contribution",
    "Explanation",
    "Highlighter",
    "Hit",
    "Index",
    "QueryError",
    "Snippet",
    "Sort",
    "dates",
    "excluded",
    "filters",
    "is_complete",
    "parents",
    "values_containing",
    "with_date",
    "with_filter",
    "without_filter",
]

_HOMES = {
    **dict.fromkeys(("Answer", "Contribution", "Explanation", "Hit", "Snippet", "Sort"), "search.answers"),
    "Completion": "search.completion",
    **dict.fromkeys(("CancelledSearch", "QueryError"), "search.errors"),
    **dict.fromkeys(
        ("dates", "excluded", "filters", "with_date", "with_filter", "without_filter"), "search.query_filters"
    ),
    "is_complete": "search.freshness",
    "Index": "search.index",
    "values_containing": "search.names",
    "parents": "search.parent_bodies",
    "Highlighter": "search.passages",
    "FACETS": "search.schema",
}
"""Each name is loaded when it is first asked for: the reading room is on the screen before the search is loaded."""


def __getattr__(name: str) -> object:
    """Load one of the names of this package."""
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
