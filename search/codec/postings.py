"""The postings of one field: for each term the documents it stands in, how often, and where.

Of a term's rising document numbers the steps are kept, from -1 on, a byte each; a frequency has a byte, a position two.
What does not fit (0 among steps and frequencies, 65,535 among positions) stands in a list of its own.

    starts      where the postings of each term begin; one more than there are terms
    steps       document number less the one before; `far` holds the large ones, `far_starts` where each term's begin
    frequencies how often; `often` holds the large ones, `often_at` their places among all postings
    positions   rising within a document; `high` holds the large ones, `high_at` their places among all positions;
                `position_starts` where the positions of each term begin
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.codec.arrays import Array, ArrayWriter, narrowest

Numbers = NDArray[np.int64]
HIGH = 0xFFFF
LARGEST_STEP = 0xFF
_NONE = np.empty(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Inverted:
    """Postings sorted by term and document: `counts` says how many each term has, from the first of them on.

    `positions` are those of the postings one after the other, `frequencies` of them each; None where none are kept.
    """

    counts: Numbers
    documents: Numbers
    frequencies: Numbers
    positions: NDArray[np.int32] | Numbers | None


class PostingsWriter:
    """Writes the postings of a field, some terms at a time, in the order of the terms."""

    def __init__(self, writer: ArrayWriter, field: str) -> None:
        self._writer = writer
        self._field = field
        self._counts: list[Numbers] = []
        self._far_counts: list[Numbers] = []
        self._position_counts: list[Numbers] = []
        self._postings = 0
        self._positions = 0

    def add(self, some: Inverted) -> None:
        """Write the postings of the next terms."""
        starts = _starts(some.counts)
        self._add_documents(some, starts)
        self._add_frequencies(some.frequencies)
        self._counts.append(some.counts)
        self._postings += some.documents.size
        if some.positions is not None:
            occurrences = _starts(some.frequencies)
            self._position_counts.append(np.diff(occurrences[starts]))
            self._add_positions(some.positions)

    def close(self) -> None:
        """Write where each term's postings begin."""
        if not self._counts:
            self.add(Inverted(_NONE, _NONE, _NONE, _NONE))
        self._append_starts("starts", self._counts)
        self._append_starts("far_starts", self._far_counts)
        if self._position_counts:
            self._append_starts("position_starts", self._position_counts)

    def _append_starts(self, name: str, counts: list[Numbers]) -> None:
        starts = _starts(np.concatenate(counts) if counts else np.empty(0, dtype=np.int64))
        self._append(name, starts, narrowest(int(starts[-1])))

    def _append(self, name: str, piece: Array, dtype: str) -> None:
        self._writer.append(f"{self._field}.{name}", piece, dtype)

    def _add_documents(self, some: Inverted, starts: Numbers) -> None:
        steps = np.diff(some.documents, prepend=-1)
        firsts = starts[:-1][some.counts > 0]
        steps[firsts] = some.documents[firsts] + 1
        is_far = steps > LARGEST_STEP
        self._far_counts.append(np.diff(_starts(is_far)[starts]))
        self._append("far", steps[is_far], "<u4")
        self._append("steps", np.where(is_far, 0, steps), "u1")

    def _add_frequencies(self, frequencies: Numbers) -> None:
        at = np.flatnonzero(frequencies > LARGEST_STEP)
        self._append("often", frequencies[at], "<u4")
        self._append("often_at", at + self._postings, "<u8")
        self._append("frequencies", np.where(frequencies > LARGEST_STEP, 0, frequencies), "u1")

    def _add_positions(self, positions: NDArray[np.int32] | Numbers) -> None:
        at = np.flatnonzero(positions >= HIGH)
        self._append("high", positions[at], "<u4")
        self._append("high_at", at + self._positions, "<u8")
        self._append("positions", np.minimum(positions, HIGH), "<u2")
        self._positions += positions.size


class FieldPostings:
    """The postings of a field, read out of the mapped file a term at a time; terms are given by their numbers."""

    def __init__(self, arrays: Mapping[str, Array], field: str) -> None:
        self._starts = arrays[f"{field}.starts"]
        self._steps = arrays[f"{field}.steps"]
        self._far_starts = arrays[f"{field}.far_starts"]
        self._far = arrays[f"{field}.far"]
        self._frequencies = arrays[f"{field}.frequencies"]
        self._often = arrays[f"{field}.often"]
        self._often_at = arrays[f"{field}.often_at"]
        self.has_positions = f"{field}.position_starts" in arrays
        if self.has_positions:
            self._position_starts = arrays[f"{field}.position_starts"]
            self._positions = arrays[f"{field}.positions"]
            self._high = arrays[f"{field}.high"]
            self._high_at = arrays[f"{field}.high_at"]

    def count(self, term: int) -> int:
        """Return the number of documents a term stands in."""
        return int(self._starts[term + 1]) - int(self._starts[term])

    def counts(self, first: int, beyond: int) -> Numbers:
        """Return the numbers of documents of the terms from one to before another."""
        starts = self._starts[first : beyond + 1].astype(np.int64)
        return starts[1:] - starts[:-1]

    def documents(self, first: int, beyond: int | None = None) -> Numbers:
        """Return the documents of a term, rising, or of all terms from one to before another, one after the other."""
        beyond = first + 1 if beyond is None else beyond
        start, end = int(self._starts[first]), int(self._starts[beyond])
        documents = self._steps[start:end].astype(np.int64)
        far, far_end = int(self._far_starts[first]), int(self._far_starts[beyond])
        if far_end > far:
            documents[documents == 0] = self._far[far:far_end]
        np.cumsum(documents, out=documents)
        documents -= 1
        if beyond > first + 1 and end > start:
            starts = self._starts[first : beyond + 1].astype(np.int64) - start
            ends = starts[1:-1]
            before = np.zeros(beyond - first, dtype=np.int64)
            before[1:] = np.where(ends > 0, documents[ends - 1] + 1, 0)
            documents -= np.repeat(before, np.diff(starts))
        return documents

    def frequencies(self, first: int, beyond: int | None = None) -> Numbers:
        """Return how often the term stands in each of its documents; of several terms as `documents`."""
        start, end = int(self._starts[first]), int(self._starts[first + 1 if beyond is None else beyond])
        frequencies = self._frequencies[start:end].astype(np.int64)
        if self._often_at.size:
            low, high = np.searchsorted(self._often_at, (start, end))
            frequencies[self._often_at[low:high].astype(np.int64) - start] = self._often[low:high]
        return frequencies

    def gathered(self, terms: Numbers) -> tuple[Numbers, Numbers]:
        """Return the documents and frequencies of some terms, given rising, one term after the other."""
        counts = self._counts_of(terms)
        ends = np.cumsum(counts)
        at = ranges(self._starts[terms].astype(np.int64), counts)
        documents = self._steps[at].astype(np.int64)
        if not documents.size:
            return documents, documents
        far_starts = self._far_starts[terms].astype(np.int64)
        far_counts = self._far_starts[terms + 1].astype(np.int64) - far_starts
        documents[documents == 0] = self._far[ranges(far_starts, far_counts)]
        np.cumsum(documents, out=documents)
        before = np.zeros(terms.size, dtype=np.int64)
        before[1:] = np.where(ends[:-1] > 0, documents[ends[:-1] - 1], 0)
        documents -= np.repeat(before + 1, counts)
        return documents, self._at_places(at)

    def _at_places(self, at: Numbers) -> Numbers:
        frequencies = self._frequencies[at].astype(np.int64)
        if self._often_at.size:
            cut = np.flatnonzero(frequencies == 0)
            frequencies[cut] = self._often[np.searchsorted(self._often_at, at[cut].astype(np.uint64))]
        return frequencies

    def places(self, terms: Numbers, begins: Numbers) -> Numbers:
        """Return `begins[document] + position` wherever some terms, given rising, stand, one term after the other.

        Documents whose beginning is below zero are left out.
        """
        documents, frequencies = self.gathered(terms)
        starts = self._position_starts[terms].astype(np.int64)
        totals = self._position_starts[terms + 1].astype(np.int64) - starts
        before = starts - (np.cumsum(totals) - totals)
        first = np.cumsum(frequencies) - frequencies + np.repeat(before, self._counts_of(terms))
        begun = begins[documents]
        chosen = np.flatnonzero(begun >= 0)
        if chosen.size < documents.size:
            frequencies, first, begun = frequencies[chosen], first[chosen], begun[chosen]
        at = ranges(first, frequencies)
        return np.repeat(begun, frequencies) + self._raised(self._positions[at].astype(np.int64), at)

    def _counts_of(self, terms: Numbers) -> Numbers:
        return self._starts[terms + 1].astype(np.int64) - self._starts[terms].astype(np.int64)

    def all_positions(self, first: int, beyond: int) -> Numbers:
        """Return the positions of all terms from one to before another."""
        begin, end = int(self._position_starts[first]), int(self._position_starts[beyond])
        return self._raised(self._positions[begin:end].astype(np.int64), np.arange(begin, end))

    def _raised(self, positions: Numbers, at: Numbers) -> Numbers:
        """Put the large ones in among positions that stand at these places."""
        if self._high_at.size:
            cut = np.flatnonzero(positions == HIGH)
            positions[cut] = self._high[np.searchsorted(self._high_at, at[cut].astype(np.uint64))]
        return positions


def _starts(counts: NDArray[np.int64] | NDArray[np.bool_]) -> Numbers:
    starts = np.zeros(counts.size + 1, dtype=np.int64)
    np.cumsum(counts, out=starts[1:])
    return starts


def distinct(numbers: Numbers) -> Numbers:
    """Return the different ones of some numbers, rising, as `np.unique`, which first loads what takes 25 ms."""
    ordered = np.sort(numbers)
    return ordered[np.flatnonzero(np.diff(ordered, prepend=ordered[:1] - 1))]


def ranges(firsts: Numbers, lengths: Numbers) -> Numbers:
    """Return first, first + 1, ... for each of some stretches, one after the other."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if ends.size else 0
    at: Numbers = np.arange(total) + np.repeat(firsts - (ends - lengths), lengths)
    return at
