"""From a text to the terms it is indexed and found by.

A token is a run of letters and digits; hyphens, apostrophes and the marks inside numbers join the parts of one token,
which then stands in the index as its parts and as the joined word, all at one position: `co-operation` is found by
`co-operation`, `cooperation` and `operation`. A term is the stem of a word, folded: lower case, without diacritics.
Where folding first gives another stem than folding last, both are terms, so that `etrangeres` finds `étrangères`.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from whoosh.lang.snowball import classes

LONGEST_WORD = 64
"""Longer runs of letters are cut: they are data, not words, and nobody types them."""

MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f"
HIDDEN = "\u00ad\u200b-\u200d\u2060"
_LETTER = rf"[^\W_{HIDDEN}]"
_RUN = rf"{_LETTER}[^\W_]*(?:[{MARKS}{HIDDEN}]+[^\W_]*)*"
_IDEOGRAPH = "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]"
_TOKEN = re.compile(
    rf"{_IDEOGRAPH}|[^\W\d_](?:\.[^\W\d_])+(?!\w)|(?!{_IDEOGRAPH}){_RUN}(?:[-‐‑'’ʼ.,](?:(?<=\d[.,])(?=\d)|(?<![.,])){_RUN})*"
)
RUN_OF_TOKENS = re.compile(rf"[^\W_]+(?:[-‐‑'’ʼ.,{MARKS}{HIDDEN}]+[^\W_]+)*[{MARKS}]*")
"""What holds one token or a few: quick to find in a text, and then cut into tokens once for each distinct run."""
JOINING = "-'.,"
_BLANKED = {ord(sign): " " for sign in string.punctuation if sign not in JOINING}
_JOINERS = re.compile("[-‐‑'’ʼ.,]")
_HIDDEN_RUN = re.compile(f"[{HIDDEN}]+")
_POSSESSIVE = re.compile("(?<=.)(?:['’ʼ]s|(?<=s)['’ʼ])$", re.IGNORECASE)
_SPECIAL = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th", "ё": "е", "ґ": "г"}
)


def fold(word: str) -> str:
    """Return the word in lower case and without diacritics; й stays й, ё becomes е."""
    lower = word.casefold() if word.isascii() else unicodedata.normalize("NFC", word).lower()
    if lower.isascii():
        return lower
    return "".join(map(_fold_letter, lower.translate(_SPECIAL)))


@lru_cache(maxsize=4096)
def _fold_letter(letter: str) -> str:
    if letter in "йў":
        return letter
    return "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))


@lru_cache(maxsize=32)
def stemmer(language: str) -> Callable[[str], str]:
    """Return Whoosh's Snowball stemmer of an ISO 639-1 code; where there is none, a function that changes nothing."""
    code = {"nb": "no", "nn": "no"}.get(language, language)
    return classes[code]().stem if code in classes else str


def stems(word: str, language: str) -> tuple[str, ...]:
    """Return the terms of one word without joiners in a language: the folded stem, and the stem of the folded word."""
    folded = fold(word)
    if folded.isdigit() or not folded:
        return (folded,) if folded else ()
    stem = stemmer(language)
    late = fold(stem(unicodedata.normalize("NFC", word).lower())) if not word.isascii() else ""
    early = stem(folded) or folded
    return (late, early) if late and late != early else (early,)


def parts(token: str) -> tuple[str, ...]:
    """Return the forms of a token to be stemmed: the joined word first, then its parts where it has any."""
    bare = _POSSESSIVE.sub("", _HIDDEN_RUN.sub("", token))
    pieces = [piece for piece in _JOINERS.split(bare) if piece]
    if len(pieces) <= 1:
        return tuple(pieces)
    joined = "".join(pieces)
    if all(len(piece) == 1 for piece in pieces) and "." in bare:
        return (joined,)
    return (joined, *pieces)


class Analyzer:
    """Analyses texts in one language and remembers each distinct run of letters it met."""

    def __init__(self, language: str, *, remember: int = 400_000) -> None:
        self.language = language
        self._remember = remember
        self._known: dict[str, tuple[tuple[str, ...], ...]] = {}
        self._stems: dict[str, tuple[str, ...]] = {}

    def terms(self, token: str) -> tuple[str, ...]:
        """Return the distinct terms of one token, the joined word's first; none where nothing is left of it."""
        forms = parts(token[:LONGEST_WORD])
        if len(forms) == 1:
            return self.stems(forms[0])
        return tuple(dict.fromkeys(term for form in forms for term in self.stems(form)))

    def stems(self, form: str) -> tuple[str, ...]:
        """Return the terms of one word without joiners."""
        lower = form.lower()
        known = self._stems.get(lower)
        if known is None:
            if len(self._stems) >= self._remember:
                self._stems.clear()
            known = self._stems[lower] = stems(lower, self.language)
        return known

    def run_terms(self, run: str) -> tuple[tuple[str, ...], ...]:
        """Return the terms of each token in a run."""
        known = self._known.get(run)
        if known is None:
            if len(self._known) >= self._remember:
                self._known.clear()
            known = self._known[run] = tuple(self.terms(token) for token in words(run))
        return known

    def positions(self, runs: Iterable[str]) -> tuple[dict[str, list[int]], int]:
        """Return the positions of each term of a text given as its runs, and the number of its tokens.

        Positions count tokens from 0 and rise.
        """
        found: dict[str, list[int]] = {}
        known = self._known
        position = 0
        for run in runs:
            for terms in known.get(run) or self.run_terms(run):
                for term in terms:
                    if term in found:
                        found[term].append(position)
                    else:
                        found[term] = [position]
                position += 1
        return found, position

    def words(self, run: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the folded words that a run holds, each with its terms."""
        for token in words(run):
            for form in parts(token[:LONGEST_WORD]):
                if word := fold(form):
                    yield word, self.stems(form)


def runs(text: str) -> list[str]:
    """Return the runs of a text as they stand: what holds one token, or a few with no blank between them."""
    return RUN_OF_TOKENS.findall(text)


def chunks(text: str) -> list[str]:
    """Return the pieces of a text with the same tokens in the same order as its runs, quicker where it is ASCII.

    They may have signs at their ends that belong to no token, and there may be none in them.
    """
    return text.translate(_BLANKED).split() if text.isascii() else runs(text)


def tokens(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """Yield the offsets, from and to, of the tokens of a text from an offset on, which must not be inside a run."""
    for run in RUN_OF_TOKENS.finditer(text, start):
        for token in _TOKEN.finditer(text, run.start(), run.end()):
            yield token.span()


def words(text: str) -> list[str]:
    """Return the tokens of a text as they stand."""
    return [text[start:end] for start, end in tokens(text)]


def folded_words(text: str) -> tuple[str, ...]:
    """Return the folded words of a value, by which filters compare: `OSCE Secretariat` -> `osce`, `secretariat`."""
    return tuple(fold(part) for token in words(text) for part in _plain_parts(token))


def _plain_parts(token: str) -> tuple[str, ...]:
    forms = parts(token)
    return forms[1:] if len(forms) > 1 else forms


def query_forms(token: str, languages: Iterable[str], analyzers: Mapping[str, Analyzer]) -> dict[str, frozenset[str]]:
    """Return the terms by which a query's token is found, each with the languages of the documents it is found in.

    A stem is looked for in its own language alone; the word as it was typed, where some language leaves it so, in all.
    A token with joiners is looked for as the joined word alone: every token that has parts is indexed joined too.
    """
    whole = (parts(token[:LONGEST_WORD]) or ("",))[0]
    spoken = frozenset(languages)
    forms: dict[str, frozenset[str]] = {}
    for language in sorted(spoken):
        for term in analyzers[language].terms(whole) if whole else ():
            forms[term] = spoken if term == fold(whole) else forms.get(term, frozenset()) | {language}
    return forms
