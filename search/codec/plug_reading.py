"""What Whoosh's searcher reads through: terms, postings and values of documents, out of the arrays when asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.columns import Column, ColumnReader
from whoosh.fields import FieldType
from whoosh.filedb.filestore import Storage
from whoosh.filedb.structfile import StructFile
from whoosh.formats import Format, Positions
from whoosh.reading import TermInfo, TermNotFound
from whoosh.scoring import BaseScorer
from whoosh.util.numeric import byte_to_length

from search.codec.arrays import ArrayFile
from search.codec.build import DOCS
from search.codec.plug_matcher import ArrayMatcher, PostingList, Term
from search.codec.plug_writing import COLUMN, check_column, stem_of
from search.codec.postings import FieldPostings, Numbers
from search.codec.reading import SegmentFiles
from search.codec.terms import Strings

_LENGTHS = np.array([byte_to_length(code) for code in range(256)], dtype=np.int64)


class DocumentReader(base.PerDocumentReader):  # type: ignore[misc]
    """Reads the lengths, stored fields and columns of a segment's documents."""

    def __init__(self, storage: Storage, segment: base.Segment) -> None:
        self._storage = storage
        self._segment = segment
        stem = stem_of(storage, segment)
        self._docs = ArrayFile(stem.with_name(stem.name + DOCS))
        self._opened: list[StructFile] = []

    def close(self) -> None:
        """Close the files of the columns."""
        for file in self._opened:
            file.close()

    def doc_count(self) -> int:
        """Return the number of documents that are not deleted."""
        return self.doc_count_all() - int(self._segment.deleted_count())

    def doc_count_all(self) -> int:
        """Return the number of documents."""
        return int(self._docs.info["documents"])

    def has_deletions(self) -> bool:
        """Say whether any document is deleted."""
        return bool(self._segment.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        """Say whether a document is deleted."""
        return bool(self._segment.is_deleted(docnum))

    def deleted_docs(self) -> Iterator[int]:
        """Return the deleted documents."""
        return iter(self._segment.deleted_docs())

    def supports_columns(self) -> bool:
        """Say that there may be columns."""
        return True

    def has_column(self, fieldname: str) -> bool:
        """Say whether a field has a column here."""
        return bool(self._storage.file_exists(self._segment.make_filename(COLUMN.format(fieldname))))

    def column_reader(self, fieldname: str, column: Column) -> ColumnReader:
        """Return what reads a column. Raises IndexingError where it is made of pickles."""
        check_column(fieldname, column)
        name = self._segment.make_filename(COLUMN.format(fieldname))
        file = self._storage.open_file(name)
        self._opened.append(file)
        return column.reader(file, 0, self._storage.file_length(name), self.doc_count_all())

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Return a document's number of words in a field, rounded as Whoosh does."""
        lengths = self._docs.get(f"{fieldname}.lengths")
        return default if lengths is None else int(_LENGTHS[lengths[docnum]])

    def field_length(self, fieldname: str) -> int:
        """Return the number of words of all documents in a field."""
        return int(self._docs.info["lengths"].get(fieldname, 0))

    def min_field_length(self, fieldname: str) -> int:
        """Return the rounded number of words of the shortest document."""
        return int(self.lengths(fieldname).min()) if self.doc_count_all() else 0

    def max_field_length(self, fieldname: str) -> int:
        """Return the rounded number of words of the longest document."""
        return int(self.lengths(fieldname).max(initial=0))

    def lengths(self, fieldname: str) -> Numbers:
        """Return each document's number of words in a field, rounded as Whoosh does."""
        lengths = self._docs.get(f"{fieldname}.lengths")
        return np.zeros(self.doc_count_all(), dtype=np.int64) if lengths is None else _LENGTHS[lengths]

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """Return what was stored of a document; of one that was written in bulk its key."""
        if "keys" in self._docs:
            return {"key": self._docs["keys"][docnum].decode()}
        fields: dict[str, Any] = json.loads(self._stored[docnum])
        return fields

    @cached_property
    def _stored(self) -> Strings:
        return Strings(self._docs, "stored")


class TermsReader(base.TermsReader):  # type: ignore[misc]
    """Reads the terms and postings of a segment."""

    def __init__(self, storage: Storage, segment: base.Segment) -> None:
        self._files = SegmentFiles(stem_of(storage, segment))
        self._documents = DocumentReader(storage, segment)
        self._present: dict[str, Numbers] = {}

    def __contains__(self, term: Term) -> bool:
        return self._find(*term) is not None

    def indexed_field_names(self) -> list[str]:
        """Return the names of the fields that have postings, in order."""
        return sorted(self._files.field_names)

    def terms(self) -> Iterator[Term]:
        """Yield all terms, field by field."""
        return chain.from_iterable(self._of_field(name, b"") for name in self.indexed_field_names())

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[Term]:
        """Yield the terms from one of a field on, and those of the fields after it."""
        later = (self._of_field(name, b"") for name in self.indexed_field_names() if name > fieldname)
        return chain(self._of_field(fieldname, prefix), *later)

    def items(self) -> Iterator[tuple[Term, TermInfo]]:
        """Yield all terms with what is known of each."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[Term, TermInfo]]:
        """Yield terms as `terms_from` does, with what is known of each."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Return how often a term stands, where, and in how long documents. Raises TermNotFound."""
        postings, number = self._found(fieldname, text)
        documents, frequencies = postings.documents(number), postings.frequencies(number)
        lengths = self._documents.lengths(fieldname)[documents]
        return TermInfo(
            int(frequencies.sum()),
            int(documents.size),
            int(lengths.min()),
            int(lengths.max()),
            int(frequencies.max()),
            int(documents[0]),
            int(documents[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> int:
        """Return how often a term stands in all documents."""
        found = self._find(fieldname, text)
        return int(found[0].frequencies(found[1]).sum()) if found else 0

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """Return the number of documents a term stands in."""
        found = self._find(fieldname, text)
        return found[0].count(found[1]) if found else 0

    def matcher(self, fieldname: str, text: bytes, format_: Format, scorer: BaseScorer | None = None) -> ArrayMatcher:
        """Return what walks through a term's postings. Raises TermNotFound."""
        postings, number = self._found(fieldname, text)
        frequencies = postings.frequencies(number)
        has_positions = isinstance(format_, Positions) and postings.has_positions
        listed = PostingList(
            postings.documents(number).tolist(),
            frequencies.tolist(),
            postings.all_positions(number, number + 1).tolist() if has_positions else [],
            [0, *np.cumsum(frequencies).tolist()],
        )
        return ArrayMatcher(listed, format_, scorer, (fieldname, text), self.term_info(fieldname, text))

    def cursor(self, fieldname: str, fieldobj: FieldType) -> FieldCursor:
        """Return what walks through the terms of a field."""
        return FieldCursor(self, fieldname, fieldobj)

    def present(self, fieldname: str) -> Numbers:
        """Return the numbers of the terms that a field has."""
        if fieldname not in self._present:
            postings = self._files.field(fieldname)
            counts = postings.counts(0, len(self._files.terms)) if postings else np.empty(0, dtype=np.int64)
            self._present[fieldname] = np.flatnonzero(counts)
        return self._present[fieldname]

    def text(self, number: int) -> bytes:
        """Return a term."""
        return self._files.terms[number]

    def first_from(self, fieldname: str, text: bytes) -> int:
        """Return the place, among the terms that a field has, of the first that is not before this one."""
        return int(np.searchsorted(self.present(fieldname), self._files.terms.first_from(text)))

    def _of_field(self, fieldname: str, prefix: bytes) -> Iterator[Term]:
        for number in self.present(fieldname)[self.first_from(fieldname, prefix) :].tolist():
            yield fieldname, self.text(number)

    def _find(self, fieldname: str, text: bytes) -> tuple[FieldPostings, int] | None:
        postings, number = self._files.field(fieldname), self._files.terms.find(text)
        if postings is None or number is None or not postings.count(number):
            return None
        return postings, number

    def _found(self, fieldname: str, text: bytes) -> tuple[FieldPostings, int]:
        found = self._find(fieldname, text)
        if found is None:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        return found


class FieldCursor(base.FieldCursor):  # type: ignore[misc]
    """Walks through the terms that a field has, as a misspelt word needs it."""

    def __init__(self, terms: TermsReader, fieldname: str, fieldobj: FieldType) -> None:
        self._terms = terms
        self._fieldname = fieldname
        self._fieldobj = fieldobj
        self._place = 0

    def first(self) -> str | None:
        """Go to the first term and return it."""
        self._place = 0
        return self.text()

    def find(self, term: str | bytes) -> str | None:
        """Go to the first term that is not before this one, and return it."""
        wanted = term if isinstance(term, bytes) else self._fieldobj.to_bytes(term)
        self._place = self._terms.first_from(self._fieldname, wanted)
        return self.text()

    def next(self) -> str | None:
        """Go to the next term and return it."""
        self._place += 1
        return self.text()

    def text(self) -> str | None:
        """Return the term; None where there is none any more."""
        return str(self._fieldobj.from_bytes(self._bytes())) if self.is_valid() else None

    def term_info(self) -> TermInfo | None:
        """Return what is known of the term."""
        return self._terms.term_info(self._fieldname, self._bytes()) if self.is_valid() else None

    def is_valid(self) -> bool:
        """Say whether there is a term."""
        return self._place < self._terms.present(self._fieldname).size

    def _bytes(self) -> bytes:
        return self._terms.text(int(self._terms.present(self._fieldname)[self._place]))
