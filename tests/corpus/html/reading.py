"""Invented HTML pages, and how the tests read them."""

from __future__ import annotations

from corpus.cleaning.html import HtmlArticle, read_article
from corpus.formats.html import read_html

OPENING = (
    "TALLORA, 14 March 2012 – The Lake Council today opened a two-day workshop for forty river wardens from six valleys, "
    "who will learn to read flood gauges and to warn villages downstream in good time."
)
MIDDLE = (
    "“Every warning that arrives an hour earlier saves a harvest,” said Mira Dolan, the Council's head of waters. "
    "She added that the gauges bought last year now report every ten minutes, in summer and in winter."
)
CLOSING = (
    "The workshop is the third of its kind and is paid for by the valleys themselves. A handbook in four languages will "
    "be printed in the autumn, and the wardens will meet again in spring to compare what they measured."
)
PROSE = f"<p>{OPENING}</p><p>{MIDDLE}</p><p>{CLOSING}</p>"
MENU = (
    '<nav><ul><li><a href="/">Home</a></li><li><a href="/work">Our work</a></li><li><a href="/news">Newsroom</a></li>'
    '<li><a href="/people">People</a></li><li><a href="/contact">Contact us</a></li></ul></nav>'
)
FOOTER = (
    '<footer><p>© 2012 Lake Council. All rights reserved.</p><ul><li><a href="/terms">Terms of use</a></li>'
    '<li><a href="/privacy">Privacy policy</a></li></ul></footer>'
)


def page(body: str, head: str = "", *, title: str = "Wardens learn to read the river") -> str:
    """Return a page with a menu, a heading, the body in an article, and a footer."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title} | Lake Council</title>{head}</head><body>'
        f"<header><p>Lake Council</p></header>{MENU}<main><article><h1>{title}</h1>{body}</article></main>{FOOTER}"
        "</body></html>"
    )


def read(html: str | bytes) -> HtmlArticle:
    """Return the article of a page."""
    return read_article(read_html("page.html", html if isinstance(html, bytes) else html.encode()))
