"""Collect documents and write them as one segment."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from whoosh.util.numeric import length_to_byte

from corpus import Document
from search.analysis import chunks
from search.codec.arrays import ArrayWriter
from search.codec.inverting import Texts, invert, lengths
from search.codec.lexicon import Lexicon, Meanings
from search.codec.postings import Numbers, PostingsWriter, ranges
from search.codec.terms import write_strings
from search.columns import ColumnBuilder
from search.schema import WORD_FIELDS

ENDINGS = DOCS, POSTINGS = (".docs", ".postings")
"""The endings of a segment's two files: what there is for each document, and the postings."""

_LENGTH_BYTES = np.array([length_to_byte(length) for length in range(1 << 16)], dtype=np.uint8)


def _length_bytes(counts: Numbers) -> NDArray[np.uint8]:
    """Return numbers of words as Whoosh rounds them, a byte each."""
    return _LENGTH_BYTES[np.minimum(counts, _LENGTH_BYTES.size - 1)]


def write_lengths(writer: ArrayWriter, field: str, counts: Numbers) -> None:
    """Write the number of words of each document in a field, as it is and as Whoosh rounds it."""
    writer.append(f"{field}.words", counts, "<u4")
    writer.append(f"{field}.lengths", _length_bytes(counts))


@dataclass(frozen=True, slots=True)
class Written:
    """What a segment holds: documents, words in all of them by field, and their languages."""

    documents: int
    lengths: dict[str, int]
    languages: tuple[str, ...]


class SegmentBuilder:
    """Holds the texts of a segment's documents as numbers, four bytes for each run of letters, and their columns."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._runs = {field: array("I") for field in WORD_FIELDS}
        self._counts = {field: array("q") for field in WORD_FIELDS}
        self._languages: set[str] = set()
        self._columns = ColumnBuilder()
        self.documents = 0

    @property
    def size(self) -> int:
        """Return the number of runs held."""
        return len(self._runs["text"]) + len(self._runs["title"])

    def add(self, document: Document) -> None:
        """Take in a document."""
        number = self._lexicon.numbering(document.language)
        for field, text in (("text", document.text), ("title", document.title or "")):
            found = chunks(text)
            self._runs[field].extend(map(number, found))
            self._counts[field].append(len(found))
        self._languages.add(document.language)
        self._columns.add(document)
        self.documents += 1

    def write(self, stem: Path) -> Written:
        """Write the segment's files, `stem` with their endings."""
        meanings = self._lexicon.meanings()
        texts = {
            field: Texts(np.array(self._runs[field], dtype=np.uint32), np.array(self._counts[field], dtype=np.int64))
            for field in WORD_FIELDS
        }
        counted = {field: lengths(of, meanings) for field, of in texts.items()}
        totals = {field: int(of.sum()) for field, of in counted.items()}
        written = Written(self.documents, totals, tuple(sorted(self._languages)))
        with ArrayWriter(stem.with_name(stem.name + DOCS)) as docs:
            docs.info = {"documents": self.documents, "lengths": totals}
            for field, of in counted.items():
                write_lengths(docs, field, of)
            self._columns.write(docs)
            docs.write()
        with ArrayWriter(stem.with_name(stem.name + POSTINGS)) as postings:
            self._write_postings(postings, texts, meanings)
            postings.write()
        return written

    def _write_postings(self, writer: ArrayWriter, texts: dict[str, Texts], meanings: Meanings) -> None:
        occurrences = np.zeros(len(self._lexicon), dtype=np.int64)
        for of in texts.values():
            occurrences += np.bincount(of.runs, minlength=len(self._lexicon))
        used = np.flatnonzero(occurrences)
        starts = meanings.term_starts
        terms = np.unique(meanings.terms[ranges(starts[used], starts[used + 1] - starts[used])])
        names = list(self._lexicon.terms)
        ordered = sorted((names[term].encode(), term) for term in terms.tolist())
        ranks = np.full(len(names), -1, dtype=np.int64)
        ranks[[term for _, term in ordered]] = np.arange(len(ordered))
        write_strings(writer, "terms", (name for name, _ in ordered))
        self._write_words(writer, occurrences, meanings, ranks)
        for field in WORD_FIELDS:
            postings = PostingsWriter(writer, field)
            postings.add(invert(texts[field], meanings, ranks, len(ordered)))
            postings.close()
        writer.info = {"fields": list(WORD_FIELDS)}

    def _write_words(self, writer: ArrayWriter, occurrences: Numbers, meanings: Meanings, ranks: Numbers) -> None:
        """Write the words as they stand in the texts, folded, how often each does, and the terms of each."""
        counts = np.diff(meanings.word_starts)
        weights = np.repeat(occurrences, counts).astype(np.float64)
        often = np.bincount(meanings.words, weights=weights, minlength=len(self._lexicon.words)).astype(np.int64)
        names = list(self._lexicon.words)
        ordered = sorted((names[word].encode(), word) for word in np.flatnonzero(often).tolist())
        terms = [self._lexicon.terms_of_words[word] for _, word in ordered]
        rank_of = ranks.tolist().__getitem__
        write_words(
            writer,
            [name for name, _ in ordered],
            often[[word for _, word in ordered]],
            # A word may have terms in another language that do not stand in this segment.
            [sorted(rank for rank in map(rank_of, of) if rank >= 0) for of in terms],
        )


def write_words(writer: ArrayWriter, words: list[bytes], often: Numbers, terms: list[list[int]]) -> None:
    """Write sorted words, how often each stands in the texts, and the numbers of the terms of each."""
    write_strings(writer, "words", words)
    writer.append("words.occurrences", often, "<u4")
    starts = np.cumsum([0, *map(len, terms)])
    writer.append("words.term_starts", starts, "<u4")
    writer.append("words.terms", np.array([term for of in terms for term in of], dtype=np.int64), "<u4")
