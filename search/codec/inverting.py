"""From texts as numbers to postings, by sorting whole numbers: term, document and position in one each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.codec.lexicon import Meanings
from search.codec.postings import Inverted, Numbers, ranges

POSITION_BITS = 24
DOCUMENT_BITS = 18
MOST_DOCUMENTS = 1 << DOCUMENT_BITS
"""Documents that are inverted at once, at most."""
MOST_TERMS = 1 << (64 - DOCUMENT_BITS - POSITION_BITS)
_LAST_POSITION = (1 << POSITION_BITS) - 1
_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True)
class Texts:
    """One field of some documents: the numbers of their runs one after the other, and how many each document has."""

    runs: NDArray[np.uint32]
    counts: Numbers


def lengths(texts: Texts, meanings: Meanings) -> Numbers:
    """Return the number of tokens of each document."""
    ends = np.cumsum(meanings.tokens[texts.runs])
    totals = np.concatenate(([0], ends))[np.concatenate(([0], np.cumsum(texts.counts)))]
    return np.diff(totals)


def invert(texts: Texts, meanings: Meanings, ranks: Numbers, terms: int) -> Inverted:
    """Return the postings of texts; `ranks` gives each term its place among the `terms` of the segment.

    Raises ValueError where there are too many terms or documents for one number to hold both and a position.
    """
    if terms > MOST_TERMS or texts.counts.size > MOST_DOCUMENTS:
        raise ValueError(f"{texts.counts.size} documents of {terms} terms are too many for one segment")
    entries = np.concatenate([np.empty(0, dtype=np.uint64), *_entries(texts, meanings, ranks)])
    entries.sort()
    places = entries >> np.uint64(POSITION_BITS)
    firsts = np.flatnonzero(np.diff(places, prepend=np.uint64((1 << 64) - 1)) != 0)
    postings = places[firsts]
    counts = np.bincount((postings >> np.uint64(DOCUMENT_BITS)).astype(np.int64), minlength=terms)
    documents = (postings & np.uint64(MOST_DOCUMENTS - 1)).astype(np.int64)
    frequencies = np.diff(firsts, append=entries.size)
    positions = (entries & np.uint64(_LAST_POSITION)).astype(np.int64)
    return Inverted(counts, documents, frequencies, positions)


def _entries(texts: Texts, meanings: Meanings, ranks: Numbers) -> list[NDArray[np.uint64]]:
    """Return `rank | document | position` for each place where a term stands, some documents at a time."""
    found = []
    ends = np.cumsum(texts.counts)
    first = 0
    while first < texts.counts.size:
        start = int(ends[first] - texts.counts[first])
        beyond = max(first + 1, int(np.searchsorted(ends, start + _AT_ONCE, side="right")))
        runs = texts.runs[start : int(ends[beyond - 1])].astype(np.int64)
        found.append(_some_entries(runs, texts.counts[first:beyond], first, meanings, ranks))
        first = beyond
    return found


def _some_entries(runs: Numbers, counts: Numbers, first: int, meanings: Meanings, ranks: Numbers) -> NDArray[np.uint64]:
    tokens = meanings.tokens[runs]
    before = np.cumsum(tokens) - tokens
    begins = np.cumsum(counts) - counts
    begun = np.where(counts > 0, before[np.minimum(begins, max(0, runs.size - 1))], 0) if runs.size else counts
    positions = before - np.repeat(begun, counts)
    documents = np.repeat(np.arange(first, first + counts.size), counts)
    term_counts = meanings.term_starts[runs + 1] - meanings.term_starts[runs]
    at = ranges(meanings.term_starts[runs], term_counts)
    where = np.minimum(np.repeat(positions, term_counts) + meanings.offsets[at], _LAST_POSITION)
    entries = (ranks[meanings.terms[at]] << DOCUMENT_BITS | np.repeat(documents, term_counts)) << POSITION_BITS | where
    return entries.astype(np.uint64)
