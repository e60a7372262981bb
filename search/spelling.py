"""Words that the index does not have, or hardly has, and near ones that it does; the same for the values of facets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from search import facets
from search.analysis import fold, folded_words, parts, query_forms, tokens
from search.counting import Counts
from search.facets import Selector
from search.nearness import Shapes, WordTable, default_distance, similar
from search.pieces import Span, Term
from search.query_filters import with_filter
from search.schema import FACET_OF, STORED_FACETS, WORD_FIELDS
from search.snapshot import Snapshot
from search.tree import Select
from search.values import read_value

MOST_CHOICES = 3
MOST_CORRECTED = 8
"""Words of a query for which near ones are looked for; where more are unknown they are not misspelt."""

FARTHER = 100
"""How many times as frequent a word must be to be offered before another that is one letter nearer."""

OTHER_LETTER = 10
"""The same where it does not begin with the letter that was typed: that one is seldom wrong."""

SHORTEST_PART = 3
"""Letters of each of two words that may have been written as one."""

FAR_MORE = 50
"""How many times as frequent a near word must be to be offered for one that is not unknown."""

_SPELT = ("word", "phrase")


@dataclass(frozen=True, slots=True)
class Correction:
    """What may stand in a query from `start` to `end` instead, the likeliest first; nothing where nothing is near."""

    start: int
    end: int
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ValueWords:
    """The words of a facet's values as a word list; a word stands there as often as documents have values with it."""

    blob: bytes
    starts: NDArray[np.uint32]
    occurrences: NDArray[np.uint32]

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> ValueWords:
        """Return the list of some folded words with their counts."""
        words = sorted((word.encode(), count) for word, count in counts.items())
        starts = np.fromiter(accumulate((len(word) for word, _ in words), initial=0), dtype=np.uint32)
        return cls(
            b"".join(word for word, _ in words), starts, np.array([count for _, count in words], dtype=np.uint32)
        )


def words_of(term: Term) -> Iterator[Span]:
    """Yield where the words of a term stand in the query, of one that is looked for in texts and spelt out."""
    token = term.token
    if token.kind in _SPELT and term.field in ("", "title"):
        begin = token.start + (token.kind == "phrase")
        for start, end in tokens(token.text):
            yield begin + start, begin + end


def unknown_words(query: str, term: Term, snapshot: Snapshot) -> list[Span]:
    """Return where those words of a term stand by which nothing is found."""
    return [span for span in words_of(term) if not _frequency(query[slice(*span)], term, snapshot)]


def word_frequency(query: str, term: Term, snapshot: Snapshot) -> int:
    """Return in about how many documents the rarest word of a term stands; 0 where it is no word."""
    return min((_frequency(query[slice(*span)], term, snapshot) for span in words_of(term)), default=0)


def _frequency(word: str, term: Term, snapshot: Snapshot) -> int:
    fields = (term.field,) if term.field else WORD_FIELDS
    forms = query_forms(word, snapshot.languages, snapshot.analyzers)
    return sum(snapshot.frequency(field, form) for field in fields for form in forms)


def finds_nothing(query: str, term: Term, snapshot: Snapshot) -> bool:
    """Say whether a term is known to find nothing by itself; of tags and patterns that is not known."""
    if term.field not in FACET_OF:
        return bool(unknown_words(query, term, snapshot))
    if FACET_OF[term.field] not in STORED_FACETS:
        return False
    value = read_value(term.field, term.token)
    return not (Selector(snapshot, None).select(Select(term.field, value)) & snapshot.live).any()


def corrections(query: str, terms: Iterable[Term], snapshot: Snapshot) -> list[Correction]:
    """Return what may stand instead of each unknown word and each value that nobody has."""
    found = []
    for term in terms:
        if term.field in FACET_OF and finds_nothing(query, term, snapshot):
            found.append(Correction(term.token.start, term.token.end, _near_values(term, snapshot)))
        for start, end in unknown_words(query, term, snapshot):
            word = _folded(query[start:end])
            near = _near_words(word, snapshot) or (() if term.field else _two_words(word, snapshot))
            found.append(Correction(start, end, near))
    return found


def rarities(query: str, terms: Iterable[Term], snapshot: Snapshot) -> Iterator[Correction]:
    """Yield what may stand instead of words, the rarest first, that are known but far rarer than one near them."""
    spans = [span for term in terms for span in words_of(term)]
    rarest = sorted((_occurrences(_folded(query[slice(*span)]), snapshot), span) for span in spans)
    for own, (start, end) in [(own, span) for own, span in rarest if own][:MOST_CORRECTED]:
        choices = _near_words(_folded(query[start:end]), snapshot, 1, own * FAR_MORE)
        if choices:
            yield Correction(start, end, choices)


def _folded(token: str) -> str:
    return fold(next(iter(parts(token)), ""))


def _near_words(word: str, snapshot: Snapshot, distance: int = 0, at_least: int = 1) -> tuple[str, ...]:
    """Return the likeliest of the words of the texts that are near a folded one and stand there often enough."""
    lists = [(words, words.shapes) for words in snapshot.word_lists]
    return _likeliest(lists, word, distance or default_distance(word), at_least)


def _two_words(word: str, snapshot: Snapshot) -> tuple[str, ...]:
    """Return the two known words, of all such pairs the most frequent ones, that were written as this one."""
    pairs = [(word[:at], word[at:]) for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)]
    count, pair = max(((min(_occurrences(part, snapshot) for part in pair), pair) for pair in pairs), default=(0, ()))
    return (" ".join(pair),) if count else ()


def _near_values(term: Term, snapshot: Snapshot) -> tuple[str, ...]:
    """Return the values, as a filter has them, whose words are near those of a filter that nobody's value has."""
    facet = FACET_OF[term.field]
    if facet == "year":
        return ()
    words = []
    for word in folded_words(term.token.text):
        known = _values_with(word, facet, snapshot)
        near = (word,) if known else _likeliest([(_value_words(facet, snapshot), None)], word, default_distance(word))
        if not near:
            return ()
        words.append(near[0])
    values = _values_with(" ".join(words), facet, snapshot) if words else ()
    return tuple(with_filter("", facet, value).partition(":")[2] for value, _ in values)


def _values_with(words: str, facet: str, snapshot: Snapshot, limit: int | None = MOST_CHOICES) -> Counts:
    return facets.count(snapshot, facet, np.flatnonzero(snapshot.live), containing=words, limit=limit)


def _value_words(facet: str, snapshot: Snapshot) -> ValueWords:
    kept = _kept.setdefault(snapshot, {})
    if facet not in kept:
        counts: Counter[str] = Counter()
        for value, count in _values_with("", facet, snapshot, None):
            counts.update(dict.fromkeys(folded_words(value), count))
        kept[facet] = ValueWords.of(counts)
    return kept[facet]


_kept: WeakKeyDictionary[Snapshot, dict[str, ValueWords]] = WeakKeyDictionary()


def _likeliest(
    lists: Iterable[tuple[WordTable, Shapes | None]], word: str, distance: int, at_least: int = 1
) -> tuple[str, ...]:
    """Return what was most likely meant by a word, out of several word lists: near words, frequent words."""
    occurrences: Counter[str] = Counter()
    far: dict[str, int] = {}
    for words, shapes in lists:
        places, distances = similar(words, word, distance, shapes)
        for place, here in zip(places.tolist(), distances.tolist(), strict=True):
            near = str(words.blob[words.starts[place] : words.starts[place + 1]], "utf-8")
            occurrences[near] += int(words.occurrences[place])
            far[near] = here
    likelihood = {
        near: count / FARTHER ** far[near] / (1 if near[0] == word[0] else OTHER_LETTER)
        for near, count in occurrences.items()
        if far[near] and count >= at_least
    }
    return tuple(sorted(likelihood, key=lambda near: (-likelihood[near], near))[:MOST_CHOICES])


def _occurrences(word: str, snapshot: Snapshot) -> int:
    places = ((words, words.find(word.encode())) for words in snapshot.word_lists)
    return sum(int(words.occurrences[place]) for words, place in places if place is not None)
