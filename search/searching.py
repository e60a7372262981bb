"""One search: parse, evaluate, rank, count, and take the passages of the hits that will be seen."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
from whoosh import query

from corpus import Archive, Entry, NotFoundError
from search import facets, language, ranking
from search.analysis import Analyzer
from search.answers import Answer, Explanation, Hit, Snippet, Sort
from search.completion import Completion, complete
from search.counting import Counts
from search.errors import CancelledSearch, QueryError
from search.evaluate import Evaluation
from search.language import Languages, Parsed
from search.leaves import expansion
from search.passages import Highlighter
from search.postings import Documents, Scores
from search.schema import FACETS
from search.sets import Found, Mask
from search.similar import like_terms
from search.snapshot import Snapshot
from search.sought import sought
from search.suggest import Suggestion, suggest
from search.tree import Forms, Like, Select, Value

if TYPE_CHECKING:
    from corpus import Desk

TEXTS_AT_ONCE = 50
MOST_WEIGHED = 64
"""Terms of which it is looked up how rare they are."""

Cancel = threading.Event | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A search as it was asked for; `snippets` is how many of the hits get a passage, None is all."""

    query: str
    limit: int = 50
    offset: int = 0
    sort: Sort = "relevance"
    facets: bool = True
    typing: bool = False
    snippets: int | None = None


@dataclass(frozen=True, slots=True)
class Holdings:
    """What is searched: an index as it stands, the archive it is of, and one person's desk."""

    snapshot: Snapshot | None
    archive: Archive
    desk: Desk | None


@dataclass(frozen=True, slots=True)
class _NoIndex:
    languages: Sequence[str] = ("unknown",)
    analyzers: Mapping[str, Analyzer] = field(default_factory=lambda: {"unknown": Analyzer("unknown")})


def languages_of(snapshot: Snapshot | None) -> Languages:
    """Return the languages of an index, and of none the unknown one."""
    if snapshot is None or not snapshot.languages:
        return _NoIndex()
    return snapshot


def search(holdings: Holdings, wanted: Wanted, cancel: Cancel) -> Answer:
    """Return the answer to a search; see `Index.search`."""
    snapshot = holdings.snapshot
    parsed = language.parse(wanted.query, languages_of(snapshot), typing=wanted.typing)
    if snapshot is None:
        return Answer(wanted.query, 0, 0.0, (), dict.fromkeys(FACETS, ()))
    one = Search(holdings, snapshot, parsed, cancel)
    documents = one.documents
    numbers, scores = one.page(wanted)
    counts, months = (one.counts(), facets.months(snapshot, documents)) if wanted.facets else (_NO_COUNTS, ())
    offered = Suggestion(None, None)
    if not documents.size and not wanted.typing:
        offered = suggest(wanted.query, snapshot, partial(_finds, holdings, snapshot, cancel))
    found = snapshot.keys_of(numbers)
    entries = snapshot.entries(found, holdings.archive.entries)
    shown = found[: wanted.snippets]
    snippets = _snippets(holdings.archive, entries, shown, highlighter(parsed, snapshot), cancel) if shown else {}
    hits = tuple(
        _hit(entries[key], score, snippets.get(key, _NO_SNIPPET))
        for key, score in zip(found, scores.tolist(), strict=True)
        if key in entries
    )
    return Answer(wanted.query, documents.size, 0.0, hits, counts, offered.query, offered.emptied, months)


def keys(holdings: Holdings, wanted: Wanted, cancel: Cancel) -> list[str]:
    """Return the keys of all hits of a search, in order; see `Index.keys`."""
    snapshot = holdings.snapshot
    parsed = language.parse(wanted.query, languages_of(snapshot))
    if snapshot is None:
        return []
    numbers, _ = Search(holdings, snapshot, parsed, cancel).page(replace(wanted, offset=0, limit=snapshot.size))
    return snapshot.keys_of(numbers)


_NO_COUNTS: dict[str, Counts] = dict.fromkeys(FACETS, ())


def snippets(holdings: Holdings, query: str, keys: Sequence[str], *, typing: bool) -> dict[str, Snippet]:
    """Return the passage of each document that matches a query best."""
    lights = lenient_highlighter(holdings.snapshot, query, typing=typing)
    return _snippets(holdings.archive, holdings.archive.entries(keys), keys, lights, None)


def completions(holdings: Holdings, text: str, cursor: int) -> tuple[Completion, ...]:
    """Return what could stand at the cursor of a query; see `Index.complete`."""
    if holdings.snapshot is None:
        return ()
    tags = holdings.desk.all_tags() if holdings.desk is not None else {}
    return complete(text, cursor, holdings.snapshot, tags)


def explain(holdings: Holdings, query: str, key: str) -> Explanation:
    """Return what the score of a document is made of. Raises NotFoundError where the index does not have it."""
    snapshot = holdings.snapshot
    number = [] if snapshot is None else snapshot.number_of({key}).tolist()
    if snapshot is None or not number:
        raise NotFoundError(f"There is no document {key} in the index.")
    parsed = language.parse(query, languages_of(snapshot))
    one = Search(holdings, snapshot, parsed, None)
    return ranking.explain(one.evaluation, parsed.rest, number[0])


def lenient_highlighter(snapshot: Snapshot | None, query: str, *, typing: bool) -> Highlighter:
    """Return what lights the words of a query, of a refused one what can be read of it."""
    languages = languages_of(snapshot)
    try:
        parsed = language.parse(query, languages, typing=typing)
    except QueryError:
        parsed = language.parse(query, languages, typing=True)
    return highlighter(parsed, snapshot)


def highlighter(parsed: Parsed, snapshot: Snapshot | None) -> Highlighter:
    """Return what lights the words of a query that was read; rare ones count more when passages are compared."""
    if snapshot is None:
        return Highlighter(sought(parsed.rest, lambda _: ()), tuple(languages_of(None).analyzers.values()))
    looked_for = sought(parsed.rest, partial(expansion, snapshot))
    weights = {term: snapshot.rarity(term) for term in islice(looked_for.terms, MOST_WEIGHED)}
    return Highlighter(looked_for, tuple(snapshot.analyzers.values()), weights)


def timed(answer: Answer, took_ms: float) -> Answer:
    """Return an answer with the time it took."""
    return replace(answer, took_ms=took_ms)


class Search:
    """A parsed query evaluated: the words once, each facet's filter once, and then intersected as needed."""

    def __init__(self, holdings: Holdings, snapshot: Snapshot, parsed: Parsed, cancel: Cancel) -> None:
        self._snapshot = snapshot
        self._desk = holdings.desk
        self._parsed = parsed
        selector = facets.Selector(snapshot, holdings.desk)
        self.evaluation = Evaluation(snapshot, selector.select, partial(_like, holdings.archive, snapshot), cancel)
        everything = parsed.rest is None
        found = np.arange(snapshot.size) if everything else self.evaluation.matching(parsed.rest)
        self._base = found[snapshot.live[found]] if snapshot.deleted.size else found
        self._filters: dict[str, Mask] = {
            facet: np.logical_or.reduce([selector.select(one) for one in selects])
            for facet, selects in parsed.facets.items()
        }

    @cached_property
    def documents(self) -> Documents:
        """Return the documents found."""
        masks = list(self._filters.values())
        return self._base[_through(masks, self._base)] if masks else self._base

    def counts(self) -> dict[str, Counts]:
        """Return the values of every facet with their counts, a facet's own filter left out of its own."""
        return {facet: facets.count(self._snapshot, facet, self._without(facet), desk=self._desk) for facet in FACETS}

    def _without(self, facet: str) -> Documents:
        if facet not in self._filters:
            return self.documents
        masks = [mask for name, mask in self._filters.items() if name != facet]
        return self._base[_through(masks, self._base)] if masks else self._base

    def page(self, wanted: Wanted) -> tuple[Documents, Scores]:
        """Return the documents on the page asked for, best first, and their scores."""
        dates = self._snapshot.columns.dates[self.documents].astype(np.int64)
        end, rest = wanted.offset + wanted.limit, self._parsed.rest
        if wanted.sort == "relevance":
            scores = self.evaluation.scores(rest, self.documents)
            first = ranking.in_title_as_written(self.evaluation, rest)
            ranked = ranking.with_titles_first(Found(self.documents, scores), first)
            order = ranking.best(ranked, ranking.newest(dates), end)[wanted.offset :]
            return self.documents[order], scores[order]
        then = ranking.newest(dates) if wanted.sort == "newest" else ranking.oldest(dates)
        page = self.documents[ranking.latest(then, end)[wanted.offset :]]
        rising = np.argsort(page)
        scores = np.zeros(page.size)
        scores[rising] = self.evaluation.scores(rest, page[rising])
        return page, scores


def _through(masks: Sequence[Mask], documents: Documents) -> Mask:
    kept = masks[0][documents]
    for mask in masks[1:]:
        kept = kept & mask[documents]
    return kept


def _finds(holdings: Holdings, snapshot: Snapshot, cancel: Cancel, text: str) -> int:
    try:
        parsed = language.parse(text, languages_of(snapshot))
    except QueryError:
        return 0
    return int(Search(holdings, snapshot, parsed, cancel).documents.size)


def _like(archive: Archive, snapshot: Snapshot, tree: Like) -> query.Query | None:
    """Return what is like a document: its words, weighted, without itself; None where the archive does not have it."""
    try:
        found = like_terms(snapshot, archive.document(tree.key))
    except NotFoundError:
        return None
    words = query.Or([Forms(field, [term], boost=weight * tree.boost) for field, term, weight in found])
    return query.And([words, query.Not(Select("key", Value(tree.key)))])


def _snippets(
    archive: Archive, entries: Mapping[str, Entry], keys: Sequence[str], lights: Highlighter, cancel: Cancel
) -> dict[str, Snippet]:
    found: dict[str, Snippet] = {}
    for at in range(0, len(keys), TEXTS_AT_ONCE):
        for key, text in archive.texts(keys[at : at + TEXTS_AT_ONCE]).items():
            if cancel is not None and cancel.is_set():
                raise CancelledSearch("The search was cancelled.")
            if key in entries:
                found[key] = lights.snippet(text, language=entries[key].language)
    return found


_NO_SNIPPET = Snippet("")


def _hit(one: Entry, score: float, snippet: Snippet) -> Hit:
    return Hit(one.key, one.title, one.date, one.source, one.place, one.fields, one.type, one.language, score, snippet)
