"""The marks on a word of a query: `~` for misspelt, `*` and `?` for letters left open, `^` for its weight.

A `?` counts only where a letter or a `*` follows; at the end of a word it is a question mark. An address (`https://...`)
is words, whatever marks it holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from search.analysis import HIDDEN, MARKS
from search.errors import QueryError

LOWEST_BOOST = 0.1
HIGHEST_BOOST = 100.0
FARTHEST_SPELLING = 2

WordKind = Literal["word", "prefix", "fuzzy", "pattern"]

_LETTER = r"[^\W_]"
_FUZZY = re.compile(r"(.+?)~([0-9]*)$")
_QUESTION_MARK = re.compile(rf"\?+(?!{_LETTER}|[*?])")
_LEADING = re.compile(rf"(?<!{_LETTER})(?<![*?{MARKS}{HIDDEN}])[*?]+(?={_LETTER})")
_BEGINNING = re.compile(r"([^*?]+)\*+[^\w*?]*$")
_NUMBER = re.compile(r"[0-9]{1,4}(\.[0-9]{0,4})?|\.[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class Marked:
    """A word read: its text without marks, in a pattern with `*` and `?`.

    `number` says how many letters may differ, `boost` how much it counts; None where the query does not say.
    """

    kind: WordKind
    text: str
    number: int | None = None
    boost: float | None = None


def read_marks(word: str, at: int, *, lenient: bool) -> Marked:
    """Return what a word that stands at an offset of the query means.

    Raises QueryError where its marks mean nothing; when lenient they are left out instead.
    """
    if "://" in word:
        return Marked("word", word)
    text, caret, written = word.partition("^")
    boost = read_boost(written, at + len(text), lenient=lenient) if caret else None
    if caret and not any(map(str.isalnum, text)) and not lenient:
        raise QueryError("A ^ stands right behind what it gives a weight: labour^2.", at + len(text))
    fuzzy = _FUZZY.match(text)
    if not fuzzy:
        return _with_wildcards(text, at, boost, lenient=lenient)
    if "*" in text or _QUESTION_MARK.sub("", text).count("?"):
        if not lenient:
            raise QueryError("A word has a ~ or it has * and ?, but not both.", at + fuzzy.start(2) - 1)
        return _with_wildcards(fuzzy[1], at, boost, lenient=lenient)
    return Marked("fuzzy", fuzzy[1], _letters_off(fuzzy, at, lenient=lenient), boost)


def read_boost(written: str, at: int, *, lenient: bool) -> float | None:
    """Return the number written behind a `^` that stands at an offset. Raises QueryError; None instead when lenient."""
    number = float(written) if _NUMBER.fullmatch(written) else 0.0
    if LOWEST_BOOST <= number <= HIGHEST_BOOST:
        return number
    if lenient:
        return None
    raise QueryError("A weight is a number from 0.1 to 100 right behind the ^: labour^2.", at)


def _letters_off(fuzzy: re.Match[str], at: int, *, lenient: bool) -> int | None:
    if not fuzzy[2]:
        return None
    number = int(fuzzy[2][:4])
    if number > FARTHEST_SPELLING and not lenient:
        raise QueryError("At most 2 letters may differ: write ~1 or ~2.", at + fuzzy.start(2))
    return min(number, FARTHEST_SPELLING)


def _with_wildcards(text: str, at: int, boost: float | None, *, lenient: bool) -> Marked:
    if "*" not in text and "?" not in text:
        return Marked("word", text, boost=boost)
    alone = not any(map(str.isalnum, text))
    leading = re.search(r"\*", text) if alone else _LEADING.search(text)
    if leading:
        if not lenient:
            raise QueryError(
                "A * or ? stands behind the first letters of a word: traffic*, wom?n.", at + leading.start()
            )
        text = "" if alone else _LEADING.sub("", text)
    marked = _QUESTION_MARK.sub("", text)
    if "*" not in marked and "?" not in marked:
        return Marked("word", text, boost=boost)
    beginning = _BEGINNING.match(marked)
    if beginning:
        return Marked("prefix", beginning[1], boost=boost)
    return Marked("pattern", marked, boost=boost)
