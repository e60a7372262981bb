"""One search: parse, evaluate, rank, count, and take the passages of the hits asked for."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpus import Archive
from search import facets, language
from search.analysis import Analyzer
from search.answers import Answer, Hit, Snippet, Sort
from search.errors import CancelledSearch, QueryError
from search.evaluate import Evaluation, Found, expansion
from search.language import Languages, Parsed
from search.passages import Highlighter
from search.schema import FACETS
from search.snapshot import Mask, Snapshot
from search.sought import sought
from search.suggest import suggest

if TYPE_CHECKING:
    from corpus import Desk

TEXTS_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """A search as it was asked for."""

    query: str
    limit: int = 50
    offset: int = 0
    sort: Sort = "relevance"
    facets: bool = True
    typing: bool = False


@dataclass(frozen=True, slots=True)
class _NoIndex:
    languages: Sequence[str] = ("unknown",)
    analyzers: Mapping[str, Analyzer] = None  # type: ignore[assignment]


def languages_of(snapshot: Snapshot | None) -> Languages:
    """Return the languages of an index, and of none the unknown one."""
    if snapshot is None or not snapshot.languages:
        return _NoIndex(analyzers={"unknown": Analyzer("unknown")})
    return snapshot


def timed(answer: Answer, took_ms: float) -> Answer:
    """Return an answer with the time it took."""
    return replace(answer, took_ms=took_ms)


class SupersededError(Exception):
    """The snapshot was closed because there is a newer one; the search is to be done on that."""


def search(
    snapshot: Snapshot | None, archive: Archive, desk: Desk | None, wanted: Wanted, cancel: threading.Event | None
) -> Answer:
    """Return the answer to a search; see `Index.search`. Raises SupersededError."""
    parsed = language.parse(wanted.query, languages_of(snapshot), typing=wanted.typing)
    if snapshot is None:
        return Answer(wanted.query, 0, 0.0, (), dict.fromkeys(FACETS, ()))
    with _held(snapshot, cancel):
        search_once = _Search(snapshot, desk, parsed, cancel)
        mask = search_once.mask()
        numbers = search_once.ranked(mask, wanted)
        scores = search_once.found.scores[numbers].tolist()
        counts = search_once.counts() if wanted.facets else dict.fromkeys(FACETS, ())
        total = int(np.count_nonzero(mask))
        offered = None
        if total == 0 and not wanted.typing:
            offered = suggest(wanted.query, snapshot, lambda text: _finds(text, snapshot, desk, cancel))
        keys = [key.decode() for key in snapshot.columns.keys[numbers].tolist()]
        highlighter = _highlighter(parsed, snapshot)
    hits = tuple(_hits(archive, keys, scores, highlighter, cancel))
    return Answer(wanted.query, total, 0.0, hits, counts, offered)


def highlighter(snapshot: Snapshot | None, query: str, *, typing: bool) -> Highlighter:
    """Return what lights the words of a query, of a refused one what can be read of it. Raises SupersededError."""
    languages = languages_of(snapshot)
    try:
        parsed = language.parse(query, languages, typing=typing)
    except QueryError:
        parsed = language.parse(query, languages, typing=True)
    if snapshot is None:
        return _highlighter(parsed, snapshot)
    with _held(snapshot, None):
        return _highlighter(parsed, snapshot)


def _highlighter(parsed: Parsed, snapshot: Snapshot | None) -> Highlighter:
    analyzers = tuple(languages_of(snapshot).analyzers.values())
    return Highlighter(sought(parsed.rest, lambda tree: expansion(snapshot, tree) if snapshot else ()), analyzers)


@contextmanager
def _held(snapshot: Snapshot, cancel: threading.Event | None) -> Iterator[None]:
    while not snapshot.lock.acquire(timeout=0.02):
        if cancel is not None and cancel.is_set():
            raise CancelledSearch("The search was cancelled.")
    try:
        if snapshot.is_closed:
            raise SupersededError
        yield
    finally:
        snapshot.lock.release()


def _finds(text: str, snapshot: Snapshot, desk: Desk | None, cancel: threading.Event | None) -> bool:
    parsed = language.parse(text, languages_of(snapshot), typing=True)
    return bool(_Search(snapshot, desk, parsed, cancel).mask().any())


class _Search:
    """A parsed query evaluated: the words once, each facet's filter once, and then intersected as needed."""

    def __init__(self, snapshot: Snapshot, desk: Desk | None, parsed: Parsed, cancel: threading.Event | None) -> None:
        self._snapshot = snapshot
        selector = facets.Selector(snapshot, desk)
        evaluation = Evaluation(snapshot, selector.select, cancel)
        size = snapshot.size
        if parsed.rest is None:
            self.found = Found(np.ones(size, dtype=np.bool_), np.zeros(size))
        else:
            self.found = evaluation.evaluate(parsed.rest)
        self._base = self.found.mask & snapshot.live
        self._filters: dict[str, Mask] = {
            facet: np.logical_or.reduce([selector.select(one) for one in selects])
            for facet, selects in parsed.facets.items()
        }

    def mask(self, *, without: str | None = None) -> Mask:
        """Return which documents match, with one facet's own filter left out where asked."""
        mask = self._base
        for facet, chosen in self._filters.items():
            if facet != without:
                mask = mask & chosen
        return mask

    def counts(self) -> dict[str, facets.Counts]:
        """Return the values of every facet with their counts."""
        return {facet: facets.count(self._snapshot, facet, self.mask(without=facet)) for facet in FACETS}

    def ranked(self, mask: Mask, wanted: Wanted) -> NDArray[np.int64]:
        """Return the numbers of the documents on the page asked for, best first; equals by date, newest first."""
        numbers = np.flatnonzero(mask)
        end = wanted.offset + wanted.limit
        dates = self._snapshot.columns.dates[numbers].astype(np.int64)
        if wanted.sort == "relevance":
            scores = self.found.scores[numbers]
            if numbers.size > end > 0:
                kept = scores >= np.partition(scores, numbers.size - end)[numbers.size - end]
                numbers, scores, dates = numbers[kept], scores[kept], dates[kept]
            order = np.lexsort((numbers, -dates, -scores))
        elif wanted.sort == "newest":
            order = np.lexsort((numbers, -dates))
        else:
            order = np.lexsort((numbers, np.where(dates == 0, np.iinfo(np.int64).max, dates)))
        return numbers[order[wanted.offset : end]]


def _hits(
    archive: Archive,
    keys: Sequence[str],
    scores: Sequence[float],
    highlighter: Highlighter,
    cancel: threading.Event | None,
) -> Iterator[Hit]:
    for at in range(0, len(keys), TEXTS_AT_ONCE):
        page = keys[at : at + TEXTS_AT_ONCE]
        documents = archive.documents(page)
        for key, score in zip(page, scores[at : at + TEXTS_AT_ONCE], strict=True):
            if cancel is not None and cancel.is_set():
                raise CancelledSearch("The search was cancelled.")
            one = documents.get(key)
            if one is not None:
                snippet = highlighter.snippet(one.text) if one.text else Snippet("")
                yield Hit(
                    key, one.title, one.date, one.source, one.place, one.fields, one.type, one.language, score, snippet
                )
