"""How much two texts share, from the runs of five words they hold, and a small sketch of a text to find its like by.

The sketch is a bottom-k sample (Cohen and Kaplan, 2007): the smallest hashes of a text's runs of words. What is both in
the sketch of a whole and in a part of it is also in the sketch of the part, so it finds parts as well as near copies.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.stories.hashing import word_hashes

Shingles = NDArray[np.uint64]
Sketches = NDArray[np.uint32]

SKETCH: Final = 24
NOTHING: Final = 0xFFFFFFFF
"""Fills the sketch of a text that has fewer runs of words than a sketch has room for."""

_FEWEST_WORDS: Final = 40
_MOST_WORDS: Final = 20_000
_ASCII_WORD: Final = re.compile("[a-z0-9]+")
_WORD: Final = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|[^\\W_]+")
_WEIGHTS: Final = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5, 0xD6E8FEB86659FD93], np.uint64
)


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts share: of both together, and of the smaller one; each 0 to 1."""

    jaccard: float
    containment: float


def shingles(text: str) -> Shingles:
    """Return the distinct hashes of the runs of five words in a text, rising; none where it has under forty words."""
    folded = text.casefold()
    words = (_ASCII_WORD if folded.isascii() else _WORD).findall(folded)[:_MOST_WORDS]
    if len(words) < _FEWEST_WORDS:
        return np.empty(0, np.uint64)
    hashes = word_hashes(words)
    last = len(words) - len(_WEIGHTS) + 1
    runs = hashes[:last] * _WEIGHTS[0]
    for step, weight in enumerate(_WEIGHTS[1:], 1):
        runs += hashes[step : last + step] * weight
    found = np.sort(_mixed(runs))
    is_first = np.ones(len(found), np.bool_)
    is_first[1:] = found[1:] != found[:-1]
    return found[is_first]


def sketch(of: Shingles) -> Sketches:
    """Return the sketch of a text: its SKETCH smallest hashes, cut to 32 bits, rising."""
    found = np.full(SKETCH, NOTHING, np.uint32)
    smallest = np.minimum(of[:SKETCH] >> np.uint64(32), NOTHING - 1)
    found[: len(smallest)] = smallest
    return found


def overlap(one: Shingles, other: Shingles) -> Overlap:
    """Return what two texts share."""
    if not len(one) or not len(other):
        return Overlap(0.0, 0.0)
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return Overlap(shared / (len(one) + len(other) - shared), shared / min(len(one), len(other)))


def likely_containment(ones: Sketches, others: Sketches) -> NDArray[np.float32]:
    """Return for each pair of rows an estimate of the share of the smaller text that stands in the other.

    Both arrays have a sketch a row. A pair that shares under two hashes counts as sharing nothing.
    """
    reach = np.minimum(_reach(ones), _reach(others))[:, None]
    both = np.sort(np.concatenate([ones, others], axis=1), axis=1)
    shared = ((both[:, 1:] == both[:, :-1]) & (both[:, 1:] <= reach)).sum(axis=1)
    smaller = np.minimum((ones <= reach).sum(axis=1), (others <= reach).sum(axis=1))
    return np.where(shared >= 2, shared / np.maximum(smaller, 1), 0).astype(np.float32)


def _reach(sketches: Sketches) -> Sketches:
    """Return up to which hash each sketch is complete."""
    return np.minimum(sketches[:, -1], np.uint32(NOTHING - 1))


def _mixed(hashes: Shingles) -> Shingles:
    """Return the hashes with every bit depending on every other (the finish of SplitMix64)."""
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return hashes ^ (hashes >> np.uint64(31))
