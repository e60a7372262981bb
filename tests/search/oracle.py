"""What a query must find and how it must score, computed apart from the engine: by stock Whoosh, and in plain Python."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from whoosh import query, scoring
from whoosh.lang.snowball import classes
from whoosh.reading import MultiReader
from whoosh.searching import Searcher
from whoosh.util.numeric import byte_to_length, length_to_byte

from corpus import Document

Scored = dict[int, float]
"""Documents by number, with their scores."""


def forms(token: str) -> list[str]:
    """Return the words of a token: with hyphens the joined one, then its parts."""
    pieces = token.split("-")
    return ["".join(pieces), *pieces] if len(pieces) > 1 else pieces


BOOSTS = {"text": 1.0, "title": 3.0}
HYPHENATED = frozenset(forms("self-rule"))
"""Words that may stand at one position in the texts."""


@lru_cache(maxsize=1000)
def stem(word: str, language: str) -> str:
    return str(classes[language]().stem(word)) if not word.isdigit() else word


@dataclass(frozen=True)
class Text:
    """One field of a document: the words and the terms at each position."""

    words: Sequence[frozenset[str]]
    terms: Sequence[frozenset[str]]

    @classmethod
    def read(cls, text: str, language: str) -> Text:
        tokens = [forms(token) for token in re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", text.lower())]
        terms = [frozenset(stem(form, language) for form in token) for token in tokens]
        return cls([frozenset(token) for token in tokens], terms)

    @cached_property
    def counts(self) -> Counter[str]:
        return Counter(term for here in self.terms for term in here)

    def has(self, term: str | frozenset[str], position: int) -> bool:
        wanted = {term} if isinstance(term, str) else term
        return 0 <= position < len(self.terms) and bool(wanted & self.terms[position])


class Oracle:
    """The documents of an index by their numbers, which of them are deleted, and Whoosh's readers over its segments."""

    def __init__(self, documents: Sequence[Document], gone: set[int], readers: Sequence[Any]) -> None:
        self.documents = documents
        self.size = len(documents)
        self.languages = sorted({one.language for one in documents})
        self._gone = gone
        self._searcher = Searcher(MultiReader(list(readers)), weighting=scoring.BM25F())
        self.texts = {
            "text": [Text.read(one.text, one.language) for one in documents],
            "title": [Text.read(one.title or "", one.language) for one in documents],
        }

    def where(self, fits: Callable[[Document], bool]) -> Scored:
        """Return the documents that fit, without a score."""
        return self.live({number: 0.0 for number, one in enumerate(self.documents) if fits(one)})

    def live(self, found: Scored) -> Scored:
        """Return what is found without deleted documents."""
        return {number: score for number, score in found.items() if number not in self._gone}

    def whoosh(self, tree: query.Query, mask: Iterable[int] = (), within: Iterable[int] | None = None) -> Scored:
        """Return what Whoosh's searcher finds, without some documents, within some."""
        kept = None if within is None else set(within)
        if kept == set():  # which Whoosh takes for no filter
            return {}
        found = self._searcher.search(tree, limit=None, filter=kept, mask=set(mask) or None)
        return {found.docnum(at): found.score(at) for at in range(len(found))}

    def terms(self, word: str) -> frozenset[str]:
        """Return the terms of a word in any of the languages there are."""
        return frozenset(stem(word, language) for language in self.languages)

    def terms_of_words(self, fits: Callable[[str], bool]) -> frozenset[str]:
        """Return the terms of all words of the texts that fit."""
        return frozenset(stem(word, language) for word, language in self._words if fits(word))

    @cached_property
    def every_term(self) -> frozenset[str]:
        return frozenset(stem(word, language) for word, language in self._words)

    @cached_property
    def _words(self) -> frozenset[tuple[str, str]]:
        return frozenset(
            (word, document.language)
            for texts in self.texts.values()
            for document, text in zip(self.documents, texts, strict=True)
            for here in text.words
            for word in here
        )

    def bm25f(self, field: str, frequency: Callable[[Text], int]) -> Scored:
        """Return the score of each document in which something stands so often, by the book; deleted ones count."""
        texts = self.texts[field]
        often = {number: count for number, text in enumerate(texts) if (count := frequency(text))}
        idf = math.log(self.size / (len(often) + 1)) + 1
        mean = sum(len(text.terms) for text in texts) / self.size
        scores = {}
        for number, count in often.items():
            length = byte_to_length(length_to_byte(len(texts[number].terms)))
            scores[number] = idf * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * length / mean))
        return self.live(scores)


def all_of(parts: Sequence[Scored]) -> Scored:
    shared = set.intersection(*map(set, parts))
    return {number: sum(part[number] for part in parts) for number in shared}


def any_of(parts: Sequence[Scored]) -> Scored:
    return {number: sum(part.get(number, 0.0) for part in parts) for number in set().union(*parts)}


@lru_cache(maxsize=100_000)
def distance(one: str, other: str, *, swaps: bool = True) -> int:
    """Return how many letters are put in, left out, replaced or, with `swaps`, swapped, none of them twice."""
    if not one or not other:
        return len(one) + len(other)
    best = min(
        distance(one[1:], other, swaps=swaps) + 1,
        distance(one, other[1:], swaps=swaps) + 1,
        distance(one[1:], other[1:], swaps=swaps) + (one[0] != other[0]),
    )
    if swaps and len(one) > 1 and len(other) > 1 and one[:2] == other[1::-1]:
        best = min(best, distance(one[2:], other[2:]) + 1)
    return best
