"""An index opened for reading: its segments, columns and word lists as of one manifest. It never changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.reading import SegmentReader

from search import columns, vocabulary
from search.analysis import Analyzer
from search.columns import Columns
from search.manifest import Manifest
from search.nearness import similar_words
from search.postings import Cache, Hits, read_positions, read_postings
from search.schema import WORD_FIELDS, make_schema
from search.segments import INDEX_NAME

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Part:
    """One segment: its Whoosh reader, its words, and the number of its first document."""

    reader: SegmentReader
    words: vocabulary.Vocabulary
    base: int


class Snapshot:
    """What a search reads. Whoosh's files share one place to read at, so one search at a time: hold `lock`."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        home = folder / manifest.generation
        self.manifest = manifest
        self.lock = threading.Lock()
        self.is_closed = False
        self._cache = Cache()
        self._similar: dict[tuple[str, int], Sequence[vocabulary.Entry]] = {}
        self._storage = FileStorage(str(home))
        self._parts: list[Part] = []
        loaded: list[Columns] = []
        base = 0
        for segment in manifest.segments:
            whoosh_segment = W3Segment(W3Codec(), INDEX_NAME, doccount=segment.documents, segid=segment.name)
            whoosh_segment._fieldlengths = dict(segment.lengths)  # noqa: SLF001 - where Whoosh's writer leaves them
            stem = home / whoosh_segment.segment_id()
            reader = SegmentReader(self._storage, make_schema(), whoosh_segment)
            words = vocabulary.Vocabulary(columns.beside(stem, vocabulary.SUFFIX))
            self._parts.append(Part(reader, words, base))
            loaded.append(columns.load(stem))
            base += segment.documents
        self.columns = columns.join(loaded)
        self.live = self._live_mask()
        self.languages = tuple(sorted({name for one in manifest.segments for name in one.languages}))
        self.analyzers = {language: Analyzer(language, remember=50_000) for language in self.languages}

    @property
    def size(self) -> int:
        """Return the number of documents, deleted ones included: document numbers are below it."""
        return int(self.columns.keys.size)

    @cached_property
    def average_lengths(self) -> dict[str, float]:
        """Return the mean number of words in a document, by field."""
        totals = {field: sum(one.lengths.get(field, 0) for one in self.manifest.segments) for field in WORD_FIELDS}
        return {field: total / max(1, self.size) for field, total in totals.items()}

    def close(self) -> None:
        """Close the files, when the search that reads them is done."""
        with self.lock:
            self.is_closed = True
            for part in self._parts:
                part.reader.close()
                part.words.close()

    def remembered(self, name: Hashable, find: Callable[[], Hits]) -> Hits:
        """Return what was found under this name before, or what `find` gives; the oldest is forgotten first."""
        known = self._cache.get(name)
        return self._cache.put(name, find()) if known is None else known

    def postings(self, field: str, term: str) -> Hits:
        """Return the documents of a term, rising, and how often it stands in each; deleted documents included."""
        return Hits.chain([read_postings(part.reader, field, term, part.base) for part in self._parts])

    def positions(self, field: str, term: str, documents: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return `document << 32 | position` of a term in some documents, both rising."""
        found = [read_positions(part.reader, field, term, part.base, documents) for part in self._parts]
        return np.concatenate(found) if found else np.empty(0, dtype=np.int64)

    def words(self, prefix: str) -> Iterator[vocabulary.Entry]:
        """Yield the words that begin with a folded prefix, segment by segment."""
        for part in self._parts:
            yield from part.words.starting_with(prefix)

    def similar_words(self, word: str, distance: int) -> Sequence[vocabulary.Entry]:
        """Return the words at most so many letters away from a folded word, nearest and most frequent first."""
        if (word, distance) not in self._similar:
            if len(self._similar) > 100:
                self._similar.clear()
            lines = [line for part in self._parts for line in part.words.lines()]
            self._similar[word, distance] = similar_words(lines, word, distance)
        return self._similar[word, distance]

    def number_of(self, keys: set[str]) -> NDArray[np.int64]:
        """Return the numbers of the live documents with these keys."""
        width = self.columns.keys.dtype.itemsize
        wanted = np.array([key.encode() for key in keys if len(key.encode()) <= width], dtype=np.bytes_)
        return np.flatnonzero(np.isin(self.columns.keys, wanted) & self.live)

    def _live_mask(self) -> Mask:
        live = np.ones(self.size, dtype=np.bool_)
        for part, segment in zip(self._parts, self.manifest.segments, strict=True):
            live[np.array(segment.deleted, dtype=np.int64) + part.base] = False
        return live
