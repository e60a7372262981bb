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
_AT_ONCE = 1 << 19


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
    entries = _entries(texts, meanings, ranks)
    entries.sort()
    # In place from here on: there are as many of them as words in all the texts.
    positions = (entries & np.uint64(_LAST_POSITION)).astype(np.int32)
    entries >>= np.uint64(POSITION_BITS)
    begins = np.ones(entries.size, dtype=np.bool_)
    np.not_equal(entries[1:], entries[:-1], out=begins[1:])
    firsts = np.flatnonzero(begins)
    postings = entries[firsts].astype(np.int64)
    counts = np.bincount(postings >> DOCUMENT_BITS, minlength=terms)
    frequencies = np.diff(firsts, append=entries.size)
    return Inverted(counts, postings & (MOST_DOCUMENTS - 1), frequencies, positions)


def _entries(texts: Texts, meanings: Meanings, ranks: Numbers) -> NDArray[np.uint64]:
    """Return `rank | document | position` for each place where a term stands, put together some documents at a time."""
    term_counts = np.diff(meanings.term_starts)
    total = int(np.bincount(texts.runs, minlength=term_counts.size) @ term_counts) if texts.runs.size else 0
    entries, filled = np.empty(total, dtype=np.uint64), 0
    ends = np.cumsum(texts.counts)
    first = 0
    while first < texts.counts.size:
        start = int(ends[first] - texts.counts[first])
        beyond = max(first + 1, int(np.searchsorted(ends, start + _AT_ONCE, side="right")))
        runs = texts.runs[start : int(ends[beyond - 1])].astype(np.int64)
        some = _some_entries(runs, texts.counts[first:beyond], first, meanings, ranks)
        entries[filled : filled + some.size] = some
        filled += some.size
        first = beyond
    return entries


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
    entries: NDArray[np.int64] = ranks[meanings.terms[at]] << DOCUMENT_BITS | np.repeat(documents, term_counts)
    return (entries << POSITION_BITS | where).view(np.uint64)
