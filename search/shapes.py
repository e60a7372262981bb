"""How a text looks to somebody who skims it for words: without case and diacritics.

To light words in a text it is not analysed. Its shape is searched for how the sought words begin, and only what begins
like one of them is read and judged (`matching`). A shape has one sign for each letter of the text, a blank for what
stands between words, and a hyphen for what may join them; letters that the index overlooks are left out, and those
that it writes as several stand as these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.analysis import HIDDEN, MARKS, fold

LONGEST_BEGINNING = 4
"""Letters of a term by which words are looked for: no stemmer changes more of a word in front of its ending."""

LONGEST_PREFIX = 12
"""Letters looked for of what a query itself gives as the beginning of a word."""

MOST_BEGINNINGS = 16
"""Where there are more, shorter ones are looked for, and so fewer."""

_ALIKE = str.maketrans("yςйў", "iσиу", " ") | dict.fromkeys(range(0x1160, 0x1200))
"""Letters that stems exchange or that folding parts; of a Hangul syllable the first letter will do."""

_JOINERS = "-‐‑'’ʼ.,"
_OVERLOOKED = re.compile(f"[{MARKS}{HIDDEN}]")
_DOUBLED = re.compile(r"(.)\1+")


class Shape(NamedTuple):
    """The signs of a text, and where each stands in it (None: where it stands in the shape).

    `spaced` says that there is a blank or a hyphen between all words; between ideographs there is none.
    """

    signs: str
    offsets: NDArray[np.int64] | None = None
    spaced: bool = True

    def begins(self, place: int) -> bool:
        """Say whether there is a blank in front of a place."""
        return place == 0 or self.signs[place - 1] == " "

    def offset(self, place: int) -> int:
        """Return where in the text a sign stands."""
        return place if self.offsets is None else int(self.offsets[place])


class Beginnings:
    """How the words begin that have one of some terms, or that begin with one of some prefixes (folded)."""

    def __init__(self, terms: Iterable[str], prefixes: Iterable[str] = ()) -> None:
        alike = {_like(term) for term in terms if term}
        exact = {_like(prefix)[:LONGEST_PREFIX] for prefix in prefixes}
        length = LONGEST_BEGINNING
        self._texts = _fewest({_beginning(term, length) for term in alike} | exact)
        while len(self._texts) > MOST_BEGINNINGS and length > 1:
            length -= 1
            self._texts = _fewest({_beginning(term, length) for term in alike} | exact)

    def __bool__(self) -> bool:
        return bool(self._texts)

    def places(self, shape: Shape, most: int | None = None) -> tuple[list[int], bool]:
        """Return where in a shape words begin so, rising, and whether that is all; `most` limits each beginning."""
        found: list[int] = []
        whole = True
        for text in self._texts:
            before = len(found)
            matches = _pattern(text, shape.spaced).finditer(shape.signs)
            found += [match.start() for match in islice(matches, most)]
            whole = whole and len(found) - before != most
        if len(self._texts) > 1:
            found.sort()
        return found, whole


def _like(folded: str) -> str:
    return (folded if folded.isascii() else _OVERLOOKED.sub("", folded)).lower().translate(_ALIKE)


def _fewest(texts: Iterable[str]) -> list[str]:
    """Return texts of which none begins with another, so that everything that begins with any begins with one."""
    kept: list[str] = []
    for text in sorted({_DOUBLED.sub(r"\1", text) for text in texts}):
        if not kept or not text.startswith(kept[-1]):
            kept.append(text)
    return kept


def _beginning(term: str, length: int) -> str:
    """Return what all words with this term have in front; a stemmer may change the last letter, and add an e."""
    if term.isdigit():
        return term[:LONGEST_PREFIX]
    if len(term) == 3 and term.endswith("e"):
        return term[: min(2, length)]
    return term[: min(3, length)] if len(term) == 4 else term[:length]


@lru_cache(maxsize=512)
def _pattern(beginning: str, spaced: bool) -> re.Pattern[str]:
    """Return a pattern for a beginning; letters may stand doubled and joined by hyphens, as in `U.S.` and `co-op`.

    How often is bounded, so that no text takes long.
    """
    first, *others = map(re.escape, beginning) if beginning else ("[^ -]",)
    bound = f"(?<![^ -]{first})" if spaced else ""
    repeats = [f"[{letter}-]{{,{2 * LONGEST_PREFIX}}}{following}" for letter, following in pairwise((first, *others))]
    return re.compile(first + bound + "".join(repeats))


def shape_of(text: str) -> Shape:
    """Return the shape of a text."""
    if text.isascii():
        return Shape(text.encode("ascii").translate(_ASCII).decode("ascii"))
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    signs = _SIGNS[codes]
    if not signs.all():
        _learn(codes[signs == 0])
        signs = _SIGNS[codes]
    highest = int(signs.max())
    if highest < _SEVERAL:
        return Shape(_decoded(signs), None, highest < _IDEOGRAPHS)
    return _spelt_out(codes, signs)


def _spelt_out(codes: NDArray[np.uint32], signs: NDArray[np.uint32]) -> Shape:
    """Return the shape of a text in which some signs are left out or stand as several."""
    several = set(codes[signs == _SEVERAL].tolist())
    counts = np.ones(codes.size, dtype=np.int64)
    for code in several:
        counts[codes == code] = len(_SPELT[code])
    offsets = np.repeat(np.arange(codes.size), counts)
    spelt = signs[offsets]
    first = np.cumsum(counts) - counts
    for code in several:
        for number, sign in enumerate(_SPELT[code]):
            spelt[first[codes == code] + number] = ord(sign)
    return Shape(_decoded(spelt), offsets, int(spelt.max(initial=0)) < _IDEOGRAPHS)


def _decoded(signs: NDArray[np.uint32]) -> str:
    return signs.astype("<u4", copy=False).tobytes().decode("utf-32-le")


def _learn(codes: NDArray[np.uint32]) -> None:
    for code in set(codes.tolist()):
        sign = _sign(chr(code))
        if len(sign) != 1:
            _SPELT[code] = sign
        _SIGNS[code] = ord(sign) if len(sign) == 1 else _SEVERAL


def _sign(letter: str) -> str:
    if letter in _JOINERS:
        return "-"
    if _OVERLOOKED.match(letter):
        return ""
    return _like(fold(letter)) if letter.isalnum() else " "


_IDEOGRAPHS = 0x3040
_SEVERAL = 0x110000
_ASCII = bytes(ord(_sign(chr(code))) if code < 0x80 else 0x20 for code in range(0x100))
_SIGNS = np.zeros(0x110000, dtype=np.uint32)
"""The sign of each letter: 0 as long as nobody asked, and _SEVERAL where they are in _SPELT, several or none."""
_SPELT: dict[int, str] = {}
