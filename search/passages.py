"""Where a text matches a query: the words to light, the best block, the snippet.

A text is not analysed whole. Words that begin as something sought begins are looked for, and only those are analysed;
for phrases the words between two of them are counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from search import analysis
from search.analysis import Analyzer, fold, parts
from search.answers import Snippet
from search.snippets import best_start, cut
from search.sought import Phrase, Sought

Span = tuple[int, int]

BEGINNING = 3
"""Letters of a term by which words are looked for; a stem may differ from its word behind them."""

CHARACTERS_A_WORD = 64
"""Words are not counted between two that are further apart than words of this length would put them."""


class Highlighter:
    """Finds what a query looks for in any text, in the way the index finds it."""

    def __init__(self, looked_for: Sought, analyzers: Sequence[Analyzer]) -> None:
        self._sought = looked_for
        self._analyzers = analyzers
        self._phrase_terms = frozenset(term for words, _ in looked_for.phrases for forms in words for term in forms)
        wanted = looked_for.terms | self._phrase_terms | set(looked_for.prefixes)
        self._beginnings = _beginnings(term for term in wanted if term)
        self._far = max((near or 1 for _, near in looked_for.phrases), default=1) + 2
        self._known: dict[str, tuple[bool, frozenset[str]]] = {}

    def spans(self, text: str) -> list[Span]:
        """Return the offsets, from and to, of the words to light; those of a phrase only where the phrase stands."""
        lit: set[Span] = set()
        places: dict[str, list[int]] = {}
        offsets: dict[int, Span] = {}
        position, counted = 0, 0
        for start, end in self._candidates(text):
            matches, phrase_terms = self._judge(text[start:end])
            if matches:
                lit.add((start, end))
            if phrase_terms:
                position += self._words_between(text, counted, start) + 1
                counted = end
                offsets[position] = (start, end)
                for term in phrase_terms:
                    places.setdefault(term, []).append(position)
        for phrase in self._sought.phrases:
            lit.update(offsets[place] for place in _phrase_places(phrase, places))
        return sorted(lit)

    def best(self, blocks: Sequence[str]) -> int | None:
        """Return the index of the block in which most of what is sought stands; None where none of it does."""
        scores = [self._score(block) for block in blocks]
        best = max(scores, default=(0, 0))
        return scores.index(best) if best > (0, 0) else None

    def snippet(self, text: str, width: int = 160) -> Snippet:
        """Return the passage of about `width` characters in which most stands, cut between words, on one line."""
        spans = self.spans(text)
        start = best_start(text, spans, width) if spans else 0
        return cut(text, start, width, spans)

    def _score(self, block: str) -> tuple[int, int]:
        spans = self.spans(block)
        lit = {term for start, end in spans for term in self._terms(block[start:end])}
        return len(lit & (self._sought.terms | self._phrase_terms)) or len(spans[:1]), len(spans)

    def _candidates(self, text: str) -> Iterator[Span]:
        """Yield the tokens of a text that begin, or have a part that begins, as something sought does."""
        if self._beginnings is None:
            return
        done = 0
        for match in self._beginnings.finditer(text):
            at = match.start()
            if at < done:
                continue
            for start, end in analysis.tokens(text, _run_start(text, at, done)):
                if start > at:
                    break
                if end > at:
                    yield start, end
                    done = end
                    break

    def _words_between(self, text: str, start: int, end: int) -> int:
        if end - start > self._far * CHARACTERS_A_WORD:
            return self._far
        return sum(1 for _ in analysis.tokens(text[start:end]))

    def _judge(self, token: str) -> tuple[bool, frozenset[str]]:
        known = self._known.get(token)
        if known is None:
            terms = self._terms(token)
            folded = [fold(part) for part in parts(token)]
            begins = any(word.startswith(prefix) for word in folded for prefix in self._sought.prefixes)
            known = (begins or not terms.isdisjoint(self._sought.terms), frozenset(terms & self._phrase_terms))
            self._known[token] = known
        return known

    def _terms(self, token: str) -> set[str]:
        return {term for analyzer in self._analyzers for term in analyzer.terms(token)}


def _run_start(text: str, at: int, done: int) -> int:
    """Return the last blank before an offset, or where the last token ended; tokens can be read from there on."""
    start = at
    while start > done and not text[start - 1].isspace():
        start -= 1
    return start


def _beginnings(terms: Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern for how the terms begin, whatever the case and the diacritics."""
    starts = {term[:BEGINNING] for term in terms}
    if not starts:
        return None
    kept = [one for one in starts if not any(one != other and one.startswith(other) for other in starts)]
    return re.compile("|".join(map(_beginning, sorted(kept))))


def _beginning(folded: str) -> str:
    pairs = zip(["", *folded], folded, strict=False)
    return "".join(
        _letter(letter) + ("?" if before + letter in _LIGATURES else "") + _INSIDE for before, letter in pairs
    )


def _letter(letter: str) -> str:
    """Return a pattern for a folded letter: all that folds to it or, folded, begins with it."""
    return f"[{re.escape(_variants().get(letter, '') + letter + letter.upper())}]"


_LIGATURES = frozenset(("ae", "oe", "ss", "th", "fi", "fl", "ff"))
_INSIDE = f"[{analysis.MARKS}{analysis.HIDDEN}'’ʼ.,‐‑-]*"
_FOLDED_RANGES = ((0xAA, 0x250), (0x370, 0x530), (0x1E00, 0x2000), (0xFB00, 0xFB07), (0xFF10, 0xFF5B))


@cache
def _variants() -> dict[str, str]:
    """Return for each folded letter the letters that fold to it."""
    found: dict[str, str] = {}
    for first, last in _FOLDED_RANGES:
        for code in range(first, last):
            folded = fold(chr(code))
            if folded and folded[0].isalnum():
                found[folded[0]] = found.get(folded[0], "") + chr(code)
    return found


def _phrase_places(phrase: Phrase, places: dict[str, list[int]]) -> Iterator[int]:
    """Yield the positions of the words of a phrase, for every place where it stands whole."""
    words, near = phrase
    standing = [sorted({place for term in forms for place in places.get(term, ())}) for forms in words]
    chains: dict[int, tuple[int, ...]] = {place: (place,) for place in standing[0]}
    for number, here in enumerate(standing[1:], start=1):
        longer: dict[int, tuple[int, ...]] = {}
        for place in here:
            for earlier in _reachable(place, near, repeated=words[number] == words[number - 1]):
                if earlier in chains:
                    longer[place] = (*chains[earlier], place)
                    break
        chains = longer
    for chain in chains.values():
        yield from chain


def _reachable(place: int, near: int | None, *, repeated: bool) -> Iterable[int]:
    if near is None:
        return (place - 1,) if repeated else (place - 1, place)
    return (step for step in range(place - near, place + near + 1) if step != place)
