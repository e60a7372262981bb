"""Hashes of words: the same on every machine, and each word's computed once."""

from __future__ import annotations

from binascii import crc32
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

_MOST_REMEMBERED: Final = 200_000


class _Hashes(dict[str, int]):
    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        self[word] = found = crc32(word.encode("utf-8", "replace"))
        return found


_hashes: Final = _Hashes()


def word_hashes(words: Sequence[str]) -> NDArray[np.uint64]:
    """Return a hash of 32 bits for each word."""
    return np.fromiter(map(_hashes.__getitem__, words), np.uint64, len(words))
