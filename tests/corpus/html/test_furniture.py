"""What of a page is not its article."""

from __future__ import annotations

import pytest

from corpus.errors import UnreadableError
from tests.corpus.html.reading import CLOSING, MIDDLE, OPENING, PROSE, page, read


def test_menus_headers_and_footers_are_left_out() -> None:
    article = read(page(PROSE))
    assert "Newsroom" not in article.text
    assert "All rights reserved" not in article.text
    assert "Privacy policy" not in article.markdown


def test_the_lines_of_the_whole_page_are_given_too() -> None:
    article = read(page(PROSE))
    assert "- Newsroom" in article.page_lines
    assert "© 2012 Lake Council. All rights reserved." in article.page_lines
    assert OPENING in article.page_lines


def test_scripts_styles_and_comments_leave_nothing() -> None:
    hidden = "<script>var a = '<p>tracking words</p>';</script><style>.x{color:red}</style><!-- an editor's remark -->"
    article = read(page(PROSE + hidden))
    assert article.text == f"{OPENING}\n\n{MIDDLE}\n\n{CLOSING}"


def test_the_title_is_not_repeated_in_the_text() -> None:
    article = read(page(PROSE))
    assert article.title == "Wardens learn to read the river"
    assert "Wardens learn to read the river" not in article.lines


@pytest.mark.parametrize(
    "furniture",
    [
        "<div class='share-bar'><a href='#'>Share on Facebook</a> <a href='#'>Tweet this</a></div>",
        (
            "<div class='related-news'><h3>Related news</h3><ul><li><a href='/a'>Dam repaired before the thaw</a></li>"
            "<li><a href='/b'>New gauges for the Orm valley</a></li></ul></div>"
        ),
        "<div id='cookie-banner' class='cookie-consent'><p>We use cookies to improve your visit.</p><a href='#'>Accept</a></div>",
        (
            "<div class='newsletter-signup'><h4>Newsletter</h4><p>Sign up for our newsletter.</p><form><input><button>Send</button>"
            "</form></div>"
        ),
        "<nav class='breadcrumb'><a href='/'>Home</a> <a href='/news'>News</a></nav>",
    ],
)
def test_boxes_around_an_article_are_left_out(furniture: str) -> None:
    html = page(PROSE).replace("</main>", f"{furniture}</main>")
    assert read(html).text == read(page(PROSE)).text


def test_comments_below_an_article_are_left_out() -> None:
    comments = "".join(
        f"<li class='comment'><div class='comment-author'>reader{number}</div><div class='comment-body'><p>First! {number}</p></div>"
        f"<a class='comment-reply-link' href='#r{number}'>Reply</a></li>"
        for number in range(4)
    )
    html = page(PROSE).replace(
        "</main>", f"<div id='comments' class='comments'><h3>4 comments</h3><ol>{comments}</ol></div></main>"
    )
    assert "First!" not in read(html).text


def test_a_paragraph_that_stands_twice_is_given_once() -> None:
    article = read(page(PROSE + PROSE))
    assert article.text.count("two-day workshop") == 1


def test_what_a_page_shows_only_without_scripts_is_read_where_it_is_the_article() -> None:
    html = f"<html><head><title>Wardens</title></head><body><div id='app'></div><noscript><main>{PROSE * 2}</main></noscript></body></html>"
    assert OPENING in read(html).text


def test_a_notice_for_browsers_without_scripts_is_left_out() -> None:
    article = read(page(f"{PROSE}<noscript><p>Please switch on JavaScript to see this page.</p></noscript>"))
    assert "JavaScript" not in article.text


def test_an_article_that_stands_only_in_json_ld_is_read_from_there() -> None:
    body = f"{OPENING}\\n\\n{MIDDLE}\\n\\n{CLOSING}"
    html = (
        '<html><head><script type="application/ld+json">{"@type": "NewsArticle", "headline": "Wardens", '
        f'"articleBody": "{body}"}}</script></head><body><h1>Wardens</h1><p>Loading.</p></body></html>'
    )
    assert read(html).text == f"{OPENING}\n\n{MIDDLE}\n\n{CLOSING}"


@pytest.mark.parametrize(
    "html", ["<html><body></body></html>", "<html><body><script>x</script></body></html>", "<p> </p>"]
)
def test_a_page_without_text_is_an_error_with_a_reason(html: str) -> None:
    with pytest.raises(UnreadableError, match="no article text found"):
        read(html)
