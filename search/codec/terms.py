"""A list of byte strings in two arrays: all of them one after the other, and where each begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from search.codec.arrays import Array, ArrayWriter, narrowest


class Strings(Sequence[bytes]):
    """Strings, read out of the mapped file one at a time."""

    def __init__(self, arrays: Mapping[str, Array], name: str) -> None:
        self.letters: NDArray[np.uint8] = arrays[f"{name}.letters"]
        self.starts: NDArray[np.uint32] = arrays[f"{name}.starts"]
        self._bytes = self.letters.data
        self._ends = self.starts.astype(self.starts.dtype.newbyteorder("="), copy=False).data

    def __len__(self) -> int:
        return max(0, self.starts.size - 1)

    def __getitem__(self, place: int) -> bytes:  # type: ignore[override]
        return bytes(self._bytes[self._ends[place] : self._ends[place + 1]])

    def each(self) -> Iterator[bytes]:
        """Yield all strings, in order."""
        everything = bytes(self._bytes)
        starts = self.starts.tolist()
        for start, end in pairwise(starts):
            yield everything[start:end]


class SortedStrings(Strings):
    """Strings in byte order, looked up by binary search."""

    def find(self, string: bytes) -> int | None:
        """Return the place of a string; None where it is not there."""
        place = self.first_from(string)
        return place if place < len(self) and self[place] == string else None

    def first_from(self, string: bytes) -> int:
        """Return the place of the first string that is not before this one."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self[middle] < string:
                low = middle + 1
            else:
                high = middle
        return low

    def starting_with(self, prefix: bytes) -> range:
        """Return the places of the strings that begin so."""
        first = self.first_from(prefix)
        beyond = prefix.rstrip(b"\xff")
        if not beyond:
            return range(first, len(self))
        return range(first, self.first_from(beyond[:-1] + bytes([beyond[-1] + 1])))


def write_strings(writer: ArrayWriter, name: str, strings: Iterable[bytes]) -> None:
    """Write strings as `Strings` reads them, and sorted ones as `SortedStrings`."""
    every = list(strings)
    starts = np.fromiter(accumulate(map(len, every), initial=0), dtype=np.uint64, count=len(every) + 1)
    writer.append(f"{name}.letters", np.frombuffer(b"".join(every), dtype=np.uint8))
    writer.append(f"{name}.starts", starts, narrowest(int(starts[-1])))
