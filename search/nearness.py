"""Words that are a few letters away from another: insertions, deletions, replacements and swapped neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Letters = NDArray[np.uint32]
_BITS = np.left_shift(np.uint64(1), np.arange(256, dtype=np.uint64) & np.uint64(63))
"""The bit of a letter by its last octet in UTF-8."""

_AT_ONCE = 16384
"""Words looked at in one go, so that what is computed of them stays in the processor's cache."""


class WordTable(Protocol):
    """A word list in arrays: word `i` is `blob[starts[i]:starts[i + 1]]` in UTF-8, the words rising."""

    @property
    def blob(self) -> bytes | memoryview:
        """Return the words, sorted, with nothing between them."""

    @property
    def starts(self) -> NDArray[np.uint32]:
        """Return where each word begins, and where the last one ends."""

    @property
    def occurrences(self) -> NDArray[np.uint32]:
        """Return how often each word stands in the texts."""


@dataclass(frozen=True, slots=True)
class Shapes:
    """Of each word of a list, its length in letters and the set of its letters, each letter one of 64 bits."""

    lengths: NDArray[np.int16]
    letters: NDArray[np.uint64]


def default_distance(word: str) -> int:
    """Return how many letters may differ where a query does not say: 1 in short words, 2 in long ones."""
    return 1 if len(word) <= 5 else 2


def similar(
    words: WordTable, word: str, distance: int, shapes: Shapes | None = None
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the numbers of the words at most `distance` letters away from a word, and how far away each is.

    The nearest come first, of these the most frequent. `shapes` are those of `words`, where somebody keeps them: to
    look at all words once takes most of the time.
    """
    near = _may_be_near(shapes or shapes_of(words), word, distance)
    if not near.size:
        return near, near
    blob, begins, ends = words.blob, words.starts[near].tolist(), words.starts[near + 1].tolist()
    texts = [str(blob[begin:end], "utf-8") for begin, end in zip(begins, ends, strict=True)]
    distances = edit_distances(texts, word, distance)
    is_near = distances <= distance
    near, distances = near[is_near], distances[is_near]
    order = np.lexsort((near, -words.occurrences[near].astype(np.int64), distances))
    return near[order], distances[order]


def shapes_of(words: WordTable) -> Shapes:
    """Return the shapes of all words of a list."""
    starts = words.starts.astype(np.intp)
    octets = np.frombuffer(words.blob, dtype=np.uint8)
    lengths = np.diff(starts).astype(np.int16)
    letters = np.empty(lengths.size, dtype=np.uint64)
    for first in range(0, lengths.size, _AT_ONCE):
        last = min(first + _AT_ONCE, lengths.size)
        piece = octets[starts[first] : starts[last]]
        begins = starts[first : last + 1] - starts[first]
        bits = _BITS[piece]
        later = np.flatnonzero((piece & 0xC0) == 0x80)
        if later.size:
            lengths[first:last] -= np.diff(np.searchsorted(later, begins)).astype(np.int16)
            bits[later - 1] = 0
        letters[first:last] = np.bitwise_or.reduceat(bits, begins[:-1])
    return Shapes(lengths, letters)


def _may_be_near(shapes: Shapes, word: str, distance: int) -> NDArray[np.int64]:
    """Return the numbers of the words that are near as far as lengths and sets of letters tell.

    An inserted letter brings no more than one that was not there, a deleted one takes no more than one away, and a
    replaced one does both; so the difference in length leaves so much less for the letters.
    """
    longer = shapes.lengths - np.int16(len(word))
    candidates = np.flatnonzero(np.abs(longer) <= distance)
    longer, letters = longer[candidates], shapes.letters[candidates]
    wanted = np.bitwise_or.reduce(_BITS[[letter.encode()[-1] for letter in word]], initial=np.uint64(0))
    missing = np.bitwise_count(wanted & ~letters)
    added = np.bitwise_count(letters & ~wanted)
    fits = (missing <= distance - np.maximum(longer, 0)) & (added <= distance + np.minimum(longer, 0))
    near: NDArray[np.int64] = candidates[fits]
    return near


def edit_distances(words: Sequence[str], word: str, at_most: int) -> NDArray[np.int64]:
    """Return the distance of each of many words to one, computed for all of them at once.

    What is further than `at_most` away is only said to be further: the table of each pair is filled no wider than that
    on either side of its diagonal.
    """
    table = np.array(words, dtype=np.str_)
    width = table.dtype.itemsize // 4
    letters: Letters = np.ascontiguousarray(table.view(np.uint32).reshape(len(words), width).T)
    target = [ord(letter) for letter in word]
    beyond = at_most + 1
    rows = np.full((len(target) + 1, width + 1, len(words)), beyond, dtype=np.int16)
    rows[0, : beyond + 1] = np.arange(width + 1, dtype=np.int16)[: beyond + 1, None]
    for place, letter in enumerate(target, start=1):
        row, before = rows[place], rows[place - 1]
        row[0] = min(place, beyond)
        for column in range(max(1, place - at_most), min(width, place + at_most) + 1):
            best = np.minimum(before[column], row[column - 1]) + 1
            np.minimum(best, before[column - 1] + (letters[column - 1] != letter), out=best)
            if place > 1 and column > 1:
                swapped = (letters[column - 1] == target[place - 2]) & (letters[column - 2] == letter)
                best = np.where(swapped, np.minimum(best, rows[place - 2, column - 2] + 1), best)
            row[column] = best
    distances: NDArray[np.int64] = rows[len(target), np.char.str_len(table), np.arange(len(words))].astype(np.int64)
    return distances
