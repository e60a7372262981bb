"""Which documents may be like which, found from their sketches alone."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.stories.likeness import NOTHING, SKETCH, Sketches, likely_containment

Pairs = NDArray[np.int64]

_WINDOW: Final = 10
_BLOCK: Final = 50_000
_LIKELY: Final = 0.65


def candidates(sketches: Sketches, fresh: NDArray[np.bool_]) -> Pairs:
    """Return the pairs of rows whose documents may be nearly equal or one part of the other, each once.

    Of every pair one row at least is `fresh`. Two columns: the lower row, the higher row. What many documents share is
    compared only with the few next to each in the order of their sketches, where near copies stand side by side.
    """
    prints = sketches.ravel()
    sought = np.unique(sketches[fresh])
    sought = sought[sought != NOTHING]
    if not len(sought):
        return np.empty((0, 2), np.int64)
    entries = np.flatnonzero(_are_among(prints, sought))
    rows = entries // SKETCH
    order = np.lexsort((_places(sketches, rows), prints[entries]))
    pairs = _neighbours(prints[entries][order], rows[order], fresh)
    likely = [
        likely_containment(sketches[some[:, 0]], sketches[some[:, 1]]) >= _LIKELY
        for some in (pairs[start : start + _BLOCK] for start in range(0, len(pairs), _BLOCK))
    ]
    return pairs[np.concatenate(likely)] if likely else pairs


def _are_among(prints: Sketches, sought: Sketches) -> NDArray[np.bool_]:
    places = np.searchsorted(sought, prints)
    return np.equal(sought[np.minimum(places, len(sought) - 1)], prints)


def _places(sketches: Sketches, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each of `rows` its place in the order of the sketches."""
    distinct, positions = np.unique(rows, return_inverse=True)
    order = np.lexsort([sketches[distinct, column] for column in (3, 2, 1, 0)])
    places = np.empty(len(distinct), np.int64)
    places[order] = np.arange(len(distinct))
    return places[positions]


def _neighbours(prints: Sketches, rows: NDArray[np.int64], fresh: NDArray[np.bool_]) -> Pairs:
    """Return the pairs of rows that stand near each other under at least two prints."""
    size = len(fresh)
    found = []
    for step in range(1, _WINDOW + 1):
        same = prints[step:] == prints[:-step]
        ones, others = rows[:-step][same], rows[step:][same]
        wanted = fresh[ones] | fresh[others]
        found.append(np.minimum(ones, others)[wanted] * size + np.maximum(ones, others)[wanted])
    pairs, times = np.unique(np.concatenate(found), return_counts=True)
    pairs = pairs[times >= 2]
    return np.stack([pairs // size, pairs % size], axis=1)
