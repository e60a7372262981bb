"""More like this: the words that tell a document best from all others, to be looked for together."""

from __future__ import annotations

import math
from collections.abc import Iterator
from heapq import nlargest
from itertools import chain
from typing import NamedTuple

import numpy as np

from corpus import Document
from search.analysis import Analyzer, runs
from search.schema import WORD_FIELDS
from search.sets import Mask
from search.snapshot import Snapshot

COMMON_SHARE = 0.1
COMMON_COUNT = 10
"""A word in more documents than this, and in more than that share of them, tells nothing."""

IN_TITLE = 2
"""Occurrences in the text that one in the title is worth."""

SATURATION = 8
"""Occurrences at which a word has half of what it can ever weigh."""

FEWEST_OF_SOURCE = 20
"""Documents of a source from which it shows what stands in all of them."""

WEIGHTS = {"text": 1.0, "title": 0.5}
"""How much a word of the document counts where it stands in another one."""


class _Term(NamedTuple):
    worth: float
    term: str
    weight: float


def like_terms(snapshot: Snapshot, document: Document, limit: int = 25) -> tuple[tuple[str, str, float], ...]:
    """Return `(field, term, weight)` for the at most `limit` terms that tell a document best, each in every field.

    A weighted OR over them finds what is about the same matter: a term weighs the more the oftener it stands in the
    document, and is chosen for being rare elsewhere besides, which a score sees to by itself. What most documents of
    the same source have, its own name and those of its press officers, tells little. Numbers tell nothing.
    """
    candidates = nlargest(3 * limit, _rare_terms(snapshot, document))
    own = _of_same_source(snapshot, document)
    chosen = nlargest(limit, (_among_own(snapshot, one, own) for one in candidates))
    return tuple(
        (field, one.term, one.weight * WEIGHTS[field])
        for one in chosen
        for field in WORD_FIELDS
        if one.weight > 0 and snapshot.frequency(field, one.term)
    )


def _rare_terms(snapshot: Snapshot, document: Document) -> Iterator[_Term]:
    """Yield the terms of a document that other documents have as well, but not many."""
    for term, count in _occurrences(snapshot, document).items():
        elsewhere = snapshot.frequency("text", term)
        if elsewhere < 2:
            elsewhere = max(elsewhere, snapshot.frequency("title", term))
        if 2 <= elsewhere <= max(COMMON_COUNT, snapshot.size * COMMON_SHARE):
            weight = count / (count + SATURATION)
            yield _Term(weight * math.log(snapshot.size / elsewhere), term, weight)


def _occurrences(snapshot: Snapshot, document: Document) -> dict[str, int]:
    """Return how often each term stands in a document, the title's counted as more."""
    analyzer = snapshot.analyzers.get(document.language) or Analyzer(document.language)
    text, _ = analyzer.positions(runs(document.text))
    title, _ = analyzer.positions(runs(document.title or ""))
    return {
        term: len(text.get(term, ())) + IN_TITLE * (term in title)
        for term in dict.fromkeys(chain(text, title))
        if len(term) > 1 and not term[0].isdigit()
    }


def _of_same_source(snapshot: Snapshot, document: Document) -> Mask:
    """Return which documents have a source in common with this one."""
    sources = snapshot.columns.facets["source"]
    wanted = np.array([value in document.source for value in sources.values], dtype=np.bool_)
    own = np.zeros(snapshot.size, dtype=np.bool_)
    if wanted.any():
        own[sources.owners[wanted[sources.codes]]] = True
    return own


def _among_own(snapshot: Snapshot, one: _Term, own: Mask) -> _Term:
    """Return a term with its weight lowered by the share of the other documents of the same source that have it."""
    others = max(FEWEST_OF_SOURCE, int(np.count_nonzero(own)) - 1)
    having = int(np.count_nonzero(own[snapshot.postings("text", one.term).documents])) - 1
    rest = (1 - max(0, having) / others) ** 2
    return _Term(one.worth * rest, one.term, one.weight * rest)
