"""What is offered at the cursor of a query: values, names of fields, words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.completion import MOST_VALUES, MOST_WORDS, Completion, complete
from search.errors import QueryError
from search.language import parse
from search.snapshot import Snapshot
from tests.search.conftest import Library

TAGS = {"to cite": 2, "read twice": 5, "Chișinău visit": 1}


@pytest.fixture(scope="module")
def snapshot(library: Library) -> Snapshot:
    snapshot = library.index._refresh()
    assert snapshot is not None
    return snapshot


def at_cursor(query: str, snapshot: Snapshot, tags: Mapping[str, int] = TAGS) -> tuple[Completion, ...]:
    """Return what is offered where the bar stands in a query."""
    return complete(query.replace("|", ""), query.index("|"), snapshot, tags)


def written(query: str, one: Completion) -> str:
    """Return the query with a completion written, `[` and `]` around it."""
    text = query.replace("|", "")
    return f"{text[: one.start]}[{one.replacement}]{text[one.end :]}"


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("source:|", ["OSCE", "Amt für Rechte", "Conseil de l’Europe", "ILO"]),
        ("source:os|", ["OSCE", "OSCE Chairpersonship", "OSCE Mission to Moldova", "OSCE Secretariat"]),
        ('source:"osce sec|', ["OSCE Secretariat"]),
        ('source:"sec os|', ["OSCE Secretariat"]),
        ("source:europe|", ["Conseil de l’Europe"]),
        ("source:московск|", ["Московский центр"]),
        ("source:FUR|", ["Amt für Rechte"]),
        ("place:chisi|", ["Chișinău"]),
        ("place:v|", ["Vienna"]),
        ("place:|", ["Vienna", "Berlin", "Chișinău", "Geneva"]),
        ("field:hum|", ["Human rights", "Combating trafficking in human beings"]),
        ("type:pr|", ["Press release"]),
        ("lang:|", ["en", "de", "fr", "ru"]),
        ("language:f|", ["fr"]),
        ("year:|", ["2011", "2010", "2009", "2007"]),
        ("year:200|", ["2009", "2007", "2006"]),
        ("year:und|", ["undated"]),
        ("year:2007..|", ["2011", "2010", "2009", "2007"]),
        ("year:2007..2010|", ["2010"]),
        ("tag:|", ["read twice", "to cite", "Chișinău visit"]),
        ("tag:chis|", ["Chișinău visit"]),
        ('tag:"to c|', ["to cite"]),
        ("is:|", ["unread", "read", "marked", "undated"]),
        ("is:un|", ["unread", "undated"]),
        ("has:|", ["note"]),
        ("sou|", ["source:"]),
        ("SOU|", ["source:"]),
        ("-pla|", ["place:"]),
        ("t|", ["tag:", "title:", "type:"]),
        ("labo|", ["labour"]),
        ("-labo|", ["labour"]),
        ("insp|", ["inspectors"]),
        ("Chișin|", ["chisinau"]),
        ("chişin|", ["chisinau"]),
        ("прав|", ["права", "правах"]),
        ("title:traf|", ["trafficking", "traffickers"]),
        ('"forced lab|', ["labour"]),
        ('title:"forced lab|', ["labour"]),
        ("co-op|", ["cooperation"]),
        ("source:nobody|", []),
        ("key:a|", []),
        ("date:2011|", []),
        ("labour |", []),
        ("labour|", []),
        ('source:"OSCE"|', []),
        ('"forced labour"|', []),
        ("(|", []),
        ("l|", ["lang:", "like:"]),
        ("labo*|", []),
        ("labo~|", []),
        ("labour^2|", []),
        ("labour OR|", []),
        ("|", []),
        ("|labour", []),
    ],
)
def test_what_may_stand_at_the_cursor_is_offered(query: str, values: Sequence[str], snapshot: Snapshot) -> None:
    offered = [one.value for one in at_cursor(query, snapshot)]
    assert offered[: len(values) or None] == values


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("labour source:os|", 'labour source:["OSCE"]'),
        ("labour source:os| year:2011", 'labour source:["OSCE"] year:2011'),
        ('labour source:"osce sec|', 'labour source:["OSCE Secretariat"]'),
        ('source:"osce sec| labour', 'source:["OSCE Secretariat"] labour'),
        ('source:"osce sec| year:"2011"', 'source:["OSCE Secretariat"] year:"2011"'),
        ('source:"osce sec| "forced labour"', 'source:["OSCE Secretariat"] "forced labour"'),
        ('source:"osce sec|ret" labour', 'source:["OSCE Secretariat"] labour'),
        ('source:"osce sec|retariat labour', 'source:["OSCE Secretariat"] labour'),
        ("source:“osce sec|” labour", 'source:["OSCE Secretariat"] labour'),
        ("source:se|cretary", 'source:["OSCE Secretariat"]'),
        ("-source:se|", '-source:["OSCE Secretariat"]'),
        ('-source:"osce se|', '-source:["OSCE Secretariat"]'),
        ("(source:se|)", '(source:["OSCE Secretariat"])'),
        ("(labour OR source:|)", '(labour OR source:["OSCE"])'),
        ("source:(ilo OR se|)", 'source:(ilo OR ["OSCE Secretariat"])'),
        ('source:("ILO" OR "osce se|', 'source:("ILO" OR ["OSCE Secretariat"]'),
        ("source:(ilo) lab|", "source:(ilo) [labour]"),
        ("SOURCE:se|", 'SOURCE:["OSCE Secretariat"]'),
        ("year:2006..20|", "year:2006..[2011]"),
        ("year:20|07", "year:[2011]"),
        ("lang:e|", "lang:[en]"),
        ("is:un| labour", "is:[unread] labour"),
        ("sou| labour", "[source:] labour"),
        ("forced lab| year:2011", "forced [labour] year:2011"),
        ("forced lab|or", "forced [labour]"),
        ('"forced lab|or" x', '"forced [labour]" x'),
        ('"forced lab|', '"forced [labour]'),
        ("tag:to|", 'tag:["to cite"]'),
    ],
)
def test_a_completion_is_written_in_place_of_what_it_completes(query: str, expected: str, snapshot: Snapshot) -> None:
    assert written(query, at_cursor(query, snapshot)[0]) == expected


def test_values_come_with_the_documents_that_have_them(snapshot: Snapshot, library: Library) -> None:
    for query, name in (("source:|", "source"), ("place:|", "place"), ("year:|", "year"), ("type:|", "type")):
        for one in at_cursor(query, snapshot):
            found = library.index.search(f"{name}:{one.replacement}", limit=0).total
            assert (one.value, one.count) == (one.value, found)


def test_words_come_with_their_number_and_names_without(snapshot: Snapshot) -> None:
    assert [(one.value, one.count) for one in at_cursor("so|", snapshot)] == [("source:", None)]
    assert [(one.value, one.count) for one in at_cursor("forc|", snapshot)] == [("forced", 5)]


def test_a_value_with_quotation_marks_can_be_written(snapshot: Snapshot) -> None:
    (one,) = at_cursor("tag:ol|", snapshot, {'the "old" house': 1})
    assert one.replacement == '"the old house"'


def test_only_so_many_are_offered(snapshot: Snapshot) -> None:
    tags = {f"tag {number}": number for number in range(100)}
    assert [one.value for one in at_cursor("tag:|", snapshot, tags)][:2] == ["tag 99", "tag 98"]
    assert len(at_cursor("tag:|", snapshot, tags)) == MOST_VALUES
    assert len([one for one in at_cursor("re|", snapshot) if one.count]) <= MOST_WORDS


PIECES = st.sampled_from(
    [
        "labour",
        "source:",
        "year:",
        "is:",
        "tag:",
        "os",
        "osce sec",
        '"',
        "“",
        "(",
        ")",
        "-",
        " ",
        " OR ",
        "20",
        "..",
        "~",
    ]
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, max_size=12).map("".join), st.integers(min_value=0, max_value=60))
def test_a_query_that_can_be_read_can_be_read_when_completed(snapshot: Snapshot, query: str, cursor: int) -> None:
    cursor = min(cursor, len(query))
    for one in complete(query, cursor, snapshot, TAGS):
        assert 0 <= one.start <= cursor <= one.end <= len(query)
        completed = query[: one.start] + one.replacement + query[one.end :]
        if is_read(query, snapshot) and not one.value.endswith(":"):
            assert is_read(completed, snapshot), completed


def is_read(query: str, snapshot: Snapshot) -> bool:
    try:
        parse(query, snapshot)
    except QueryError:
        return False
    return True
