"""Read and write the filters of a query as a screen needs it: a value picked, a value dropped, the values picked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from search.analysis import folded_words
from search.grammar import fit, units
from search.scanner import Token, closing_quote, cut
from search.schema import FACET_OF

_NAMES = {"language": "lang"}
_TIMES = {"year": "year", "date": "date"}
_BARE = frozenset(("year", "language"))
_EXACT = frozenset(("year", "tag"))
_QUOTES = re.compile('["“”„«»]')
_STRAY = re.compile('["“”„«»()]')
_JOINS_BEFORE = re.compile(r"(?:^|(?<=\s))(?:AND|OR)\s+$")
_JOINS_BEHIND = re.compile(r"^\s+(?:AND|OR)(?=\s)")
_NO_WEIGHT = re.compile(r'\^[^\s()"“”„«»]*$')
_LONGEST_READ = 10_000
"""Letters of a query in which filters are looked for; a query that is refused for its length still has some."""


@dataclass(frozen=True, slots=True)
class _Filter:
    """A filter of a query: its facet, its values' tokens, and where it stands from its name or minus on."""

    facet: str
    values: tuple[Token, ...]
    start: int
    end: int
    denied: bool


def filters(query: str) -> dict[str, list[str]]:
    """Return the values that a query selects in each facet, without those it denies or has inside brackets."""
    return _values(one for one in _filters(query) if not one.denied)


def excluded(query: str) -> dict[str, list[str]]:
    """Return the values that a query denies in each facet, without what it has inside brackets."""
    return _values(one for one in _filters(query) if one.denied)


def dates(query: str) -> dict[str, list[str]]:
    """Return the years and the dates that a query selects, as `year` and `date`: `2011`, `2011-05`, `2006..2011`."""
    return _values(one for one in _filters(query, _TIMES) if not one.denied)


def with_date(query: str, date: str | None) -> str:
    """Return a query that selects a date, or a range of dates, in place of its years and dates; with None no date."""
    dropped = [one for one in _filters(query, _TIMES) if not one.denied]
    for one in reversed(dropped):
        query = _cut_out(query, one)
    if date:
        return f"{_finished(query)} date:{date}".strip()
    return _finished(query) if dropped else query


def _values(found: Iterable[_Filter]) -> dict[str, list[str]]:
    chosen: dict[str, list[str]] = {}
    for one in found:
        values = chosen.setdefault(one.facet, [])
        values.extend(token.text for token in one.values if token.text not in values)
    return chosen


def with_filter(query: str, facet: str, value: str, *, exclude: bool = False) -> str:
    """Return a query that also selects a value of a facet, or, with `exclude`, denies it."""
    written = _written(facet, value)
    if not written or any(one.denied == exclude for one, _ in _having(query, facet, value)):
        return query
    finished = _finished(without_filter(query, facet, value))
    return f"{finished} {'-' if exclude else ''}{_NAMES.get(facet, facet)}:{written}".strip()


def without_filter(query: str, facet: str, value: str) -> str:
    """Return a query that neither selects nor denies a value of a facet any more."""
    for one, dropped in reversed(_having(query, facet, value)):
        kept = [token for token in one.values if token not in dropped]
        name = query[one.start : one.values[0].start].rstrip("(")
        rest = ""
        if len(kept) == 1:
            rest = name + query[kept[0].start : kept[0].end]
        elif kept:
            rest = f"{name}({' OR '.join(query[token.start : token.end] for token in kept)})"
        query = query[: one.start] + rest + query[one.end :] if rest else _cut_out(query, one)
    return query


def _cut_out(query: str, one: _Filter) -> str:
    """Return a query without a filter, and without the AND or OR that joined it to what stands beside it."""
    before, behind = query[: one.start], query[one.end :]
    after = _JOINS_BEHIND.sub("", behind)
    if after == behind:
        before = _JOINS_BEFORE.sub("", before)
    if after.strip():
        return f"{before.rstrip()} {after.lstrip()}".lstrip()
    return before.rstrip()


def _written(facet: str, value: str) -> str:
    """Return a value as a filter has it, nothing where nothing can be written."""
    if facet in _BARE and value.replace("-", "").isalnum():
        return value
    plain = _plain(value)
    return f'"{plain}"' if plain else ""


def _plain(value: str) -> str:
    return " ".join(_QUOTES.sub(" ", value).split())


def _having(query: str, facet: str, value: str) -> list[tuple[_Filter, list[Token]]]:
    """Return the filters with a value, and the tokens that are it: written alike, or else of the same words."""
    found = [one for one in _filters(query) if one.facet == facet]
    wanted = {value, _plain(value)}
    alike = [(one, [token for token in one.values if token.text in wanted]) for one in found]
    words = folded_words(value)
    if words and facet not in _EXACT and not any(tokens for _, tokens in alike):
        alike = [(one, [token for token in one.values if folded_words(token.text) == words]) for one in found]
    return [(one, tokens) for one, tokens in alike if tokens]


def _finished(query: str) -> str:
    """Return a query with what was left open closed or left out, so that more can be written behind it."""
    if len(query) > _LONGEST_READ:
        return query.strip()
    tokens = cut(query, lenient=True)
    fitting = {(token.start, token.end) for token in fit(tokens, lenient=True)}
    tokens = [token for token in tokens if (token.start, token.end) in fitting]
    finished = ""
    at = 0
    for token in tokens:
        between = query[at : token.start]
        finished += " " if _STRAY.search(between) else between
        finished += query[token.start : token.end] + (
            closing_quote(query[token.start]) if token.kind == "begun" else ""
        )
        at = token.end
    if tokens and tokens[-1].boost is None:
        finished = _NO_WEIGHT.sub("", finished)
    opened = sum({"(": 1, ")": -1}.get(token.kind, 0) for token in tokens)
    return finished.strip() + ")" * opened


def _filters(query: str, names: Mapping[str, str] = FACET_OF) -> list[_Filter]:
    """Return the filters of these names that stand at the top of a query, in order."""
    tokens = fit(cut(query[:_LONGEST_READ], lenient=True), lenient=True)
    if any(token.kind == "OR" and depth == 0 for token, depth in _with_depth(tokens)):
        tokens = _without_alternatives(tokens)
    return [one for one in _read(tokens, names) if one.values]


def _with_depth(tokens: Sequence[Token]) -> Iterator[tuple[Token, int]]:
    depth = 0
    for token in tokens:
        depth -= token.kind == ")"
        yield token, depth
        depth += token.kind == "("


def _without_alternatives(tokens: Sequence[Token]) -> list[Token]:
    """Leave out filters that stand in a top OR with something else than their own facet: they select nothing alone."""
    side_by_side = list(units(tokens))
    dropped: set[int] = set()
    for place, unit in enumerate(side_by_side):
        if unit[0].kind == "OR" and 0 < place < len(side_by_side) - 1:
            left, right = side_by_side[place - 1], side_by_side[place + 1]
            if not (left[0].kind == right[0].kind == "field" and left[0].text == right[0].text):
                dropped |= {place - 1, place + 1}
    return [token for place, unit in enumerate(side_by_side) if place not in dropped for token in unit]


def _read(tokens: Sequence[Token], names: Mapping[str, str]) -> Iterator[_Filter]:
    for unit in units(tokens):
        denied = unit[0].kind == "NOT"
        body = unit[denied:]
        if not body or body[0].kind != "field" or body[0].text not in names:
            continue
        values = tuple(token for token in body if token.is_term)
        plain = all(token.kind not in {"NOT", "AND", "field"} for token in body[1:])
        alternatives = sum(token.kind == "OR" for token in body) == len(values) - 1
        if plain and alternatives:
            yield _Filter(names[body[0].text], values, unit[0].start, unit[-1].end, denied)
