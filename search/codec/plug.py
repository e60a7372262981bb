"""The columnar format as a Whoosh codec: Whoosh's writer writes it, Whoosh's searcher reads it, if slowly.

    index.create_in(folder, schema).writer(codec=DatelineCodec())

It holds terms with their frequencies and positions, stored fields that JSON can hold, and columns. All else a field
may ask for (characters, payloads, weights that are no frequencies, vectors, words for spelling, pickles) is refused
with IndexingError. A segment that was written in bulk is read by `segment_reader`.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from whoosh.codec import base
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage, Storage
from whoosh.reading import SegmentReader

from search.codec.plug_reading import DocumentReader, TermsReader
from search.codec.plug_writing import DocumentWriter, FieldWriter


class DatelineSegment(base.Segment):  # type: ignore[misc]
    """A segment of two files and one for each column; they stay files of their own, so that they can be mapped."""

    def __init__(self, indexname: str, *, name: str = "", documents: int = 0, deleted: Iterable[int] = ()) -> None:
        super().__init__(indexname)
        if name:
            self.name = name
        self._documents = documents
        self._deleted = set(deleted)

    def codec(self) -> DatelineCodec:
        """Return what reads it."""
        return DatelineCodec()

    def set_doc_count(self, doccount: int) -> None:
        """Set the number of documents."""
        self._documents = doccount

    def doc_count_all(self) -> int:
        """Return the number of documents, deleted ones included."""
        return self._documents

    def deleted_count(self) -> int:
        """Return the number of deleted documents."""
        return len(self._deleted)

    def deleted_docs(self) -> Iterable[int]:
        """Return the deleted documents."""
        return iter(self._deleted)

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Delete a document, or with `delete` false take that back."""
        if delete:
            self._deleted.add(docnum)
        else:
            self._deleted.discard(docnum)

    def is_deleted(self, docnum: int) -> bool:
        """Say whether a document is deleted."""
        return docnum in self._deleted

    def should_assemble(self) -> bool:
        """Say that the files are not to be put into one."""
        return False


class DatelineCodec(base.Codec):  # type: ignore[misc]
    """Writes and reads segments in the format of this package. It needs a FileStorage."""

    def new_segment(self, storage: Storage, indexname: str) -> DatelineSegment:
        """Return a segment still to be written."""
        del storage
        return DatelineSegment(indexname)

    def per_document_writer(self, storage: Storage, segment: base.Segment) -> DocumentWriter:
        """Return what writes lengths, stored fields and columns."""
        return DocumentWriter(storage, segment)

    def field_writer(self, storage: Storage, segment: base.Segment) -> FieldWriter:
        """Return what writes the terms and postings."""
        return FieldWriter(storage, segment)

    def per_document_reader(self, storage: Storage, segment: base.Segment) -> DocumentReader:
        """Return what reads lengths, stored fields and columns."""
        return DocumentReader(storage, segment)

    def terms_reader(self, storage: Storage, segment: base.Segment) -> TermsReader:
        """Return what reads the terms and postings."""
        return TermsReader(storage, segment)


def segment_reader(stem: Path, schema: Schema, deleted: Iterable[int] = ()) -> SegmentReader:
    """Return Whoosh's reader over a segment that was written in bulk: `stem` with its files' endings.

    Of stored fields there is the key alone.
    """
    storage = FileStorage(str(stem.parent), readonly=True)
    segment = DatelineSegment("", name=stem.name, deleted=deleted)
    segment.set_doc_count(DocumentReader(storage, segment).doc_count_all())
    return SegmentReader(storage, schema, segment)
