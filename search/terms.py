"""From a term of a query to the trees by which it is found: its words in one field, or in any field of words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from whoosh import query

from search.analysis import HIDDEN, MARKS, fold, parts, query_forms, words
from search.nearness import default_distance
from search.scanner import Token
from search.schema import TITLE_BOOST
from search.tree import Forms, Optional, Pattern, Similar, StartsWith, Together, Unfinished

if TYPE_CHECKING:
    from search.language import Languages

MOST_UNFINISHED = 500
"""Words, the most frequent ones, that an unfinished word stands for."""

_PIECE = re.compile(rf"[^\W_][^\W_*?'’ʼ.,‐‑\-{MARKS}{HIDDEN}]*(?:[*?'’ʼ.,‐‑\-{MARKS}{HIDDEN}]+[^\W_]*)*")
_NO_PATTERN = re.compile(r"[^\w*?]|_")

Leaf = Callable[[str, float], query.Query]
"""Makes what is looked for in a field, with a boost."""


def term_query(token: Token, fields: Sequence[str], index: Languages) -> query.Query | None:
    """Return what finds a term in any of some fields of words; None where it has no letters or digits."""
    leaves = _leaves(token, index)
    ways = [_in_fields(leaf, fields, token.boost or 1.0) for leaf in leaves]
    if ways and _is_optional(token):
        ways[-1] = Optional(ways[-1])
    if len(ways) > 1:
        return query.And(ways)
    return ways[0] if ways else None


def _is_optional(token: Token) -> bool:
    """Say whether a term ends in a letter that may become any word."""
    if not token.last or token.kind not in {"word", "begun"}:
        return False
    pieces = words(token.text)
    return is_letter(pieces[-1]) and (token.kind == "word" or len(pieces) == 1)


def is_letter(text: str) -> bool:
    """Say whether a text is a single letter or digit, not yet a word; a sign that writes a whole word is none."""
    folded = fold(text)
    return len(folded) == 1 and unicodedata.east_asian_width(folded) != "W"


def _in_fields(leaf: Leaf, fields: Sequence[str], boost: float) -> query.Query:
    ways = [leaf(field, boost * (TITLE_BOOST if field == "title" else 1.0)) for field in fields]
    return query.Or(ways) if len(ways) > 1 else ways[0]


def _leaves(token: Token, index: Languages) -> list[Leaf]:
    """Return the leaves of a term, all of which must be found."""
    if token.kind == "pattern":
        return _patterns(token, index)
    pieces = words(token.text)
    if not pieces:
        return []
    if token.kind in {"phrase", "begun"} and len(pieces) > 1:
        return [_phrase(pieces, token, index)]
    return [*(_word(piece, index) for piece in pieces[:-1]), _final(pieces[-1], token, index)]


def _final(piece: str, token: Token, index: Languages) -> Leaf:
    folded = _folded(piece)
    if token.kind == "prefix":
        return lambda field, boost: StartsWith(field, folded, also=(), boost=boost)
    if token.kind == "fuzzy":
        distance = default_distance(folded) if token.number is None else token.number
        return lambda field, boost: Similar(field, folded, distance, boost=boost)
    return _beginning(piece, index) if _may_go_on(piece, token) else _word(piece, index)


def _may_go_on(piece: str, token: Token) -> bool:
    return token.last and token.kind in {"word", "begun"} and not is_letter(piece)


def _word(piece: str, index: Languages) -> Leaf:
    forms = query_forms(piece, index.languages, index.analyzers)
    return lambda field, boost: Forms(field, forms, boost=boost)


def _beginning(piece: str, index: Languages) -> Leaf:
    folded = _folded(piece)
    forms = query_forms(piece, index.languages, index.analyzers)
    return lambda field, boost: StartsWith(field, folded, also=tuple(forms), boost=boost, limit=MOST_UNFINISHED)


def _folded(piece: str) -> str:
    return "".join(map(fold, parts(piece)[:1]))


def _phrase(pieces: Sequence[str], token: Token, index: Languages) -> Leaf:
    if token.kind == "begun" and token.last and is_letter(pieces[-1]):
        pieces = pieces[:-1]
        if len(pieces) == 1:
            return _word(pieces[0], index)
    forms = [query_forms(piece, index.languages, index.analyzers) for piece in pieces]

    def together(field: str, boost: float) -> query.Query:
        return Together([Forms(field, one) for one in forms], near=token.number, boost=boost)

    if not _may_go_on(pieces[-1], token):
        return together
    last = _beginning(pieces[-1], index)

    def unfinished(field: str, boost: float) -> query.Query:
        before = [Forms(field, one, boost=boost) for one in forms[:-1]]
        return Unfinished(before, last(field, boost), boost=boost)

    return unfinished


def _patterns(token: Token, index: Languages) -> list[Leaf]:
    pieces = _PIECE.findall(token.text)
    leaves: list[Leaf] = []
    for number, piece in enumerate(pieces):
        if "*" in piece or "?" in piece:
            leaves.append(_pattern(piece + ("*" if token.last and number == len(pieces) - 1 else "")))
        else:
            leaves.extend(_word(word, index) for word in words(piece))
    return leaves


def _pattern(piece: str) -> Leaf:
    """Return the leaf of a piece with letters left open; joined words are found joined: `co-op*n` as `coop*n`."""
    text = re.sub(r"\*+", "*", _NO_PATTERN.sub("", fold(piece)))
    return lambda field, boost: Pattern(field, text, boost=boost)
