"""What the runs of letters of the texts mean: each distinct run is analysed once, and is a number from then on."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.analysis import JOINING, LONGEST_WORD, Analyzer, fold, parts, words

MOST_RUNS = 500_000
"""Distinct runs after which a lexicon is better begun anew: about 150 MB of memory."""


class _Numbers(dict[str, int]):
    """Numbers strings as they come."""

    def __missing__(self, string: str) -> int:
        number = self[string] = len(self)
        return number


@dataclass(frozen=True, slots=True)
class Meanings:
    """Of each run: how many tokens it has, and its terms and words, `starts[run]` to `starts[run + 1]` of each list.

    `offsets` says for each of the terms in which of the run's tokens it stands.
    """

    tokens: NDArray[np.int64]
    term_starts: NDArray[np.int64]
    terms: NDArray[np.int64]
    offsets: NDArray[np.int64]
    word_starts: NDArray[np.int64]
    words: NDArray[np.int64]


class Lexicon:
    """Numbers runs, terms and words as they come, and remembers what each run means."""

    def __init__(self) -> None:
        self.terms = _Numbers()
        self.words = _Numbers()
        self.terms_of_words: list[tuple[int, ...]] = []
        self._analyzers: dict[str, Analyzer] = {}
        self._runs: dict[str, _Runs] = {}
        self._languages: list[str] = []
        self._tokens = array("q")
        self._term_ends = array("q")
        self._terms = array("q")
        self._offsets = array("q")
        self._word_ends = array("q")
        self._words = array("q")

    def __len__(self) -> int:
        return len(self._tokens)

    def numbering(self, language: str) -> Callable[[str], int]:
        """Return what gives the number of a run in texts of a language; a run met first is analysed."""
        runs = self._runs.get(language)
        if runs is None:
            analyzer = self._analyzers[language] = Analyzer(language)
            runs = self._runs[language] = _Runs(self, analyzer)
        return runs.__getitem__

    def learn(self, analyzer: Analyzer, run: str) -> int:
        """Analyse a run and return its number."""
        tokens = 0
        for tokens, token in enumerate(_tokens(run), start=1):
            forms = parts(token[:LONGEST_WORD])
            found: dict[int, None] = {}
            for form in forms:
                terms = [self.terms[term] for term in analyzer.stems(form)]
                found.update(dict.fromkeys(terms))
                self._learn_word(fold(form), terms)
            self._terms.extend(found)
            self._offsets.extend([tokens - 1] * len(found))
        self._tokens.append(tokens)
        self._term_ends.append(len(self._terms))
        self._word_ends.append(len(self._words))
        return len(self._tokens) - 1

    def _learn_word(self, word: str, terms: Iterable[int]) -> None:
        if not word:
            return
        number = self.words[word]
        self._words.append(number)
        if number == len(self.terms_of_words):
            self.terms_of_words.append(tuple(terms))
        elif not set(terms) <= set(self.terms_of_words[number]):
            self.terms_of_words[number] = tuple(dict.fromkeys((*self.terms_of_words[number], *terms)))

    def meanings(self) -> Meanings:
        """Return what all runs so far mean."""
        return Meanings(
            np.array(self._tokens, dtype=np.int64),
            _starts(self._term_ends),
            np.array(self._terms, dtype=np.int64),
            np.array(self._offsets, dtype=np.int64),
            _starts(self._word_ends),
            np.array(self._words, dtype=np.int64),
        )


class _Runs(dict[str, int]):
    """The runs of one language with their numbers."""

    def __init__(self, lexicon: Lexicon, analyzer: Analyzer) -> None:
        super().__init__()
        self._lexicon = lexicon
        self._analyzer = analyzer

    def __missing__(self, run: str) -> int:
        number = self[run] = self._lexicon.learn(self._analyzer, run)
        return number


def _tokens(run: str) -> list[str]:
    if run.isascii():
        bare = run.strip(JOINING)
        return [bare] if bare.isalpha() else words(bare)
    return words(run)


def _starts(ends: array[int]) -> NDArray[np.int64]:
    starts = np.zeros(len(ends) + 1, dtype=np.int64)
    starts[1:] = ends
    return starts
