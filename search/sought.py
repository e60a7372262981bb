"""What a query looks for in a text: its words and phrases, without its filters and without what it denies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from whoosh import query

from search.tree import Forms, Optional, Pattern, Similar, StartsWith, Together, Unfinished

Expand = Callable[[Similar | StartsWith | Pattern], tuple[str, ...]]

LONG_BEGINNING = 5
"""Letters from which a beginning may be longer than the stems by which the index finds its words: these are lit too."""

Phrase = tuple[tuple[frozenset[str], ...], int | None]
"""The terms of each word, and how many words apart they may be: None where they follow each other."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Terms, beginnings and patterns light a word wherever it stands; phrases light theirs where they stand whole.

    Beginnings and patterns are folded, as the words are that they are held against; in a pattern `?` stands for one
    letter and `*` for any, or none. `words` says which terms are those of one word, and `languages` of a word
    in texts of which languages each of its terms stands for it, where that is not in all.
    """

    terms: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    patterns: tuple[str, ...] = ()
    words: tuple[frozenset[str], ...] = ()
    languages: Mapping[frozenset[str], Mapping[str, frozenset[str]]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.terms or self.prefixes or self.phrases or self.patterns)


@dataclass(slots=True)
class _Collected:
    words: set[frozenset[str]] = field(default_factory=set)
    prefixes: set[str] = field(default_factory=set)
    phrases: set[Phrase] = field(default_factory=set)
    patterns: set[str] = field(default_factory=set)
    languages: dict[frozenset[str], Mapping[str, frozenset[str]]] = field(default_factory=dict)

    def word(self, tree: Forms) -> frozenset[str]:
        """Return the terms of a word, with their languages taken in."""
        terms = frozenset(tree.terms_of_word)
        spoken = zip(tree.terms_of_word, tree.languages, strict=True)
        self.languages[terms] = {term: languages for term, languages in spoken if languages is not None}
        return terms


def sought(tree: query.Query | None, expand: Expand) -> Sought:
    """Return what a tree looks for; `expand` gives the terms that a misspelt or an unfinished word stands for."""
    found = _Collected()
    _collect(tree, found, expand)
    words = tuple(found.words)
    terms = frozenset().union(*words)
    return Sought(terms, tuple(found.prefixes), tuple(found.phrases), tuple(found.patterns), words, found.languages)


def _collect(tree: query.Query | None, found: _Collected, expand: Expand) -> None:
    if isinstance(tree, Forms):
        found.words.add(found.word(tree))
    elif isinstance(tree, StartsWith):
        found.words.add(frozenset(expand(tree) if len(tree.text) >= LONG_BEGINNING else tree.also))
        found.prefixes.add(tree.text)
    elif isinstance(tree, Similar):
        found.words.add(frozenset(expand(tree)))
    elif isinstance(tree, Pattern):
        found.patterns.add(tree.text)
        if len(tree.beginning) >= LONG_BEGINNING:
            found.words.add(frozenset(expand(tree)))
    elif isinstance(tree, Together):
        found.phrases.add((tuple(map(found.word, tree.words)), tree.near))
    elif isinstance(tree, Unfinished):
        found.phrases.add(((*map(found.word, tree.words), frozenset(expand(tree.last))), None))
    elif isinstance(tree, query.And | query.Or) and not isinstance(tree, Optional):
        for one in tree.subqueries:
            _collect(one, found, expand)
