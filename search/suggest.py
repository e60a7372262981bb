"""What to offer when nothing is found: a near word, or the query without what emptied it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice

from search.analysis import fold, words
from search.nearness import default_distance
from search.scanner import Token, scan
from search.snapshot import Snapshot

TRIED_WORDS = 3
TRIED_QUERIES = 12


def suggest(query: str, snapshot: Snapshot, finds: Callable[[str], bool]) -> str | None:
    """Return a query close to this one that `finds` something; None where there is none."""
    tokens = scan(query, lenient=True)
    candidates = chain(_with_near_words(query, tokens, snapshot), _without_one(query, tokens))
    for candidate in islice(candidates, TRIED_QUERIES):
        if candidate.strip() and finds(candidate):
            return candidate
    return None


def _with_near_words(query: str, tokens: Sequence[Token], snapshot: Snapshot) -> Iterator[str]:
    """Yield the query with words the index does not know replaced by near ones that it does."""
    unknown = [token for token in _plain_words(tokens) if not _is_known(token.text, snapshot)]
    if not unknown:
        return
    near = {token: _near_words(token.text, snapshot) for token in unknown}
    for choice in range(TRIED_WORDS):
        replaced = query
        for token in reversed(unknown):
            if near[token]:
                word = near[token][min(choice, len(near[token]) - 1)]
                replaced = replaced[: token.start] + word + replaced[token.end :]
        if replaced != query:
            yield replaced


def _plain_words(tokens: Sequence[Token]) -> list[Token]:
    return [
        token
        for before, token in zip([None, *tokens], tokens, strict=False)
        if token.kind == "word" and (before is None or before.kind != "field") and len(words(token.text)) == 1
    ]


def _is_known(word: str, snapshot: Snapshot) -> bool:
    folded = fold(word)
    return any(entry.word == folded for entry in snapshot.words(folded))


def _near_words(word: str, snapshot: Snapshot) -> list[str]:
    folded = fold(word)
    found = snapshot.similar_words(folded, 1) or snapshot.similar_words(folded, default_distance(folded))
    return list(dict.fromkeys(entry.word for entry in found))[:TRIED_WORDS]


def _without_one(query: str, tokens: Sequence[Token]) -> Iterator[str]:
    """Yield the query without one of its filters, then without one of its words, the last one first."""
    pieces = _pieces(tokens)
    if len(pieces) < 2:
        return
    for is_filter in (True, False):
        for start, end, filters in reversed(pieces):
            if filters == is_filter:
                yield " ".join((query[:start] + " " + query[end:]).split())


def _pieces(tokens: Sequence[Token]) -> list[tuple[int, int, bool]]:
    """Return the parts of a query that can be dropped: from, to, and whether it is a filter; brackets stay whole."""
    pieces: list[tuple[int, int, bool]] = []
    depth = 0
    begin: int | None = None
    is_filter = False
    for token in tokens:
        if begin is None:
            begin, is_filter = token.start, False
        depth += (token.kind == "(") - (token.kind == ")")
        is_filter = is_filter or token.kind == "field"
        if depth == 0 and (token.is_term or token.kind == ")"):
            pieces.append((begin, token.end, is_filter))
            begin = None
    return pieces
