"""Pieces of queries, each with what it must find.

A `Node` is a piece of a query as somebody writes it. Where Whoosh has a query that means the same, Whoosh's own searcher
answers; where Dateline differs on purpose (docs/search.md) or Whoosh has nothing like it, the texts are counted.
"""

from __future__ import annotations

import fnmatch
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from whoosh import query
from whoosh.searching import Searcher

from corpus import Document
from tests.search.oracle import BOOSTS, HYPHENATED, Oracle, Scored, Text, all_of, any_of, distance, forms


class Node:
    """A piece of a query; `written` is how it is written."""

    written: str

    def stock(self, oracle: Oracle) -> query.Query | None:
        """Return the query of Whoosh that means the same; None where there is none."""
        del oracle
        return None

    def expected(self, oracle: Oracle) -> Scored:
        """Return what it must find."""
        tree = self.stock(oracle)
        return self.counted(oracle) if tree is None else oracle.whoosh(tree)

    def counted(self, oracle: Oracle) -> Scored:
        """Return what it must find, without Whoosh."""
        raise NotImplementedError


@dataclass(frozen=True)
class Leaf(Node):
    """Something looked for in `fields`, with a weight."""

    text: str
    fields: tuple[str, ...] = ("text", "title")
    boost: float = 1.0

    @property
    def written(self) -> str:  # type: ignore[override]
        return (
            f"{'title:' if self.fields == ('title',) else ''}{self.mark()}{f'^{self.boost}' if self.boost != 1 else ''}"
        )

    def mark(self) -> str:
        return self.text

    def stock(self, oracle: Oracle) -> query.Query | None:
        ways = [self.in_field(field, BOOSTS[field] * self.boost, oracle) for field in self.fields]
        if any(way is None for way in ways):
            return None
        return query.Or(ways) if len(ways) > 1 else ways[0]

    def counted(self, oracle: Oracle) -> Scored:
        return any_of([self._weighed(field, oracle) for field in self.fields])

    def _weighed(self, field: str, oracle: Oracle) -> Scored:
        weight = BOOSTS[field] * self.boost
        return {number: score * weight for number, score in self.scored(field, oracle).items()}

    def in_field(self, field: str, boost: float, oracle: Oracle) -> query.Query | None:
        """Return Whoosh's query in one field."""
        del field, boost, oracle
        return None

    def scored(self, field: str, oracle: Oracle) -> Scored:
        """Return what it must find in one field, without Whoosh and without a weight."""
        raise NotImplementedError


class Word(Leaf):
    """A word; in one language Whoosh's `Term`. In several the most frequent of its terms counts."""

    def in_field(self, field: str, boost: float, oracle: Oracle) -> query.Query | None:
        terms = oracle.terms(forms(self.text)[0])
        return query.Term(field, next(iter(terms)), boost=boost) if len(terms) == 1 else None

    def scored(self, field: str, oracle: Oracle) -> Scored:
        terms = oracle.terms(forms(self.text)[0])
        return oracle.bm25f(field, lambda text: max(text.counts[term] for term in terms))


@dataclass(frozen=True)
class Phrase(Leaf):
    """Words that stand together: Whoosh's `Phrase`; `near` each other: for two words Whoosh's `SpanNear2`.

    Parts of a word with hyphens share a position, and may follow each other there, which they do not in Whoosh. Of three
    words near each other each is near the one before, where Whoosh measures from all before.
    """

    near: int | None = None

    def mark(self) -> str:
        return f'"{self.text}"{f"~{self.near}" if self.near else ""}'

    @property
    def words(self) -> Sequence[str]:
        return [forms(word)[0] for word in self.text.split()]

    def in_field(self, field: str, boost: float, oracle: Oracle) -> query.Query | None:
        each = [oracle.terms(word) for word in self.words]
        if any(len(terms) > 1 for terms in each) or HYPHENATED & set(self.words) or (self.near and len(each) > 2):
            return None
        terms = [next(iter(one)) for one in each]
        if self.near is None:
            return query.Phrase(field, terms, boost=boost)
        near = query.SpanNear2([query.Term(field, term) for term in terms], slop=self.near, ordered=False)
        return _Weighed(near, boost)

    def scored(self, field: str, oracle: Oracle) -> Scored:
        each = [oracle.terms(word) for word in self.words]
        scores = all_of([Word(word).scored(field, oracle) for word in self.words])
        texts = oracle.texts[field]
        return {number: score for number, score in scores.items() if self._stands(each, texts[number])}

    def _stands(self, each: Sequence[frozenset[str]], text: Text) -> bool:
        ends = {at for at in range(len(text.terms)) if text.has(each[0], at)}
        for word, before in zip(each[1:], each, strict=False):
            places = [at for at in range(len(text.terms)) if text.has(word, at)]
            if self.near is None:
                ends = {at for at in places if at - 1 in ends or (at in ends and word != before)}
            else:
                ends = {at for at in places if any(0 < abs(at - end) <= self.near for end in ends)}
        return bool(ends)


class _Weighed(query.WrappingQuery):  # type: ignore[misc]
    """A query of Whoosh that has no weight of its own, with one."""

    def __init__(self, child: query.Query, boost: float) -> None:
        super().__init__(child)
        self.boost = boost

    def matcher(self, searcher: Searcher, context: Any = None) -> Any:  # noqa: ANN401
        from whoosh.matching import WrappingMatcher

        return WrappingMatcher(self.child.matcher(searcher, context), boost=self.boost)


class Expanded(Leaf):
    """What stands for several words and scores as one: with Whoosh it has the documents in common, not the scores."""

    def fits(self, word: str) -> bool:
        """Say whether a word is one of them."""
        raise NotImplementedError

    def scored(self, field: str, oracle: Oracle) -> Scored:
        terms = oracle.terms_of_words(self.fits)
        found = oracle.bm25f(field, lambda text: sum(text.counts[term] for term in terms))
        if terms == {term for term in oracle.every_term if self.fits_whoosh(term)}:
            assert set(oracle.whoosh(self.of_whoosh(field))) == set(found)
        return found

    def of_whoosh(self, field: str) -> query.Query:
        """Return Whoosh's query with the same documents, where the terms are the same that it looks at."""
        raise NotImplementedError

    def fits_whoosh(self, term: str) -> bool:
        """Say whether a term is one of Whoosh's."""
        return self.fits(term)


class Prefix(Expanded):
    def mark(self) -> str:
        return f"{self.text}*"

    def fits(self, word: str) -> bool:
        return word.startswith(self.text)

    def of_whoosh(self, field: str) -> query.Query:
        return query.Prefix(field, self.text)


class Pattern(Expanded):
    def fits(self, word: str) -> bool:
        return fnmatch.fnmatchcase(word, self.text)

    def of_whoosh(self, field: str) -> query.Query:
        return query.Wildcard(field, self.text)


@dataclass(frozen=True)
class Misspelt(Expanded):
    """A misspelt word; two letters that changed places are one mistake, in Whoosh two."""

    distance: int | None = None

    def mark(self) -> str:
        return f"{self.text}~{self.distance or ''}"

    @property
    def most(self) -> int:
        return self.distance or (1 if len(self.text) <= 5 else 2)

    def fits(self, word: str) -> bool:
        return distance(self.text, word) <= self.most

    def fits_whoosh(self, term: str) -> bool:
        return distance(self.text, term, swaps=False) <= self.most

    def of_whoosh(self, field: str) -> query.Query:
        return query.FuzzyTerm(field, self.text, maxdist=self.most, prefixlength=0)


@dataclass(frozen=True)
class Filter(Node):
    """A filter: the documents that fit, which score nothing."""

    written: str
    facet: str
    fits: Callable[[Document], bool]

    def counted(self, oracle: Oracle) -> Scored:
        return oracle.where(self.fits)


@dataclass(frozen=True)
class AnyOf(Node):
    """Alternatives; where they stand in brackets they may have a weight together."""

    parts: Sequence[Node]
    in_brackets: bool = True
    boost: float = 1.0

    @property
    def written(self) -> str:  # type: ignore[override]
        joined = " OR ".join(part.written for part in self.parts)
        return f"({joined}){self._mark}" if self.in_brackets else joined

    @property
    def _mark(self) -> str:
        return f"^{self.boost}" if self.boost != 1 else ""

    def stock(self, oracle: Oracle) -> query.Query | None:
        trees = [part.stock(oracle) for part in self.parts]
        weighed = self.in_brackets and self._mark
        return None if weighed or any(tree is None for tree in trees) else query.Or(trees)

    def counted(self, oracle: Oracle) -> Scored:
        found = any_of([part.expected(oracle) for part in self.parts])
        return {number: score * self.boost for number, score in found.items()} if self.in_brackets else found


@dataclass(frozen=True)
class Without(Node):
    """What must not be there."""

    part: Node
    sign: str = "-"

    @property
    def written(self) -> str:  # type: ignore[override]
        return f"{self.sign}{self.part.written}"


@dataclass(frozen=True)
class Query(Node):
    """All of some parts; filters of one facet are alternatives."""

    parts: Sequence[Node]

    @property
    def written(self) -> str:  # type: ignore[override]
        return " ".join(part.written for part in self.parts)

    def expected(self, oracle: Oracle) -> Scored:
        wanted = [part for part in self.parts if not isinstance(part, Filter | Without)]
        denied = {number for part in self.parts if isinstance(part, Without) for number in part.part.expected(oracle)}
        within = set.intersection(
            set(oracle.where(lambda _: True)), *(set(any_of(of)) for of in self._filters(oracle).values())
        )
        trees = [part.stock(oracle) for part in wanted]
        if wanted and all(tree is not None for tree in trees):
            return oracle.whoosh(query.And(trees), denied, within)
        found = all_of([part.expected(oracle) for part in wanted]) if wanted else oracle.where(lambda _: True)
        return {number: score for number, score in found.items() if number in within - denied}

    def _filters(self, oracle: Oracle) -> Mapping[str, list[Scored]]:
        found: dict[str, list[Scored]] = {}
        for part in self.parts:
            if isinstance(part, Filter):
                found.setdefault(part.facet, []).append(part.expected(oracle))
        return found
