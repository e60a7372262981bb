"""Where words stand together: arrays of places, one for each word; for words near each other they rise.

A place counts the words of all documents looked at, one document after the other with a gap between two. The parts of a
hyphenated word share one place (see `analysis`), so the next word of a phrase may also stand where the one before does.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]


def standing_together(words: Sequence[Places], repeated: Sequence[bool], beyond: int) -> Places:
    """Return where the last word of a phrase stands, for every place where the words follow each other in order.

    `repeated` says of each word but the first that it is the word before once more; all places are from 1 to `beyond`.
    """
    ends = words[0]
    for places, again in zip(words[1:], repeated, strict=True):
        ended = np.zeros(beyond, dtype=np.bool_)
        ended[ends] = True
        here = ended[places - 1]
        if not again:
            here |= ended[places]
        ends = places[here]
    return ends


def standing_near(words: Sequence[Places], apart: int) -> Places:
    """Return where the last word stands, wherever each word is at most `apart` places from the one before it.

    The words may come in any order; a word that is asked for twice has to stand there twice.
    """
    ends = words[0]
    for places in words[1:]:
        first = np.searchsorted(ends, places - apart)
        within = np.searchsorted(ends, places + apart, side="right") - first
        itself = _contains(ends, places)
        ends = places[within - itself > 0]
    return ends


def _contains(sorted_places: Places, wanted: Places) -> NDArray[np.bool_]:
    if not sorted_places.size:
        return np.zeros(wanted.size, dtype=np.bool_)
    at = np.minimum(np.searchsorted(sorted_places, wanted), sorted_places.size - 1)
    return np.asarray(sorted_places[at] == wanted)
