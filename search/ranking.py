"""In which order hits come, and why: the query's words as a phrase in the title first, then BM25F, then the newest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from whoosh import query

from search.answers import Contribution, Explanation
from search.codec.postings import Numbers
from search.evaluate import Evaluation, scored_leaves
from search.leaves import Expanded, Leaf
from search.postings import Documents, Scores
from search.sets import Found, contains
from search.tree import Forms, Select, Together, Unfinished

TITLE_FIRST = 1e6
"""Added to the score by which a document is ranked whose title holds the query's words as they are written."""

_LATER = np.int64(1 << 62)


def in_title_as_written(evaluation: Evaluation, tree: query.Query | None) -> Documents:
    """Return the documents whose title holds the words of a query of two words or more as they follow each other."""
    words = _words_in_row(tree)
    if len(words) < 2:
        return np.empty(0, dtype=np.int64)
    return evaluation.matching(Together(words, near=None))


def _words_in_row(tree: query.Query | None) -> list[Forms]:
    """Return the words of a query in the title, none where it is not words and phrases side by side."""
    words: list[Forms] = []
    for part in _side_by_side(tree):
        if isinstance(part, Select | query.Not):
            continue
        leaf = next((leaf for leaf in scored_leaves(part) if leaf.fieldname == "title"), None)
        if isinstance(leaf, Forms) and _is_one_word(part):
            words.append(leaf)
        elif isinstance(leaf, Together) and leaf.near is None:
            words.extend(leaf.words)
        else:
            return []
    return words


def _side_by_side(tree: query.Query | None) -> Iterator[query.Query]:
    if tree is None:
        return
    if type(tree) is query.And:
        for one in tree.subqueries:
            yield from _side_by_side(one)
    else:
        yield tree


def _is_one_word(part: Any) -> bool:  # noqa: ANN401 - Whoosh's trees have no types
    if isinstance(part, Forms):
        return True
    ways = list(getattr(part, "subqueries", ()))
    fields = [one.fieldname for one in ways if isinstance(one, Forms)]
    return 0 < len(fields) == len(ways) == len(set(fields))


def with_titles_first(found: Found, first: Documents) -> Scores:
    """Return the scores by which documents found are ranked, those of `first` before all others."""
    if not first.size:
        return found.scores
    return np.where(contains(first, found.documents), found.scores + TITLE_FIRST, found.scores)


def newest(dates: Numbers) -> Numbers:
    """Return numbers by which documents are sorted that are given rising, with their dates: the newest is largest.

    Of the same date the one that came in first is the larger; undated ones are the smallest.
    """
    return dates * (1 << 32) - np.arange(dates.size)


def oldest(dates: Numbers) -> Numbers:
    """Return numbers as `newest`, for the oldest first; undated ones are still last."""
    return np.where(dates == 0, -_LATER, -dates * (1 << 32)) - np.arange(dates.size)


def best(scores: Scores, then: Numbers, count: int) -> Numbers:
    """Return the places of the `count` best scores, best first; of equal scores those with the larger `then`."""
    kept = np.arange(scores.size)
    if scores.size > count:
        if count <= 0:
            return kept[:0]
        least = np.partition(scores, scores.size - count)[scores.size - count]
        above, equal = np.flatnonzero(scores > least), np.flatnonzero(scores == least)
        kept = np.concatenate((above, equal[latest(then[equal], count - above.size)]))
    return kept[np.lexsort((-then[kept], -scores[kept]))]


def latest(then: Numbers, count: int) -> Numbers:
    """Return the places of the `count` largest of different numbers, the largest first."""
    if count <= 0:
        return np.empty(0, dtype=np.int64)
    kept = np.argpartition(then, then.size - count)[then.size - count :] if then.size > count else np.arange(then.size)
    return kept[np.argsort(-then[kept])]


def explain(evaluation: Evaluation, tree: query.Query | None, number: int) -> Explanation:
    """Return what the score of one document is made of."""
    parts = [part for leaf in scored_leaves(tree) if (part := _contribution(evaluation, leaf, number)) is not None]
    first = contains(in_title_as_written(evaluation, tree), np.array([number]))
    return Explanation(sum(part.score for part in parts), bool(first[0]), tuple(parts))


def _contribution(evaluation: Evaluation, leaf: Leaf, number: int) -> Contribution | None:
    found = evaluation.evaluate(leaf)
    at = int(np.searchsorted(found.documents, number))
    if at == found.documents.size or found.documents[at] != number:
        return None
    if isinstance(leaf, Together | Unfinished):
        last = (leaf.last,) if isinstance(leaf, Unfinished) else ()
        words, frequency = " ".join(map(_named, (*leaf.words, *last))), 1
    else:
        words, frequency = _named(leaf), int(evaluation.leaves.hits(leaf).frequencies[at])
    score = float(found.scores[at])
    return Contribution(words, leaf.fieldname, frequency, int(found.documents.size), float(leaf.boost), score)


def _named(leaf: Forms | Expanded) -> str:
    return " / ".join(leaf.terms_of_word) if isinstance(leaf, Forms) else str(leaf.text)
