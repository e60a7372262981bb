"""The leaves of a query tree, as kinds of Whoosh queries; And, Or, Not and Every are Whoosh's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from whoosh import query


class Forms(query.Or):  # type: ignore[misc]
    """A word in one field: any of its terms, counted as one term."""

    def __init__(self, fieldname: str, terms: Sequence[str], boost: float = 1.0) -> None:
        super().__init__([query.Term(fieldname, term) for term in terms], boost=boost)
        self.fieldname = fieldname
        self.terms_of_word = tuple(terms)


class StartsWith(query.Prefix):  # type: ignore[misc]
    """The words of one field that begin with a folded text; `limit` keeps to the most frequent ones, 0 to all."""

    def __init__(self, fieldname: str, text: str, *, also: Sequence[str], boost: float = 1.0, limit: int = 0) -> None:
        super().__init__(fieldname, text, boost=boost)
        self.also = tuple(also)
        self.limit = limit


class Similar(query.FuzzyTerm):  # type: ignore[misc]
    """The words of one field at most `maxdist` letters away from a folded text."""

    def __init__(self, fieldname: str, text: str, maxdist: int, *, boost: float = 1.0) -> None:
        super().__init__(fieldname, text, boost=boost, maxdist=maxdist)


class Together(query.Sequence):  # type: ignore[misc]
    """Words of one field that stand together: in order with nothing between, or, with `near`, at most so far apart."""

    def __init__(self, words: Sequence[Forms], *, near: int | None, boost: float = 1.0) -> None:
        super().__init__(list(words), slop=near or 1, ordered=near is None, boost=boost)
        self.words = tuple(words)
        self.near = near
        self.fieldname = words[0].fieldname


@dataclass(frozen=True, slots=True)
class Value:
    """What a filter selects.

    `words` are folded; they match a value that has them in this order, or with `whole` only one that is them, and with
    `prefix` the last may go on. `low` and `high` bound years (2006) and dates (20060900), both included.
    """

    text: str
    words: tuple[str, ...] = ()
    whole: bool = False
    prefix: bool = False
    low: int | None = None
    high: int | None = None


class Select(query.Query):  # type: ignore[misc]
    """A filter: the documents whose column `name` has a value; `position` is where it stands in the query."""

    def __init__(self, name: str, value: Value, position: int = 0) -> None:
        self.name = name
        self.value = value
        self.position = position

    def __repr__(self) -> str:
        return f"Select({self.name!r}, {self.value!r})"
