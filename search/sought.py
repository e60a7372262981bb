"""What a query looks for in a text: its words and phrases, without its filters and without what it denies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from whoosh import query

from search.tree import Forms, Similar, StartsWith, Together

Phrase = tuple[tuple[frozenset[str], ...], int | None]
"""The terms of each word, and how many words apart they may be: None where they follow each other."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Terms and beginnings light a word wherever it stands; phrases light their words where they stand whole."""

    terms: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    phrases: tuple[Phrase, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms or self.prefixes or self.phrases)


@dataclass(slots=True)
class _Collected:
    terms: set[str] = field(default_factory=set)
    prefixes: set[str] = field(default_factory=set)
    phrases: set[Phrase] = field(default_factory=set)


def sought(tree: query.Query | None, expand: Callable[[Similar], tuple[str, ...]]) -> Sought:
    """Return what a tree looks for; `expand` gives the terms that a misspelt word stands for."""
    found = _Collected()
    _collect(tree, found, expand)
    return Sought(frozenset(found.terms), tuple(found.prefixes), tuple(found.phrases))


def _collect(tree: query.Query | None, found: _Collected, expand: Callable[[Similar], tuple[str, ...]]) -> None:
    if isinstance(tree, Forms):
        found.terms.update(tree.terms_of_word)
    elif isinstance(tree, StartsWith):
        found.terms.update(tree.also)
        found.prefixes.add(tree.text)
    elif isinstance(tree, Similar):
        found.terms.update(expand(tree))
    elif isinstance(tree, Together):
        found.phrases.add((tuple(frozenset(word.terms_of_word) for word in tree.words), tree.near))
    elif isinstance(tree, query.And | query.Or):
        for one in tree.subqueries:
            _collect(one, found, expand)
