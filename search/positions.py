"""Where words stand together: arrays of `document << 32 | position`, rising, one for each word.

The parts of a hyphenated word share one position (see `analysis`), so the next word of a phrase may also stand at the
same position as the one before.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]


def standing_together(words: Sequence[Places], repeated: Sequence[bool]) -> Places:
    """Return where the last word of a phrase stands, for every place where the words follow each other in order.

    `repeated` says of each word but the first that it is the word before once more.
    """
    ends = words[0]
    for places, again in zip(words[1:], repeated, strict=True):
        here = _contains(ends, places - 1)
        if not again:
            here |= _contains(ends, places)
        ends = places[here]
    return ends


def standing_near(words: Sequence[Places], apart: int) -> Places:
    """Return where the last word stands, wherever each word is at most `apart` positions from the one before it.

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
