"""The words of an archive by how many documents have them: what questions are drawn from.

Only words are taken that the engines stem alike: SQLite has Porter's first stemmer and so has stock Whoosh, tantivy and
Dateline have his second. A word is taken where both make the same words of a sample one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path

from benchmarks.search.engine import Row, read_rows

SAMPLE = 10_000
COMMON = (0.05, 0.5)
MEDIUM = (0.005, 0.05)
RARE = 0.0003
SHORTEST = 4

_WORD = re.compile(r"[^\W_]+")
_PLAIN_RUN = re.compile(r"(?<![\w'’.,&/*-])[A-Za-z]+(?: [A-Za-z]+)*(?![\w'’&/*-]|[.,]\w)")


@dataclass(frozen=True)
class Sample:
    """Rows spread over an archive, with the number of them that has each word."""

    rows: Sequence[Row]
    frequencies: Mapping[str, int]
    known: frozenset[str]

    @cached_property
    def common(self) -> list[str]:
        """The words that one document in two to twenty has."""
        return self._between(*COMMON)

    @cached_property
    def medium(self) -> list[str]:
        """The words that one document in twenty to two hundred has."""
        return self._between(*MEDIUM)

    @cached_property
    def rare(self) -> list[str]:
        """The words that a few documents have, at least two."""
        return self._between(0, max(RARE, 3 / len(self.rows)))

    def share(self, word: str) -> float:
        """Return the part of the documents that has a word."""
        return self.frequencies.get(word, 0) / len(self.rows)

    def _between(self, least: float, most: float) -> list[str]:
        return sorted(word for word in self.known if len(word) >= SHORTEST and least <= self.share(word) < most)


def sample(path: Path, documents: int) -> Sample:
    """Return a sample of the `documents` rows of a file."""
    every = max(1, documents // SAMPLE)
    rows = list(islice(read_rows(path), 0, None, every))
    frequencies = Counter(word for row in rows for word in set(words(row.text)))
    known = agreed([word for word, times in frequencies.items() if times > 1], *_stemmers())
    return Sample(rows, frequencies, frozenset(word for word in known if word.isascii() and word.isalpha()))


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, cut at everything that is no letter or digit."""
    return _WORD.findall(text.lower())


def plain_runs(text: str) -> Iterator[list[str]]:
    """Give the runs of two words and more that stand one blank apart, with nothing between them to disagree about."""
    for run in _PLAIN_RUN.finditer(text):
        found = run[0].lower().split(" ")
        if len(found) > 1:
            yield found


def agreed(vocabulary: Iterable[str], *stemmers: Callable[[str], str]) -> set[str]:
    """Return the words that every stemmer makes one with the same others."""
    vocabulary = list(vocabulary)
    classes = [_classes(vocabulary, stem) for stem in stemmers]
    return {word for word in vocabulary if len({one[word] for one in classes}) == 1}


def stems_to_itself(prefix: str) -> bool:
    """Say whether both stemmers leave the beginning of a word as it is."""
    return all(stem(prefix) == prefix for stem in _stemmers())


def _classes(vocabulary: Iterable[str], stem: Callable[[str], str]) -> dict[str, frozenset[str]]:
    together: dict[str, list[str]] = defaultdict(list)
    for word in vocabulary:
        together[stem(word)].append(word)
    return {word: same for group in together.values() for same in [frozenset(group)] for word in group}


def _stemmers() -> tuple[Callable[[str], str], Callable[[str], str]]:
    from whoosh.lang.porter import stem
    from whoosh.lang.snowball.english import EnglishStemmer

    return stem, EnglishStemmer().stem
