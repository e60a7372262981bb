"""What could stand at the cursor of a query: values of a filter, names of fields, words of the texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from search import facets
from search.analysis import fold, parts, tokens
from search.columns import UNDATED
from search.counting import Counts
from search.names import values_containing
from search.pieces import terms_of
from search.query_filters import with_filter
from search.scanner import FIELDS, cut
from search.schema import FACET_OF
from search.snapshot import Snapshot
from search.values import STATES

MOST_VALUES = 20
MOST_WORDS = 8
"""How many values, and how many words, are offered."""

SHORTEST_BEGINNING = 2
"""Letters of a word from which words are offered that go on so."""

_NAMES = tuple(sorted(FIELDS - {"language"}))
_WITH_WORDS = frozenset(("", "title"))
_OPENED = re.compile(r"(?:(?<=[\s(])|(?<=[\s(]-)|^-?)([A-Za-z]+):(?P<quote>[\"“„”«»]?)$")
_YEARS_FROM = re.compile(r"(\d{4})\.\.")
_MARKS = re.compile(r"[*?~^]")
_OPENS_ANOTHER = re.compile(r"[\s(:-][\"“„”«»]")


@dataclass(frozen=True, slots=True)
class Completion:
    """What may be written at the cursor: `replacement`, for the query's text from `start` to `end`.

    `count` is the number of documents with a value, or how often a word stands in the texts; None where nobody counts.
    """

    value: str
    count: int | None
    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True)
class _Place:
    """What stands at the cursor: `typed` before it, and from where to where something else would be written.

    `field` is what it belongs to, empty where to none; `is_plain` says that it is a word in no quotation.
    """

    typed: str
    start: int
    end: int
    field: str
    is_plain: bool = True

    def completion(self, value: str, count: int | None, replacement: str) -> Completion:
        """Return what writes a value here."""
        return Completion(value, count, self.start, self.end, replacement)


def complete(text: str, cursor: int, snapshot: Snapshot, tags: Mapping[str, int]) -> tuple[Completion, ...]:
    """Return what could stand at the cursor of a query instead of what does, the most frequent first.

    Behind `source:` and the like these are values in which each word typed begins a word, years with the newest first;
    `tags` are the tags with the number of their documents. Elsewhere they are names of fields, then words that go on
    so. A query that could be read can be read still, whatever is written of them.
    """
    place = _place(text, cursor)
    if place is None:
        return ()
    if place.field in _WITH_WORDS:
        return (*_names(place), *_words(text, cursor, place, snapshot))
    return tuple(_states(place) if place.field in STATES else _values(place, snapshot, tags))


def _place(text: str, cursor: int) -> _Place | None:
    """Return what stands at the cursor; None where nothing does, or what does is finished."""
    before = text[:cursor]
    begun = cut(before, lenient=True)
    last = begun[-1] if begun else None
    if last and last.kind == "phrase" and last.end == cursor:
        return None
    if (opened := _OPENED.search(before)) and opened[1].lower() in FIELDS:
        start = opened.start("quote")
        return _Place("", start, _end(text, start, cursor), opened[1].lower(), is_plain=not opened["quote"])
    is_open = last is not None and last.kind == "begun"
    if last is None or not last.is_term or last.end < len(before.rstrip() if is_open else before):
        return None
    typed = before[last.start + is_open :]
    *_, (_, field, _) = terms_of(begun)
    return _Place(typed, last.start, _end(text, last.start, cursor), field, is_plain=not is_open)


def _end(text: str, start: int, cursor: int) -> int:
    """Return where ends what begins at an offset and goes on behind the cursor; of an open quotation only the word."""
    whole = next((token for token in cut(text, lenient=True) if token.start == start), None)
    if whole is None or not whole.is_term or whole.kind == "begun" or _OPENS_ANOTHER.search(text, cursor, whole.end):
        return _end_of_word(text, cursor)
    return max(cursor, whole.end)


def _end_of_word(text: str, cursor: int) -> int:
    return next((at for at in range(cursor, len(text)) if not text[at].isalnum()), len(text))


def _values(place: _Place, snapshot: Snapshot, tags: Mapping[str, int]) -> Iterator[Completion]:
    """Yield values of a facet; of a range of years the later end."""
    facet = FACET_OF.get(place.field, "")
    since = _YEARS_FROM.match(place.typed) if facet == "year" and place.is_plain else None
    if since:
        place = replace(place, typed=place.typed[since.end() :], start=place.start + since.end())
    for value, count in _counted(facet, place.typed, snapshot, tags):
        written = with_filter("", facet, value).partition(":")[2]
        if written and (since is None or since[1] <= value < UNDATED):
            yield place.completion(value, count, written)


def _counted(facet: str, typed: str, snapshot: Snapshot, tags: Mapping[str, int]) -> Counts:
    if facet == "tag":
        listed = sorted(tags.items(), key=lambda pair: (-pair[1], pair[0]))
        return values_containing(listed, typed)[:MOST_VALUES]
    if not facet:
        return ()
    return facets.count(snapshot, facet, np.flatnonzero(snapshot.live), containing=typed, limit=MOST_VALUES)


def _states(place: _Place) -> Iterator[Completion]:
    for state in STATES[place.field]:
        if state.startswith(place.typed.lower()):
            yield place.completion(state, None, state)


def _names(place: _Place) -> Iterator[Completion]:
    if place.is_plain and not place.field and place.typed:
        for name in _NAMES:
            if name.startswith(place.typed.lower()):
                yield place.completion(f"{name}:", None, f"{name}:")


def _words(text: str, cursor: int, place: _Place, snapshot: Snapshot) -> Iterator[Completion]:
    """Yield words of the texts that go on as the last word typed begins."""
    found = list(tokens(place.typed))
    if not found or found[-1][1] < len(place.typed) or (place.is_plain and _MARKS.search(place.typed)):
        return
    typed = place.typed[found[-1][0] :]
    end = _end_of_word(text, cursor)
    for word, count in _frequent_words(snapshot, fold(parts(typed)[0])):
        yield Completion(word, count, cursor - len(typed), end, word)


def _frequent_words(snapshot: Snapshot, beginning: str) -> list[tuple[str, int]]:
    """Return the most frequent of the words that begin so and go on, with how often they stand in the texts."""
    if len(beginning) < SHORTEST_BEGINNING:
        return []
    candidates: set[bytes] = set()
    for words in snapshot.word_lists:
        places = words.starting_with(beginning.encode())
        often = words.occurrences[places.start : places.stop].astype(np.int64)
        candidates.update(words[places[best]] for best in np.argsort(-often, kind="stable")[: MOST_WORDS + 1].tolist())
    candidates.discard(beginning.encode())
    counted = [(word.decode(), _occurrences(snapshot, word)) for word in candidates]
    return sorted(counted, key=lambda pair: (-pair[1], pair[0]))[:MOST_WORDS]


def _occurrences(snapshot: Snapshot, word: bytes) -> int:
    places = ((words, words.find(word)) for words in snapshot.word_lists)
    return sum(int(words.occurrences[place]) for words, place in places if place is not None)
