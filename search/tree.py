"""The leaves of a query tree, as kinds of Whoosh queries; And, Or and Not are Whoosh's own."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from whoosh import query


class Forms(query.Or):  # type: ignore[misc]
    """A word in one field: any of its terms, counted as one term.

    Where `terms` are given with languages each stands for the word only in documents of these: what is a stem of it in
    one language may be another word in another.
    """

    def __init__(self, fieldname: str, terms: Sequence[str] | Mapping[str, frozenset[str]], boost: float = 1.0) -> None:
        super().__init__([query.Term(fieldname, term) for term in terms], boost=boost)
        self.fieldname = fieldname
        self.terms_of_word = tuple(terms)
        self.languages = tuple(terms.values()) if isinstance(terms, Mapping) else (None,) * len(terms)


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


class Pattern(query.Wildcard):  # type: ignore[misc]
    """The words of one field that a folded text stands for, with `?` for one letter and `*` for any, or none."""

    def __init__(self, fieldname: str, text: str, *, boost: float = 1.0) -> None:
        super().__init__(fieldname, text, boost=boost)
        self._expression = re.compile(fnmatch.translate(text))

    @property
    def beginning(self) -> str:
        """Return the letters in front of the first letter left open; all words of the pattern begin with them."""
        return re.split(r"[*?]", self.text, maxsplit=1)[0]

    def matches(self, word: str) -> bool:
        """Say whether a folded word fits."""
        return self._expression.match(word) is not None


class Together(query.Sequence):  # type: ignore[misc]
    """Words of one field that stand together: in order with nothing between, or, with `near`, at most so far apart."""

    def __init__(self, words: Sequence[Forms], *, near: int | None, boost: float = 1.0) -> None:
        super().__init__(list(words), slop=near or 1, ordered=near is None, boost=boost)
        self.words = tuple(words)
        self.near = near
        self.fieldname = words[0].fieldname


class Unfinished(query.Sequence):  # type: ignore[misc]
    """A phrase whose last word is still being typed: `words` follow each other, and then one that begins as `last`."""

    def __init__(self, words: Sequence[Forms], last: StartsWith, *, boost: float = 1.0) -> None:
        super().__init__([*words, last], slop=1, ordered=True, boost=boost)
        self.words = tuple(words)
        self.last = last
        self.fieldname = last.fieldname


class Optional(query.Or):  # type: ignore[misc]
    """A word that a document need not have; one that has it is ranked higher. It finds all, with or without."""

    def __init__(self, word: query.Query) -> None:
        super().__init__([word, query.Not(word)])
        self.word = word


class Like(query.Query):  # type: ignore[misc]
    """The documents that are like the one with a key, the most alike best."""

    def __init__(self, key: str, *, boost: float = 1.0) -> None:
        self.key = key
        self.boost = boost

    def __repr__(self) -> str:
        return f"Like({self.key!r})"


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
