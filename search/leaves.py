"""The words and phrases of a query in one field: the documents in which each stands, and how often."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from itertools import pairwise

import numpy as np

from search.codec.postings import Numbers, distinct
from search.codec.reading import SegmentFiles, Words
from search.positions import standing_near, standing_together
from search.postings import Documents, Hits
from search.sets import common
from search.snapshot import Snapshot, TermsOf
from search.tree import Forms, Pattern, Similar, StartsWith, Together, Unfinished

PLACES_AT_ONCE = 1 << 25
"""Places that words are looked at together in, a byte of memory each; documents are longer than that only alone."""

Expanded = StartsWith | Similar | Pattern
"""The leaves that stand for several words."""

Word = Forms | Expanded
Row = Together | Unfinished
Leaf = Word | Row
"""What is looked for in one field, and scores."""


class Leaves:
    """Finds words and phrases in one snapshot; `check` is called now and then, and may end it by raising."""

    def __init__(self, snapshot: Snapshot, check: Callable[[], None]) -> None:
        self._snapshot = snapshot
        self._check = check

    def documents(self, leaf: Leaf) -> Documents:
        """Return the documents in which a word stands, or words stand together."""
        if isinstance(leaf, Row):
            words = words_of(leaf)
            near = leaf.near if isinstance(leaf, Together) else None
            name = ("together", leaf.fieldname, near, tuple(map(_name, words)))
            return self._snapshot.remembered(name, partial(self._standing, words, near)).documents
        return self.hits(leaf).documents

    def hits(self, word: Word) -> Hits:
        """Return the documents in which a word stands, in any of its forms, and how often."""
        if isinstance(word, Forms) and len(word.terms_of_word) == 1:
            return self._forms(word)
        find = partial(self._forms, word) if isinstance(word, Forms) else partial(self._expanded, word)
        return self._snapshot.remembered(("word", word.fieldname, _name(word)), find)

    def _forms(self, word: Forms) -> Hits:
        """Return a word's postings: where several of its terms stand in a document, the most frequent one counts."""
        every = [self._term(word.fieldname, *term) for term in zip(word.terms_of_word, word.languages, strict=True)]
        lists = [hits for hits in every if hits.documents.size]
        if len(lists) < 2:
            return lists[0] if lists else Hits.chain(())
        often = np.zeros(self._snapshot.size, dtype=np.int64)
        for hits in lists:
            often[hits.documents] = np.maximum(often[hits.documents], hits.frequencies)
        documents = np.flatnonzero(often)
        return Hits(documents, often[documents])

    def _term(self, field: str, term: str, languages: frozenset[str] | None) -> Hits:
        """Return a term's postings in documents of some languages, None is any."""
        if languages is None or languages.issuperset(self._snapshot.languages):
            return self._snapshot.postings(field, term)

        def spoken() -> Hits:
            hits = self._snapshot.postings(field, term)
            return hits.where(self._snapshot.written_in(languages)[hits.documents])

        return self._snapshot.remembered((field, term, languages), spoken)

    def _expanded(self, tree: Expanded) -> Hits:
        return self._snapshot.united(tree.fieldname, self._terms(tree))

    def _terms(self, tree: Word) -> TermsOf:
        """Return what names the terms of a word, with all that it stands for, in each segment."""
        if isinstance(tree, Forms | Similar):
            terms = tree.terms_of_word if isinstance(tree, Forms) else expansion(self._snapshot, tree)
            return partial(_numbers, terms)

        def beginning(files: SegmentFiles) -> Numbers:
            self._check()
            found = files.words.terms_of(places(files.words, tree))
            also = _numbers(tree.also, files) if isinstance(tree, StartsWith) else found[:0]
            return distinct(np.concatenate((found, also))) if also.size else found

        return beginning

    def _standing(self, words: Sequence[Word], near: int | None) -> Hits:
        """Return the documents in which words stand together, and how often."""
        documents = common([self.hits(word).documents for word in words], self._snapshot.size)
        field = words[0].fieldname
        room = self._snapshot.columns.word_counts[field][documents].astype(np.int64) + (near or 1)
        ends = np.cumsum(room) + 1
        found, first = [], 0
        while first < documents.size:
            begun = int(ends[first - 1]) if first else 1
            beyond = max(first + 1, int(np.searchsorted(ends, begun + PLACES_AT_ONCE)))
            begins = np.full(self._snapshot.size, -1, dtype=np.int64)
            begins[documents[first:beyond]] = (ends - room)[first:beyond] - begun + 1
            standing = self._standing_within(words, near, begins, int(ends[beyond - 1]) - begun + 1)
            found.append(np.searchsorted(ends - begun + 1, standing, side="right"))
            first = beyond
        often = np.bincount(np.concatenate(found), minlength=documents.size) if found else documents
        kept = np.flatnonzero(often)
        return Hits(documents[kept], often[kept])

    def _standing_within(self, words: Sequence[Word], near: int | None, begins: Numbers, beyond: int) -> Numbers:
        known = {_name(word): self._places(word, begins) for word in words}
        standing = [known[_name(word)] for word in words]
        if near is not None:
            return standing_near([distinct(places) for places in standing], near)
        return standing_together(standing, [_name(word) == _name(after) for word, after in pairwise(words)], beyond)

    def _places(self, word: Word, begins: Numbers) -> Numbers:
        self._check()
        return self._snapshot.places(word.fieldname, self._terms(word), begins)


def words_of(leaf: Row) -> list[Word]:
    """Return the words that stand together."""
    return [*leaf.words, leaf.last] if isinstance(leaf, Unfinished) else [*leaf.words]


def _name(word: Word) -> Hashable:
    """Return what tells a word with all that it stands for from others."""
    if isinstance(word, Forms):
        return word.terms_of_word, word.languages
    return type(word).__name__, word.text, getattr(word, "maxdist", getattr(word, "limit", 0))


def places(words: Words, tree: StartsWith | Pattern) -> range | Numbers:
    """Return the places of the words of a segment that a prefix or a pattern stands for."""
    if isinstance(tree, Pattern):
        beginning = words.starting_with(tree.beginning.encode())
        return np.array([place for place in beginning if tree.matches(words[place].decode())], dtype=np.int64)
    found = words.starting_with(tree.text.encode())
    if tree.limit and len(found) > tree.limit:
        often = words.occurrences[found.start : found.stop]
        return np.sort(np.argpartition(often, -tree.limit)[-tree.limit :]) + found.start
    return found


def expansion(snapshot: Snapshot, tree: Expanded) -> tuple[str, ...]:
    """Return the terms of the words that a misspelt word, a beginning or a pattern stands for."""
    if isinstance(tree, Similar):
        return snapshot.expansion(tree.text, tree.maxdist)
    found = dict.fromkeys(tree.also if isinstance(tree, StartsWith) else ())
    for part in snapshot.parts:
        terms = part.files.words.terms_of(places(part.files.words, tree)).tolist()
        found.update(dict.fromkeys(part.files.terms[number].decode() for number in terms))
    return tuple(found)


def _numbers(terms: Sequence[str], files: SegmentFiles) -> Numbers:
    found = (files.terms.find(term.encode()) for term in terms)
    return np.array(sorted({number for number in found if number is not None}), dtype=np.int64)
