"""The pieces of a query: what stands side by side at its top, each of which a document must have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from search.grammar import units
from search.scanner import Token
from search.schema import FACET_OF, FILTERS

Span = tuple[int, int]


class Term(NamedTuple):
    """A term of a query, the field it is looked for in, empty where in any, and whether it is denied."""

    token: Token
    field: str
    is_denied: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, phrase, filter, bracket or several with OR between them; `spans` are where it stands in the query.

    Filters that select from the same facet are one piece, wherever they stand: any of them may match.
    """

    spans: tuple[Span, ...]
    terms: tuple[Term, ...]

    @property
    def is_filter(self) -> bool:
        """Say whether it is nothing but filters."""
        return all(term.field in FILTERS for term in self.terms)

    @property
    def facet(self) -> str:
        """Return the facet it selects from; empty where it does something else, or denies."""
        facets = {"" if term.is_denied else FACET_OF.get(term.field, "") for term in self.terms}
        return facets.pop() if len(facets) == 1 else ""


def terms_of(tokens: Iterable[Token]) -> Iterator[Term]:
    """Yield the terms among the tokens of a query, in order."""
    around = [("", False)]
    field, is_denied = "", False
    for token in tokens:
        if token.kind == "NOT":
            is_denied = not is_denied
        elif token.kind == "field":
            field = token.text
        elif token.kind == ")":
            around = around[:-1] or around
        elif token.kind == "(" or token.is_term:
            here = (field or around[-1][0], is_denied != around[-1][1])
            if token.is_term:
                yield Term(token, *here)
            else:
                around.append(here)
            field, is_denied = "", False


def pieces_of(tokens: Sequence[Token]) -> list[Piece]:
    """Return the pieces of a query that can be read, in order; of one in brackets those within."""
    while len(parts := list(_side_by_side(tokens))) == 1 and parts[0][0].kind == "(" and _is_one_bracket(parts[0]):
        tokens = parts[0][1:-1]
    found: dict[object, Piece] = {}
    for part in parts:
        piece = Piece(((part[0].start, part[-1].end),), tuple(terms_of(part)))
        known = found.get(name := piece.facet or piece.spans)
        found[name] = Piece(known.spans + piece.spans, known.terms + piece.terms) if known else piece
    return list(found.values())


def text_of(query: str, pieces: Iterable[Piece]) -> str:
    """Return what some pieces of a query are as a query of their own, as they are written."""
    spans = sorted(span for piece in pieces for span in piece.spans)
    return " ".join(query[start:end] for start, end in spans)


def _side_by_side(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield the tokens of what stands side by side or has AND between it; what has OR in it stays whole."""
    joined: list[list[Token]] = []
    operators: list[str] = []
    for unit in units(tokens):
        if unit[0].kind in {"AND", "OR"}:
            operators.append(unit[0].kind)
            joined.append(unit)
        elif joined and joined[-1][0].kind in {"AND", "OR"}:
            joined.append(unit)
        else:
            yield from _split_at_and(joined, operators)
            joined, operators = [unit], []
    yield from _split_at_and(joined, operators)


def _split_at_and(joined: list[list[Token]], operators: list[str]) -> Iterator[list[Token]]:
    if "OR" in operators:
        yield [token for unit in joined for token in unit]
    else:
        yield from (unit for unit in joined if unit[0].kind != "AND")


def _is_one_bracket(unit: Sequence[Token]) -> bool:
    return len(list(units(unit))) == 1
