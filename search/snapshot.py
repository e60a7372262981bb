"""An index opened for reading: its segments, columns and word lists as of one manifest. It never changes."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus import Entry
from search.analysis import Analyzer
from search.codec.reading import SegmentFiles, Word, Words
from search.columns import Columns, places_of
from search.manifest import Manifest
from search.nearness import similar
from search.postings import Cache, Documents, Hits
from search.schema import WORD_FIELDS
from search.sets import Mask

Numbers = NDArray[np.int64]
MOST_ENTRIES = 20_000
"""Entries that are kept; about 20 MB."""

TermsOf = Callable[[SegmentFiles], Numbers]


@dataclass(frozen=True, slots=True)
class Part:
    """One segment, and the number of its first document."""

    files: SegmentFiles
    base: int

    def postings(self, field: str, term: str) -> Hits:
        """Return the documents of a term, counted over all segments, and how often it stands in each."""
        return self._hits(field, self.files.terms.find(term.encode()))

    def _hits(self, field: str, number: int | None) -> Hits:
        postings = self.files.field(field)
        if number is None or postings is None:
            return Hits.chain(())
        return Hits(postings.documents(number) + self.base, postings.frequencies(number))

    def places(self, field: str, terms: Numbers, begins: Numbers) -> Numbers:
        """Return `begins[document] + position` wherever terms stand, in any order; none that begin below zero."""
        postings = self.files.field(field)
        if postings is None or not terms.size:
            return np.empty(0, dtype=np.int64)
        return postings.places(terms, begins[self.base : self.base + self.size])

    @property
    def size(self) -> int:
        """Return the number of documents."""
        return self.files.documents

    def united(self, field: str, terms: Numbers) -> Hits:
        """Return the documents in which any of some terms stands, and how often they do together."""
        postings = self.files.field(field)
        if postings is None or not terms.size:
            return Hits.chain(())
        if terms.size == 1:
            return self._hits(field, int(terms[0]))
        documents, frequencies = postings.gathered(terms)
        often = np.bincount(documents, weights=frequencies, minlength=self.size)
        found = np.flatnonzero(often)
        return Hits(found + self.base, often[found].astype(np.int64))


class Snapshot:
    """What a search reads. Raises OSError and ValueError where the files are not as they should be."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        home = folder / manifest.generation
        self.manifest = manifest
        self.parts: list[Part] = []
        self._cache = Cache()
        self._entries: dict[str, Entry] = {}
        self._written_in: dict[frozenset[str], Mask] = {}
        base = 0
        for segment in manifest.segments:
            part = Part(SegmentFiles(home / segment.name), base)
            if part.size != segment.documents:
                raise ValueError(f"segment {segment.name} has {part.size} documents, not {segment.documents}")
            self.parts.append(part)
            base += part.size
        self.size = base
        """The number of documents, deleted ones included: document numbers are below it."""
        self.columns = Columns([part.files.docs for part in self.parts], [part.size for part in self.parts])
        self.languages = tuple(sorted({name for one in manifest.segments for name in one.languages}))
        self.analyzers: Mapping[str, Analyzer] = {
            language: Analyzer(language, remember=50_000) for language in self.languages
        }

    @cached_property
    def average_lengths(self) -> dict[str, float]:
        """Return the mean number of words in a document, by field."""
        totals = {field: sum(one.lengths.get(field, 0) for one in self.manifest.segments) for field in WORD_FIELDS}
        return {field: total / max(1, self.size) for field, total in totals.items()}

    @cached_property
    def deleted(self) -> Documents:
        """Return the deleted documents, rising."""
        each = [
            np.array(segment.deleted, dtype=np.int64) + part.base
            for part, segment in zip(self.parts, self.manifest.segments, strict=True)
        ]
        return np.concatenate(each) if each else np.empty(0, dtype=np.int64)

    @cached_property
    def live(self) -> Mask:
        """Return for every document whether it is not deleted."""
        live = np.ones(self.size, dtype=np.bool_)
        live[self.deleted] = False
        return live

    def remembered(self, name: Hashable, find: Callable[[], Hits]) -> Hits:
        """Return a list kept under this name, found now where there is none."""
        return self._cache.remembered(name, find)

    def entries(self, keys: Sequence[str], read: Callable[[Sequence[str]], Mapping[str, Entry]]) -> dict[str, Entry]:
        """Return what the archive says of documents, `read` there where it was not before."""
        missing = [key for key in keys if key not in self._entries]
        if missing:
            if len(self._entries) > MOST_ENTRIES:
                self._entries.clear()
            self._entries.update(read(missing))
        return {key: self._entries[key] for key in keys if key in self._entries}

    def postings(self, field: str, term: str) -> Hits:
        """Return the documents of a term, rising, and how often it stands in each; deleted documents included."""
        return self.remembered((field, term), lambda: Hits.chain([part.postings(field, term) for part in self.parts]))

    def written_in(self, languages: frozenset[str]) -> Mask:
        """Return for every document whether it is written in one of some languages."""
        if languages not in self._written_in:
            facet = self.columns.facets["language"]
            wanted = np.array([value in languages for value in facet.values], dtype=np.bool_)
            mask = np.zeros(self.size, dtype=np.bool_)
            mask[facet.owners] = wanted[facet.codes]
            self._written_in[languages] = mask
        return self._written_in[languages]

    def frequency(self, field: str, term: str) -> int:
        """Return the number of documents a term stands in."""
        found = 0
        for part in self.parts:
            number, postings = part.files.terms.find(term.encode()), part.files.field(field)
            found += postings.count(number) if number is not None and postings is not None else 0
        return found

    def rarity(self, term: str) -> float:
        """Return how much a term tells that stands in a text: its inverse document frequency as BM25F has it."""
        return math.log(max(1, self.size) / (self.frequency("text", term) + 1)) + 1

    def places(self, field: str, terms_of: TermsOf, begins: Numbers) -> Numbers:
        """Return `begins[document] + position` wherever terms stand, in any order; without those that begin below zero.

        `begins` rise with the documents. `terms_of` names the terms in each segment, by number, rising.
        """
        found = [part.places(field, terms_of(part.files), begins) for part in self.parts]
        return np.concatenate(found) if found else np.empty(0, dtype=np.int64)

    def united(self, field: str, terms_of: TermsOf) -> Hits:
        """Return the documents in which any of the terms stands that `terms_of` names in each segment, by number."""
        return Hits.chain([part.united(field, terms_of(part.files)) for part in self.parts])

    def words(self, prefix: str) -> Iterator[Word]:
        """Yield the words that begin with a folded prefix, segment by segment."""
        for words in self.word_lists:
            yield from words.entries(words.starting_with(prefix.encode()))

    @property
    def word_lists(self) -> Sequence[Words]:
        """Return the words of each segment."""
        return [part.files.words for part in self.parts]

    def similar_words(self, word: str, distance: int) -> list[Word]:
        """Return the words at most so many letters away from a folded word, nearest and most frequent first."""
        found: list[tuple[int, int, Word]] = []
        for words in self.word_lists:
            places, distances = similar(words, word, distance, words.shapes)
            entries = words.entries(places.tolist())
            found.extend(
                (far, -entry.occurrences, entry) for far, entry in zip(distances.tolist(), entries, strict=True)
            )
        return [entry for _, _, entry in sorted(found)]

    def expansion(self, word: str, distance: int) -> tuple[str, ...]:
        """Return the terms of the words at most so many letters away from a folded word."""
        return tuple(dict.fromkeys(term for entry in self.similar_words(word, distance) for term in entry.terms))

    def keys_of(self, documents: Documents) -> list[str]:
        """Return the keys of documents, in their order."""
        return [key.decode() for key in self.columns.keys[documents].tolist()]

    def number_of(self, keys: set[str]) -> Documents:
        """Return the numbers of the live documents with these keys, rising."""
        found = [part.base + places_of(part.files.docs, keys) for part in self.parts]
        numbers = np.sort(np.concatenate(found)) if found else np.empty(0, dtype=np.int64)
        return numbers[self.live[numbers]] if self.deleted.size else numbers
