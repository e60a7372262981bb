"""Pages that were made, or have grown, to break whoever reads them. Every input is bounded; a hang ends by the timeout."""

from __future__ import annotations

import contextlib

import pytest

from corpus.cleaning.html import HtmlArticle, read_article
from corpus.cleaning.html.markdown import safe_target
from corpus.cleaning.html.parsing import DEPTH, flattened, parse, without_opaque
from corpus.errors import UnreadableError
from corpus.formats.html import read_html

SENTENCE = "The wardens of six valleys read the gauges every hour and warn the villages downstream in good time."
PROSE = "".join(f"<p>{SENTENCE} This is report number {number} of the season.</p>" for number in range(6))


def read(body: str) -> HtmlArticle:
    html = f"<html><head><title>Report</title></head><body><article><h1>Report of the wardens</h1>{body}</article></body></html>"
    return read_article(read_html("page.html", html.encode("utf-8", "surrogatepass")))


@pytest.mark.parametrize("depth", [150, 330, 1_000, 100_000])
@pytest.mark.parametrize("tag", ["div", "blockquote", "b", "span"])
def test_text_inside_deep_nesting_is_not_lost(tag: str, depth: int) -> None:
    article = read(f"{PROSE}{f'<{tag}>' * depth}<p>{SENTENCE} Deep down.</p>{f'</{tag}>' * depth}")
    assert "report number 5" in article.text
    assert "Deep down." in " ".join(article.page_lines)


@pytest.mark.parametrize(
    "opening", ["<ul><li>", "<table><tr><td>", "<font><p>", "<li>", "<ol>", "<h2>", "<a href='/x'>", "<p><ins>"]
)
def test_elements_that_are_never_closed_do_not_lose_the_text(opening: str) -> None:
    article = read(f"{PROSE}{opening * 2_000}{SENTENCE} Deep down.")
    assert "Deep down." in " ".join(article.page_lines)


def test_nesting_is_cut_at_the_same_depth_whatever_is_closed() -> None:
    html = flattened("<div>" * 500 + "x" + "</div>" * 300 + "</p>" * 10 + "<i>" * 500)
    opened = html.count("<div>")
    assert opened == DEPTH
    assert "x" in html


def test_a_tag_soup_keeps_its_text() -> None:
    assert "last words" in " ".join(
        read(f"{PROSE}{'</div></p><table></b>' * 500}<p>{SENTENCE} last words</p>").page_lines
    )


def test_many_openings_of_comments_are_one_comment() -> None:
    with_comment = read(f"{PROSE}{'<!--' * 20_000}-->{PROSE}")
    assert "report number 5" in with_comment.text
    assert "<!--" not in with_comment.text


def test_a_comment_without_end_hides_what_follows_and_no_more() -> None:
    assert without_opaque("<p>before</p><!-- <p>after</p>")[0] == "<p>before</p>"


@pytest.mark.parametrize("name", ["script", "style", "svg", "noscript", "template", "iframe"])
def test_many_elements_without_end_are_read_in_one_pass(name: str) -> None:
    bare, _ = without_opaque(f"<p>before</p>{f'<{name}>' * 20_000}")
    assert bare.startswith("<p>before</p>")
    assert len(bare) < 200_000


@pytest.mark.parametrize("blank", [" ", "\n", "\t", "\u00a0", "&nbsp;", "&#32;", "\r\n"])
def test_a_megabyte_of_blanks_is_one_blank(blank: str) -> None:
    blanks = blank * (1_000_000 // len(blank))
    article = read(f"{PROSE}<p>{SENTENCE} Before{blanks}after.</p>")
    assert "Before after." in article.text
    assert "Before after." in article.markdown


def test_blanks_in_a_listing_of_code_are_bounded() -> None:
    article = read(f"{PROSE}<pre>gauge{' ' * 500_000}--read</pre>{PROSE.replace('season', 'year')}")
    assert "gauge --read" in article.markdown


def test_a_numbered_list_of_eight_thousand_items_keeps_its_numbers() -> None:
    items = "".join(f"<li>{SENTENCE} Gauge {number} was read.</li>" for number in range(8_000))
    article = read(f"{PROSE}<ol>{items}</ol>")
    assert f"8000. {SENTENCE} Gauge 7999 was read." in article.markdown


def test_a_list_inside_a_list_five_hundred_times_is_drawn() -> None:
    article = read(f"{PROSE}{'<ul><li>' * 500}{SENTENCE} Deep down.{'</li></ul>' * 500}")
    assert "Deep down." in " ".join(article.page_lines)


def test_entities_that_decode_to_escapes_and_overrides_are_made_visible() -> None:
    article = read(f"{PROSE}<p>{SENTENCE} &#27;]52;c;aGk=&#7; &#x202e;gnitirw&#x2069; &#155;31m &#8203;zero</p>")
    for shown in (article.text, article.markdown, *article.lines, *article.page_lines):
        assert not set(shown) & set("\x1b\x07\x9b\x00\u202e\u2069\u200b\r")
    assert "⟨U+202E⟩gnitirw" in article.text


def test_escapes_in_titles_and_metadata_are_made_visible() -> None:
    html = (
        "<html><head><title>Re\x1b]0;port</title><meta property='og:site_name' content='Lake\x1b[2J'>"
        "<meta property='article:section' content='&#x202e;News'></head>"
        f"<body><h1>Report\x1b[31m of wardens</h1>{PROSE}</body></html>"
    )
    article = read_article(read_html("page.html", html.encode()))
    shown = f"{article.title}{article.source}{article.type}"
    assert not set(shown) & set("\x1b\u202e")


def test_nuls_are_dropped_wherever_they_stand() -> None:
    page = read_html(
        "page.html", f"<html><body><h1>Re\0port</h1>{PROSE}<scr\0ipt>bad()</scr\0ipt><p>x&#0;y</p>".encode()
    )
    assert "\0" not in page.text
    article = read_article(page)
    assert article.title == "Report"
    assert "bad()" not in article.text


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)", "JaVaScRiPt&#58;alert(1)", "java&#10;script:alert(1)", " javascript:alert(1)", "data:text/html,x", "vbscript:x",
        "file:///etc/passwd", "file%3A///etc/passwd", "//", "http://", "https://[::1", "http://a b.example/", "\\\\host\\share", "ssh://host/",
        "https://bank.example@evil.example/",
    ],
)  # fmt: skip
def test_links_that_lead_elsewhere_than_the_web_become_text(link: str) -> None:
    article = read(f"{PROSE}<p>{SENTENCE} Read <a href='{link}'>the report</a> now.</p>")
    assert "Read the report now." in article.markdown


@pytest.mark.parametrize(
    "link", ["https://lake.example/\x1b[2J", "https://lake.example/\u202efdp", "https://lake.example/)](x"]
)
def test_a_link_target_hides_nothing(link: str) -> None:
    target = safe_target(link, None) or ""
    assert not set(target) & set("\x1b\u202e)( \n")


def test_a_link_cannot_write_markdown_of_its_own() -> None:
    article = read(f"{PROSE}<p>{SENTENCE} <a href='https://lake.example/a'>x](https://evil.example/) [y</a></p>")
    assert "](https://evil.example/)" not in article.markdown.replace("\\](https://evil.example/)", "")


def test_a_table_with_huge_spans_is_bounded() -> None:
    table = "<table>" + "<tr><td colspan='999999' rowspan='999999'>a</td><td>b</td></tr>" * 50 + "</table>"
    assert len(read(PROSE + table + PROSE).markdown) < 100_000


def test_many_meta_elements_and_broken_json_ld_are_passed_over() -> None:
    head = "".join(f"<meta name='m{number}' content='x'>" for number in range(5_000))
    head += "<script type='application/ld+json'>" + "[" * 50_000 + "</script>"
    head += '<script type=\'application/ld+json\'>{"@type": 5, "datePublished": {}}</script>'
    html = f"<html><head>{head}</head><body><h1>Report</h1>{PROSE}</body></html>"
    assert read_article(read_html("page.html", html.encode())).title == "Report"


def test_class_names_of_any_length_are_read() -> None:
    article = read(f"<div class='{'navigation ' * 20_000}'>{PROSE}</div>{PROSE}")
    assert "report number 5" in article.text


@pytest.mark.parametrize(
    "html",
    ["<", "<!", "<!--", "<html", "&#xD800;", "<p>&#xFFFFFFFF;</p>", "\ud800", "<a href=", "</p>", "<![CDATA[x]]>"],
)
def test_scraps_of_markup_are_read_or_refused_with_a_reason(html: str) -> None:
    with contextlib.suppress(UnreadableError):
        assert read_article(read_html("page.html", html.encode("utf-8", "surrogatepass"))).text


def test_a_page_of_more_paragraphs_than_can_be_weighed_is_refused() -> None:
    with pytest.raises(UnreadableError, match="more than 60,000 paragraphs"):
        read("<p>x" * 70_000)


def test_a_page_of_very_many_blocks_is_read() -> None:
    article = read("".join(f"<p>{SENTENCE} Report {number}.</p>" for number in range(20_000)))
    assert "Report 19999." in article.text


def test_nothing_deeper_than_parsers_bear_is_handed_on() -> None:
    root = parse("<div>" * 5_000 + "x").root
    assert not root.xpath("boolean(" + "/*" * 240 + ")")
