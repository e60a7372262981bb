"""Titles, issuers, languages and addresses that a page states."""

from __future__ import annotations

import pytest

from corpus.cleaning.html.titles import without_site
from corpus.formats.html import read_html, stated_address
from tests.corpus.html.reading import PROSE, page, read

TITLE = "Wardens learn to read the river"


def test_the_first_heading_is_the_title() -> None:
    article = read(page(PROSE, "<meta property='og:title' content='Wardens learn to read'>"))
    assert article.title == TITLE
    assert article.origins["title"] == "line"


@pytest.mark.parametrize(
    "decoy",
    [
        "<nav><h1>Menu of the wardens</h1></nav>",
        "<h1 hidden>Wardens, for search engines</h1>",
        "<h1 style='display: none'>Wardens, for search engines</h1>",
        "<h1>Lake Council</h1>",
        "<h1> </h1>",
    ],
)
def test_a_heading_that_is_menu_hidden_or_the_site_is_not_the_title(decoy: str) -> None:
    html = page(PROSE).replace("<main>", f"{decoy}<main>")
    assert read(html).title == TITLE


def test_of_several_headings_the_one_that_the_head_states_is_the_title() -> None:
    html = page(f"{PROSE}<h1>Contact for the press</h1>").replace("<main>", "<h1>From the valleys</h1><main>")
    assert read(html).title == TITLE


def test_without_a_heading_the_head_states_the_title_without_the_site() -> None:
    html = page(PROSE).replace(f"<h1>{TITLE}</h1>", "")
    article = read(html)
    assert article.title == TITLE
    assert article.origins["title"] == "markup"


@pytest.mark.parametrize(
    ("title", "name", "cut"),
    [
        ("Wardens meet in Tallora - Lake Council", "Lake Council", "Wardens meet in Tallora"),
        ("Lake Council: Wardens meet", "Lake Council", "Wardens meet"),
        ("Wardens meet | News | Lake Council", "Lake Council", "Wardens meet | News"),
        ("Wardens meet | The Lake", None, "Wardens meet"),
        ("Flood-proof: how six valleys learned to listen", None, "Flood-proof: how six valleys learned to listen"),
        (
            "Wardens - a story that goes on for rather more words",
            None,
            "Wardens - a story that goes on for rather more words",
        ),
    ],
)
def test_the_site_is_cut_off_a_title(title: str, name: str | None, cut: str) -> None:
    assert without_site(title, name) == cut


def test_a_title_is_cut_at_three_hundred_characters() -> None:
    article = read(page(PROSE, title="Very " * 200 + "long").replace("<h1>", "<h2>").replace("</h1>", "</h2>"))
    assert article.title is not None
    assert len(article.title) <= 300


def test_the_publisher_goes_before_the_name_of_the_site() -> None:
    head = "<meta property='og:site_name' content='lake.example'>"
    stated = '<script type="application/ld+json">{"@type": "Article", "publisher": {"name": "Lake Council"}}</script>'
    assert read(page(PROSE, head)).source == "lake.example"
    assert read(page(PROSE, head + stated)).source == "Lake Council"


def test_the_language_is_the_one_the_page_declares() -> None:
    assert read(page(PROSE).replace('lang="en"', 'lang="de-AT"')).language == "de"
    assert read(page(PROSE).replace(' lang="en"', "")).language is None


def test_the_section_is_the_type() -> None:
    assert read(page(PROSE, "<meta property='article:section' content='Press release'>")).type == "Press release"


@pytest.mark.parametrize(
    ("head", "address"),
    [
        (
            "<link rel='canonical' href='https://lake.example/a'><meta property='og:url' content='https://b.example/'>",
            "https://lake.example/a",
        ),
        ("<meta content='https://lake.example/b?x=1&amp;y=2' property='og:url'>", "https://lake.example/b?x=1&y=2"),
        ("<base href='https://lake.example/c/'>", "https://lake.example/c/"),
        ("<link rel='canonical' href='/relative'>", None),
        ("<link rel='canonical' href='javascript:alert(1)'>", None),
        ("<link rel='canonical' href='https://lake.example/&#27;a'>", "https://lake.example/a"),
        ("<link rel='canonical' href='file:///etc/passwd'>", None),
        ("<link rel='stylesheet' href='https://lake.example/style.css'>", None),
    ],
)
def test_the_address_is_an_absolute_web_address_or_none(head: str, address: str | None) -> None:
    assert stated_address(f"<html><head>{head}</head>") == address


def test_the_page_keeps_its_bytes_and_remembers_its_encoding() -> None:
    raw = "<html><head><meta charset='windows-1251'></head><body><p>Сторожа реки</p></body></html>".encode("cp1251")
    page_read = read_html("seen/page.html", raw)
    assert (page_read.raw, page_read.encoding, page_read.format) == (raw, "cp1251", "html")
    assert "Сторожа реки" in page_read.text
