"""Lists of documents, rising, with a number for each, and how they are joined."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Documents = NDArray[np.int64]
Scores = NDArray[np.float64]

_NONE = np.empty(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Hits:
    """Documents, rising, and how often something stands in each."""

    documents: Documents
    frequencies: NDArray[np.int64]

    def where(self, kept: NDArray[np.bool_]) -> Hits:
        """Return those of the documents, in order, for which `kept` is true."""
        return Hits(self.documents[kept], self.frequencies[kept])

    @classmethod
    def chain(cls, parts: Sequence[Hits]) -> Hits:
        """Return the postings of several segments, in order, as one list."""
        kept = [part for part in parts if part.documents.size]
        if len(kept) == 1:
            return kept[0]
        if not kept:
            return cls(_NONE, _NONE)
        return cls(
            np.concatenate([part.documents for part in kept]), np.concatenate([part.frequencies for part in kept])
        )


class Cache:
    """Keeps the lists used last, up to a number of postings in all (16 bytes each). May be shared between threads."""

    def __init__(self, limit: int = 1_500_000) -> None:
        self._limit = limit
        self._held = 0
        self._lists: OrderedDict[Hashable, Hits] = OrderedDict()
        self._lock = threading.Lock()

    def remembered(self, name: Hashable, find: Callable[[], Hits]) -> Hits:
        """Return the list kept under this name, found now where there is none."""
        with self._lock:
            found = self._lists.get(name)
            if found is not None:
                self._lists.move_to_end(name)
                return found
        found = find()
        with self._lock:
            if name not in self._lists:
                self._lists[name] = found
                self._held += found.documents.size + 64
            while self._held > self._limit and len(self._lists) > 1:
                _, dropped = self._lists.popitem(last=False)
                self._held -= dropped.documents.size + 64
        return found
