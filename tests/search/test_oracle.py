"""Queries find and score what Whoosh's own searcher does over the same segments, but for what differs on purpose."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import query

from corpus import Archive, Desk, Document, StatedDate
from search.codec.build import SegmentBuilder
from search.codec.lexicon import Lexicon
from search.codec.plug import segment_reader
from search.language import parse
from search.manifest import Manifest, Segment
from search.schema import make_schema
from search.searching import Holdings, Search, Wanted
from search.similar import like_terms
from search.snapshot import Snapshot
from tests.search.oracle import Oracle, Scored, distance
from tests.search.oracle_pieces import (
    AnyOf,
    Filter,
    Leaf,
    Misspelt,
    Node,
    Pattern,
    Phrase,
    Prefix,
    Query,
    Without,
    Word,
)

SAME = ("farm", "court", "tax", "road", "school", "law", "harbour", "mountain")
"""Words that are their own stems in both languages of the texts."""
OTHERS = ("elections", "river", "self-rule")
ABSENT = ("zebra", "co-operation")
SOURCES = ("Harbour Office", "Mountain Board", "Desert Council")
PLACES = ("Vienna", "Paris")
TAGS = ("weighty", "later")


def documents() -> list[Document]:
    chance = random.Random(7)  # noqa: S311 - the same texts every time
    return [document(number, chance) for number in range(72)]


def document(number: int, chance: random.Random) -> Document:
    words = " ".join(chance.choices(SAME + OTHERS, k=chance.randint(5, 90)))
    dated = StatedDate(chance.randint(2001, 2005), chance.randint(1, 12), chance.randint(1, 28))
    return Document(
        key=f"{chance.choice('bcd')}{number}",
        origin="",
        title=f"Report {number} on the {' '.join(chance.choices(SAME + OTHERS, k=3))}" if number % 9 else None,
        text=f"Paper number{number} on subject{number // 3} says. {words}.",
        markdown="",
        date=dated if number % 7 else None,
        place=(chance.choice(PLACES),),
        source=tuple(chance.sample(SOURCES, chance.randint(0, 2))),
        type=chance.choice(("News item", "Report")),
        language="de" if number % 5 == 0 else "en",
    )


class Shelf:
    """What is asked of an archive: one document."""

    def __init__(self, of: Sequence[Document]) -> None:
        self._documents = {one.key: one for one in of}

    def document(self, key: str) -> Document:
        return self._documents[key]


@dataclass(frozen=True)
class Room:
    """An index, and what tells what it must answer."""

    holdings: Holdings
    snapshot: Snapshot
    oracle: Oracle

    def finds(self, text: str) -> Scored:
        search = Search(self.holdings, self.snapshot, parse(text, self.snapshot), None)
        numbers, scores = search.page(Wanted(text, limit=self.snapshot.size))
        assert sorted(numbers.tolist()) == search.documents.tolist()
        return dict(zip(numbers.tolist(), scores.tolist(), strict=True))


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """An index in four segments, of which some documents are deleted."""
    home = tmp_path_factory.mktemp("oracle")
    (home / "1").mkdir()
    every = documents()
    gone = set(range(3, len(every), 11))
    segments = [segment(home / "1", every, gone, first, first + 18) for first in range(0, len(every), 18)]
    snapshot = Snapshot(home, Manifest("", 0, "1", tuple(segments), ()))
    readers = [segment_reader(home / "1" / one.name, make_schema(), one.deleted) for one in segments]
    with Desk.open(Path(":memory:")) as desk:
        for number, one in enumerate(every):
            desk.tag([one.key], TAGS[number % 3 == 0])
        holdings = Holdings(snapshot, cast("Archive", Shelf(every)), desk)
        yield Room(holdings, snapshot, Oracle(every, gone, readers))


def segment(home: Path, every: Sequence[Document], gone: set[int], first: int, beyond: int) -> Segment:
    builder = SegmentBuilder(Lexicon())
    for one in every[first:beyond]:
        builder.add(one)
    written = builder.write(home / str(first))
    deleted = tuple(number - first for number in sorted(gone) if first <= number < beyond)
    return Segment(str(first), written.documents, written.lengths, written.languages, {}, deleted)


# Queries


WORDS = st.sampled_from(SAME * 3 + OTHERS + ABSENT)
FIELDS = st.sampled_from([("text", "title"), ("text", "title"), ("title",)])
WEIGHTS = st.sampled_from([1.0, 1.0, 1.0, 2.0, 0.5])


def leaf(
    kind: Callable[..., Leaf], text: st.SearchStrategy[str], **named: st.SearchStrategy[Any]
) -> st.SearchStrategy[Node]:
    return st.builds(kind, text=text, fields=FIELDS, boost=WEIGHTS, **named)


def rows(fewest: int, most: int) -> st.SearchStrategy[str]:
    words = st.sampled_from(SAME * 2 + OTHERS + ("self", "rule"))
    return st.lists(words, min_size=fewest, max_size=most).map(" ".join)


def year(document: Document) -> int:
    return document.date.year if document.date else 0


def has_source(name: str, document: Document) -> bool:
    return name in document.source


FILTERS: Sequence[Filter] = (
    *(Filter(f'source:"{name}"', "source", partial(has_source, name)) for name in SOURCES),
    Filter("source:board", "source", partial(has_source, "Mountain Board")),
    Filter("year:2003", "year", lambda one: year(one) == 2003),
    Filter("year:2002..2004", "year", lambda one: 2002 <= year(one) <= 2004),
    Filter("year:undated", "year", lambda one: one.date is None),
    Filter("place:vienna", "place", lambda one: "Vienna" in one.place),
    Filter('type:"news item"', "type", lambda one: one.type == "News item"),
    Filter("lang:de", "language", lambda one: one.language == "de"),
)
LOOSE: Sequence[Filter] = (
    *FILTERS,
    Filter("date:2003-05..", "date", lambda one: str(one.date) >= "2003-05" if one.date else False),
    Filter("is:undated", "undated", lambda one: one.date is None),
)
"""Filters, and those that do not add up as alternatives."""

MISSPELT = ("fram", "farn", "cuort", "schol", "mountian", "harbor", "taxes", "rivr", "zebar")
LEAVES = st.one_of(
    leaf(Word, WORDS),
    leaf(Word, WORDS),
    leaf(Phrase, rows(2, 3)),
    leaf(Phrase, rows(2, 3), near=st.integers(1, 6)),
    leaf(Prefix, st.sampled_from(("f", "co", "cour", "mountain", "elec", "sel", "zeb", "r"))),
    leaf(Pattern, st.sampled_from(("f?rm", "c*t", "s*l", "m*n*n", "r??d", "elec*ns", "x*z"))),
    leaf(Misspelt, st.sampled_from(MISSPELT), distance=st.sampled_from([None, 1, 2])),
)
ALTERNATIVES = st.one_of(
    st.builds(AnyOf, st.lists(LEAVES, min_size=2, max_size=3), st.booleans(), WEIGHTS),
    st.tuples(LEAVES, st.sampled_from(LOOSE)).map(AnyOf),
)
DENIED = st.one_of(leaf(Word, WORDS), LEAVES, ALTERNATIVES.filter(lambda one: one.in_brackets), st.sampled_from(LOOSE))
PARTS = st.one_of(
    LEAVES,
    LEAVES,
    ALTERNATIVES,
    st.sampled_from(LOOSE),
    st.builds(Without, DENIED, st.sampled_from(["-", "NOT "])),
)
QUERIES = st.lists(PARTS, min_size=1, max_size=4).map(Query)


def check(room: Room, asked: Node) -> None:
    assert room.finds(asked.written) == pytest.approx(asked.expected(room.oracle), abs=1e-4), asked.written


@settings(max_examples=200, deadline=None)
@given(QUERIES)
def test_a_query_finds_and_scores_as_it_must(room: Room, asked: Query) -> None:
    check(room, asked)


@pytest.mark.long
@settings(max_examples=2000, deadline=None)
@given(QUERIES)
def test_two_thousand_queries_find_and_score_as_they_must(room: Room, asked: Query) -> None:
    check(room, asked)


@pytest.mark.parametrize("tag", TAGS)
def test_a_tag_is_a_filter(room: Room, tag: str) -> None:
    assert room.holdings.desk is not None
    tagged = room.holdings.desk.tagged(tag)
    check(room, Query([Word("farm"), Filter(f"tag:{tag}", "tag", lambda one: one.key in tagged)]))


@pytest.mark.parametrize("beginning", ["b", "c1", "zzz"])
def test_the_beginning_of_a_key_is_a_filter(room: Room, beginning: str) -> None:
    begins = Filter(f"key:{beginning}*", "key", lambda one: one.key.startswith(beginning))
    check(room, Query([Word("road"), begins]))


@pytest.mark.parametrize("number", range(0, 72, 6))
def test_more_like_this_is_any_of_the_words_that_tell_most(room: Room, number: int) -> None:
    document = room.oracle.documents[number]
    found = like_terms(room.snapshot, document)
    assert found
    expected = room.oracle.whoosh(query.Or([query.Term(field, term, boost=weight) for field, term, weight in found]))
    expected.pop(number, None)
    assert room.finds(f"like:{document.key}") == pytest.approx(expected, abs=1e-4)


def test_what_whoosh_has_is_asked_of_whoosh(room: Room) -> None:
    farm, phrase, near = Word("farm", boost=2.0), Phrase("farm road tax"), Phrase("farm road", near=4)
    for node in (farm, phrase, near, AnyOf([farm, near])):
        assert node.stock(room.oracle) is not None
        assert node.expected(room.oracle)
        check(room, node)


def test_the_deliberate_differences(room: Room) -> None:
    oracle = room.oracle
    prefix, phrase = Prefix("r", fields=("text",)), Phrase("self rule", fields=("text",))
    constant = oracle.whoosh(query.Prefix("text", "r"))
    assert set(constant.values()) == {1.0}
    assert len(set(prefix.counted(oracle).values())) > 10
    assert set(prefix.counted(oracle)) == set(constant)
    in_whoosh = oracle.whoosh(query.Phrase("text", ["self", "rule"]))
    assert len(phrase.counted(oracle)) > len(in_whoosh)
    assert (distance("fram", "farm"), distance("fram", "farm", swaps=False)) == (1, 2)
