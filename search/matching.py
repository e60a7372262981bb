"""Judge the words of a text as the index would: which of those that a query looks for are they?"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from search import analysis
from search.analysis import LONGEST_WORD, Analyzer, fold, parts
from search.sought import Sought

MOST_REMEMBERED = 20_000
"""Runs of letters whose judgement is kept; then all are forgotten."""

_NO_WORDS: dict[int, frozenset[str] | None] = {}


class Judged(NamedTuple):
    """A sought token of a run of letters: where it stands in the run, and the numbers of the words that it is.

    `alone` are those of them that are sought wherever they stand, not only in phrases.
    """

    start: int
    end: int
    words: frozenset[int]
    alone: tuple[int, ...]


class Matcher:
    """Knows what is sought by numbers: `count` words, and behind them the phrases.

    `phrases` are the numbers of the words of each phrase, and how far they may be apart (see `sought.Phrase`).
    `weights` says how much each number counts: a word as much as that of its terms with the smallest weight given, 1
    where none is given; a phrase as its words together.
    """

    def __init__(
        self, looked_for: Sought, analyzers: Sequence[Analyzer], weights: Mapping[str, float] | None = None
    ) -> None:
        self._analyzers = analyzers
        self._of_language = {analyzer.language: (analyzer,) for analyzer in analyzers}
        self._languages = looked_for.languages
        self._known: dict[str | None, dict[str, tuple[Judged, ...]]] = {}
        self._given = weights or {}
        self._numbers: dict[Hashable, int] = {}
        self._words_of: dict[str, dict[int, frozenset[str] | None]] = {}
        self.weights: list[float] = []
        self._prefixes = [(prefix, self._number(prefix, [prefix])) for prefix in looked_for.prefixes]
        self._patterns = [
            (re.compile(fnmatch.translate(pattern)), self._number(pattern, [pattern]))
            for pattern in looked_for.patterns
        ]
        self._alone = {number for _, number in (*self._prefixes, *self._patterns)}
        self._alone.update(self._word(terms, self._begun(terms)) for terms in _words(looked_for))
        self.phrases = [(tuple(map(self._word, words)), near) for words, near in looked_for.phrases]
        self.count = len(self.weights)
        self.weights += [sum(self.weights[number] for number in words) for words, _ in self.phrases]

    def known(self, language: str | None) -> dict[str, tuple[Judged, ...]]:
        """Return the runs judged so far, of texts in a language."""
        return self._known.setdefault(language if language in self._of_language else None, {})

    def judge(self, run: str, language: str | None) -> tuple[Judged, ...]:
        """Return the sought tokens of a run; in a language that is not indexed, or None, what any language knows."""
        judged = tuple(self._judge(run, self._of_language.get(language or "", self._analyzers)))
        if len(run) <= LONGEST_WORD:
            known = self.known(language)
            if len(known) >= MOST_REMEMBERED:
                known.clear()
            known[run] = judged
        return judged

    def _judge(self, run: str, analyzers: Iterable[Analyzer]) -> Iterator[Judged]:
        met: dict[str, frozenset[int]] = {}
        for start, end in analysis.tokens(run):
            token = run[start:end]
            words = met.get(token)
            if words is None:
                words = met[token] = self._words_of_token(token, analyzers)
            if words:
                yield Judged(start, end, words, tuple(sorted(words & self._alone)))

    def _words_of_token(self, token: str, analyzers: Iterable[Analyzer]) -> frozenset[int]:
        words: set[int] = set()
        if self._prefixes or self._patterns:
            for folded in map(fold, parts(token[:LONGEST_WORD])):
                words.update(number for prefix, number in self._prefixes if folded.startswith(prefix))
                words.update(number for pattern, number in self._patterns if pattern.match(folded))
        for analyzer in analyzers:
            if len(words) == self.count:
                break
            for term in analyzer.terms(token):
                for number, languages in self._words_of.get(term, _NO_WORDS).items():
                    if languages is None or analyzer.language in languages:
                        words.add(number)
        return frozenset(words)

    def _begun(self, terms: frozenset[str]) -> int | None:
        """Return the number of a prefix that goes on as one of some terms: both are then the same word."""
        return next((number for prefix, number in self._prefixes if any(one.startswith(prefix) for one in terms)), None)

    def _word(self, terms: frozenset[str], number: int | None = None) -> int:
        """Return the number of a word by its terms."""
        number = self._number(terms, terms) if number is None else number
        languages = self._languages.get(terms, {})
        for term in terms:
            self._words_of.setdefault(term, {})[number] = languages.get(term)
        return number

    def _number(self, name: Hashable, terms: Iterable[str]) -> int:
        if name not in self._numbers:
            self._numbers[name] = len(self.weights)
            self.weights.append(min((self._given[term] for term in terms if term in self._given), default=1.0))
        return self._numbers[name]


def _words(looked_for: Sought) -> Iterator[frozenset[str]]:
    """Yield the terms of each word; a term of which is not said to which word it belongs is one by itself."""
    yield from filter(None, looked_for.words)
    yield from map(frozenset, {(term,) for term in looked_for.terms.difference(*looked_for.words)})
