"""A segment opened for reading: its terms, words and postings, and what there is for each document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.codec.arrays import Array, ArrayFile
from search.codec.build import DOCS, POSTINGS
from search.codec.postings import FieldPostings, Numbers, distinct, ranges
from search.codec.terms import SortedStrings
from search.nearness import Shapes, shapes_of


class Word(NamedTuple):
    """A folded word as it stands in texts, how often it does, and the terms it is indexed by."""

    word: str
    occurrences: int
    terms: tuple[str, ...]


class Words(SortedStrings):
    """The folded words of a segment, with how often each stands in the texts and the terms it is indexed by."""

    def __init__(self, arrays: Mapping[str, Array], terms: SortedStrings) -> None:
        super().__init__(arrays, "words")
        self.occurrences: NDArray[np.uint32] = arrays["words.occurrences"]
        self._terms = terms
        self._term_starts: NDArray[np.uint32] = arrays["words.term_starts"]
        self._term_numbers: NDArray[np.uint32] = arrays["words.terms"]

    @property
    def blob(self) -> memoryview:
        """Return all words one after the other, with nothing between them."""
        return self._bytes

    @cached_property
    def shapes(self) -> Shapes:
        """Return the lengths of the words and which letters are in them."""
        return shapes_of(self)

    def entries(self, places: Iterable[int]) -> Iterator[Word]:
        """Yield words by their places."""
        for place in places:
            start, end = self._term_starts[place], self._term_starts[place + 1]
            terms = tuple(self._terms[number].decode() for number in self._term_numbers[start:end].tolist())
            yield Word(self[place].decode(), int(self.occurrences[place]), terms)

    def terms_of(self, places: range | Numbers) -> Numbers:
        """Return the numbers of the terms of some words, rising."""
        if isinstance(places, range):
            found = self._term_numbers[self._term_starts[places.start] : self._term_starts[places.stop]]
            return distinct(found.astype(np.int64))
        starts = self._term_starts[places].astype(np.int64)
        counts = self._term_starts[places + 1].astype(np.int64) - starts
        return distinct(self._term_numbers[ranges(starts, counts)].astype(np.int64))

    def terms_of_each(self, ranks: Numbers) -> Iterator[list[int]]:
        """Yield for every word what `ranks` has for the numbers of its terms."""
        starts = self._term_starts.tolist()
        numbers = ranks[self._term_numbers].tolist()
        for start, end in pairwise(starts):
            yield numbers[start:end]


class SegmentFiles:
    """The two files of a segment, mapped; nothing is read before it is asked for. Raises OSError and ValueError."""

    def __init__(self, stem: Path) -> None:
        self.docs = ArrayFile(stem.with_name(stem.name + DOCS))
        self.postings = ArrayFile(stem.with_name(stem.name + POSTINGS))
        self.terms = SortedStrings(self.postings, "terms")
        self._fields: dict[str, FieldPostings] = {}

    @cached_property
    def words(self) -> Words:
        """Return the words of the texts."""
        return Words(self.postings, self.terms)

    @property
    def documents(self) -> int:
        """Return the number of documents, deleted ones included."""
        return int(self.docs.info["documents"])

    @property
    def field_names(self) -> tuple[str, ...]:
        """Return the names of the fields that have postings."""
        return tuple(self.postings.info["fields"])

    def field(self, name: str) -> FieldPostings | None:
        """Return the postings of a field; None where it has none."""
        if name not in self.postings.info["fields"]:
            return None
        if name not in self._fields:
            self._fields[name] = FieldPostings(self.postings, name)
        return self._fields[name]
