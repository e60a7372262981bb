"""Evaluate a query tree over arrays: which documents match, and how well.

Scores are BM25F as Whoosh computes it (B 0.75, K1 1.2): a word's score is the sum over its fields, a phrase's the sum
over its words. Where Whoosh gives a prefix, a pattern or a misspelt word a constant score, here it counts as one word
with all its forms; so does a word whose terms differ from language to language.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import partial
from itertools import pairwise

import numpy as np
from whoosh import query
from whoosh.util.numeric import byte_to_length

from search.codec.postings import Numbers, distinct
from search.codec.reading import SegmentFiles, Words
from search.errors import CancelledSearch
from search.positions import standing_near, standing_together
from search.postings import Hits, Scores
from search.sets import Found, Mask, all_of, any_of, common, raised, unscored, without
from search.snapshot import Snapshot, TermsOf
from search.tree import Forms, Like, Optional, Pattern, Select, Similar, StartsWith, Together, Unfinished

PLACES_AT_ONCE = 1 << 25
"""Places that words are looked at together in, a byte of memory each; documents are longer than that only alone."""

B = 0.75
K1 = 1.2
LENGTHS = np.array([byte_to_length(code) for code in range(256)], dtype=np.float64)

Expanded = StartsWith | Similar | Pattern
"""The leaves that stand for several words."""

Leaf = Forms | Together | Unfinished | Expanded
"""What is looked for in one field, and scores."""


class Evaluation:
    """Evaluates trees over one snapshot; raises CancelledSearch soon after `cancel` is set.

    `select` answers filters; `like` gives the tree of words that stands for a document.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        select: Callable[[Select], Mask],
        like: Callable[[Like], query.Query | None],
        cancel: threading.Event | None = None,
    ) -> None:
        self._snapshot = snapshot
        self._select = select
        self._like = like
        self._cancel = cancel

    def evaluate(self, tree: query.Query | None) -> Found:
        """Return what matches a tree, deleted documents included; nothing matches None."""
        self._check()
        if isinstance(tree, Leaf):
            return self.leaf(tree)
        if isinstance(tree, Select):
            return unscored(np.flatnonzero(self._select(tree)))
        if isinstance(tree, Like):
            return self.evaluate(self._like(tree))
        if isinstance(tree, query.And | query.Not | Optional):
            return self._all(tree.subqueries if isinstance(tree, query.And) else [tree])
        if isinstance(tree, query.Or):
            return any_of([self.evaluate(one) for one in tree.subqueries], self._snapshot.size)
        if tree is None:
            return unscored(np.empty(0, dtype=np.int64))
        raise TypeError(f"no such query: {tree!r}")

    def leaf(self, tree: Leaf) -> Found:
        """Return what matches one word or phrase in one field."""
        if isinstance(tree, Together | Unfinished):
            return self._together(tree)
        hits = self.hits(tree)
        return Found(hits.documents, self._bm25f(tree.fieldname, hits, self.idf(hits)) * tree.boost)

    def hits(self, tree: Forms | Expanded) -> Hits:
        """Return the documents in which a word stands, in any of its forms, and how often."""
        if isinstance(tree, Forms):
            return self._word(tree)
        return self._snapshot.remembered((tree.fieldname, _name(tree)), partial(self._expanded, tree))

    def _check(self) -> None:
        if self._cancel is not None and self._cancel.is_set():
            raise CancelledSearch("The search was cancelled.")

    def _all(self, trees: Sequence[query.Query]) -> Found:
        wanted = [self.evaluate(tree) for tree in trees if not isinstance(tree, query.Not | Optional)]
        size = self._snapshot.size
        found = all_of(wanted, size) if wanted else unscored(np.arange(size))
        for tree in trees:
            if isinstance(tree, query.Not):
                found = without(found, self.evaluate(tree.query).documents, size)
            elif isinstance(tree, Optional):
                found = raised(found, self.evaluate(tree.word), size)
        return found

    def _word(self, word: Forms) -> Hits:
        """Return a word's postings: where several of its terms stand in a document, the most frequent one counts."""
        every = [self._term(word.fieldname, *term) for term in zip(word.terms_of_word, word.languages, strict=True)]
        lists = [hits for hits in every if hits.documents.size]
        if len(lists) < 2:
            return lists[0] if lists else Hits.chain(())
        often = np.zeros(self._snapshot.size, dtype=np.int64)
        for hits in lists:
            often[hits.documents] = np.maximum(often[hits.documents], hits.frequencies)
        documents = np.flatnonzero(often)
        return Hits(documents, often[documents])

    def _term(self, field: str, term: str, languages: frozenset[str] | None) -> Hits:
        """Return a term's postings in documents of some languages, None is any."""
        if languages is None or languages.issuperset(self._snapshot.languages):
            return self._snapshot.postings(field, term)

        def spoken() -> Hits:
            hits = self._snapshot.postings(field, term)
            return hits.where(self._snapshot.written_in(languages)[hits.documents])

        return self._snapshot.remembered((field, term, languages), spoken)

    def _expanded(self, tree: Expanded) -> Hits:
        return self._snapshot.united(tree.fieldname, self._terms(tree))

    def _terms(self, tree: Forms | Expanded) -> TermsOf:
        """Return what names the terms of a word, with all that it stands for, in each segment."""
        if isinstance(tree, Forms | Similar):
            terms = tree.terms_of_word if isinstance(tree, Forms) else expansion(self._snapshot, tree)
            return partial(_numbers, terms)

        def beginning(files: SegmentFiles) -> Numbers:
            self._check()
            found = files.words.terms_of(places(files.words, tree))
            also = _numbers(tree.also, files) if isinstance(tree, StartsWith) else found[:0]
            return distinct(np.concatenate((found, also))) if also.size else found

        return beginning

    def _bm25f(self, field: str, hits: Hits, idf: float) -> Scores:
        average = self._snapshot.average_lengths[field] or 1.0
        damping = (K1 * ((1 - B) + B * LENGTHS / average))[self._snapshot.columns.lengths[field][hits.documents]]
        scores: Scores = idf * (K1 + 1) * hits.frequencies / (hits.frequencies + damping)
        return scores

    def idf(self, hits: Hits) -> float:
        """Return how much a word tells that stands in these documents."""
        return math.log(max(1, self._snapshot.size) / (hits.documents.size + 1)) + 1

    def _together(self, tree: Together | Unfinished) -> Found:
        words: list[Forms | Expanded] = [*tree.words]
        if isinstance(tree, Unfinished):
            words.append(tree.last)
        lists = [self.hits(word) for word in words]
        near = tree.near if isinstance(tree, Together) else None
        name = ("together", tree.fieldname, near, tuple(map(_name, words)))
        documents = self._snapshot.remembered(name, partial(self._standing, words, near, lists)).documents
        scores = np.zeros(documents.size)
        for hits in lists:
            frequencies = hits.frequencies[np.searchsorted(hits.documents, documents)]
            scores += self._bm25f(tree.fieldname, Hits(documents, frequencies), self.idf(hits))
        return Found(documents, scores * tree.boost)

    def _standing(self, words: Sequence[Forms | Expanded], near: int | None, lists: Sequence[Hits]) -> Hits:
        """Return the documents in which words stand together, and how often."""
        documents = common([hits.documents for hits in lists], self._snapshot.size)
        field = words[0].fieldname
        room = self._snapshot.columns.word_counts[field][documents].astype(np.int64) + (near or 1)
        ends = np.cumsum(room) + 1
        found, first = [], 0
        while first < documents.size:
            begun = int(ends[first - 1]) if first else 1
            beyond = max(first + 1, int(np.searchsorted(ends, begun + PLACES_AT_ONCE)))
            begins = np.full(self._snapshot.size, -1, dtype=np.int64)
            begins[documents[first:beyond]] = (ends - room)[first:beyond] - begun + 1
            standing = self._standing_within(words, near, begins, int(ends[beyond - 1]) - begun + 1)
            found.append(np.searchsorted(ends - begun + 1, standing, side="right"))
            first = beyond
        often = np.bincount(np.concatenate(found), minlength=documents.size) if found else documents
        kept = np.flatnonzero(often)
        return Hits(documents[kept], often[kept])

    def _standing_within(
        self, words: Sequence[Forms | Expanded], near: int | None, begins: Numbers, beyond: int
    ) -> Numbers:
        known = {_name(word): self._places(word, begins) for word in words}
        standing = [known[_name(word)] for word in words]
        if near is not None:
            return standing_near(standing, near)
        return standing_together(standing, [_name(word) == _name(after) for word, after in pairwise(words)], beyond)

    def _places(self, word: Forms | Expanded, begins: Numbers) -> Numbers:
        self._check()
        return self._snapshot.places(word.fieldname, self._terms(word), begins)


def _name(word: Forms | Expanded) -> Hashable:
    """Return what tells a word with all that it stands for from others."""
    if isinstance(word, Forms):
        return word.terms_of_word, word.languages
    return type(word).__name__, word.text, getattr(word, "maxdist", getattr(word, "limit", 0))


def places(words: Words, tree: StartsWith | Pattern) -> range | Numbers:
    """Return the places of the words of a segment that a prefix or a pattern stands for."""
    if isinstance(tree, Pattern):
        beginning = words.starting_with(tree.beginning.encode())
        return np.array([place for place in beginning if tree.matches(words[place].decode())], dtype=np.int64)
    found = words.starting_with(tree.text.encode())
    if tree.limit and len(found) > tree.limit:
        often = words.occurrences[found.start : found.stop]
        return np.sort(np.argpartition(often, -tree.limit)[-tree.limit :]) + found.start
    return found


def expansion(snapshot: Snapshot, tree: Expanded) -> tuple[str, ...]:
    """Return the terms of the words that a misspelt word, a beginning or a pattern stands for."""
    if isinstance(tree, Similar):
        return snapshot.expansion(tree.text, tree.maxdist)
    found = dict.fromkeys(tree.also if isinstance(tree, StartsWith) else ())
    for part in snapshot.parts:
        terms = part.files.words.terms_of(places(part.files.words, tree)).tolist()
        found.update(dict.fromkeys(part.files.terms[number].decode() for number in terms))
    return tuple(found)


def _numbers(terms: Sequence[str], files: SegmentFiles) -> Numbers:
    found = (files.terms.find(term.encode()) for term in terms)
    return np.array(sorted({number for number in found if number is not None}), dtype=np.int64)


def scored_leaves(tree: query.Query | None) -> Iterator[Leaf]:
    """Yield the words and phrases of a tree that add to a score."""
    if isinstance(tree, Leaf):
        yield tree
    elif isinstance(tree, query.And | query.Or):
        for one in tree.subqueries:
            yield from scored_leaves(one)
