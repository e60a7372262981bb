"""The values of a facet by their words: which ones a filter means, and which ones hold what somebody types."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from corpus import aliases
from search.analysis import folded_words
from search.codec.postings import distinct
from search.sets import contains
from search.tree import Value

LONGEST_NAME = 1000
"""Letters of a value by which it is found; a longer one is no name."""

_LAST = chr(0x10FFFF)


class Names:
    """Finds values, by their place in `values`, through the folded words in them."""

    def __init__(self, values: Sequence[str]) -> None:
        self._values = values
        self._words = [folded_words(value[:LONGEST_NAME]) for value in values]
        self._same: dict[tuple[str, ...], list[int]] = {}
        for code, words in enumerate(self._words):
            self._same.setdefault(words, []).append(code)
        pairs = sorted({(word, code) for code, words in enumerate(self._words) for word in words})
        self._index = [word for word, _ in pairs]
        self._codes = np.array([code for _, code in pairs], dtype=np.int64)

    def meant(self, value: Value) -> list[int]:
        """Return the values that a filter means: the whole one where there is one, else those with the words.

        The words are looked for under every name of the same place or body.
        """
        if value.whole and (same := self.same(value.text, value.words)):
            return same
        names = [value.words, *(folded_words(name) for name in sorted(aliases(value.text)))]
        return sorted({code for name in names if name for code in self.holding(name, prefix=value.prefix)})

    def same(self, text: str, words: tuple[str, ...]) -> list[int]:
        """Return the value that is written so, or where none is, those that consist of the same words."""
        same = self._same.get(words, [])
        return [code for code in same if self._values[code] == text] or (same if words else [])

    def holding(self, words: tuple[str, ...], *, prefix: bool = False) -> list[int]:
        """Return the values that have these words in a row; with `prefix` the last one may go on."""
        *leading, final = words
        found = distinct(self._with_word(final, prefix=prefix))
        for word in leading:
            found = found[contains(distinct(self._with_word(word, prefix=False)), found)]
        codes: list[int] = found.tolist()
        return [code for code in codes if _has_words(self._words[code], words, prefix=prefix)] if leading else codes

    def containing(self, text: str) -> NDArray[np.bool_]:
        """Return for each value whether every word of a text begins one of its words."""
        chosen = np.ones(len(self._values), dtype=np.bool_)
        for word in folded_words(text):
            having = np.zeros(len(self._values), dtype=np.bool_)
            having[self._with_word(word, prefix=True)] = True
            chosen &= having
        return chosen

    def _with_word(self, word: str, *, prefix: bool) -> NDArray[np.int64]:
        end = bisect_left(self._index, word + _LAST) if prefix else bisect_right(self._index, word)
        return self._codes[bisect_left(self._index, word) : end]


def values_containing(counts: Iterable[tuple[str, int]], text: str) -> tuple[tuple[str, int], ...]:
    """Return the counts of the values in which every word of a text begins a word, in their order."""
    listed = list(counts)
    chosen = Names([value for value, _ in listed]).containing(text)
    return tuple(listed[place] for place in np.flatnonzero(chosen).tolist())


def _has_words(words: tuple[str, ...], wanted: tuple[str, ...], *, prefix: bool) -> bool:
    count = len(wanted)
    for at in range(len(words) - count + 1):
        here = words[at : at + count]
        if here[:-1] == wanted[:-1] and (here[-1:] == wanted[-1:] or (prefix and here[-1].startswith(wanted[-1]))):
            return True
    return False
