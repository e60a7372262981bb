"""The day a page says it was published on."""

from __future__ import annotations

import datetime

import pytest

from corpus.cleaning.html.published import date_in_line, read_stamp
from corpus.document import StatedDate
from tests.corpus.html.reading import CLOSING, MIDDLE, PROSE, page, read

DAY = StatedDate(2012, 3, 14)
UNDATED = f"<p>{MIDDLE}</p><p>{CLOSING}</p>"


@pytest.mark.parametrize(
    "head",
    [
        "<meta property='article:published_time' content='2012-03-14T10:00:00+01:00'>",
        "<meta name='DC.date.issued' content='2012-03-14'>",
        "<meta name='date' content='20120314'>",
        "<meta name='pubdate' content='Wed, 14 Mar 2012 08:00:00 GMT'>",
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2012-03-14"}</script>',
        (
            '<script type="application/ld+json">{"@graph": [{"@type": ["WebPage"]}, {"@type": "BlogPosting", '
            '"datePublished": "2012-03-14T09:00"}]}</script>'
        ),
    ],
)
def test_the_markup_of_a_page_states_its_date(head: str) -> None:
    article = read(page(UNDATED, head))
    assert article.date == DAY
    assert article.origins["date"] == "markup"


def test_a_time_element_that_says_it_is_the_publication_is_read() -> None:
    assert read(page(f"<time itemprop='datePublished' datetime='2012-03-14'>last week</time>{UNDATED}")).date == DAY


@pytest.mark.parametrize(
    "line",
    [
        "14 March 2012",
        "By Mira Dolan | March 14, 2012 | 3 min read",
        "<time datetime='2012-03-14T08:00'>two days ago</time>",
    ],
)
def test_a_line_under_the_title_states_the_date(line: str) -> None:
    article = read(page(f"<p class='byline'>{line}</p>{UNDATED}"))
    assert article.date == DAY
    assert article.origins["date"] == "line"


def test_a_line_over_the_title_states_the_date() -> None:
    html = page(UNDATED).replace("<h1>", "<p class='date'>14 March 2012</p><h1>")
    assert read(html).date == DAY


def test_a_labelled_date_at_the_end_of_the_page_is_read() -> None:
    filler = f"<p>{MIDDLE}</p>" * 3
    html = page(f"{UNDATED}{filler}").replace("</main>", "<p>Published on: 14 March 2012</p></main>")
    assert read(html).date == DAY


@pytest.mark.parametrize("path", ["2012/03/14/wardens", "2012-03-14/wardens", "2012/March/14/wardens", "2012/mar/14"])
def test_the_address_states_a_date_where_nothing_else_does(path: str) -> None:
    article = read(page(UNDATED, f"<link rel='canonical' href='https://lake.example/{path}'>"))
    assert article.date == DAY
    assert article.origins["date"] == "address"


def test_a_month_in_the_address_is_only_a_month() -> None:
    article = read(page(UNDATED, "<link rel='canonical' href='https://lake.example/2012/03/wardens'>"))
    assert article.date == StatedDate(2012, 3)


@pytest.mark.parametrize(
    "markup",
    [
        "<meta property='article:modified_time' content='2012-03-14'>",
        '<script type="application/ld+json">{"@type": "NewsArticle", "dateModified": "2012-03-14"}</script>',
        '<script type="application/ld+json">{"@type": "Event", "startDate": "2012-03-14"}</script>',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": </script>',
        "<meta property='article:published_time' content='2012-13-45'>",
        "<meta property='article:published_time' content='soon'>",
    ],
)
def test_what_is_no_publication_dates_nothing(markup: str) -> None:
    assert read(page(UNDATED, markup)).date is None


def test_the_dates_of_related_items_are_not_the_page_s() -> None:
    filler = f"<p>{MIDDLE}</p>" * 4
    related = "<ul class='related'><li><a href='/a'>Dam repaired</a> <time datetime='2010-01-02'>2 January 2010</time></li></ul>"
    assert read(page(f"{UNDATED}{filler}{related}")).date is None


def test_a_publication_goes_before_a_later_change() -> None:
    article = read(page(f"<p>Updated 20 May 2013</p><p>Published 14 March 2012</p>{UNDATED}"))
    assert article.date == DAY


def test_a_page_that_prints_only_its_last_change_is_undated() -> None:
    assert read(page(f"<p>Updated 20 May 2013</p>{UNDATED}")).date is None


def test_a_date_to_come_is_refused() -> None:
    later = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=30)
    assert read_stamp(later.isoformat()) is None
    assert read(page(UNDATED, f"<meta name='date' content='{later.isoformat()}'>")).date is None


def test_markup_goes_before_lines() -> None:
    head = "<meta property='article:published_time' content='2012-03-14'>"
    assert read(page(f"<p>20 May 2013</p>{PROSE}", head)).date == DAY


@pytest.mark.parametrize(
    ("stamp", "date"),
    [
        ("2012-03-14", DAY),
        ("2012-03-14T23:30:00-05:00", DAY),
        ("2012-03", StatedDate(2012, 3)),
        ("20120314T0800", DAY),
        ("14 March 2012", DAY),
        ("1234", None),
        ("", None),
        (None, None),
        ("0001-01-01T00:00:00", None),
        ("2012-02-30", None),
    ],
)
def test_a_stamp_is_read_as_precisely_as_it_is(stamp: str | None, date: StatedDate | None) -> None:
    assert read_stamp(stamp) == date


@pytest.mark.parametrize(
    "text",
    [
        "From 3 May 2011 to 14 March 2012",
        "Member since 14 March 2012",
        "Copyright 14 March 2012",
        "see page 14",
        "03/04/2011",
    ],
)
def test_a_line_that_leaves_the_day_open_gives_none(text: str) -> None:
    assert date_in_line(text) is None
