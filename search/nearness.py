"""Words that are a few letters away from another: insertions, deletions, replacements and swapped neighbours."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.vocabulary import Entry, parse

Letters = NDArray[np.uint32]


def default_distance(word: str) -> int:
    """Return how many letters may differ where a query does not say: 1 in short words, 2 in long ones."""
    return 1 if len(word) <= 5 else 2


def similar_words(lines: Sequence[bytes], word: str, distance: int) -> list[Entry]:
    """Return the entries of the word lists at most `distance` letters away from a word, nearest and frequent first."""
    candidates = [parse(line) for line in lines if _may_be_near(line, word, distance)]
    if not candidates:
        return []
    distances = edit_distances([entry.word for entry in candidates], word)
    near = [(int(far), entry) for far, entry in zip(distances, candidates, strict=True) if far <= distance]
    return [entry for _, entry in sorted(near, key=lambda pair: (pair[0], -pair[1].occurrences, pair[1].word))]


def _may_be_near(line: bytes, word: str, distance: int) -> bool:
    end = line.find(b"\t")
    letters = end if end < 0 or line[:end].isascii() else len(line[:end].decode())
    return abs(letters - len(word)) <= distance


def edit_distances(words: Sequence[str], word: str) -> NDArray[np.int64]:
    """Return the distance of each of many words to one, computed for all of them at once."""
    table = np.array(words, dtype=np.str_)
    width = table.dtype.itemsize // 4
    letters: Letters = table.view(np.uint32).reshape(len(words), width)
    lengths = np.char.str_len(table)
    target = [ord(letter) for letter in word]
    before: NDArray[np.int64] = np.zeros((len(words), width + 1), dtype=np.int64)
    row = np.broadcast_to(np.arange(width + 1), before.shape).copy()
    for place, letter in enumerate(target, start=1):
        older, before, row = before, row, np.empty_like(row)
        row[:, 0] = place
        for column in range(1, width + 1):
            same = letters[:, column - 1] == letter
            best = np.minimum(before[:, column] + 1, row[:, column - 1] + 1)
            best = np.minimum(best, before[:, column - 1] + ~same)
            if place > 1 and column > 1:
                swapped = (letters[:, column - 1] == target[place - 2]) & (letters[:, column - 2] == letter)
                best = np.where(swapped, np.minimum(best, older[:, column - 2] + 1), best)
            row[:, column] = best
    distances: NDArray[np.int64] = row[np.arange(len(words)), lengths]
    return distances
