"""What a word finds: folding, stemming, hyphens, apostrophes, numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import Analyzer, fold, runs, tokens, words
from tests.search.conftest import Library


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("chisinau", "chisinau"),
        ("CHIȘINĂU", "chisinau"),
        ("chişinău", "chisinau"),
        ("naive", "chisinau"),
        ("obrien", "chisinau"),
        ("O'Brien", "chisinau"),
        ("brien", "chisinau"),
        ("email", "chisinau"),
        ("e-mail", "chisinau"),
        ("co-operation", "vienna"),
        ("cooperation", "vienna"),
        ("co\u00adoperation", "vienna"),
        ('"security and cooperation in europe"', "vienna"),
        ('"security and co-operation in europe"', "vienna"),
        ('"anti corruption work"', "vienna"),
        ("corruption", "vienna"),
        ("11th", "vienna"),
        ("1,200.50", "vienna"),
        ("1200.50", "vienna"),
        ("trafficker", "tbilisi"),
        ("trafficker's", "tbilisi"),
        ("inspector", "tbilisi"),
        ("workshops", "tbilisi"),
        ("observe", "year"),
        ("étrangère", "paris"),
        ("etrangeres", "paris"),
        ("etranger", "paris"),
        ("européen", "paris"),
        ("homme", "paris"),
        ("l’homme", "paris"),
        ('"droits de l\'homme"', "paris"),
        ("réunions", "paris"),
        ("право", "moscow"),
        ("правам", "moscow"),
        ("РЕГИОНЫ", "moscow"),
        ("елка", "moscow"),
        ("Ёлка", "moscow"),
        ("район", "moscow"),
        ("haus*", "berlin"),
        ("hauser", "berlin"),
        ("strasse", "berlin"),
        ("Straße", "berlin"),
        ("menschenrecht", "berlin"),
    ],
)
def test_a_word_finds_its_other_forms(library: Library, query: str, name: str) -> None:
    assert name in library.found(query)


def test_hyphens_do_not_make_words_of_those_who_write_two(library: Library) -> None:
    assert set(library.found('"co operation"')) == {"vienna", "undated"}
    assert library.found("cooperation") == ["vienna"]


def test_no_word_is_left_out(library: Library) -> None:
    assert library.found('"is one thing"') == ["geneva"]


def test_short_i_is_a_letter_of_its_own() -> None:
    assert fold("Район Ёж ŁÓDŹ Æther ß") == "район еж lodz aether ss"


def test_tokens_keep_their_offsets() -> None:
    text = "U.S. co-operation, foo.Bar 3.5 日本 a--b cafe\u0301"
    assert words(text) == ["U.S", "co-operation", "foo", "Bar", "3.5", "日", "本", "a", "b", "cafe\u0301"]


@given(st.text(max_size=60))
def test_any_text_is_cut_and_analysed(text: str) -> None:
    analyzer = Analyzer("en")
    positions, length = analyzer.positions(runs(text))
    assert length == len(list(tokens(text)))
    assert all(0 <= place < length for places in positions.values() for place in places)
    assert all(places == sorted(places) for places in positions.values())
    assert not any(" " in term or "\t" in term or "\n" in term for term in positions)


@given(st.text(alphabet="abcdeéèàçñüößøæšžабвгдёйțșı'’- ", min_size=1, max_size=20))
def test_a_text_is_found_without_its_diacritics(text: str) -> None:
    for language in ("en", "fr", "ru", "de", "ro", "unknown"):
        analyzer = Analyzer(language)
        for token in words(text):
            plain = fold(token)
            found = {term for one in words(plain) for term in analyzer.terms(one)}
            if analyzer.terms(token):
                assert found & set(analyzer.terms(token)), (language, token, plain)
