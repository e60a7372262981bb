"""Filters written into a query and taken out of it, as a pick in a facet does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import filters, with_filter, without_filter


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
        ("title:a is:unread date:2011", {}),
    ],
)
def test_filters_at_the_top_are_read(query: str, chosen: dict[str, list[str]]) -> None:
    assert filters(query) == chosen


FACET = st.sampled_from(["source", "field", "place", "type"])
VALUE = st.text(min_size=1, max_size=20).filter(
    lambda text: any(letter.isalnum() for letter in text) and "\x00" not in text
)


@given(st.text(max_size=60), FACET, VALUE)
def test_what_is_written_can_be_read_and_taken_out(query: str, facet: str, value: str) -> None:
    from search.analysis import folded_words

    if not folded_words(value):
        return
    written = with_filter(query, facet, value)
    assert with_filter(written, facet, value) == written
    taken_out = without_filter(written, facet, value)
    assert not any(folded_words(one) == folded_words(value) for one in filters(taken_out).get(facet, []))
