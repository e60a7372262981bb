"""What Whoosh's writer writes through: postings and values of documents are collected, and written when it closes."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.columns import Column, ColumnWriter, CompressedBlockColumn, PickleColumn, WrappedColumn
from whoosh.fields import FieldType
from whoosh.filedb.filestore import FileStorage, Storage
from whoosh.filedb.structfile import StructFile
from whoosh.formats import Existence, Format, Frequency, Positions
from whoosh.writing import IndexingError

from search.codec.arrays import ArrayWriter
from search.codec.build import DOCS, POSTINGS, write_lengths, write_words
from search.codec.postings import Inverted, Numbers, PostingsWriter
from search.codec.terms import write_strings
from search.schema import PackedPositions

FORMATS = frozenset((Existence, Frequency, Positions, PackedPositions))
COLUMN = ".{}.col"
_TAKEN = frozenset(("terms", "words"))
"""Names under which the postings file has lists of its own."""


def stem_of(storage: Storage, segment: base.Segment) -> Path:
    """Return the path of a segment's files without their endings. Raises IndexingError where there are no files."""
    if not isinstance(storage, FileStorage):
        raise IndexingError(f"Dateline's codec maps files, and {type(storage).__name__} has none.")
    return Path(storage.folder) / str(segment.segment_id())


def check_field(name: str, field: FieldType) -> None:
    """Raise IndexingError where a field asks for what the format does not hold."""
    if name in _TAKEN:
        raise IndexingError(f"The name {name} is taken by the format: no field can have it.")
    if field.vector:
        raise IndexingError(f"The field {name} has vectors, which the format does not hold.")
    if field.separate_spelling():
        raise IndexingError(f"The field {name} has words for spelling, which the format does not hold.")
    if field.format is not None and type(field.format) not in FORMATS:
        kind = type(field.format).__name__
        raise IndexingError(f"The field {name} has postings of {kind}, of which the format does not hold all.")


def check_column(name: str, column: Column) -> None:
    """Raise IndexingError where a column is made of pickles."""
    while isinstance(column, WrappedColumn) and not isinstance(column, PickleColumn):
        column = column._child  # noqa: SLF001 - Whoosh has no other name for it
    if isinstance(column, PickleColumn | CompressedBlockColumn):
        raise IndexingError(f"The column of {name} is pickled, and no pickle is ever read here.")


def _as_json(name: str, value: object) -> object:
    try:
        held = json.loads(json.dumps(value, allow_nan=False))
    except (TypeError, ValueError, RecursionError):
        held = None
    if type(held) is not type(value) or held != value:
        raise IndexingError(f"The value of {name} is nothing that JSON holds: {value!r}")
    return held


@dataclass(frozen=True, slots=True)
class _Document:
    """What was said of a document that is being added."""

    stored: dict[str, object] = field(default_factory=dict)
    lengths: dict[str, int] = field(default_factory=dict)
    columns: list[tuple[str, Column, Any]] = field(default_factory=list)


class DocumentWriter(base.PerDocumentWriter):  # type: ignore[misc]
    """Writes the lengths, stored fields and columns of a segment's documents."""

    def __init__(self, storage: Storage, segment: base.Segment) -> None:
        self._stem = stem_of(storage, segment)
        self._storage = storage
        self._segment = segment
        self._lengths: dict[str, array[int]] = {}
        self._stored: list[bytes] = []
        self._columns: dict[str, tuple[StructFile, ColumnWriter]] = {}
        self._document = _Document()
        self.is_closed = False

    def start_doc(self, docnum: int) -> None:
        """Begin a document; they come in order."""
        if docnum != len(self._stored):
            raise IndexingError(f"Document {docnum} came where {len(self._stored)} was expected.")
        self._document = _Document()

    def add_field(self, fieldname: str, fieldobj: FieldType, value: object, length: int | None) -> None:
        """Keep a document's stored value, and its number of words, in a field."""
        check_field(fieldname, fieldobj)
        if value is not None:
            self._document.stored[fieldname] = _as_json(fieldname, value)
        if length:
            self._document.lengths[fieldname] = length

    def add_column_value(self, fieldname: str, columnobj: Column, value: object) -> None:
        """Keep a document's value in a column."""
        check_column(fieldname, columnobj)
        self._document.columns.append((fieldname, columnobj, value))

    def add_vector_items(self, fieldname: str, fieldobj: FieldType, items: Iterable[object]) -> None:
        """Refuse vectors."""
        del items
        check_field(fieldname, fieldobj)

    def finish_doc(self) -> None:
        """End a document: only now it is one of the segment's."""
        number = len(self._stored)
        for name, length in self._document.lengths.items():
            self._lengths_of(name, number).append(length)
        for name, column, value in self._document.columns:
            self._column(name, column).add(number, value)
        self._stored.append(json.dumps(self._document.stored).encode())

    def cancel_doc(self) -> None:
        """Forget a document that was begun."""
        self._document = _Document()

    def close(self) -> None:
        """Write the files."""
        for file, writer in self._columns.values():
            writer.finish(len(self._stored))
            file.close()
        with ArrayWriter(self._stem.with_name(self._stem.name + DOCS)) as docs:
            for name in self._lengths:
                write_lengths(docs, name, np.array(self._lengths_of(name, len(self._stored)), dtype=np.int64))
            write_strings(docs, "stored", self._stored)
            docs.info = {
                "documents": len(self._stored),
                "lengths": {name: sum(lengths) for name, lengths in self._lengths.items()},
            }
            docs.write()
        self.is_closed = True

    def _lengths_of(self, name: str, documents: int) -> array[int]:
        """Return the lengths in a field of so many documents."""
        lengths = self._lengths.setdefault(name, array("Q"))
        lengths.extend([0] * (documents - len(lengths)))
        return lengths

    def _column(self, name: str, column: Column) -> ColumnWriter:
        if name not in self._columns:
            file = self._segment.create_file(self._storage, COLUMN.format(name))
            self._columns[name] = (file, column.writer(file))
        return self._columns[name][1]


class _Postings:
    """The postings of one field, term after term."""

    def __init__(self, name: str, format_: Format) -> None:
        self.name = name
        self.terms: list[bytes] = []
        self.has_positions = isinstance(format_, Positions)
        self._format = format_
        self._counts = array("Q")
        self._documents = array("Q")
        self._frequencies = array("Q")
        self._positions = array("Q")

    def start_term(self, term: bytes) -> None:
        self.terms.append(term)
        self._counts.append(0)

    def add(self, document: int, weight: float, value: bytes) -> None:
        if self._counts[-1] and self._documents[-1] >= document:
            raise IndexingError(f"Document {document} came twice for {self.terms[-1]!r} in {self.name}.")
        positions = self._format.decode_positions(value) if self.has_positions else ()
        frequency = len(positions) if self.has_positions else self._format.decode_frequency(value)
        if frequency != weight:
            term = f"{self.terms[-1]!r} in {self.name}"
            raise IndexingError(f"{term} weighs {weight} and stands there {frequency} times: there are no boosts.")
        self._counts[-1] += 1
        self._documents.append(document)
        self._frequencies.append(frequency)
        self._positions.extend(positions)

    def inverted(self, ranks: Mapping[bytes, int]) -> Inverted:
        """Return the postings by the ranks that the terms have among all terms of the segment."""
        counts = np.zeros(len(ranks), dtype=np.int64)
        counts[self.ranked(ranks)] = self._counts
        documents, frequencies, positions = (
            np.array(of, dtype=np.int64) for of in (self._documents, self._frequencies, self._positions)
        )
        return Inverted(counts, documents, frequencies, positions if self.has_positions else None)

    def ranked(self, ranks: Mapping[bytes, int]) -> Numbers:
        """Return the ranks of the terms."""
        return np.array([ranks[term] for term in self.terms], dtype=np.int64)


class FieldWriter(base.FieldWriter):  # type: ignore[misc]
    """Collects the postings of a segment, which come field by field, and writes them in the order of the terms."""

    def __init__(self, storage: Storage, segment: base.Segment) -> None:
        self._stem = stem_of(storage, segment)
        self._fields: dict[str, _Postings] = {}
        self._current = _Postings("", Existence())
        self.is_closed = False

    def start_field(self, fieldname: str, fieldobj: FieldType) -> None:
        """Begin a field."""
        check_field(fieldname, fieldobj)
        if fieldname in self._fields:
            raise IndexingError(f"The field {fieldname} came twice.")
        self._current = self._fields[fieldname] = _Postings(fieldname, fieldobj.format)

    def start_term(self, text: bytes) -> None:
        """Begin a term of the field."""
        self._current.start_term(text)

    def add(self, docnum: int, weight: float, vbytes: bytes, length: int) -> None:
        """Take in a posting of the term."""
        del length
        self._current.add(docnum, weight, vbytes)

    def finish_term(self) -> None:
        """End a term."""

    def close(self) -> None:
        """Write the file."""
        with ArrayWriter(self._stem.with_name(self._stem.name + POSTINGS)) as writer:
            self._write(writer)
            writer.write()
        self.is_closed = True

    def _write(self, writer: ArrayWriter) -> None:
        names = sorted({term for of in self._fields.values() for term in of.terms})
        ranks = {name: rank for rank, name in enumerate(names)}
        write_strings(writer, "terms", names)
        often = np.zeros(len(names), dtype=np.int64)
        for name in sorted(self._fields):
            found = self._fields[name].inverted(ranks)
            postings = PostingsWriter(writer, name)
            postings.add(found)
            postings.close()
            if found.positions is not None:
                np.add.at(often, np.repeat(np.arange(len(names)), found.counts), found.frequencies)
        words = np.flatnonzero(often)
        # Whoosh tells nothing of words but their terms.
        write_words(writer, [names[word] for word in words], often[words], [[int(word)] for word in words])
        writer.info = {"fields": sorted(self._fields)}
