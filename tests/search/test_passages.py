"""What is lit, which block is best, and how a snippet is cut."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import Highlighter, Snippet
from search.analysis import Analyzer, words
from search.sought import Sought
from tests.search.conftest import Library


def lit(library: Library, query: str, text: str) -> list[str]:
    return [text[start:end] for start, end in library.index.highlighter(query).spans(text)]


@pytest.mark.parametrize(
    ("query", "text", "words"),
    [
        ("labour", "Labour, LABOURS and elaborate labour's", ["Labour", "LABOURS", "labour's"]),
        ("trafficking", "traffickers' traffic trafficked", ["traffickers", "trafficked"]),
        ("traffic*", "traffickers' traffic trafficked untraffic", ["traffickers", "traffic", "trafficked"]),
        ("traffickin*", "traffickers' traffic", ["traffickers"]),
        ("traf*", "traffickers' traffic", ["traffickers", "traffic"]),
        ("traff*ing", "trafficking and traffic", ["trafficking"]),
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


def test_each_word_of_the_archive_is_lit_in_every_document_that_it_finds(library: Library) -> None:
    for document in library.archive.documents(list(library.archive.keys())).values():
        for word in set(words(f"{document.title} {document.text}")):
            light = library.index.highlighter(f'"{word}"')
            for hit in library.index.search(f'"{word}"').hits:
                found = library.archive.document(hit.key)
                lit_in = [light.spans(text, language=found.language) for text in (found.text, found.title or "")]
                assert any(lit_in), (word, hit.title)


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
    assert library.index.highlighter("").snippet("  Short.\n", 40) == Snippet("Short.", (), 2)
    assert library.index.highlighter("labour").snippet("", 40) == Snippet("")


FILLING = "Much is said in between by many. " * 12


@pytest.mark.parametrize(
    ("query", "text", "beginning"),
    [
        ("labour", FILLING + "They met at noon. The labour office was closed. " + FILLING, "…The labour office"),
        ("labour", FILLING + "they met\n\n  The labour office was closed. " + FILLING, "…The labour office"),
        ("labour", FILLING + "he said “so.” “Forced labour is theirs.” " + FILLING, "…“Forced labour"),
        (
            "labour",
            FILLING + "now they met, and Sen. Smith of the U.S. Labour office ",
            "…Much is said in between by many. now",
        ),
        ("labour", "word " * 80 + "of labour " + "word " * 80, "…word word word word of labour"),
        ("labour", "x" * 400 + " labour " + "word " * 80, "…labour word"),
        ("labour", "中" * 400 + "labour " + "word " * 80, "…labour word"),
        ("labour", "Labour office. " + FILLING, "Labour office. Much"),
        ("labour", FILLING + "It ends with labour.", "…Much is said in between by many. Much is said"),
        ("labour", "Labour. " + FILLING + "Of labour: labour is labour. " + FILLING, "…Of labour: labour is labour."),
    ],
    ids=[
        "a sentence",
        "a line",
        "a sentence in quotation marks",
        "no abbreviation",
        "a word",
        "no long word",
        "no word between ideographs",
        "the beginning",
        "the end",
        "the most of one word",
    ],
)
def test_a_snippet_begins_with(library: Library, query: str, text: str, beginning: str) -> None:
    assert library.index.highlighter(query).snippet(text, 100).text.startswith(beginning)


def light(*looked_for: Sought, weights: Mapping[str, float] | None = None) -> Highlighter:
    words = [word for one in looked_for for word in one.words]
    phrases = tuple(phrase for one in looked_for for phrase in one.phrases)
    return Highlighter(
        Sought(frozenset().union(*words), phrases=phrases, words=tuple(words)), [Analyzer("en")], weights
    )


def word(*terms: str) -> Sought:
    return Sought(words=(frozenset(terms),))


def phrase(*words: str) -> Sought:
    return Sought(phrases=((tuple(frozenset((one,)) for one in words), None),))


def test_a_rare_word_counts_more_than_a_frequent_one() -> None:
    text = "River and road. " + FILLING + "The court. " + FILLING
    sought = (word("river"), word("road"), word("court"))

    assert light(*sought).snippet(text, 60).text.startswith("River and road.")
    weighted = light(*sought, weights={"river": 1.0, "road": 1.5, "court": 6.0})
    assert weighted.snippet(text, 60).text.startswith("…The court.")
    assert weighted.best(["River and road.", "The court."]) == 1


def test_the_terms_of_one_word_count_once_and_as_the_most_frequent_of_them() -> None:
    text = "Funding is funded. " + FILLING + "The river funds it. " + FILLING
    several = word("fund", "funding")

    assert "river" in light(several, word("river")).snippet(text, 60).text
    weights = {"fund": 1.0, "funding": 9.0, "river": 2.0}
    assert light(several, word("river"), weights=weights).best(["Funding.", "A river."]) == 1


def test_words_that_stand_nearer_together_are_the_better_passage() -> None:
    text = "The river was seen by those who later met at the court. " + FILLING + "A river court sat. " + FILLING

    assert light(word("river"), word("court")).snippet(text, 80).text.startswith("…A river court sat.")


def test_a_phrase_counts_where_it_stands_whole() -> None:
    text = "A court, and a river. " + FILLING + "The river court sat. " + FILLING
    sought = (phrase("river", "court"), word("court"))

    snippet = light(*sought).snippet(text, 60)

    assert snippet.text.startswith("…The river court sat.")
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["river", "court"]


def test_what_stands_last_in_a_very_long_text_is_found() -> None:
    text = "Courtly courts. " * 9_000 + "lake " * 20_000 + "\n\nA river was seen there. " + FILLING

    assert light(word("river")).snippet(text).text.startswith("…A river was seen there.")
    assert light(phrase("court", "river")).snippet(text + "The court river.").text.endswith("The court river.")
    assert light(word("sea")).snippet(text).marks == ()


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(["river", "court", "The ", " ", " ", "\n\n", ". ", "\u00ad", "\u2003", "中", "œ", "x" * 50]),
        max_size=80,
    ).map("".join),
    st.integers(10, 200),
)
def test_a_snippet_says_where_in_the_text_it_begins(text: str, width: int) -> None:
    snippet = light(word("river"), phrase("court", "river")).snippet(text, width)

    shown = snippet.text.removeprefix("…").removesuffix("…")
    assert " ".join(text[snippet.start :].split()).startswith(shown)
    assert snippet.text.startswith("…") == bool(text[: snippet.start].strip())


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
