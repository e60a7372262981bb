"""Documents found, as arrays: all of several, any of them, some without others.

Documents are whole numbers below the size of the index, rising. Where a list is short against another its documents are
looked up in that, else both are laid out over the whole index.
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


def among(within: Documents, wanted: Documents, size: int) -> Mask:
    """Say of each of some documents whether it is one of a list, in the quicker way."""
    if within is wanted:
        return np.ones(wanted.size, dtype=np.bool_)
    return contains(within, wanted) if wanted.size * SHORT < within.size else laid_out(within, size)[wanted]


def common(lists: Sequence[Documents], size: int) -> Documents:
    """Return the documents that stand in every list."""
    ordered = sorted(lists, key=len)
    documents = ordered[0]
    for other in ordered[1:]:
        documents = documents[among(other, documents, size)]
    return documents


def united(lists: Sequence[Documents], size: int) -> Documents:
    """Return the documents that stand in some list."""
    kept = [documents for documents in lists if documents.size]
    if len(kept) < 2:
        return kept[0] if kept else np.empty(0, dtype=np.int64)
    if sum(documents.size for documents in kept) * SHORT < size:
        return distinct(np.concatenate(kept))
    present = np.zeros(size, dtype=np.bool_)
    for documents in kept:
        present[documents] = True
    return np.flatnonzero(present)


def less(documents: Documents, denied: Documents, size: int) -> Documents:
    """Return documents without some others."""
    return documents[~among(denied, documents, size)]
