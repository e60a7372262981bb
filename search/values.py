"""Read the value of a filter: years, dates, states, names."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable

from search.analysis import folded_words
from search.columns import UNDATED
from search.errors import QueryError
from search.scanner import Token
from search.tree import Value

STATES = {"is": ("unread", "read", "marked", UNDATED), "has": ("note",)}

_BEGINNINGS = ("prefix", "begun")
_YEARS = re.compile(r"(\d{4})?(\.\.)?(\d{4})?", re.ASCII)
_DATES = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)?(\.\.)?(\d{4}(?:-\d\d(?:-\d\d)?)?)?", re.ASCII)


def read_value(name: str, token: Token) -> Value:
    """Return what a filter's token selects. Raises QueryError, with the token's place, where it cannot be meant."""
    if token.kind in {"fuzzy", "pattern"} or token.number is not None or token.boost is not None:
        raise QueryError(f"{name}: takes no ~, ^ or ?, and a * only at the end.", token.start)
    readers: dict[str, Callable[[Token], Value]] = {"year": _year, "date": _date, "key": _key, "tag": _tag}
    if name in STATES:
        return _state(name, token)
    return readers.get(name, _named)(token)


def read_key(name: str, token: Token) -> str:
    """Return the whole key that a token is. Raises QueryError where it is none."""
    if token.kind not in {"word", "phrase", "begun"} or token.number is not None:
        raise QueryError(f"{name}: takes the whole key of a document.", token.start)
    return _filled(name, token)


def _filled(name: str, token: Token) -> str:
    if not token.text.strip():
        raise QueryError(f"{name}: needs a value right behind it.", token.start)
    return token.text.strip()


def _year(token: Token) -> Value:
    if token.text.lower() == UNDATED:
        return Value(UNDATED)
    low, high = _bounds(_YEARS, token, "A year has four digits: year:2006, year:2006..2011 or year:undated.")
    return Value(token.text, low=int(low) if low else None, high=int(high) if high else None)


def _date(token: Token) -> Value:
    low, high = _bounds(_DATES, token, "A date is written 2011, 2011-05 or 2011-05-18; a range 2011-05..2012.")
    return Value(token.text, low=_day(token, low, 1) if low else None, high=_day(token, high, 31) if high else None)


def _bounds(pattern: re.Pattern[str], token: Token, sentence: str) -> tuple[str | None, str | None]:
    match = pattern.fullmatch(token.text)
    if not match or not (match[1] or match[3]) or (match[1] and match[3] and not match[2]):
        raise QueryError(sentence, token.start)
    low, high = match[1], match[3] if match[2] else match[1]
    if low and high and low[: len(high)] > high[: len(low)]:
        raise QueryError("This range ends before it begins.", token.start)
    return low, high


def _day(token: Token, iso: str, last: int) -> int:
    year, month, day = (*map(int, iso.split("-")), None, None)[:3]
    if not _is_date(year or 0, month, day):
        raise QueryError(f"There is no such date: {iso}.", token.start)
    return (year or 0) * 10000 + (month or (1 if last == 1 else 12)) * 100 + (day or last)


def _is_date(year: int, month: int | None, day: int | None) -> bool:
    if year < 1 or (month is not None and not 1 <= month <= 12):
        return False
    return month is None or day is None or 1 <= day <= monthrange(year, month)[1]


def _key(token: Token) -> Value:
    return Value(_filled("key", token), prefix=True)


def _tag(token: Token) -> Value:
    text = _filled("tag", token)
    return Value(text, folded_words(text), whole=token.kind == "phrase", prefix=token.kind in _BEGINNINGS)


def _state(name: str, token: Token) -> Value:
    state = token.text.lower()
    if state not in STATES[name]:
        *others, final = STATES[name]
        choices = f"{', '.join(others)} or {final}" if others else final
        raise QueryError(f"{name}: takes {choices}.", token.start)
    return Value(state)


def _named(token: Token) -> Value:
    words = folded_words(token.text)
    if not words:
        raise QueryError("This value has no letters or digits.", token.start)
    return Value(token.text, words, whole=token.kind == "phrase", prefix=token.kind in _BEGINNINGS)
