"""Documents found, as arrays: all of several, any of them, some without others.

Documents are whole numbers below the size of the index, rising, each with a score. Where a list is short against
another its documents are looked up in that, else both are laid out over the whole index.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.codec.postings import distinct
from search.postings import Documents, Scores

Mask = NDArray[np.bool_]

SHORT = 16
"""A list is short against one so many times as long: a document looked up costs as much as so many laid out."""


@dataclass(frozen=True, slots=True)
class Found:
    """Documents, rising, and the score of each."""

    documents: Documents
    scores: Scores

    def where(self, kept: Mask) -> Found:
        """Return those of the documents, in order, for which `kept` is true."""
        return Found(self.documents[kept], self.scores[kept])


def unscored(documents: Documents) -> Found:
    """Return documents that score nothing."""
    return Found(documents, np.zeros(documents.size))


def contains(within: Documents, wanted: Documents) -> Mask:
    """Say of each of some numbers whether it stands in a rising list, by looking it up."""
    if not within.size:
        return np.zeros(wanted.size, dtype=np.bool_)
    return np.asarray(within[np.minimum(np.searchsorted(within, wanted), within.size - 1)] == wanted)


def laid_out(documents: Documents, size: int) -> Mask:
    """Return for every document below `size` whether it is one of these."""
    mask = np.zeros(size, dtype=np.bool_)
    mask[documents] = True
    return mask


def common(lists: Sequence[Documents], size: int) -> Documents:
    """Return the documents that stand in every list."""
    ordered = sorted(lists, key=len)
    documents = ordered[0]
    for other in ordered[1:]:
        if documents.size * SHORT < other.size:
            documents = documents[contains(other, documents)]
        else:
            documents = documents[laid_out(other, size)[documents]]
    return documents


def all_of(parts: Sequence[Found], size: int) -> Found:
    """Return the documents that every part has, their scores added."""
    ordered = sorted(parts, key=lambda part: part.documents.size)
    found = ordered[0]
    for part in ordered[1:]:
        found = _both(found, part, size)
    return found


def _both(few: Found, many: Found, size: int) -> Found:
    if few.documents.size * SHORT < many.documents.size:
        at = np.searchsorted(many.documents, few.documents)
        at[at == many.documents.size] = 0
        kept = many.documents[at] == few.documents
        return Found(few.documents[kept], few.scores[kept] + many.scores[at[kept]])
    kept = laid_out(many.documents, size)[few.documents]
    scores = np.zeros(size)
    scores[many.documents] = many.scores
    documents = few.documents[kept]
    return Found(documents, few.scores[kept] + scores[documents])


def any_of(parts: Sequence[Found], size: int) -> Found:
    """Return the documents that some part has, their scores added."""
    kept = [part for part in parts if part.documents.size]
    if len(kept) < 2:
        return kept[0] if kept else unscored(np.empty(0, dtype=np.int64))
    total = sum(part.documents.size for part in kept)
    if total * SHORT < size:
        return _merged(kept)
    present = np.zeros(size, dtype=np.bool_)
    scores = np.zeros(size)
    for part in kept:
        present[part.documents] = True
        scores[part.documents] += part.scores
    documents = np.flatnonzero(present)
    return Found(documents, scores[documents])


def _merged(parts: Sequence[Found]) -> Found:
    every = np.concatenate([part.documents for part in parts])
    documents = distinct(every)
    scores = np.zeros(documents.size)
    np.add.at(scores, np.searchsorted(documents, every), np.concatenate([part.scores for part in parts]))
    return Found(documents, scores)


def raised(found: Found, more: Found, size: int) -> Found:
    """Return what was found, with the scores added that some of the documents have besides."""
    scores = np.zeros(size)
    scores[more.documents] = more.scores
    return Found(found.documents, found.scores + scores[found.documents])


def without(found: Found, denied: Documents, size: int) -> Found:
    """Return what was found without some documents."""
    if found.documents.size * SHORT < denied.size:
        return found.where(~contains(denied, found.documents))
    return found.where(~laid_out(denied, size)[found.documents])
