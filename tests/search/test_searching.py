"""Ranking, sorting, paging, facets and suggestions."""

from __future__ import annotations

import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import FACETS, CancelledSearch, Sort
from tests.search.conftest import RECORDS, Library


def test_a_word_in_the_title_weighs_more(library: Library) -> None:
    assert library.found("forced labour")[0] == "geneva"


def test_scores_fall(library: Library) -> None:
    scores = [hit.score for hit in library.index.search("labour OR forced OR inspectors").hits]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] > 0


def test_an_empty_query_is_everything_newest_first(library: Library) -> None:
    answer = library.index.search("")
    assert answer.total == len(RECORDS)
    assert library.names(answer)[0] == "tbilisi"
    assert library.names(answer)[-1] == "undated"


def test_newest_and_oldest_have_the_undated_last(library: Library) -> None:
    newest = library.found("source:osce", sort="newest")
    oldest = library.found("source:osce", sort="oldest")
    assert newest == ["tbilisi", "chisinau", "year", "vienna", "undated"]
    assert oldest == ["vienna", "year", "chisinau", "tbilisi", "undated"]


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
def test_pages_follow_each_other_without_gap_or_repeat(library: Library, sort: str) -> None:
    whole = library.found("the OR die OR les", sort=sort)
    pieces = [
        library.found("the OR die OR les", sort=sort, limit=2, offset=offset) for offset in range(0, len(whole), 2)
    ]
    assert [name for piece in pieces for name in piece] == whole


def test_a_page_beyond_the_end_is_empty_and_the_total_stays(library: Library) -> None:
    answer = library.index.search("labour", limit=5, offset=100)
    assert (answer.hits, answer.total) == ((), 3)
    assert library.index.search("labour", limit=0).total == 3


def test_a_hit_says_all_that_a_list_shows(library: Library) -> None:
    hit = library.index.search("inspectors prosecutors").hits[0]
    assert (hit.key, hit.title) == (library.key("tbilisi"), "Trafficking for labour exploitation is a serious crime")
    assert (str(hit.date), hit.source, hit.place) == ("2011-05-18", ("OSCE Secretariat",), ("Tbilisi",))
    assert (hit.fields, hit.type, hit.language) == (("Combating trafficking in human beings",), "Press release", "en")
    assert "inspectors" in [hit.snippet.text[start:end] for start, end in hit.snippet.marks]


def test_all_facets_are_counted_over_all_hits(library: Library) -> None:
    facets = library.index.search("", limit=1).facets
    assert set(facets) == set(FACETS)
    assert facets["source"][0] == ("OSCE", 5)
    assert facets["year"] == (
        ("2011", 1), ("2010", 2), ("2009", 1), ("2007", 3), ("2006", 1), ("undated", 1)
    )  # fmt: skip
    assert dict(facets["place"])["Vienna"] == 2
    assert dict(facets["language"]) == {"en": 6, "fr": 1, "ru": 1, "de": 1}
    assert facets["type"][0] == ("Press release", 5)
    assert dict(facets["field"])["Human rights"] == 4


def test_a_value_picked_does_not_zero_its_neighbours(library: Library) -> None:
    facets = library.index.search('labour source:"ILO"').facets
    assert dict(facets["source"]) == {"ILO": 1, "OSCE": 2, "OSCE Secretariat": 1, "OSCE Chairpersonship": 1}
    assert facets["year"] == (("2007", 1),)


def test_facets_narrow_each_other(library: Library) -> None:
    facets = library.index.search('labour year:2006..2007 source:"ILO"').facets
    assert dict(facets["source"]) == {"ILO": 1, "OSCE": 1, "OSCE Chairpersonship": 1}
    assert dict(facets["year"]) == {"2007": 1}


def test_a_value_that_is_denied_narrows_its_own_facet_too(library: Library) -> None:
    assert dict(library.index.search("labour -source:ilo").facets["source"]) == {
        "OSCE": 2,
        "OSCE Secretariat": 1,
        "OSCE Chairpersonship": 1,
    }


def test_each_count_is_what_picking_the_value_finds(library: Library) -> None:
    from search import with_filter

    for query in ("", "labour", "labour year:2007", 'the source:"OSCE"'):
        for facet, values in library.index.search(query).facets.items():
            for value, count in values:
                alone = with_filter(_without_facet(query, facet), facet, value)
                assert library.index.search(alone).total == count, (query, facet, value)


def _without_facet(query: str, facet: str) -> str:
    from search import filters, without_filter

    for value in filters(query).get(facet, []):
        query = without_filter(query, facet, value)
    return query


def test_facets_are_left_out_where_nobody_asks(library: Library) -> None:
    assert library.index.search("labour", facets=False).facets["source"] == ()


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        ("traficking", "trafficking"),
        ("traficking labour", "trafficking labour"),
        ("title:forced inspektors", "title:forced inspectors"),
        ("labour paris", "labour"),
        ('labour source:"Московский центр"', "labour"),
        ("labour elections", "labour"),
        ("labour (zebras OR lions)", "labour"),
        ("zzzzzzzz", None),
        ('"labour forced"', "labour forced"),
    ],
)
def test_nothing_found_offers_a_query_that_finds_something(library: Library, query: str, offered: str | None) -> None:
    answer = library.index.search(query)
    assert answer.total == 0
    assert answer.suggestion == offered
    if offered:
        assert library.index.search(offered).total > 0


def test_nothing_is_offered_where_something_is_found_or_one_still_types(library: Library) -> None:
    assert library.index.search("labour").suggestion is None
    assert library.index.search("traficking", typing=True).suggestion is None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("inspe", {"tbilisi", "geneva"}),
        ("labour inspectorx", set()),
        ("labour inspector", {"tbilisi", "geneva"}),
        ("traffickin", {"tbilisi"}),
        ("inspe ", set()),
        ('labour "forced', {"tbilisi", "vienna", "geneva"}),
        ('"forced labour"', {"tbilisi", "vienna", "geneva"}),
        ("labour (forced OR", {"tbilisi", "vienna", "geneva"}),
        ("labour OR", {"tbilisi", "vienna", "geneva"}),
        ("labour -", {"tbilisi", "vienna", "geneva"}),
        ("labour source:", {"tbilisi", "vienna", "geneva"}),
        ("labour source:secre", {"tbilisi"}),
        ('labour source:"', {"tbilisi", "vienna", "geneva"}),
        ('labour source:"OSCE Sec', {"tbilisi"}),
        ("labour year:20", {"tbilisi", "vienna", "geneva"}),
        ("labour year:2007", {"geneva"}),
        ("labour is:un", {"tbilisi", "vienna", "geneva"}),
        ("Chișin", {"chisinau"}),
        ("прав", {"moscow"}),
    ],
)
def test_while_typing_the_last_word_may_go_on(library: Library, query: str, found: set[str]) -> None:
    assert set(library.found(query, typing=True)) == found


PIECES = st.sampled_from(
    [
        "labour",
        "-",
        "OR",
        "AND",
        "NOT",
        "(",
        ")",
        '"',
        "~",
        "*",
        ":",
        "source:",
        "year:",
        "is:",
        "..",
        " ",
        "co-op",
        "“",
    ]
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.text(max_size=200), st.lists(PIECES, max_size=25).map("".join), st.lists(PIECES, max_size=25).map(" ".join)
    )
)
def test_typing_is_never_refused(library: Library, query: str) -> None:
    answer = library.index.search(query, typing=True, limit=3)
    assert answer.total >= len(answer.hits)
    library.index.highlighter(query).snippet("Forced labour and the source of co-operation")


def test_a_cancelled_search_says_so(library: Library) -> None:
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(CancelledSearch):
        library.index.search("labour", cancel=cancel)


def test_searches_may_run_at_once(library: Library) -> None:
    wrong: list[str] = []

    def search(query: str, expected: int) -> None:
        wrong.extend(query for _ in range(20) if library.index.search(query).total != expected)

    threads = [
        threading.Thread(target=search, args=pair)
        for pair in (("labour", 3), ('"labour inspectors"', 1), ("traffic*", 1))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
def test_the_keys_of_all_hits_come_in_the_order_of_the_hits(library: Library, sort: Sort) -> None:
    hits = library.index.search("labour OR elections", sort=sort).hits
    assert len(hits) > 2
    assert library.index.keys("labour OR elections", sort=sort) == [hit.key for hit in hits]
