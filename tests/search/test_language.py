"""Every operator and field of the query language, over a small archive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import Desk
from search import Index, QueryError
from tests.search.conftest import Library

OSCE = {"tbilisi", "vienna", "chisinau", "year", "undated"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("forced labour", {"tbilisi", "vienna", "geneva"}),
        ("forced AND labour", {"tbilisi", "vienna", "geneva"}),
        ('"forced labour"', {"tbilisi", "vienna", "geneva"}),
        ('"labour forced"', set()),
        ('"labour inspectors"', {"tbilisi"}),
        ("“labour inspectors”", {"tbilisi"}),
        ('"labour inspectors"~3', {"tbilisi", "geneva"}),
        ('"inspectors labour"~3', {"tbilisi", "geneva"}),
        ('"labour labour"~2', set()),
        ("forced -marriages", {"tbilisi", "geneva"}),
        ("forced NOT marriages", {"tbilisi", "geneva"}),
        ('labour -"labour inspectors"', {"vienna", "geneva"}),
        ("elections OR policing", {"year", "undated"}),
        ("forced (marriages OR tbilisi)", {"tbilisi", "vienna"}),
        ("forced marriages OR tbilisi", {"tbilisi", "vienna"}),
        ("-osce -forced", {"chisinau", "year", "undated", "paris", "moscow", "berlin"}),
        ("traffic*", {"tbilisi"}),
        ("elect* OR polic*", {"year", "undated"}),
        ("traficking~", {"tbilisi"}),
        ("labuor~1", {"tbilisi", "vienna", "geneva"}),
        ("traficing~1", set()),
        ("traficing~2", {"tbilisi"}),
        ("lab?ur", {"tbilisi", "vienna", "geneva"}),
        ("l*r", {"tbilisi", "vienna", "geneva"}),
        ("tra*ing", {"tbilisi"}),
        ("tra*ers", {"tbilisi"}),
        ("pros*tors inspec?ors", {"tbilisi"}),
        ("ch*n?u", {"chisinau"}),
        ("Chi?inău", {"chisinau"}),
        ("п?ава", {"moscow"}),
        ("co-op*tion", {"vienna"}),
        ("e-m?il", {"chisinau"}),
        ("lab?", set()),
        ("labour?", {"tbilisi", "vienna", "geneva"}),
        ("-lab?ur source:osce", {"chisinau", "year", "undated"}),
        ("title:tr?ffick*g", {"tbilisi"}),
        ("title:forced", {"geneva"}),
        ('title:"a year"', {"year"}),
        ("TITLE:elections", {"year"}),
        ("the", {"tbilisi", "vienna", "geneva", "chisinau", "undated", "year"}),
        ('"to be named"', {"geneva"}),
    ],
)
def test_operators(library: Library, query: str, found: set[str]) -> None:
    assert set(library.found(query)) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("source:osce", OSCE),
        ('source:"OSCE"', OSCE),
        ('source:"osce secretariat"', {"tbilisi"}),
        ("source:secretariat", {"tbilisi"}),
        ('source:"mission to"', {"chisinau"}),
        ("source:mosc*", set()),
        ("source:моск*", {"moscow"}),
        ("source:ILO source:secretariat", {"tbilisi", "geneva"}),
        ('source:("ILO" OR "OSCE Secretariat")', {"tbilisi", "geneva"}),
        ("source:(ilo OR chairpersonship) labour", {"vienna", "geneva"}),
        ("-source:osce language:en", {"geneva"}),
        ("field:trafficking", {"tbilisi", "vienna"}),
        ('field:"Human rights"', {"chisinau", "paris", "moscow", "berlin"}),
        ("place:chisinau", {"chisinau"}),
        ("place:Chișinău", {"chisinau"}),
        ("place:vienna place:geneva", {"vienna", "geneva", "year"}),
        ("type:report", {"year", "undated"}),
        ('type:"News item" -labour', {"chisinau"}),
        ("lang:fr", {"paris"}),
        ("year:2007", {"geneva", "chisinau", "year"}),
        ("year:2006..2007", {"vienna", "geneva", "chisinau", "year"}),
        ("year:2010..", {"tbilisi", "moscow", "berlin"}),
        ("year:..2006", {"vienna"}),
        ("year:undated", {"undated"}),
        ("year:2006 year:undated", {"vienna", "undated"}),
        ("date:2011-05-18", {"tbilisi"}),
        ("date:2007-07", {"chisinau"}),
        ("date:2007-05..2007-07", {"geneva", "chisinau"}),
        ("date:2007", {"geneva", "chisinau", "year"}),
        ("date:2010-02..2012", {"tbilisi", "moscow"}),
        ("date:..2006-12-31", {"vienna"}),
        ("is:undated", {"undated"}),
        ("labour OR (source:osce type:report)", {"tbilisi", "vienna", "geneva", "year", "undated"}),
    ],
)
def test_fields(library: Library, query: str, found: set[str]) -> None:
    assert set(library.found(query)) == found


@pytest.fixture
def desk_library(library: Library) -> Iterator[Library]:
    """The library with a desk of a test's own."""
    with Desk.open(Path(":memory:")) as desk, Index.open(library.archive, desk) as index:
        yield Library(library.archive, index, desk)


def test_the_desk_is_asked_for_marks_tags_notes_and_what_was_read(desk_library: Library) -> None:
    library = desk_library
    desk = library.desk
    desk.mark(library.key("geneva"))
    desk.tag(library.key("vienna"), "thesis")
    desk.tag(library.key("geneva"), "These: two")
    desk.add_note(library.key("tbilisi"), "check this")
    desk.set_read(library.key("vienna"))
    assert library.found("is:marked") == ["geneva"]
    assert library.found("tag:thesis") == ["vienna"]
    assert set(library.found("tag:thes*")) == {"vienna", "geneva"}
    assert set(library.found("tag:thes", typing=True)) == {"vienna", "geneva"}
    assert set(library.found('labour tag:(thesis OR "These: two")')) == {"vienna", "geneva"}
    assert library.found("has:note") == ["tbilisi"]
    assert library.found("is:read") == ["vienna"]
    assert set(library.found("forced is:unread")) == {"tbilisi", "geneva"}
    assert library.found("tag:nothing") == []


def test_a_key_is_found_by_its_beginning(library: Library) -> None:
    key = library.key("geneva")
    assert library.found(f"key:{key}") == ["geneva"]
    assert "geneva" in library.found(f"key:{key[:4]}")


def test_a_weight_moves_a_word_up(library: Library) -> None:
    assert library.found("marriages OR elections^50")[0] == "year"
    assert library.found("marriages^50 OR elections")[0] == "vienna"


@pytest.mark.parametrize(
    "query", ["tbilisi", '"labour inspectors"', "title:trafficking", "tra*ing", "traffic*", "traficking~"]
)
def test_a_weight_multiplies_the_score(library: Library, query: str) -> None:
    (plain,) = library.index.search(query).hits
    (heavy,) = library.index.search(f"{query}^2.5").hits
    assert heavy.score == pytest.approx(2.5 * plain.score)


def test_a_document_of_unknown_key_is_like_none(library: Library) -> None:
    assert library.found("like:nothing") == []


def test_an_unknown_field_is_plain_words(library: Library) -> None:
    assert set(library.found("import:cooperation")) == {"vienna"}
    assert library.found("forced:nothing") == []
    assert set(library.found("Title: forced labour")) == set()


def test_a_field_followed_by_a_blank_is_a_word(library: Library) -> None:
    assert library.found("field: elections") == []


@pytest.mark.parametrize(
    ("query", "position", "says"),
    [
        ('labour "forced', 7, "no end"),
        ("labour (forced", 7, "not closed"),
        ("labour forced)", 13, "never opened"),
        ("labour OR", 7, "behind"),
        ("OR labour", 0, "in front"),
        ("labour AND OR forced", 7, "behind"),
        ("labour NOT", 7, "behind"),
        ("labour ()", 7, "nothing between"),
        ("labour *", 7, "first letters of a word"),
        ("*labour", 0, "first letters of a word"),
        ("labour ?forced", 7, "first letters of a word"),
        ("labour^1000", 6, "0.1 to 100"),
        ("labour~7", 7, "1 or ~2"),
        ("labour year:20x", 12, "four digits"),
        ("year:2011..2006", 5, "before it begins"),
        ("date:2011-13", 5, "no such date"),
        ("date:2011-1", 5, "2011-05"),
        ("is:lost", 3, "unread, read, marked or undated"),
        ("has:feet", 4, "note"),
        ("source:...", 7, "no letters"),
        ("source:(ilo", 7, "not closed"),
        ("NOT NOT labour", 0, "behind"),
        ("word " * 65, 320, "64 words"),
        ("(" * 17 + "a" + ")" * 17, 16, "16 deep"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(library: Library, query: str, position: int, says: str) -> None:
    with pytest.raises(QueryError, match=says) as refused:
        library.index.search(query)
    assert refused.value.position == position
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    "query", ["a" * 1_000_000, "(" * 2_000, "NOT " * 2_000, "(" * 2_000 + "a" + ")" * 2_000, "-" * 5_000]
)
def test_hostile_queries_are_refused_before_anything_reads_them(library: Library, query: str) -> None:
    with pytest.raises(QueryError, match="characters"):
        library.index.search(query)
    library.index.search(query, typing=True)


def test_punctuation_alone_finds_everything_or_nothing_but_does_not_fail(library: Library) -> None:
    for query in ("-", "- -", "…", "--", "!?", "a -- b", "' '", "?", "labour ?"):
        library.index.search(query)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ('"labour insp', {"tbilisi"}),
        ('"labour i', {"tbilisi", "vienna", "geneva"}),
        ('"forced labour', {"tbilisi", "vienna", "geneva"}),
        ('"labour forc', set()),
        ('title:"forced lab', {"geneva"}),
        ('"labour inspectors source:osce', {"tbilisi"}),
        ("labour t", {"tbilisi", "vienna", "geneva"}),
        ("labour -traff", {"tbilisi", "vienna", "geneva"}),
        ("labour -trafficking", {"vienna", "geneva"}),
        ("insp*t", {"tbilisi", "geneva"}),
    ],
)
def test_each_letter_narrows_and_nothing_flickers(library: Library, typed: str, found: set[str]) -> None:
    assert set(library.found(typed, typing=True)) == found


def test_typing_a_phrase_letter_by_letter_never_brings_documents_back(library: Library) -> None:
    before = set(library.found("", typing=True, limit=100))
    for end in range(1, len('"labour inspectors"') + 1):
        now = set(library.found('"labour inspectors"'[:end], typing=True, limit=100))
        assert now <= before
        before = now
    assert before == {"tbilisi"}
