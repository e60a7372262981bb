"""What is offered where nothing is found: near words, near values, and which piece is to blame."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus import Archive, Desk
from search import Index
from search.language import parse
from search.searching import Holdings, Search
from search.snapshot import Snapshot
from search.suggest import MOST_TRIALS, Suggestion, suggest
from tests.search.conftest import Library, fill, invented

Finds = Callable[[str], int]


@pytest.fixture(scope="module")
def snapshot(library: Library) -> Snapshot:
    snapshot = library.index._refresh()
    assert snapshot is not None
    return snapshot


@pytest.fixture(scope="module")
def finds(library: Library, snapshot: Snapshot) -> Finds:
    return finder(library.archive, snapshot, library.desk)


def finder(archive: Archive, snapshot: Snapshot, desk: Desk | None) -> Finds:
    holdings = Holdings(snapshot, archive, desk)
    return lambda query: int(Search(holdings, snapshot, parse(query, snapshot), None).documents.size)


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        ("traficking", "trafficking"),
        ("traficking labour", "trafficking labour"),
        ("title:traficking", "title:trafficking"),
        ("title:(forced laboru)", "title:(forced labour)"),
        ("traficking inspektors", "trafficking inspectors"),
        ('"forced laboru"', '"forced labour"'),
        ("labour AND inspektors", "labour AND inspectors"),
        ("(inspektors OR zzzzzz) labour", "(inspectors OR zzzzzz) labour"),
        ("zzzzzz traficking", "trafficking"),
        ("свабод", "свобод"),
        ("réfurmes", "reformes"),
        ("forcedlabour", "forced labour"),
        ("labour source:secretriat", 'labour source:"OSCE Secretariat"'),
        ('labour source:"OSCE Secretriat"', 'labour source:"OSCE Secretariat"'),
        ('people place:"Chisnau"', 'people place:"Chișinău"'),
        ("labour lang:eng", "labour lang:en"),
        ('"labour forced"', "labour forced"),
        ('title:"labour forced"', "title:(labour forced)"),
        ('"inspectors prosecutors"~1 trends', "inspectors prosecutors trends"),
        ('("labour forced" OR zzzzzz) trade', "((labour forced) OR zzzzzz) trade"),
        ("labour paris elections", "labour OR paris OR elections"),
        ("labour paris elections -trade", "labour OR paris OR elections -trade"),
    ],
)
def test_a_near_query_is_offered(query: str, offered: str, snapshot: Snapshot, finds: Finds) -> None:
    suggestion = suggest(query, snapshot, finds)
    assert suggestion.query == offered
    assert finds(offered)


@pytest.mark.parametrize(
    ("query", "emptied", "rest"),
    [
        ("zzzzzz", "zzzzzz", None),
        ("zzzzzz labour", "zzzzzz", "labour"),
        ("labour zzzzzz", "zzzzzz", "labour"),
        ("forced zzzzzz labour", "zzzzzz", "forced labour"),
        ("forced AND zzzzzz AND labour", "zzzzzz", "forced labour"),
        ("zzzzzz qqqqqq", "zzzzzz qqqqqq", None),
        ("zzzzzz labour qqqqqq", "zzzzzz qqqqqq", "labour"),
        ("title:zzzzzz labour", "title:zzzzzz", "labour"),
        ('"zzzzzz labour" forced', '"zzzzzz labour"', "forced"),
        ("(labour zzzzzz)", "zzzzzz", "labour"),
        ("labour (zzzzzz OR qqqqqq)", "(zzzzzz OR qqqqqq)", "labour"),
        ("labour zzzzzz OR qqqqqq", "zzzzzz OR qqqqqq", "labour"),
        ("labour zzzzzz*", "zzzzzz*", "labour"),
        ("labour source:nobody", "source:nobody", "labour"),
        ('source:"Nobody at all" labour', 'source:"Nobody at all"', "labour"),
        ("labour source:nobody source:noone", "source:nobody source:noone", "labour"),
        ("labour year:1950", "year:1950", "labour"),
        ("labour date:1950..1960", "date:1950..1960", "labour"),
        ("labour tag:nothing", "tag:nothing", "labour"),
        ("labour is:marked", "is:marked", "labour"),
        ("labour key:zzzz", "key:zzzz", "labour"),
        ("labour elections", "elections", "labour"),
        ("elections labour", "elections", "labour"),
        ("labour -labour", "labour", "-labour"),
        ('labour source:"Московский центр"', 'source:"Московский центр"', "labour"),
        ("labour trade source:vienna year:2011", "source:vienna year:2011", "labour trade"),
        ("labour source:ilo year:2011", "year:2011", "labour source:ilo"),
        ("labour source:ilo year:2006..2011 place:vienna", "place:vienna", "labour source:ilo year:2006..2011"),
        ("labour (paris OR moscow) forced", "(paris OR moscow)", "labour forced"),
        ("zzzzzz labour elections", "zzzzzz elections", "labour"),
        ("labour source:ilo place:vienna year:2010", "source:ilo place:vienna year:2010", "labour"),
        ("-the -die -les -и", "-the", "-die -les -и"),
    ],
)
def test_the_piece_to_blame_is_named(
    query: str, emptied: str | None, rest: str | None, snapshot: Snapshot, finds: Finds
) -> None:
    assert not finds(query)
    assert suggest(query, snapshot, finds) == Suggestion(rest, emptied)
    assert rest is None or finds(rest)


@pytest.mark.parametrize("query", ["traficking labour", "traficking source:nobody labour", '"forced laboru" zzzzzz'])
def test_a_near_query_does_not_hide_which_piece_is_to_blame(query: str, snapshot: Snapshot, finds: Finds) -> None:
    suggestion = suggest(query, snapshot, finds)
    assert suggestion.query is not None
    assert suggestion.emptied is not None
    assert suggestion.emptied.split()[0] in query


def test_of_two_pieces_that_exclude_each_other_the_one_that_hides_most_is_to_blame(
    snapshot: Snapshot, finds: Finds
) -> None:
    assert finds("elections") < finds("labour")
    assert suggest("labour elections", snapshot, finds).emptied == "elections"


def test_a_filter_is_to_blame_before_a_word(snapshot: Snapshot, finds: Finds) -> None:
    assert finds('source:"ILO"') == finds("elections source:osce") == 1
    assert suggest('elections source:"ILO"', snapshot, finds).emptied == 'source:"ILO"'


@pytest.mark.parametrize(
    "query",
    [
        "labour elections paris moscow vienna geneva police people home euros count queues trends",
        " ".join(f"labuor{number}" for number in range(40)),
        "forcd laboru trafiking inspectrs prosecutrs workshp",
        " ".join(f"source:s{number}" for number in range(30)) + " place:nowhere field:nothing year:1950 labour zzzzzz",
    ],
    ids=["known words", "unknown words", "near words", "filters"],
)
def test_a_dozen_queries_are_tried_at_most(query: str, snapshot: Snapshot) -> None:
    tried: list[str] = []

    def finds_nothing(text: str) -> int:
        tried.append(text)
        return 0

    assert suggest(query, snapshot, finds_nothing).query is None
    assert len(set(tried)) == len(tried) <= MOST_TRIALS


def test_nothing_is_offered_for_an_empty_query(snapshot: Snapshot, finds: Finds) -> None:
    assert suggest("", snapshot, finds) == Suggestion(None, None)


def test_for_a_word_that_hardly_anybody_writes_so_the_usual_one_is_offered(archive: Archive, tmp_path: Path) -> None:
    slip = {"id": "slip", "title": "A slip", "language": "en", "text": "The meating of the painters was in a barn."}
    fill(archive, tmp_path / "more", [*invented(60, start=100), slip])
    with Index.open(archive) as index:
        index.update()
        snapshot = index._refresh()
        assert snapshot is not None
        finds = finder(archive, snapshot, None)
        assert finds("meating") == 1
        assert suggest("meating bridges1", snapshot, finds) == Suggestion("meeting bridges1", "meating")
        assert suggest("barn bridges1", snapshot, finds).query == "bridges1"
