"""What is lit, which block is best, and how a snippet is cut."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.search.conftest import Library


def lit(library: Library, query: str, text: str) -> list[str]:
    return [text[start:end] for start, end in library.index.highlighter(query).spans(text)]


@pytest.mark.parametrize(
    ("query", "text", "words"),
    [
        ("labour", "Labour, LABOURS and elaborate labour's", ["Labour", "LABOURS", "labour's"]),
        ("trafficking", "traffickers' traffic trafficked", ["traffickers", "trafficked"]),
        ("traffic*", "traffickers' traffic trafficked untraffic", ["traffickers", "traffic", "trafficked"]),
        ("traficking~", "trafficking is bad", ["trafficking"]),
        ("cooperation", "Co-operation, cooperation, co operation", ["Co-operation", "cooperation"]),
        ("operation", "Co-operation and operations", ["Co-operation", "operations"]),
        ("chisinau", "in Chișinău and Chis\u0327ina\u0306u", ["Chișinău", "Chis\u0327ina\u0306u"]),
        ("strasse", "Die Straße", ["Straße"]),
        ("елка", "Ещё ёлка", ["ёлка"]),
        ("права", "о правах", ["правах"]),
        ("etrangeres", "politiques étrangères", ["étrangères"]),
        ('"forced labour"', "forced, labour. Labour forced? Forced labour!", ["forced", "labour", "Forced", "labour"]),
        ('"forced labour"', "labour forced by labour", []),
        ('"forced labour" law', "the law of labour", ["law"]),
        ('"labour inspectors"~3', "inspectors of all labour", ["inspectors", "labour"]),
        ('"labour inspectors"~3', "inspectors who are not those of labour", []),
        ('"anti corruption work"', "anti-corruption work", ["anti-corruption", "work"]),
        ("labour -forced", "forced labour", ["labour"]),
        ("labour source:forced year:2011", "forced labour 2011", ["labour"]),
        ("title:labour", "forced labour", ["labour"]),
        ("labour OR (forced crime)", "forced labour is a crime", ["forced", "labour", "crime"]),
        ("labour inspe", "labour inspectors", ["labour"]),
        ('labour "forced', "forced labour", ["forced", "labour"]),
        ("", "forced labour", []),
        ("source:forced", "forced labour", []),
        ("11th", "the 11th, 111th and 11", ["11th"]),
        ("U.S.", "the U.S. and us", ["U.S", "us"]),
    ],
)
def test_words_are_lit_as_the_index_finds_them(library: Library, query: str, text: str, words: list[str]) -> None:
    assert lit(library, query, text) == words


def test_an_unfinished_word_is_lit_while_one_types(library: Library) -> None:
    text = "labour inspectors"
    assert library.index.highlighter("labour inspe", typing=True).spans(text) == [(0, 6), (7, 17)]


def test_what_the_index_finds_is_lit_in_every_hit(library: Library) -> None:
    for query in ("forced", '"forced labour"', "traffic*", "chisinau", "cooperation", "прав*", "étrangère", "labuor~"):
        for hit in library.index.search(query).hits:
            document = library.archive.document(hit.key)
            assert lit(library, query, f"{document.title}\n\n{document.text}"), (query, hit.title)


def test_the_best_block_has_most_of_the_words(library: Library) -> None:
    blocks = ["Nothing here.", "Labour, labour and labour.", "Forced labour.", "Forced labour once more, and labour."]
    light = library.index.highlighter("forced labour")
    assert light.best(blocks) == 3
    assert light.best(blocks[:3]) == 2
    assert light.best(["Nothing."]) is None
    assert light.best([]) is None
    assert library.index.highlighter("").best(blocks) is None


def test_a_snippet_shows_where_most_of_the_words_stand(library: Library) -> None:
    text = (
        "Labour is mentioned early. "
        + "Much is said in between. " * 40
        + "At last,\n\n  forced labour\tis met. "
        + "And on. " * 50
    )
    snippet = library.index.highlighter("forced labour").snippet(text, 80)
    assert "At last, forced labour is met." in snippet.text
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["forced", "labour"]
    assert snippet.text.startswith("…")
    assert snippet.text.endswith("…")
    assert len(snippet.text) <= 82


def test_a_snippet_without_words_is_the_beginning(library: Library) -> None:
    snippet = library.index.highlighter("").snippet("The beginning of a text. " * 20, 40)
    assert snippet.text == "The beginning of a text. The beginning…"
    assert snippet.marks == ()
    assert library.index.highlighter("").snippet("  Short.\n", 40).text == "Short."


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(["forced", "labour", " ", "\n\n", "co-operation", "é", "\u00ad", "x" * 50, ". ", "\t"]),
        max_size=60,
    ).map("".join),
    st.integers(min_value=10, max_value=200),
)
def test_marks_always_stand_on_words(library: Library, text: str, width: int) -> None:
    snippet = library.index.highlighter('forced OR "labour co-operation" OR labour').snippet(text, width)
    assert "\n" not in snippet.text
    assert len(snippet.text) <= width + 2
    for start, end in snippet.marks:
        assert 0 <= start < end <= len(snippet.text)
        assert not snippet.text[start:end].isspace()


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200), st.text(max_size=40))
def test_any_text_can_be_lit_by_any_query(library: Library, text: str, query: str) -> None:
    spans = library.index.highlighter(query).spans(text)
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)


def test_a_text_of_a_megabyte_is_lit_whole(library: Library) -> None:
    text = "The meeting was about bridges and rivers, and forced labour was named. " * 14_000
    light = library.index.highlighter('"forced labour" bridges')
    spans = light.spans(text)
    assert len(spans) == 3 * 14_000
    assert light.snippet(text).marks


def test_a_text_without_blanks_is_read(library: Library) -> None:
    assert library.index.highlighter("labour").spans("labour-" * 100_000) != []
    assert library.index.highlighter("labour").spans("labour" * 100_000) == []
