"""Evaluate a query tree over arrays: which documents match, and how well.

Scores are BM25F as Whoosh computes it (B 0.75, K1 1.2): a word's score is the sum over its fields, a phrase's the sum
over its words. Where Whoosh gives a prefix a constant score, here it counts as one word with all its forms.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray
from whoosh import query
from whoosh.util.numeric import byte_to_length

from search.errors import CancelledSearch
from search.positions import standing_near, standing_together
from search.postings import Hits
from search.snapshot import Mask, Snapshot
from search.tree import Forms, Select, Similar, StartsWith, Together

B = 0.75
K1 = 1.2
LENGTHS = np.array([byte_to_length(code) for code in range(256)], dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Found:
    """Of all documents, deleted ones included: whether each matches, and its score (0 where it does not)."""

    mask: Mask
    scores: NDArray[np.float64]


class Evaluation:
    """Evaluates trees over one snapshot; raises CancelledSearch soon after `cancel` is set."""

    def __init__(
        self, snapshot: Snapshot, select: Callable[[Select], Mask], cancel: threading.Event | None = None
    ) -> None:
        self._snapshot = snapshot
        self._select = select
        self._cancel = cancel

    def evaluate(self, tree: query.Query) -> Found:
        """Return what matches a tree."""
        self._check()
        if isinstance(tree, Forms | StartsWith | Similar | Together):
            return self._leaf(tree)
        if isinstance(tree, Select):
            return self._unscored(self._select(tree))
        if isinstance(tree, query.Not):
            return self._unscored(~self.evaluate(tree.query).mask)
        if isinstance(tree, query.And | query.Or):
            parts = [self.evaluate(one) for one in tree.subqueries]
            return self._all(parts) if isinstance(tree, query.And) else self._any(parts)
        raise TypeError(f"no such query: {tree!r}")

    def _leaf(self, tree: Forms | StartsWith | Similar | Together) -> Found:
        if isinstance(tree, Together):
            return self._together(tree)
        if isinstance(tree, Forms):
            return self._scored(tree.fieldname, self._hits(tree.fieldname, tree.terms_of_word), tree.boost)
        terms = expansion(self._snapshot, tree)
        name = ("expanded", tree.fieldname, tree.text, terms)
        hits = self._snapshot.remembered(name, lambda: self._expanded(tree.fieldname, terms))
        return self._scored(tree.fieldname, hits, tree.boost)

    def _check(self) -> None:
        if self._cancel is not None and self._cancel.is_set():
            raise CancelledSearch("The search was cancelled.")

    def _unscored(self, mask: Mask) -> Found:
        return Found(mask, np.zeros(self._snapshot.size))

    def _hits(self, field: str, terms: Sequence[str]) -> Hits:
        """Return a word's postings: where several of its terms stand in a document, the most frequent one counts."""
        every = [
            self._snapshot.remembered((field, term), partial(self._snapshot.postings, field, term)) for term in terms
        ]
        lists = [hits for hits in every if hits.documents.size]
        if len(lists) == 1:
            return lists[0]
        dense = np.zeros(self._snapshot.size, dtype=np.float32)
        for hits in lists:
            dense[hits.documents] = np.maximum(dense[hits.documents], hits.frequencies)
        documents = np.flatnonzero(dense)
        return Hits(documents, dense[documents])

    def _expanded(self, field: str, terms: Iterable[str]) -> Hits:
        dense = np.zeros(self._snapshot.size, dtype=np.float32)
        for term in terms:
            self._check()
            hits = self._snapshot.postings(field, term)
            dense[hits.documents] += hits.frequencies
        documents = np.flatnonzero(dense)
        return Hits(documents, dense[documents])

    def _scored(self, field: str, hits: Hits, boost: float) -> Found:
        mask = np.zeros(self._snapshot.size, dtype=np.bool_)
        scores = np.zeros(self._snapshot.size)
        mask[hits.documents] = True
        scores[hits.documents] = self._bm25f(field, hits) * boost
        return Found(mask, scores)

    def _bm25f(self, field: str, hits: Hits) -> NDArray[np.float64]:
        idf = math.log(self._snapshot.size / (hits.documents.size + 1)) + 1 if self._snapshot.size else 0.0
        lengths = LENGTHS[self._snapshot.columns.lengths[field][hits.documents]]
        average = self._snapshot.average_lengths[field] or 1.0
        frequencies = hits.frequencies.astype(np.float64)
        scores: NDArray[np.float64] = idf * (
            frequencies * (K1 + 1) / (frequencies + K1 * ((1 - B) + B * lengths / average))
        )
        return scores

    def _together(self, tree: Together) -> Found:
        lists = [self._hits(tree.fieldname, word.terms_of_word) for word in tree.words]
        name = ("together", tree.fieldname, tree.near, tuple(word.terms_of_word for word in tree.words))
        hits = self._snapshot.remembered(name, lambda: self._standing(tree, lists))
        mask = np.zeros(self._snapshot.size, dtype=np.bool_)
        mask[hits.documents] = True
        scores = np.zeros(self._snapshot.size)
        for one in lists:
            scores[one.documents] += self._bm25f(tree.fieldname, one) * tree.boost
        return Found(mask, np.where(mask, scores, 0.0))

    def _standing(self, tree: Together, lists: Sequence[Hits]) -> Hits:
        """Return the documents in which the words stand together, and how often."""
        common = self._snapshot.live.copy()
        for hits in lists:
            present = np.zeros(self._snapshot.size, dtype=np.bool_)
            present[hits.documents] = True
            common &= present
        documents = np.flatnonzero(common)
        places = [self._places(word, documents) for word in tree.words]
        if tree.near is None:
            pairs = zip(tree.words, tree.words[1:], strict=False)
            found = standing_together(places, [word.terms_of_word == after.terms_of_word for word, after in pairs])
        else:
            found = standing_near(places, tree.near)
        where, often = np.unique(found >> 32, return_counts=True)
        return Hits(where, often.astype(np.float32))

    def _places(self, word: Forms, documents: NDArray[np.int64]) -> NDArray[np.int64]:
        self._check()
        found = [self._snapshot.positions(word.fieldname, term, documents) for term in word.terms_of_word]
        return np.unique(np.concatenate(found)) if len(found) > 1 else found[0]

    def _all(self, parts: Sequence[Found]) -> Found:
        mask = np.ones(self._snapshot.size, dtype=np.bool_)
        scores = np.zeros(self._snapshot.size)
        for part in parts:
            mask &= part.mask
            scores += part.scores
        return Found(mask, np.where(mask, scores, 0.0))

    def _any(self, parts: Sequence[Found]) -> Found:
        mask = np.zeros(self._snapshot.size, dtype=np.bool_)
        scores = np.zeros(self._snapshot.size)
        for part in parts:
            mask |= part.mask
            scores += part.scores
        return Found(mask, scores)


def expansion(snapshot: Snapshot, tree: StartsWith | Similar) -> tuple[str, ...]:
    """Return the terms of the words that a prefix or a misspelt word stands for."""
    if isinstance(tree, Similar):
        found = snapshot.similar_words(tree.text, tree.maxdist)
        return tuple(dict.fromkeys(term for entry in found for term in entry.terms))
    entries = list(snapshot.words(tree.text))
    if tree.limit and len(entries) > tree.limit:
        entries = sorted(entries, key=lambda entry: -entry.occurrences)[: tree.limit]
    return tuple(dict.fromkeys((*tree.also, *(term for entry in entries for term in entry.terms))))
