"""Make one segment of several, without their deleted documents: only arrays are read and written, no text."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search import columns
from search.codec.arrays import ArrayWriter
from search.codec.build import DOCS, POSTINGS, Written, write_lengths, write_words
from search.codec.postings import FieldPostings, Inverted, Numbers, PostingsWriter, ranges
from search.codec.reading import SegmentFiles
from search.codec.terms import SortedStrings, write_strings
from search.schema import STORED_FACETS, WORD_FIELDS

POSTINGS_AT_ONCE = 1 << 18
"""Postings that are held in memory, of about 100 bytes each, unless one term has more."""
_MOST_TERMS = 1 << 16


@dataclass(frozen=True, slots=True)
class Part:
    """A segment to be merged: which of its documents are kept, and the number each has in the new segment."""

    files: SegmentFiles
    kept: NDArray[np.bool_]
    numbers: Numbers


class MergeStoppedError(Exception):
    """The merge was cancelled; nothing of it is of use."""


def merge(sources: Sequence[tuple[SegmentFiles, Sequence[int]]], stem: Path, cancel: threading.Event) -> Written:
    """Write segments, each with its deleted documents, as one. Raises MergeStoppedError soon after `cancel` is set."""
    parts = _parts(sources)
    with ArrayWriter(stem.with_name(stem.name + DOCS)) as docs:
        written = _write_documents(docs, parts)
        docs.write()
    with ArrayWriter(stem.with_name(stem.name + POSTINGS)) as postings:
        _write_postings(postings, parts, cancel)
        postings.write()
    return written


def _parts(sources: Sequence[tuple[SegmentFiles, Sequence[int]]]) -> list[Part]:
    parts, base = [], 0
    for files, deleted in sources:
        kept = np.ones(files.documents, dtype=np.bool_)
        kept[np.array(deleted, dtype=np.int64)] = False
        parts.append(Part(files, kept, np.cumsum(kept) - 1 + base))
        base += int(kept.sum())
    return parts


def _write_documents(writer: ArrayWriter, parts: Sequence[Part]) -> Written:
    totals = {}
    for field in WORD_FIELDS:
        counts = np.concatenate([part.files.docs[f"{field}.words"][part.kept] for part in parts])
        write_lengths(writer, field, counts)
        totals[field] = int(counts.sum())
    keys = np.concatenate([part.files.docs["keys"][part.kept] for part in parts])
    dates = np.concatenate([part.files.docs["dates"][part.kept] for part in parts])
    columns.write(writer, keys, dates, {name: _facet(name, parts) for name in STORED_FACETS})
    writer.info = {"documents": int(keys.size), "lengths": totals}
    return Written(int(keys.size), totals, ())


def _facet(name: str, parts: Sequence[Part]) -> columns.Facet:
    known: dict[str, int] = {}
    owners, codes = [], []
    for part in parts:
        values = json.loads(bytes(part.files.docs[f"{name}.values"]))
        its_owners = part.files.docs[f"{name}.owners"]
        kept = part.kept[its_owners]
        its_codes = part.files.docs[f"{name}.codes"][kept]
        renumbered = np.zeros(len(values), dtype=np.int32)
        for code in np.unique(its_codes).tolist():
            renumbered[code] = known.setdefault(values[code], len(known))
        owners.append(part.numbers[its_owners[kept]].astype(np.int32))
        codes.append(renumbered[its_codes])
    return columns.Facet(np.concatenate(owners), np.concatenate(codes), tuple(known))


def _write_postings(writer: ArrayWriter, parts: Sequence[Part], cancel: threading.Event) -> None:
    terms, ranks = _united([part.files.terms for part in parts])
    write_strings(writer, "terms", terms)
    for field in WORD_FIELDS:
        postings = PostingsWriter(writer, field)
        sources = [(part, of, its) for part, its in zip(parts, ranks, strict=True) if (of := part.files.field(field))]
        for low, high in _stretches(
            [(of.counts(0, len(part.files.terms)), its) for part, of, its in sources], len(terms)
        ):
            if cancel.is_set():
                raise MergeStoppedError
            postings.add(_inverted([_taken(*source, low, high) for source in sources], high - low))
        postings.close()
    _write_words(writer, parts, ranks)
    writer.info = {"fields": list(WORD_FIELDS)}


def _united(lists: Sequence[SortedStrings]) -> tuple[list[bytes], list[Numbers]]:
    """Return all strings of some lists, sorted, and for each list the places of its strings among them."""
    every = [list(one.each()) for one in lists]
    united = sorted(set().union(*every))
    places = {string: place for place, string in enumerate(united)}
    return united, [np.fromiter((places[string] for string in one), dtype=np.int64, count=len(one)) for one in every]


def _stretches(sources: Sequence[tuple[Numbers, Numbers]], terms: int) -> Iterator[tuple[int, int]]:
    """Cut the terms into stretches of so many postings, given the counts of each source's terms and their ranks."""
    counts = np.zeros(terms, dtype=np.int64)
    for its_counts, ranks in sources:
        counts[ranks] += its_counts
    ends = np.cumsum(counts)
    low = 0
    while low < terms:
        before = int(ends[low - 1]) if low else 0
        high = int(np.searchsorted(ends, before + POSTINGS_AT_ONCE, side="right"))
        high = min(max(high, low + 1), low + _MOST_TERMS, terms)
        yield low, high
        low = high


@dataclass(frozen=True, slots=True)
class _Taken:
    ranks: Numbers
    documents: Numbers
    frequencies: Numbers
    positions: Numbers


def _taken(part: Part, postings: FieldPostings, ranks: Numbers, low: int, high: int) -> _Taken:
    """Return a segment's postings of the terms of these ranks, counted from `low`, with their new documents."""
    first, beyond = np.searchsorted(ranks, (low, high)).tolist()
    documents = postings.documents(first, beyond)
    frequencies = postings.frequencies(first, beyond)
    positions = postings.all_positions(first, beyond)
    of_each = np.repeat(ranks[first:beyond] - low, postings.counts(first, beyond))
    kept = part.kept[documents]
    if not kept.all():
        positions = positions[np.repeat(kept, frequencies)]
        documents, frequencies, of_each = documents[kept], frequencies[kept], of_each[kept]
    return _Taken(of_each, part.numbers[documents], frequencies, positions)


def _inverted(taken: Sequence[_Taken], terms: int) -> Inverted:
    ranks = np.concatenate([one.ranks for one in taken])
    order = np.argsort(ranks.astype(np.uint16), kind="stable")
    frequencies = np.concatenate([one.frequencies for one in taken])
    starts = np.cumsum(frequencies) - frequencies
    sorted_frequencies = frequencies[order]
    positions = np.concatenate([one.positions for one in taken])
    return Inverted(
        np.bincount(ranks, minlength=terms),
        np.concatenate([one.documents for one in taken])[order],
        sorted_frequencies,
        positions[ranges(starts[order], sorted_frequencies)],
    )


def _write_words(writer: ArrayWriter, parts: Sequence[Part], ranks: Sequence[Numbers]) -> None:
    united, places = _united([part.files.words for part in parts])
    often = np.zeros(len(united), dtype=np.int64)
    terms: list[set[int]] = [set() for _ in united]
    for part, its_places, its_ranks in zip(parts, places, ranks, strict=True):
        words = part.files.words
        often[its_places] += words.occurrences
        for place, of in zip(its_places.tolist(), words.terms_of_each(its_ranks), strict=True):
            terms[place].update(of)
    write_words(writer, united, often, [sorted(of) for of in terms])
