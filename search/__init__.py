"""Documents to answers: the index of an archive, and the query language.

`Index` is the one door; `filters`, `with_filter` and their like read and write the query language for a screen.
"""

from search.answers import Answer, Contribution, Explanation, Hit, Snippet, Sort
from search.completion import Completion
from search.errors import CancelledSearch, QueryError
from search.filters import dates, excluded, filters, with_date, with_filter, without_filter
from search.index import Index
from search.names import values_containing
from search.parents import parents
from search.passages import Highlighter
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
    "parents",
    "values_containing",
    "with_date",
    "with_filter",
    "without_filter",
]
