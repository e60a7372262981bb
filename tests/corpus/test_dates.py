"""Dates are read strictly: what is not certain is not given."""

import pytest

from corpus.cleaning.dates import read_date
from corpus.document import StatedDate, parse_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("18 May 2011", "2011-05-18"),
        ("May 18, 2011", "2011-05-18"),
        ("Wednesday, May 18, 2011 11:21 AM", "2011-05-18"),
        ("2011-05-18", "2011-05-18"),
        ("2011-05-18T09:30:00Z", "2011-05-18"),
        ("2011-05-18T09:30:00+02:00", "2011-05-18"),
        ("18.05.2011", "2011-05-18"),
        ("18/05/2011", "2011-05-18"),
        ("05/18/2011", "2011-05-18"),
        ("1st March 2003", "2003-03-01"),
        ("July 2007", "2007-07"),
        ("2007-07", "2007-07"),
        ("2007", "2007"),
        ("18 мая 2011 г.", "2011-05-18"),
        ("18 травня 2011 р.", "2011-05-18"),
        ("le 1er août 2003", "2003-08-01"),
        ("18. März 2011", "2011-03-18"),
        ("18 de mayo de 2011", "2011-05-18"),
        ("18. svibnja 2011.", "2011-05-18"),
        ("18 Maj 2011", "2011-05-18"),
    ],
)
def test_reads_a_date_to_its_precision(text: str, iso: str) -> None:
    assert str(read_date(text)) == iso


def test_day_and_month_that_could_change_places_leave_the_year() -> None:
    assert read_date("03/04/2011") == StatedDate(2011)


@pytest.mark.parametrize(
    "text",
    [
        "31 February 2011",
        "18 May",
        "18 May 3011",
        "0000-00-00",
        "Room 2011b",
        "12345",
        "99/99/2011",
        "May",
        "in 2011",
        "a" * 500,
        "18 May 2011 was a Wednesday",
    ],
)
def test_what_is_no_date_gives_none(text: str) -> None:
    assert read_date(text) is None


def test_iso_forms_go_there_and_back() -> None:
    for iso in ("2011-05-18", "2007-07", "2007"):
        date = parse_date(iso)
        assert date is not None
        assert str(date) == iso
    assert [date.precision for iso in ("2011-05-18", "2007-07", "2007") if (date := parse_date(iso))] == [
        "day",
        "month",
        "year",
    ]
