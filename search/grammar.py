"""Which tokens of a query fit together: brackets in pairs, fields with a value, operators between what they join.

Each rule raises QueryError where something does not fit, or, when lenient, leaves it out.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from search.errors import QueryError

if TYPE_CHECKING:
    from search.scanner import Token

MOST_TERMS = 64
DEEPEST = 16


def with_few_terms(tokens: list[Token], *, lenient: bool) -> list[Token]:
    """Return the tokens of a query that is short enough; when lenient those of its beginning."""
    terms = [token for token in tokens if token.is_term]
    if len(terms) <= MOST_TERMS:
        return tokens
    if not lenient:
        raise QueryError(f"A query may have {MOST_TERMS} words; this one has {len(terms)}.", terms[MOST_TERMS].start)
    return [token for token in tokens if token.start < terms[MOST_TERMS].start]


def fit(tokens: list[Token], *, lenient: bool) -> list[Token]:
    """Return the tokens that fit together. Raises QueryError unless lenient."""
    while True:
        fitted = tokens
        for rule in (_with_brackets_paired, _with_fields_filled, _with_groups_filled, _with_operators_between):
            fitted = rule(fitted, lenient)
        if not lenient or fitted == tokens:
            return _with_boosts_spread(fitted)
        tokens = fitted


def _with_brackets_paired(tokens: list[Token], lenient: bool) -> list[Token]:
    """Close what is left open when lenient, as whoever types it will."""
    opened: list[Token] = []
    kept: list[Token] = []
    for token in tokens:
        if token.kind == "(":
            opened.append(token)
            if len(opened) > DEEPEST:
                if lenient:
                    return [one for one in tokens if one.kind not in {"(", ")"}]
                raise QueryError(f"Brackets may stand {DEEPEST} deep.", token.start)
        elif token.kind == ")" and opened:
            opened.pop()
        elif token.kind == ")":
            if lenient:
                continue
            raise QueryError("This bracket was never opened.", token.start)
        kept.append(token)
    if opened and not lenient:
        raise QueryError("This bracket is not closed.", opened[0].start)
    end = tokens[-1].end if tokens else 0
    return [*kept, *(replace(token, kind=")", text=")", start=end, end=end) for token in opened)]


def _with_fields_filled(tokens: list[Token], lenient: bool) -> list[Token]:
    kept: list[Token] = []
    for token, following in zip(tokens, [*tokens[1:], None], strict=False):
        filled = following is not None and (following.is_term or following.kind == "(") and following.start == token.end
        if token.kind != "field" or filled:
            kept.append(token)
        elif not lenient:
            raise QueryError(f"{token.text}: needs a value right behind it.", token.start)
    return kept


def _with_groups_filled(tokens: list[Token], lenient: bool) -> list[Token]:
    kept: list[Token] = []
    for token in tokens:
        if token.kind == ")" and kept and kept[-1].kind == "(":
            if not lenient:
                raise QueryError("There is nothing between these brackets.", kept[-1].start)
            kept.pop()
        else:
            kept.append(token)
    return kept


def _with_operators_between(tokens: list[Token], lenient: bool) -> list[Token]:
    for fits, complaint in _OPERATOR_RULES:
        kept: list[Token] = []
        for place, token in enumerate(tokens):
            before = kept[-1] if kept else None
            after = tokens[place + 1] if place + 1 < len(tokens) else None
            if fits(before, token, after):
                kept.append(token)
            elif not lenient:
                raise QueryError(complaint.format(token.text), token.start)
        tokens = kept
    return tokens


def _stands_before_something(before: Token | None, token: Token, after: Token | None) -> bool:
    del before
    if token.kind not in {"NOT", "AND", "OR"}:
        return True
    if after is None or after.kind in {")", "AND", "OR"} or token.kind == after.kind == "NOT":
        return False
    return token.text != "-" or after.start == token.end


def _stands_behind_something(before: Token | None, token: Token, after: Token | None) -> bool:
    del after
    if token.kind not in {"AND", "OR"}:
        return True
    return before is not None and (before.is_term or before.kind == ")")


_OPERATOR_RULES: tuple[tuple[Callable[[Token | None, Token, Token | None], bool], str], ...] = (
    (_stands_before_something, "{} needs something behind it."),
    (_stands_behind_something, "{} needs something in front of it."),
)


def _with_boosts_spread(tokens: list[Token]) -> list[Token]:
    """Give the weight of a bracket to each term in it."""
    if not any(token.boost and token.kind == ")" for token in tokens):
        return tokens
    spread: list[Token] = []
    boosts: list[float] = []
    for token in reversed(tokens):
        if token.kind == ")":
            boosts.append(token.boost or 1.0)
        elif token.kind == "(":
            boosts.pop()
        factor = math.prod(boosts)
        is_heavier = token.is_term and factor != 1
        spread.append(replace(token, boost=(token.boost or 1.0) * factor) if is_heavier else token)
    return spread[::-1]


def units(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield what stands side by side: each operator, and each term or bracket with the field and the NOT before it."""
    unit: list[Token] = []
    depth = 0
    for token in tokens:
        unit.append(token)
        depth += (token.kind == "(") - (token.kind == ")")
        if depth == 0 and token.kind not in {"field", "NOT"}:
            yield unit
            unit = []
    if unit:
        yield unit
