"""Write a segment: the postings through Whoosh's codec, and beside them the columns and the word list."""

from __future__ import annotations

import threading
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.util.numeric import length_to_byte

from corpus import Archive, Document
from search import vocabulary
from search.analysis import Analyzer, runs
from search.columns import ColumnBuilder, beside
from search.manifest import Segment, mark, sync_file
from search.schema import WORD_FIELDS, make_schema

INDEX_NAME = "dateline"
FETCHED_AT_ONCE = 100
LARGEST = 12_000_000
"""Postings after which a segment is written, however few documents it holds: about 150 MB of memory."""


class Postings:
    """The postings of one term while a segment is collected: documents, frequencies, positions, in flat arrays."""

    __slots__ = ("documents", "frequencies", "positions")

    def __init__(self) -> None:
        self.documents = array("I")
        self.frequencies = array("I")
        self.positions = array("I")


class SegmentBuilder:
    """Collects documents and writes them as one segment.

    Holds about 12 bytes a posting and the distinct words, no text; the caller bounds the number of documents.
    """

    def __init__(self, analyzers: dict[str, Analyzer] | None = None) -> None:
        self._analyzers = {} if analyzers is None else analyzers
        self._postings: dict[str, dict[str, Postings]] = {field: {} for field in WORD_FIELDS}
        self._lengths: dict[str, list[int]] = {field: [] for field in WORD_FIELDS}
        self._runs: dict[str, Counter[str]] = {}
        self._columns = ColumnBuilder()
        self.documents = 0
        self.postings = 0

    def add(self, document: Document) -> None:
        """Analyse a document and collect its postings and columns."""
        language = document.language
        analyzer = self._analyzers.setdefault(language, Analyzer(language))
        for field, text in (("text", document.text), ("title", document.title or "")):
            found = runs(text)
            self._runs.setdefault(language, Counter()).update(found)
            positions, length = analyzer.positions(found)
            self._lengths[field].append(length)
            self._collect(self._postings[field], positions)
        lengths = {field: length_to_byte(counts[-1]) for field, counts in self._lengths.items()}
        self._columns.add(document, lengths)
        self.documents += 1

    def _collect(self, postings: dict[str, Postings], positions: Mapping[str, Sequence[int]]) -> None:
        number = self.documents
        self.postings += len(positions)
        for term, places in positions.items():
            known = postings.get(term)
            if known is None:
                known = postings[term] = Postings()
            known.documents.append(number)
            known.frequencies.append(len(places))
            known.positions.extend(places)

    def write(self, folder: Path, name: str) -> Segment:
        """Write the segment's files, synced, into a folder and return what the manifest says of it."""
        storage = FileStorage(str(folder))
        codec = W3Codec()
        segment = W3Segment(codec, INDEX_NAME, doccount=self.documents, segid=name)
        self._write_lengths(codec, storage, segment)
        self._write_postings(codec, storage, segment)
        stem = folder / segment.segment_id()
        self._columns.write(stem)
        self._write_vocabulary(beside(stem, vocabulary.SUFFIX))
        files = {path.name: path for path in sorted(folder.glob(f"{segment.segment_id()}.*"))}
        for path in files.values():
            sync_file(path)
        return Segment(
            name=name,
            documents=self.documents,
            lengths={field: sum(counts) for field, counts in self._lengths.items()},
            languages=tuple(sorted(self._runs)),
            files={file: mark(path) for file, path in files.items()},
        )

    def _write_lengths(self, codec: W3Codec, storage: FileStorage, segment: W3Segment) -> None:
        schema = make_schema()
        writer = codec.per_document_writer(storage, segment)
        for number in range(self.documents):
            writer.start_doc(number)
            for field in WORD_FIELDS:
                writer.add_field(field, schema[field], None, self._lengths[field][number])
            writer.finish_doc()
        writer.close()

    def _write_postings(self, codec: W3Codec, storage: FileStorage, segment: W3Segment) -> None:
        schema = make_schema()
        writer = codec.field_writer(storage, segment)
        for field in sorted(WORD_FIELDS):
            if not self._postings[field]:
                continue
            writer.start_field(field, schema[field])
            for term, of in _in_byte_order(self._postings[field]):
                writer.start_term(term)
                _write_term(writer, of, schema[field].format.encode, self._lengths[field])
                writer.finish_term()
            writer.finish_field()
        writer.close()

    def _write_vocabulary(self, path: Path) -> None:
        occurrences: Counter[str] = Counter()
        terms: dict[str, set[str]] = {}
        for language, runs_of_language in self._runs.items():
            analyzer = self._analyzers[language]
            for run, count in runs_of_language.items():
                for word, stems in analyzer.words(run):
                    occurrences[word] += count
                    terms.setdefault(word, set()).update(stems)
        vocabulary.write(path, occurrences, terms)


@dataclass(frozen=True, slots=True)
class Job:
    """Segments to be written: the beginning of their names, and the keys of their documents."""

    name: str
    keys: Sequence[str]


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where jobs are done: documents come from `archive`, files go to `home`.

    `count` is told the number of documents done since it was told last.
    """

    archive: Archive
    home: Path
    count: Callable[[int], None]
    cancel: threading.Event

    def write(self, job: Job) -> tuple[Segment, ...] | None:
        """Write a job's documents as one segment, or as several where they are long; None when cancelled.

        Documents that are no longer there are left out.
        """
        segments: list[Segment] = []
        analyzers: dict[str, Analyzer] = {}
        builder = SegmentBuilder(analyzers)
        for at in range(0, len(job.keys), FETCHED_AT_ONCE):
            if self.cancel.is_set():
                return None
            self._add(builder, job.keys[at : at + FETCHED_AT_ONCE])
            if builder.postings > LARGEST:
                segments.append(builder.write(self.home, f"{job.name}-{len(segments)}"))
                builder = SegmentBuilder(analyzers)
        if builder.documents:
            segments.append(builder.write(self.home, f"{job.name}-{len(segments)}"))
        return tuple(segments)

    def _add(self, builder: SegmentBuilder, keys: Sequence[str]) -> None:
        documents = self.archive.documents(keys)
        for key in keys:
            if key in documents:
                builder.add(documents[key])
        self.count(len(keys))


def _in_byte_order(postings: dict[str, Postings]) -> Iterable[tuple[bytes, Postings]]:
    return sorted(((term.encode(), of) for term, of in postings.items()), key=lambda pair: pair[0])


def _write_term(
    writer: W3FieldWriter, postings: Postings, encode: Callable[[Sequence[int]], bytes], lengths: Sequence[int]
) -> None:
    start = 0
    for document, frequency in zip(postings.documents, postings.frequencies, strict=True):
        end = start + frequency
        writer.add(document, float(frequency), encode(postings.positions[start:end]), lengths[document])
        start = end
