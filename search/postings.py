"""Read posting lists out of Whoosh's stock codec as arrays, a block at a time.

Everything that knows how postings lie on disk is here and in `segments.py`; another codec replaces these two.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.reading import SegmentReader, TermNotFound

Documents = NDArray[np.int64]
_NONE = np.empty(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Hits:
    """Documents, rising, and how often something stands in each."""

    documents: Documents
    frequencies: NDArray[np.float32]

    @classmethod
    def chain(cls, parts: Sequence[Hits]) -> Hits:
        """Return the postings of several segments, in order, as one list."""
        kept = [part for part in parts if part.documents.size]
        if not kept:
            return cls(_NONE, np.empty(0, dtype=np.float32))
        if len(kept) == 1:
            return kept[0]
        documents = np.concatenate([part.documents for part in kept])
        return cls(documents, np.concatenate([part.frequencies for part in kept]))


class Cache:
    """Keeps the posting lists used last, up to a number of postings in all (12 bytes each)."""

    def __init__(self, limit: int = 2_000_000) -> None:
        self._limit = limit
        self._held = 0
        self._lists: OrderedDict[Hashable, Hits] = OrderedDict()

    def get(self, name: Hashable) -> Hits | None:
        """Return a list kept under this name."""
        found = self._lists.get(name)
        if found is not None:
            self._lists.move_to_end(name)
        return found

    def put(self, name: Hashable, hits: Hits) -> Hits:
        """Keep a list and return it."""
        self._lists[name] = hits
        self._held += hits.documents.size + 64
        while self._held > self._limit and len(self._lists) > 1:
            _, dropped = self._lists.popitem(last=False)
            self._held -= dropped.documents.size + 64
        return hits


def read_postings(reader: SegmentReader, field: str, term: str, base: int) -> Hits:
    """Return a term's documents, counted from `base`, and frequencies in one segment."""
    documents: list[int] = []
    frequencies: list[float] = []
    for block in _blocks(reader, field, term):
        block.id()
        block.weight()
        documents.extend(block._ids)  # noqa: SLF001 - Whoosh offers a block only through its matcher's fields
        frequencies.extend(block._weights)  # noqa: SLF001
    return Hits(np.array(documents, dtype=np.int64) + base, np.array(frequencies, dtype=np.float32))


def read_positions(reader: SegmentReader, field: str, term: str, base: int, wanted: Documents) -> NDArray[np.int64]:
    """Return `document << 32 | position` of a term in the wanted documents of one segment, rising."""
    found = []
    for block in _blocks(reader, field, term):
        block.id()
        documents = np.asarray(block._ids, dtype=np.int64) + base  # noqa: SLF001
        chosen = _isin_sorted(documents, wanted)
        if chosen.any():
            block.value()
            found.append(_decode(documents, block._values, chosen))  # noqa: SLF001
    return np.concatenate(found) if found else _NONE


def _decode(documents: Documents, values: Sequence[bytes], chosen: NDArray[np.bool_]) -> NDArray[np.int64]:
    kept = [values[index] for index in np.flatnonzero(chosen).tolist()]
    sizes = np.array([len(value) for value in kept], dtype=np.int64)
    if not (sizes % 2).any():
        positions = np.frombuffer(b"".join(kept), dtype="<u2").astype(np.int64)
        return np.repeat(documents[chosen] << 32, sizes // 2) | positions
    parts = [
        np.frombuffer(value[: size - size % 2], dtype="<u4" if size % 2 else "<u2").astype(np.int64) | document << 32
        for value, size, document in zip(kept, sizes.tolist(), documents[chosen].tolist(), strict=True)
    ]
    return np.concatenate(parts)


def _blocks(reader: SegmentReader, field: str, term: str) -> Iterator[W3LeafMatcher]:
    """Yield the matcher of a term once for each of its blocks; nothing where the segment has no such term."""
    try:
        matcher = reader.postings(field, term.encode())
    except TermNotFound:
        return
    while matcher.is_active():
        yield matcher
        matcher._next_block()  # noqa: SLF001


def _isin_sorted(values: Documents, within: Documents) -> NDArray[np.bool_]:
    if not within.size:
        return np.zeros(values.size, dtype=np.bool_)
    at = np.minimum(np.searchsorted(within, values), within.size - 1)
    return np.asarray(within[at] == values)
