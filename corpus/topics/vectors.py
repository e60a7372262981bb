"""Documents as vectors: how often each word stands in them, weighed by how rare it is, hashed to a fixed width.

The counts are folded into WIDTH signed columns (Weinberger et al., "Feature Hashing", 2009), so that a product of two
vectors is, but for a little noise, that of the whole counts.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.stories.hashing import word_hashes

WIDTH: Final = 4096

Vectors = NDArray[np.float32]

_RARITIES: Final = 1 << 20
_MOST_LETTERS: Final = 20_000
_FEWEST_WORDS: Final = 20
_MARKS: Final = re.compile("[\u0300-\u036f]+")
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_ASCII_WORD: Final = re.compile("[a-z]{3,}")


@dataclass(frozen=True, slots=True)
class Words:
    """The distinct words of a text as hashes, and how much each counts by how often it stands there."""

    hashes: NDArray[np.uint32]
    counts: NDArray[np.float32]


def words(title: str | None, text: str) -> Words | None:
    """Return the words of a document, those of its title counted twice; None where there are too few to go by."""
    folded = _folded(f"{title or ''}\n{title or ''}\n{text[:_MOST_LETTERS]}")
    counts = Counter((_ASCII_WORD if folded.isascii() else _WORD).findall(folded))
    if len(counts) < _FEWEST_WORDS:
        return None
    hashes = word_hashes(list(counts)).astype(np.uint32)
    return Words(hashes, 1 + np.log(np.fromiter(counts.values(), np.float32, len(counts))))


class Rarity:
    """How rare each word is in a set of documents, as the logarithm of the share of them that lack it."""

    def __init__(self, documents: Sequence[Words]) -> None:
        found = np.zeros(_RARITIES, np.int32)
        for one in documents:
            found[_slots(one.hashes)] += 1
        self._weights = np.log((1 + len(documents)) / (1 + found)).astype(np.float32)

    def vectors(self, documents: Sequence[Words]) -> Vectors:
        """Return the vectors of documents, a row each, of length 1."""
        found = np.zeros((len(documents), WIDTH), np.float32)
        for row, one in enumerate(documents):
            weights = one.counts * self._weights[_slots(one.hashes)]
            weights[one.hashes >> np.uint32(31) == 1] *= -1
            found[row] = np.bincount(one.hashes % WIDTH, weights, WIDTH)
        found /= np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)
        return found


def _slots(hashes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    return (hashes >> np.uint32(8)) % np.uint32(_RARITIES)


def _folded(text: str) -> str:
    lower = text.casefold()
    return lower if lower.isascii() else _MARKS.sub("", unicodedata.normalize("NFKD", lower))
