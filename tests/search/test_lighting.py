"""The words that are lit in a text are those by which the index finds it: held against an analysis of the whole text."""

from __future__ import annotations

import fnmatch
import unicodedata
from collections.abc import Callable, Mapping
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search import Highlighter, analysis
from search.analysis import Analyzer, fold, parts, query_forms
from search.positions import standing_near, standing_together
from search.sought import Sought

WORDS = {
    "da": "barn børn børnene gård gården",
    "de": "Haus Häuser weiß weiss Straße Straßen Maß Masse Größe",
    "en": "use using used try tries tried die dying sky skies fire firing nation national U.S. 11th O’Brien's skis",
    "es": "canción canciones nación niño niñas español",
    "fi": "talo talossa kukka kukat tulee tullut maa maan issue",
    "fr": "étranger étrangères prudent prudemment cheval chevaux appliquer applications œuvre l’homme naïve",
    "hu": "ház házak könyv könyvek almát",
    "it": "città cittadini lavoro lavoratori perché",
    "nl": "maan manen room romen loopt lopen een vrij vrije",
    "no": "gutt gutter gård gårder",
    "pt": "ação ações trabalho trabalhadores irmã",
    "ro": "țară țări muncă muncitori",
    "ru": "право правах ёлка ёлки район района статья Ещё",
    "sv": "flicka flickor år åren",
    "unknown": "Łódź İstanbul ﬁnance 中文 東京 한국어 co-operation cooperation e-mail 1,200.50 2011 al-ʿArabī ½ Ⅷ",
}
ANALYZERS = {language: Analyzer(language) for language in WORDS}
EVERY_WORD = [word for words in WORDS.values() for word in words.split()]
Span = tuple[int, int]


def forms(word: str) -> Mapping[str, frozenset[str]]:
    """Return the terms of a word with the languages in which each is one of its."""
    return query_forms(word, list(ANALYZERS), ANALYZERS)


def sought(*words: str) -> Sought:
    terms = {frozenset(forms(word)): forms(word) for word in words}
    return Sought(frozenset().union(*terms), words=tuple(terms), languages=terms)


def phrase(*words: str, near: int | None = None) -> Sought:
    terms = tuple(frozenset(forms(word)) for word in words)
    return Sought(phrases=((terms, near),), languages=dict(zip(terms, map(forms, words), strict=True)))


def lit(looked_for: Sought, text: str, language: str | None = None) -> list[Span]:
    return Highlighter(looked_for, list(ANALYZERS.values())).spans(text, language=language)


def is_found(token: str, word: str, language: str | None = None) -> bool:
    """Say whether the index finds a token of a text in a language, or in any, by a word."""
    spoken = forms(word)
    return any(
        one in spoken.get(term, ())
        for one in ([language] if language else ANALYZERS)
        for term in ANALYZERS[one].terms(token)
    )


def folded_parts(text: str, span: Span) -> list[str]:
    return [fold(part) for part in parts(text[slice(*span)])]


def with_a_soft_hyphen(word: str) -> str:
    return f"{word[:1]}\u00ad{word[1:]}"


def decomposed(word: str) -> str:
    return unicodedata.normalize("NFD", word)


WAYS: tuple[Callable[[str], str], ...] = (str, str.upper, str.title, str.swapcase, decomposed, with_a_soft_hyphen)
BETWEEN = (" ", " ", " ", "\n\n", ", ", ". ", "-", "’", ".", "_", "中", "\u00ad", "\u0301", "\u093e", "")
written = st.tuples(st.sampled_from(EVERY_WORD), st.sampled_from(WAYS), st.sampled_from(BETWEEN))
texts = st.lists(written.map(lambda drawn: drawn[1](drawn[0]) + drawn[2]), max_size=25).map("".join)
languages = st.sampled_from([None, *WORDS])


@settings(max_examples=300, deadline=None)
@given(texts, st.lists(st.sampled_from(EVERY_WORD), min_size=1, max_size=3), languages)
def test_every_token_that_the_index_finds_is_lit_and_no_other(
    text: str, query: list[str], language: str | None
) -> None:
    expected = [
        span for span in analysis.tokens(text) if any(is_found(text[slice(*span)], word, language) for word in query)
    ]

    assert lit(sought(*query), text, language) == expected


@settings(max_examples=200, deadline=None)
@given(texts, st.sampled_from(EVERY_WORD), st.integers(1, 5))
def test_every_word_with_a_sought_beginning_is_lit_and_no_other(text: str, word: str, length: int) -> None:
    prefix = fold(parts(word)[0])[:length]

    expected = [
        span for span in analysis.tokens(text) if any(part.startswith(prefix) for part in folded_parts(text, span))
    ]

    assert lit(Sought(prefixes=(prefix,)), text) == expected


@settings(max_examples=200, deadline=None)
@given(texts, st.sampled_from(EVERY_WORD), st.integers(0, 6), st.sampled_from(["*", "?"]), st.sampled_from(["", "*"]))
def test_every_word_of_a_pattern_is_lit_and_no_other(text: str, word: str, at: int, sign: str, tail: str) -> None:
    folded = fold(parts(word)[0])
    pattern = f"{folded[:at]}{sign}{folded[at + 1 :]}{tail}"

    expected = [
        span
        for span in analysis.tokens(text)
        if any(fnmatch.fnmatchcase(part, pattern) for part in folded_parts(text, span))
    ]

    assert lit(Sought(patterns=(pattern,)), text) == expected


@settings(max_examples=300, deadline=None)
@given(texts, st.lists(st.sampled_from(EVERY_WORD), min_size=2, max_size=3), st.sampled_from([None, None, 1, 2, 5]))
def test_a_phrase_is_lit_where_the_index_finds_it(text: str, query: list[str], near: int | None) -> None:
    spans = list(analysis.tokens(text))
    tokens = [text[slice(*span)] for span in spans]
    places = [
        np.array([at for at, token in enumerate(tokens, 1) if is_found(token, word)], dtype=np.int64) for word in query
    ]

    if near is None:
        repeated = [forms(one) == forms(two) for one, two in pairwise(query)]
        ends = standing_together(places, repeated, len(tokens) + 1)
    else:
        ends = standing_near(places, near)
    found = lit(phrase(*query, near=near), text)

    assert bool(found) == bool(ends.size)
    assert {spans[end - 1] for end in ends.tolist()} <= set(found)
    assert {text[slice(*span)] for span in found} <= {
        token for token in tokens if any(is_found(token, word) for word in query)
    }


@pytest.mark.parametrize("language", WORDS)
def test_a_word_is_lit_however_it_is_written(language: str) -> None:
    for word in WORDS[language].split():
        if len(analysis.words(word)) == 1:
            text = f"{word.upper()} ({word}), “{decomposed(word)}”."
            assert len(lit(sought(word), text, language)) == 3


@pytest.mark.parametrize(
    ("language", "word", "text"),
    [
        ("en", "use", "using it"),
        ("en", "try", "tried once"),
        ("en", "sky", "the skies"),
        ("en", "die", "a dying town"),
        ("en", "fire", "firing squads"),
        ("en", "us", "the U.S. Senate"),
        ("en", "cooperation", "Co-operation"),
        ("nl", "manen", "de maan"),
        ("fi", "issue", "issuen"),
        ("fr", "cheval", "les chevaux"),
        ("fr", "prudent", "prudemment"),
        ("ru", "район", "районы"),
    ],
)
def test_a_form_that_differs_early_from_its_stem_is_lit(language: str, word: str, text: str) -> None:
    analyzer = ANALYZERS[language]
    light = Highlighter(Sought(frozenset(analyzer.terms(word))), [analyzer])

    assert light.spans(text)
    assert not light.spans("nothing else")


def test_a_text_is_lit_as_its_own_language_has_it() -> None:
    text = "die dying"

    assert lit(sought("dying"), text, "en") == [(0, 3), (4, 9)]
    assert lit(sought("dying"), text, "de") == [(4, 9)]
    assert lit(sought("dying"), text) == lit(sought("dying"), text, "zz") == [(0, 3), (4, 9)]


def test_many_words_are_lit_as_each_would_be() -> None:
    text = " ".join(EVERY_WORD)

    together = lit(sought(*EVERY_WORD), text)

    assert together == sorted({span for word in EVERY_WORD for span in lit(sought(word), text)})


@pytest.mark.parametrize("joint", ["-", "--", ".", "'", "h-", "\u00ad", "_", "h", "- ", "\u0301"])
def test_a_text_of_a_megabyte_without_words_is_read(joint: str) -> None:
    text = ("h" + joint) * (1_000_000 // (1 + len(joint)))

    assert lit(sought("hearing"), text) == []


def test_a_run_of_a_thousand_words_is_lit_whole() -> None:
    assert len(lit(sought("hearing"), "hearing.Hearing_" * 1_000)) == 2_000


def test_the_parts_of_a_joined_word_stand_at_one_place_of_a_phrase() -> None:
    text = "the fire-try law"

    assert lit(phrase("fire", "try", "law"), text) == [(4, 12), (13, 16)]
    assert lit(phrase("fire", "law"), text) == [(4, 12), (13, 16)]
    assert lit(phrase("fire", "fire"), text) == []
