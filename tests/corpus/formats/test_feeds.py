"""Feeds: each entry is a page of its own, with what the entry and the feed state."""

import io

import pytest

from corpus.cleaning import clean_page
from corpus.document import Page, StatedDate
from corpus.errors import UnreadableError
from corpus.formats import Unread, read_all, read_pages
from corpus.formats.mending import Mended
from tests.corpus.formats.making import ADDRESS, ATOM, RDF, RSS, TITLE
from tests.corpus.pages import PARAGRAPHS

COBS = ("Council for Open Borders and Security",)


def test_the_entries_of_rss_are_pages_with_their_values() -> None:
    pages = read_pages("news.xml", RSS.encode(), "news.xml")
    first = clean_page(pages[0])[0]

    assert [page.origin for page in pages] == [
        "news.xml#cobs-7",
        "news.xml#https://www.cobs.example/news/teaser",
        "news.xml#3",
    ]
    assert (first.title, first.url) == (f"{TITLE} & beyond", ADDRESS)
    assert (first.date, first.source, first.fields) == (StatedDate(2008, 3, 4), COBS, ("Migration", "Policing"))
    assert {first.stated[name] for name in ("title", "date", "source", "fields")} == {"markup"}
    assert "- Look behind the second wall." in first.markdown


def test_the_fullest_text_of_an_entry_is_taken() -> None:
    full, teaser, plain = (clean_page(page)[0].text for page in read_pages("x", RSS.encode(), "x"))

    assert PARAGRAPHS[1] in full
    assert "A teaser" not in full
    assert teaser == "Inspectors from four ministries learned how to look …"
    assert plain == PARAGRAPHS[2]


def test_atom_is_read_with_relative_links_and_elements_as_content() -> None:
    (page,) = read_pages("news.atom", ATOM.encode(), "news.atom")
    (document,) = clean_page(page)

    assert (page.address, page.origin) == (ADDRESS, "news.atom#urn:cobs:7")
    assert (document.title, document.date) == (TITLE, StatedDate(2008, 3, 4))
    assert (document.source, document.fields) == (COBS, ("Migration",))
    assert PARAGRAPHS[1] in document.text


def test_elements_of_a_named_namespace_are_content_too() -> None:
    prefixed = ATOM.replace(
        '<div xmlns="http://www.w3.org/1999/xhtml">', '<x:div xmlns:x="http://www.w3.org/1999/xhtml">'
    )
    prefixed = prefixed.replace("<p>", "<x:p>").replace("</p>", "</x:p>").replace("</div>", "</x:div>")

    (page,) = read_pages("x", prefixed.encode(), "x")

    assert PARAGRAPHS[1] in clean_page(page)[0].text.split("\n\n")


def test_rss_1_is_read_in_the_encoding_it_states() -> None:
    (page,) = read_pages("news.rdf", RDF.encode("iso-8859-2"), "news.rdf")

    assert page.declared == {
        "title": "Žluťoučký kůň",
        "date": "2008-03-04",
        "source": ("Úřad pro hranice",),
        "fields": ("Migration",),
    }
    assert page.address == ADDRESS


def test_the_author_of_an_entry_counts_only_where_no_body_is_named() -> None:
    bare = '<rss version="2.0"><channel><item><title>x</title><author>press@cobs.example (Press Office)</author><description>Text.</description></item></channel></rss>'

    (page,) = read_pages("x", bare.encode(), "x")

    assert page.declared["source"] == ("Press Office",)


def test_a_feed_that_is_cut_off_gives_what_it_has_and_then_says_so() -> None:
    *pages, last = read_all("x.xml", RSS[: RSS.index("Plain")].encode(), "x.xml")

    assert [page.origin for page in pages if isinstance(page, Page)] == [
        "x.xml#cobs-7",
        "x.xml#https://www.cobs.example/news/teaser",
    ]
    assert last == Unread("x.xml", "is broken XML from some place on")


def test_entities_of_html_and_control_characters_are_no_obstacle() -> None:
    feed = RSS.replace(PARAGRAPHS[2], "Caf&eacute;&nbsp;&amp;\x0b bar.")

    assert read_pages("x", feed.encode(), "x")[-1].text == "Café\xa0& bar."


@pytest.mark.parametrize("size", [1, 40, 41, 55, 64, 1000])
def test_xml_is_mended_the_same_wherever_it_is_cut_into_pieces(size: int) -> None:
    mended = Mended(io.BytesIO(b"&eacute; text &amp; more &nosuch; & &ThickSpace;" * 9 + b"&"))

    pieces = iter(lambda: mended.read(size), b"")

    assert b"".join(pieces) == b"&#233; text &amp; more &nosuch; & &#8287;&#8202;" * 9 + b"&"


def test_an_entry_without_any_text_is_named() -> None:
    empty = '<rss version="2.0"><channel><item><guid>7</guid></item></channel></rss>'

    with pytest.raises(UnreadableError, match="without text"):
        read_pages("x", empty.encode(), "x")


def test_xml_that_is_no_feed_is_not_taken_for_one() -> None:
    (page,) = read_pages(
        "x.xml", b'<?xml version="1.0"?><note><item>This is not an entry of a feed.</item></note>', "x.xml"
    )

    assert page.given is None
