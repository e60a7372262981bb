"""Filters written into a query and taken out of it, as a pick in a facet does."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from search import QueryError, dates, excluded, filters, with_date, with_filter, without_filter
from search.analysis import folded_words
from search.language import parse
from search.scanner import Token, scan
from tests.search.test_parsing import Plain


@pytest.mark.parametrize(
    ("query", "facet", "value", "written"),
    [
        ("forced labour", "source", "OSCE Secretariat", 'forced labour source:"OSCE Secretariat"'),
        ("", "source", "ILO", 'source:"ILO"'),
        ("labour", "year", "2011", "labour year:2011"),
        ("labour", "year", "undated", "labour year:undated"),
        ("labour", "language", "fr", "labour lang:fr"),
        ("labour", "source", 'The "Old" House', 'labour source:"The Old House"'),
        ('source:"A"', "source", "B", 'source:"A" source:"B"'),
        ('source:"A"', "source", "A", 'source:"A"'),
        ("labour OR", "year", "2011", "labour year:2011"),
        ('"forced labour', "year", "2011", '"forced labour" year:2011'),
        ("(forced labour", "year", "2011", "(forced labour) year:2011"),
        ('labour -source:"A"', "source", "A", 'labour source:"A"'),
        ("labour", "tag", "to do", 'labour tag:"to do"'),
        ("labour", "tag", "★", 'labour tag:"★"'),
        ("labour", "tag", '"', "labour"),
        ('tag:"c"', "tag", "c++", 'tag:"c" tag:"c++"'),
        ("labour", "place", "Chișinău", 'labour place:"Chișinău"'),
        ("place:chisinau", "place", "Chișinău", "place:chisinau"),
        ("labour", "type", "Press release", 'labour type:"Press release"'),
        ("labour source:", "year", "2011", "labour year:2011"),
        ("labour (", "year", "2011", "labour year:2011"),
        ("labour (forced OR", "year", "2011", "labour (forced) year:2011"),
        ("labour) forced", "year", "2011", "labour forced year:2011"),
        ("labour^", "year", "2011", "labour year:2011"),
        ("labour^2", "year", "2011", "labour^2 year:2011"),
        ("labour OR()", "year", "2011", "labour year:2011"),
        ("labour OR () forced", "year", "2011", "labour OR forced year:2011"),
        ("(" * 17 + "a", "year", "2011", "a year:2011"),
        ('" -forced', "year", "2011", "-forced year:2011"),
        ("“forced labour", "year", "2011", "“forced labour” year:2011"),
        ('"forced labour source:osce', "year", "2011", '"forced labour" source:osce year:2011'),
        ('("forced labour) x', "year", "2011", '("forced labour") x year:2011'),
        ("like:ab12", "year", "2011", "like:ab12 year:2011"),
        ("lab?ur OR traffic*", "year", "2011", "lab?ur OR traffic* year:2011"),
    ],
)
def test_a_filter_is_written_behind(query: str, facet: str, value: str, written: str) -> None:
    assert with_filter(query, facet, value) == written


def test_a_value_can_be_denied() -> None:
    assert with_filter('labour source:"A"', "source", "A", exclude=True) == 'labour -source:"A"'
    assert filters('labour -source:"A"') == {}


@pytest.mark.parametrize(
    ("query", "facet", "value", "left"),
    [
        ('forced labour source:"OSCE Secretariat"', "source", "OSCE Secretariat", "forced labour"),
        ('source:"A" labour', "source", "A", "labour"),
        ('forced source:"A" labour', "source", "A", "forced labour"),
        ('source:("A" OR "B" OR "C") x', "source", "B", 'source:("A" OR "C") x'),
        ('source:("A" OR "B")', "source", "B", 'source:"A"'),
        ('source:"A" source:"B"', "source", "A", 'source:"B"'),
        ("labour -year:2011", "year", "2011", "labour"),
        ("labour year:2006..2011", "year", "2006..2011", "labour"),
        ("labour year:2006..2011", "year", "2011", "labour year:2006..2011"),
        ("labour", "year", "2011", "labour"),
        ("source:osce", "source", "OSCE", ""),
        ("lang:fr", "language", "fr", ""),
        ("labour source:", "source", "A", "labour source:"),
        ('labour tag:"to do" x', "tag", "to do", "labour x"),
        ('tag:"c" tag:"c++"', "tag", "c", 'tag:"c++"'),
        ('tag:"c" tag:"c++"', "tag", "c++", 'tag:"c"'),
        ("tag:(a OR b) x", "tag", "a", "tag:b x"),
        ("place:vienna place:geneva", "place", "Vienna", "place:geneva"),
        ('-type:"Press release" x', "type", "Press release", "x"),
        ('source:("A" OR "B"', "source", "A", 'source:"B"'),
        ('labour source:"A', "source", "A", "labour"),
        ("labour AND year:2011", "year", "2011", "labour"),
        ("labour AND year:2011 OR year:2012", "year", "2011", "labour AND year:2012"),
        ("year:2011 OR year:2012", "year", "2012", "year:2011"),
        ("year:2011 AND labour", "year", "2011", "labour"),
    ],
)
def test_a_filter_is_taken_out(query: str, facet: str, value: str, left: str) -> None:
    assert without_filter(query, facet, value) == left


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        ("labour", {}),
        (
            'labour source:"A b" year:2011 year:2012 lang:fr',
            {"source": ["A b"], "year": ["2011", "2012"], "language": ["fr"]},
        ),
        ('source:("A" OR "B")', {"source": ["A", "B"]}),
        ("source:A OR source:B", {"source": ["A", "B"]}),
        ("labour OR source:A", {}),
        ("(labour source:A)", {}),
        ("year:2006..2011", {"year": ["2006..2011"]}),
        ("title:a is:unread date:2011 like:b key:c", {}),
        ("tag:thesis tag:(a OR b)", {"tag": ["thesis", "a", "b"]}),
        ("place:vienna type:report -tag:x", {"place": ["vienna"], "type": ["report"]}),
        ('labour source:"OSCE Sec', {"source": ["OSCE Sec"]}),
        ("a " * 100 + "year:2011", {"year": ["2011"]}),
        ("a" * 2_000 + " year:2011", {"year": ["2011"]}),
    ],
)
def test_filters_at_the_top_are_read(query: str, chosen: dict[str, list[str]]) -> None:
    assert filters(query) == chosen


def test_what_is_denied_at_the_top_is_read() -> None:
    assert excluded('labour -source:"A b" NOT place:vienna year:2011 -year:2012 (-type:x)') == {
        "source": ["A b"],
        "place": ["vienna"],
        "year": ["2012"],
    }


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        ("labour", {}),
        ("year:2006..2011 date:2011-05 labour", {"year": ["2006..2011"], "date": ["2011-05"]}),
        ("-date:2011 labour", {}),
        ('"date:2011"', {}),
        ("date:(2011 OR 2012-03)", {"date": ["2011", "2012-03"]}),
        ("date:2011 OR labour", {}),
    ],
)
def test_the_dates_of_a_query_are_read(query: str, chosen: dict[str, list[str]]) -> None:
    assert dates(query) == chosen


@pytest.mark.parametrize(
    ("query", "date", "written"),
    [
        ("labour", "2011-05", "labour date:2011-05"),
        ("labour", None, "labour"),
        ('"labour', None, '"labour'),
        ('"labour', "2011-05", '"labour" date:2011-05'),
        ("year:2011 labour date:2011-05", "2011-06", "labour date:2011-06"),
        ("year:2011 labour date:2011-05", None, "labour"),
        ("labour AND year:2011 OR year:2012", None, "labour"),
        ("-date:2011 year:2012 -year:2010", None, "-date:2011 -year:2010"),
        ("", "2006-01..2011", "date:2006-01..2011"),
    ],
)
def test_a_date_takes_the_place_of_years_and_dates(query: str, date: str | None, written: str) -> None:
    assert with_date(query, date) == written


FACET = st.sampled_from(["source", "field", "place", "type", "tag", "year", "language"])
VALUE = st.text(min_size=1, max_size=20).filter(lambda text: bool(folded_words(text)))
TAG = st.text(min_size=1, max_size=20).filter(lambda text: bool(text.strip(' "“”„«»').strip()))
MARKS = 'OR AND NOT ( ) " “ » - ^ ~ ?'
TERMS = "labour -trafficking forced~ traffic* lab?ur x^2 title: source: year:2011"
SIGNS = st.sampled_from((*MARKS.split(), *TERMS.split()))
QUERY = st.one_of(
    st.text(max_size=60), st.lists(SIGNS, max_size=12).map(" ".join), st.lists(SIGNS, max_size=8).map("".join)
)


@given(QUERY, FACET, VALUE, st.booleans())
def test_what_is_written_can_be_read_and_taken_out(query: str, facet: str, value: str, exclude: bool) -> None:
    written = with_filter(query, facet, value, exclude=exclude)
    assert with_filter(written, facet, value, exclude=exclude) == written
    taken_out = without_filter(written, facet, value)
    assert not any(folded_words(one) == folded_words(value) for one in filters(taken_out).get(facet, []))


@given(QUERY, TAG)
def test_a_tag_of_any_letters_can_be_picked_and_dropped(query: str, tag: str) -> None:
    written = with_filter(query, "tag", tag)
    (picked,) = [one for one in filters(written)["tag"] if one not in filters(query).get("tag", [])]
    assert "tag" not in filters(without_filter(written, "tag", picked))


@given(QUERY, FACET, VALUE)
def test_a_query_that_can_be_read_can_be_read_with_a_filter_more(query: str, facet: str, value: str) -> None:
    try:
        before = parse(query, Plain())
    except QueryError:
        return
    assume(not re.search(r":[\W_]*$", query))
    written = with_filter(query, facet, "2017" if facet in {"year", "language"} else value)
    assert len(parse(written, Plain()).tokens) - len(before.tokens) in {0, 2}


@given(QUERY)
def test_a_filter_picked_and_dropped_leaves_the_query_as_it_was_read(query: str) -> None:
    assume(")-" not in query)
    before = scan(query, lenient=True)
    after = scan(without_filter(with_filter(query, "place", "Nowhere"), "place", "Nowhere"), lenient=True)
    assert [kept(token) for token in after if says_something(token)] == [
        kept(token) for token in before if says_something(token)
    ]


DATED = st.lists(st.sampled_from((*MARKS.split(), *TERMS.split(), "date:2011-05", "-date:2010")), max_size=12)


@given(DATED.map(" ".join))
def test_a_query_that_can_be_read_can_be_read_without_its_dates(query: str) -> None:
    try:
        parse(query, Plain())
    except QueryError:
        return
    undated = with_date(query, None)
    parse(undated, Plain())
    assert dates(undated) == {}
    assert dates(with_date(query, "2001")) == {"date": ["2001"]}


def says_something(token: Token) -> bool:
    return not token.is_term or any(letter.isalnum() for letter in token.text)


def kept(token: Token) -> tuple[str, str, float | None]:
    return "phrase" if token.kind == "begun" else token.kind, token.text, token.boost


@pytest.mark.parametrize("query", ["„" * 200_000, '"' * 200_001, "(" * 200_000, "„ OR " * 100_000, "title:" * 50_000])
def test_filters_of_what_is_far_too_long_are_looked_for_at_its_beginning_only(query: str) -> None:
    assert filters(query) == {}
    assert with_filter(query, "year", "2011").endswith(" year:2011")
    assert without_filter(query, "year", "2011") == query
