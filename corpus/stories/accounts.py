"""Whether two documents that share much of their text tell one story, or are one form filled in twice.

Much of what an office publishes is a form: another town, another sum, and otherwise word for word the same. What tells
the two apart are names and numbers that each has and the other lacks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from corpus.document import StatedDate
from corpus.stories.likeness import Overlap, Shingles, overlap, shingles

Kind = Literal["near", "part"]
_Issued = Literal["one source", "several"]

_NEAR: Final = 0.7
_PART: Final = 0.85
_ALMOST_EQUAL: Final = 0.9
_DAYS_OF_STORY: Final = {"one source": 3, "several": 30}
_DAYS_OF_PART: Final = {"one source": 1, "several": 7}
_MOST_SWAPPED: Final = 6
_LONG: Final = 4
_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Account:
    """What of a document is compared.

    `day` is the ordinal of its date, where that is known to the day. `words` counts every word of title and text,
    folded; `names` are those that are names or numbers, or stand in the title.
    """

    shingles: Shingles
    source: frozenset[str]
    day: int | None
    words: Counter[str]
    names: frozenset[str]


def account(title: str | None, text: str, source: tuple[str, ...], stated: StatedDate | None) -> Account:
    """Return what of a document is compared."""
    heading = set(_WORD.findall(title or ""))
    counts = Counter(_WORD.findall(f"{title or ''}\n{text}"))
    folded: Counter[str] = Counter()
    for word, times in counts.items():
        folded[word.casefold()] += times
    names = frozenset(
        word.casefold() for word in counts if len(word) > 1 and (word in heading or _is_name(word, counts))
    )
    return Account(shingles(text), frozenset(source), _day(stated), folded, names)


def kinship(one: Account, other: Account) -> Kind | None:
    """Return how two documents tell one story: nearly equal, or the shorter part of the longer; None where not."""
    shared = overlap(one.shingles, other.shingles)
    apart = abs(one.day - other.day) if one.day is not None and other.day is not None else 0
    issued_by: _Issued = "one source" if not one.source or not other.source or one.source & other.source else "several"
    kind = _kind(shared, apart, issued_by)
    if kind and shared.jaccard < 1 and _is_form(one, other, apart, issued_by):
        return None
    return kind


def _kind(shared: Overlap, apart: int, issued_by: _Issued) -> Kind | None:
    if shared.jaccard >= (_NEAR if apart <= _DAYS_OF_STORY[issued_by] else _ALMOST_EQUAL):
        return "near"
    return "part" if shared.containment >= _PART and apart <= _DAYS_OF_PART[issued_by] else None


def _is_form(one: Account, other: Account, apart: int, issued_by: _Issued) -> bool:
    """Return whether names and numbers of one stand in the place of names and numbers of the other.

    Two bodies that issue one text each name their own people; one body that does is speaking of something else.
    """
    left, right = one.names - other.words.keys(), other.names - one.words.keys()
    if _recurs(one.words, left) and _recurs(other.words, right):
        return True
    by_one = issued_by == "one source"
    if by_one and _recurs(one.words, _long_words(one, other)) and _recurs(other.words, _long_words(other, one)):
        return True
    allowed = (0 if apart else 1) if by_one else _MOST_SWAPPED
    return min(len(left), len(right)) > allowed


def _recurs(counts: Counter[str], words: Iterable[str]) -> bool:
    return any(counts[word] > 1 for word in words)


def _long_words(of: Account, without: Account) -> Iterable[str]:
    """Return the words of one that the other lacks, but for the short ones: `Sen.` in the place of `Senator`."""
    return (word for word in of.words.keys() - without.words.keys() if len(word) >= _LONG)


def _is_name(word: str, counts: Counter[str]) -> bool:
    return word.isdigit() or (word[0].isupper() and word.lower() not in counts)


def _day(stated: StatedDate | None) -> int | None:
    if stated is None or stated.month is None or stated.day is None:
        return None
    try:
        return date(stated.year, stated.month, stated.day).toordinal()
    except ValueError:
        return None
