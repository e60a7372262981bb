"""Evaluate a query tree over arrays: which documents match, and how well.

Scores are BM25F as Whoosh computes it (B 0.75, K1 1.2): a word's score is the sum over its fields, a phrase's the sum
over its words. Where Whoosh gives a prefix, a pattern or a misspelt word a constant score, here it counts as one word
with all its forms; so does a word whose terms differ from language to language.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from whoosh import query
from whoosh.util.numeric import byte_to_length

from search.errors import CancelledSearch
from search.leaves import Leaf, Leaves, Row, words_of
from search.postings import Documents, Hits, Scores
from search.sets import SHORT, Found, Mask, among, common, less, united
from search.snapshot import Snapshot
from search.tree import Like, Optional, Select

B = 0.75
K1 = 1.2
LENGTHS = np.array([byte_to_length(code) for code in range(256)], dtype=np.float64)


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
        self.leaves = Leaves(snapshot, self._check)
        self._snapshot = snapshot
        self._size = snapshot.size
        self._select = select
        self._like = like
        self._cancel = cancel
        self._matching: dict[int, tuple[query.Query, Documents]] = {}
        self._words_like: dict[str, query.Query | None] = {}

    def evaluate(self, tree: query.Query | None) -> Found:
        """Return what matches a tree, deleted documents included, with scores."""
        documents = self.matching(tree)
        return Found(documents, self.scores(tree, documents))

    def matching(self, tree: query.Query | None) -> Documents:
        """Return the documents that match a tree, deleted ones included; none match None."""
        if tree is None:
            return np.empty(0, dtype=np.int64)
        if id(tree) not in self._matching:
            self._check()
            self._matching[id(tree)] = tree, self._found(tree)
        return self._matching[id(tree)][1]

    def _found(self, tree: query.Query) -> Documents:
        if isinstance(tree, Leaf):
            return self.leaves.documents(tree)
        if isinstance(tree, Select):
            return np.flatnonzero(self._select(tree))
        if isinstance(tree, Like):
            return self.matching(self._words_of(tree))
        if isinstance(tree, query.And | query.Not | Optional):
            return self._all(tree.subqueries if isinstance(tree, query.And) else [tree])
        if isinstance(tree, query.Or):
            return united([self.matching(one) for one in tree.subqueries], self._size)
        raise TypeError(f"no such query: {tree!r}")

    def _all(self, trees: Sequence[query.Query]) -> Documents:
        wanted = [self.matching(tree) for tree in trees if not isinstance(tree, query.Not | Optional)]
        found = common(wanted, self._size) if wanted else np.arange(self._size)
        for tree in trees:
            if isinstance(tree, query.Not):
                found = less(found, self.matching(tree.query), self._size)
        return found

    def _words_of(self, tree: Like) -> query.Query | None:
        if tree.key not in self._words_like:
            self._words_like[tree.key] = self._like(tree)
        return self._words_like[tree.key]

    def _check(self) -> None:
        if self._cancel is not None and self._cancel.is_set():
            raise CancelledSearch("The search was cancelled.")

    def scores(self, tree: query.Query | None, documents: Documents) -> Scores:
        """Return how well each of some documents matches a tree; 0 where it does not, or the tree only filters."""
        self._check()
        if isinstance(tree, Row | query.And):
            return self._scores_of_matching(tree, documents)
        if isinstance(tree, Leaf):
            return self._word_scores(tree.fieldname, self.leaves.hits(tree), documents) * float(tree.boost)
        if isinstance(tree, Like):
            return self.scores(self._words_of(tree), documents)
        if isinstance(tree, Optional):
            return self.scores(tree.word, documents)
        parts = tree.subqueries if isinstance(tree, query.Or) else ()
        return self._added(parts, documents)

    def _added(self, trees: Sequence[query.Query], documents: Documents) -> Scores:
        scores = np.zeros(documents.size)
        for tree in trees:
            if not isinstance(tree, Select | query.Not):
                scores += self.scores(tree, documents)
        return scores

    def _scores_of_matching(self, tree: query.And | Row, documents: Documents) -> Scores:
        """Return the scores of what only scores where all of it matches."""
        inside = among(self.matching(tree), documents, self._size)
        kept = documents if inside.all() else documents[inside]
        if isinstance(tree, Row):
            found = np.zeros(kept.size)
            for word in words_of(tree):
                found += self._word_scores(tree.fieldname, self.leaves.hits(word), kept)
            found *= float(tree.boost)
        else:
            found = self._added(tree.subqueries, kept)
        if kept is documents:
            return found
        scores = np.zeros(documents.size)
        scores[inside] = found
        return scores

    def _word_scores(self, field: str, hits: Hits, documents: Documents) -> Scores:
        """Return the score of a word in some documents."""
        rarity = self.idf(hits)
        if hits.documents is documents:
            return self._bm25f(field, hits, rarity)
        if documents.size * SHORT < hits.documents.size:
            at = np.minimum(np.searchsorted(hits.documents, documents), hits.documents.size - 1)
            here = hits.documents[at] == documents
            scores = np.zeros(documents.size)
            scores[here] = self._bm25f(field, Hits(documents[here], hits.frequencies[at[here]]), rarity)
            return scores
        laid_out = np.zeros(self._size)
        laid_out[hits.documents] = self._bm25f(field, hits, rarity)
        return laid_out[documents]

    def _bm25f(self, field: str, hits: Hits, idf: float) -> Scores:
        average = self._snapshot.average_lengths[field] or 1.0
        damping = (K1 * ((1 - B) + B * LENGTHS / average))[self._snapshot.columns.lengths[field][hits.documents]]
        scores: Scores = idf * (K1 + 1) * hits.frequencies / (hits.frequencies + damping)
        return scores

    def idf(self, hits: Hits) -> float:
        """Return how much a word tells that stands in these documents."""
        return math.log(max(1, self._snapshot.size) / (hits.documents.size + 1)) + 1


def scored_leaves(tree: query.Query | None) -> Iterator[Leaf]:
    """Yield the words and phrases of a tree that add to a score."""
    if isinstance(tree, Leaf):
        yield tree
    elif isinstance(tree, query.And | query.Or):
        for one in tree.subqueries:
            yield from scored_leaves(one)
