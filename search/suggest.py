"""What to offer when nothing is found: a near word, words that need not stand together, the query without a piece."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from search.pieces import Piece, Span, Term, pieces_of, text_of
from search.scanner import scan
from search.snapshot import Snapshot
from search.spelling import (
    MOST_CORRECTED,
    Correction,
    corrections,
    finds_nothing,
    rarities,
    unknown_words,
    word_frequency,
    words_of,
)

MOST_TRIALS = 12
MOST_SPELLINGS = 5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What may be done about a query that finds nothing: `query` finds something and is near it.

    `emptied` is the piece, as it is written, without which the query would find something; several where several must
    go. Each is None where there is none.
    """

    query: str | None
    emptied: str | None


class _Trials:
    """Counts what queries find, at most so many more as are `left`; all others find nothing."""

    def __init__(self, finds: Callable[[str], int], everything: int) -> None:
        self.left = MOST_TRIALS - 1
        self._finds = finds
        self._found = {"": everything}

    def count(self, query: str) -> int:
        """Return how many documents a query finds; the empty one finds everything."""
        if query not in self._found:
            if not self.left:
                return 0
            self.left -= 1
            self._found[query] = self._finds(query)
        return self._found[query]

    def first(self, queries: Iterable[str]) -> str | None:
        """Return the first query that finds something."""
        return next((query for query in queries if query and self.count(query)), None)


@dataclass(frozen=True, slots=True)
class _Failed:
    """A query that finds nothing: its pieces, and of these the ones known to find nothing by themselves."""

    query: str
    pieces: Sequence[Piece]
    hopeless: list[Piece]
    snapshot: Snapshot

    def without(self, dropped: Sequence[Piece]) -> str:
        """Return the query without some of its pieces."""
        return text_of(self.query, [piece for piece in self.pieces if piece not in dropped])


def suggest(query: str, snapshot: Snapshot, finds: Callable[[str], int]) -> Suggestion:
    """Return what to offer for a query that can be read and finds nothing; `finds` counts what another one would.

    A near query has near words for those that the index does not have, and values that there are; then for words that
    are far rarer than near ones; then its phrases as words. The piece to blame is one that finds nothing by itself;
    else a filter, of these the one without which most is found; else a word, phrase or bracket in the same way. Where
    no query is near, the one without that piece is offered; where none is to blame, any of the words. At most a dozen
    queries are tried.
    """
    pieces = pieces_of(scan(query, lenient=True))
    hopeless = [piece for piece in pieces if _is_hopeless(query, piece, snapshot)]
    failed = _Failed(query, pieces, hopeless, snapshot)
    trials = _Trials(finds, int(np.count_nonzero(snapshot.live)))
    near = trials.first(_near_queries(failed))
    dropped = _to_blame(failed, trials)
    if near is None and dropped:
        near = failed.without(dropped)
    elif near is None:
        trials.left += 1
        near = trials.first([_any_of(failed)])
    return Suggestion(near or None, text_of(query, dropped) or None)


def _near_queries(failed: _Failed) -> Iterator[str]:
    """Yield queries near one that failed, the nearest first; pieces that nothing can be made of are left out."""
    query, snapshot = failed.query, failed.snapshot
    terms = [term for piece in failed.pieces for term in _asserted(piece)]
    if sum(len(unknown_words(query, term, snapshot)) for term in terms) > MOST_CORRECTED:
        return
    kept, found = [], []
    for piece in failed.pieces:
        here = corrections(query, _asserted(piece), snapshot)
        near = [one for one in here if one.choices]
        is_mended = near if len(piece.terms) > 1 else len(near) == len(here)
        if is_mended or piece not in failed.hopeless:
            kept.append(piece)
            found += near
    is_whole = len(kept) == len(failed.pieces)
    spans = [(0, len(query))] if is_whole else sorted(span for one in kept for span in one.spans)
    likeliest = {(one.start, one.end): one.choices[0] for one in found}
    for chosen in islice(_spellings(query, kept, found, snapshot), MOST_SPELLINGS):
        yield _with(query, spans, likeliest | chosen)
    loosened = _loosened(query, kept, likeliest)
    if loosened:
        yield _with(query, spans, likeliest | loosened)


def _spellings(
    query: str, pieces: Sequence[Piece], found: Sequence[Correction], snapshot: Snapshot
) -> Iterator[dict[Span, str]]:
    """Yield what to write besides the likeliest choices: nothing, then words for rare ones, then other choices."""
    if found:
        yield {}
    terms = [term for piece in pieces for term in _asserted(piece)]
    rare = {(one.start, one.end): one.choices[0] for one in rarities(query, terms, snapshot)}
    if rare:
        yield rare
    for one in found:
        yield from ({(one.start, one.end): choice} for choice in one.choices[1:])
    if len(rare) > 1:
        yield from ({span: choice} for span, choice in rare.items())


def _loosened(query: str, pieces: Iterable[Piece], chosen: Mapping[Span, str]) -> dict[Span, str]:
    """Return the words of each phrase, with what was chosen instead of them, to be written in its place."""
    loose = {}
    for piece in pieces:
        for term in _asserted(piece):
            spans = list(words_of(term)) if term.token.kind == "phrase" else []
            if len(spans) > 1:
                text = " ".join(_as_word(chosen.get(span, query[slice(*span)])) for span in spans)
                token = term.token
                stands_alone = piece.spans == ((token.start, token.end),)
                loose[token.start, token.end] = text if stands_alone else f"({text})"
    return loose


def _as_word(text: str) -> str:
    return text.lower() if text in {"AND", "OR", "NOT"} else text


def _with(query: str, spans: Iterable[Span], chosen: Mapping[Span, str]) -> str:
    """Return what stands in some places of a query, with what was chosen written instead of what it is for."""
    return " ".join(_piece_with(query, start, end, chosen) for start, end in spans)


def _piece_with(query: str, start: int, end: int, chosen: Mapping[Span, str]) -> str:
    written, at = "", start
    for (begin, finish), text in sorted(chosen.items()):
        if at <= begin and finish <= end:
            written += query[at:begin] + text
            at = finish
    return written + query[at:end]


def _any_of(failed: _Failed) -> str:
    """Return the query with OR between what it looks for; its filters, and what it denies, stay."""
    sought = [piece for piece in failed.pieces if not piece.is_filter and _asserted(piece) == list(piece.terms)]
    alternatives = " OR ".join(text_of(failed.query, [piece]) for piece in sought)
    return f"{alternatives} {failed.without(sought)}".strip()


def _to_blame(failed: _Failed, trials: _Trials) -> list[Piece]:
    """Return the pieces that must go for something to be found; none where that was not found out."""
    hopeless = failed.hopeless
    if hopeless and trials.count(failed.without(hopeless)):
        return hopeless
    filters = [piece for piece in failed.pieces if piece.is_filter and piece not in hopeless]
    others = [piece for piece in failed.pieces if not piece.is_filter and piece not in hopeless]
    others.sort(key=lambda piece: _frequency(failed.query, piece, failed.snapshot))
    for alike in (filters, others):
        counts = [trials.count(failed.without([*hopeless, piece])) for piece in alike]
        if any(counts):
            return [*hopeless, max(zip(counts, alike, strict=True), key=lambda pair: (pair[0], pair[1].spans))[1]]
    every = [*hopeless, *filters]
    return every if filters and trials.count(failed.without(every)) else []


def _is_hopeless(query: str, piece: Piece, snapshot: Snapshot) -> bool:
    """Say whether a piece is known to find nothing by itself."""
    return all(not term.is_denied and finds_nothing(query, term, snapshot) for term in piece.terms)


def _frequency(query: str, piece: Piece, snapshot: Snapshot) -> int:
    """Return in how many documents the rarest word of a piece stands; 0 where it is more than words."""
    return min((word_frequency(query, term, snapshot) for term in piece.terms), default=0)


def _asserted(piece: Piece) -> list[Term]:
    return [term for term in piece.terms if not term.is_denied]
