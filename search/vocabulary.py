"""The words of a segment as they were written, folded, with the terms they are indexed by.

Stems cannot tell which words begin with what somebody typed, nor can they be shown as a suggestion; so each segment
keeps its distinct words in a sorted text file, `word TAB occurrences TAB term term ...`, mapped and searched in place.
"""

from __future__ import annotations

import mmap
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

SUFFIX = ".words"


class Entry(NamedTuple):
    """A word, how often it stands in the segment, and the terms it is indexed by."""

    word: str
    occurrences: int
    terms: tuple[str, ...]


def write(path: Path, occurrences: Counter[str], terms: dict[str, set[str]]) -> None:
    """Write the word list of a segment."""
    with path.open("wb") as file:
        for key in sorted(word.encode() for word in occurrences):
            word = key.decode()
            file.write(f"{word}\t{occurrences[word]}\t{' '.join(sorted(terms[word]))}\n".encode())


class Vocabulary:
    """A mapped word list; nothing is read until a word is asked for."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._data: mmap.mmap | bytes = (
                mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if path.stat().st_size else b""
            )

    def close(self) -> None:
        """Unmap the file."""
        if isinstance(self._data, mmap.mmap):
            self._data.close()

    def starting_with(self, prefix: str) -> Iterator[Entry]:
        """Yield the entries of the words that begin with a folded prefix, in order."""
        wanted = prefix.encode()
        at = self._first_line_from(wanted)
        size = len(self._data)
        while at < size:
            end = self._data.find(b"\n", at)
            line = self._data[at:end]
            if not line.startswith(wanted):
                return
            yield _entry(line)
            at = end + 1

    def lines(self) -> Iterable[bytes]:
        """Return all lines."""
        return self._data[:].splitlines()

    def _first_line_from(self, wanted: bytes) -> int:
        low, high = 0, len(self._data)
        while low < high:
            middle = self._data.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = self._data.find(b"\n", middle) + 1
            if self._data[middle:end].split(b"\t", 1)[0] < wanted:
                low = end
            else:
                high = middle
        return low


def _entry(line: bytes) -> Entry:
    word, occurrences, terms = line.decode().split("\t")
    return Entry(word, int(occurrences), tuple(terms.split()))


def parse(line: bytes) -> Entry:
    """Return the entry of a line without its end."""
    return _entry(line)
