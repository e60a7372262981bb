"""Where a text matches a query: the words to light, the best block, the snippet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from search import analysis
from search.analysis import RUN_OF_TOKENS, Analyzer
from search.answers import Snippet
from search.chains import chains
from search.matching import Judged, Matcher
from search.shapes import Beginnings, Shape, shape_of
from search.snippets import Mark, best_window, cut
from search.sought import Sought

Span = tuple[int, int]
Word = tuple[int, int, Judged]
"""A sought token of a text: from, to, and which word it is."""

LOOKED_THROUGH = 200_000
"""Characters of a text that are looked through for a snippet; what stands first in a long text will do."""

LOOKED_AT = 100
"""Words that are looked at there, of those that begin like one that is sought."""

LOOKED_AT_MOST = 20_000
"""Words that are looked at in the whole text, where nothing sought was among those."""

_LETTER = re.compile(r"[^\W_]")


class Highlighter:
    """Finds what a query looks for in any text, in the way the index finds it.

    `weights` says of terms how much they count when passages are compared, as rare ones should count more. In the
    methods, `language` is the text's: words are then lit as in this language only; without it as in any of the index.
    """

    def __init__(
        self, looked_for: Sought, analyzers: Sequence[Analyzer], weights: Mapping[str, float] | None = None
    ) -> None:
        self._matcher = Matcher(looked_for, analyzers, weights)
        terms = looked_for.terms.union(*(forms for words, _ in looked_for.phrases for forms in words))
        begun = [pattern.partition("*")[0].partition("?")[0] for pattern in looked_for.patterns]
        self._beginnings = Beginnings(terms, (*looked_for.prefixes, *begun))
        self._far = max((near or 1 for _, near in looked_for.phrases), default=1)

    def spans(self, text: str, *, language: str | None = None) -> list[Span]:
        """Return the offsets, from and to, of the words to light; those of a phrase only where the phrase stands."""
        words, _ = self._words(text, language)
        return self._lit(words, self._phrases(text, words))

    def best(self, blocks: Sequence[str], *, language: str | None = None) -> int | None:
        """Return the index of the block in which most of what is sought stands; None where none of it does."""
        scores = [self._score(block, language) for block in blocks]
        best = max(scores, default=(0.0, 0))
        return scores.index(best) if best > (0.0, 0) else None

    def snippet(self, text: str, width: int = 160, *, language: str | None = None) -> Snippet:
        """Return the passage of about `width` characters in which most stands, on one line.

        It begins with a sentence or a line where one begins near, and never inside a word.
        """
        for piece, most in ((text[:LOOKED_THROUGH], LOOKED_AT), (text, LOOKED_AT_MOST)):
            words, whole = self._words(piece, language, most)
            phrases = self._phrases(piece, words)
            if spans := self._lit(words, phrases):
                window = best_window(self._marks(words, phrases), self._matcher.weights, width)
                return cut(text, window, width, spans)
            if whole and len(piece) == len(text):
                break
        return cut(text, (0, 0), width, ())

    def _score(self, block: str, language: str | None) -> tuple[float, int]:
        words, _ = self._words(block, language)
        if not words:
            return 0.0, 0
        phrases = self._phrases(block, words)
        weights = self._matcher.weights
        numbers = {number for _, _, number in self._marks(words, phrases)}
        return sum(weights[number] for number in numbers), len(self._lit(words, phrases))

    def _words(self, text: str, language: str | None, most: int | None = None) -> tuple[list[Word], bool]:
        """Return the sought words of a text, in order, those of phrases as well, and whether these are all."""
        if not self._beginnings:
            return [], True
        shape = shape_of(text)
        places, whole = self._beginnings.places(shape, most)
        known = self._matcher.known(language)
        found: list[Word] = []
        for run in _runs(text, shape, places):
            judged = known.get(run[0])
            if judged is None:
                judged = self._matcher.judge(run[0], language)
            if judged:
                begin = run.start()
                found += [(begin + token.start, begin + token.end, token) for token in judged]
        return found, whole

    def _phrases(self, text: str, words: Sequence[Word]) -> list[tuple[int, list[Word]]]:
        """Return the number and the words of each phrase, for every place where it stands whole."""
        if not self._matcher.phrases or not words:
            return []
        at: dict[int, Word] = {}
        standing: dict[int, list[int]] = {}
        for position, word in zip(self._positions(text, words), words, strict=True):
            at[position] = word
            for number in word[2].words:
                standing.setdefault(number, []).append(position)
        found = []
        for number, (phrase, near) in enumerate(self._matcher.phrases, self._matcher.count):
            places = [standing.get(one, []) for one in phrase]
            found += [(number, [at[place] for place in chain]) for chain in chains(phrase, places, near)]
        return found

    def _positions(self, text: str, words: Sequence[Word]) -> Iterator[int]:
        """Yield where words stand, counted in words of the text; a wide gap counts as no more than is too far."""
        position, counted = 0, 0
        for start, end, _ in words:
            if _LETTER.search(text, counted, start):
                position += 1
                if self._far > 1:
                    position += sum(1 for _ in islice(analysis.tokens(text[counted:start]), 1, self._far))
            yield position
            position, counted = position + 1, end

    def _lit(self, words: Sequence[Word], phrases: Sequence[tuple[int, Sequence[Word]]]) -> list[Span]:
        lit = [(start, end) for start, end, token in words if token.alone]
        if not phrases:
            return lit
        return sorted({*lit, *((start, end) for _, chain in phrases for start, end, _ in chain)})

    def _marks(self, words: Sequence[Word], phrases: Sequence[tuple[int, Sequence[Word]]]) -> list[Mark]:
        """Return what counts in a passage, in order: words sought alone, and phrases as wholes."""
        marks = [(start, end, number) for start, end, token in words for number in token.alone]
        for number, chain in phrases:
            marks.append((min(start for start, _, _ in chain), max(end for _, end, _ in chain), number))
        return sorted(marks) if phrases else marks


def _runs(text: str, shape: Shape, places: Sequence[int]) -> Iterator[re.Match[str]]:
    """Yield the runs of letters in which some places of a text's shape lie, each once."""
    done = before = 0
    for place in places:
        at = shape.offset(place)
        if at < done:
            continue
        start = at if shape.begins(place) else _run_start(text, shape, place, before, done)
        before = place
        run = RUN_OF_TOKENS.match(text, start)
        if run is not None:
            done = run.end()
            yield run


def _run_start(text: str, shape: Shape, place: int, before: int, done: int) -> int:
    """Return where the run of letters begins in which a place of a text's shape lies.

    `before` is a place in the run read before, `done` the offset of that run's end; what is read starts behind it.
    """
    blank = shape.signs.rfind(" ", before, place)
    start = done if blank < 0 else max(done, shape.offset(blank))
    at = shape.offset(place)
    return next((run.start() for run in RUN_OF_TOKENS.finditer(text, start) if run.end() > at), at)
