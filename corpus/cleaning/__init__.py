"""Pages to documents: furniture off, labels and datelines read, digests split, repeats dropped."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.addresses import make_key
from corpus.cleaning.article import Article, read_article, read_item
from corpus.cleaning.blocks import Blocks, join_blocks, plain_markdown, read_blocks
from corpus.cleaning.breaks import restore_breaks
from corpus.cleaning.digests import collection_items, split_thread
from corpus.cleaning.labels import LabelBlock, find_label_blocks
from corpus.cleaning.language import detect_language
from corpus.cleaning.lines import Line, join_lines, read_lines
from corpus.cleaning.sites import Furniture, PageLines, count_day_first, page_lines, settle_dates
from corpus.cleaning.values import Markup, Values
from corpus.document import Document, Page
from corpus.formats.fields import first_text

if TYPE_CHECKING:
    from corpus.cleaning.html.entries import ListingEntry


def clean_page(page: Page, known: Furniture | None = None) -> list[Document]:
    """Return the documents of a page, in its order; none where it holds no text of an article.

    `known` is what the sites repeat; without it the page is cleaned by itself. Raises UnreadableError where
    its markup can't be read.
    """
    if page.format == "text":
        return _clean_text(page, known)
    markdown, markup = _from_html(page) if page.format == "html" else (page.text, Markup())
    if markup.entries:
        return [_teaser(page, entry, markup, number) for number, entry in enumerate(markup.entries, 1)]
    blocks = read_blocks(markdown)
    furniture, day_first = _known(page, markup.page_lines or blocks.lines, known)
    settle_dates([*blocks.lines, *markup.page_lines], day_first=day_first)
    labels = find_label_blocks(blocks.lines)
    article = read_article(blocks.lines, labels, page.declared, markup, whole=True, furniture=furniture)
    return [_document(page, article, blocks, markup.language)] if article.lines or article.values.title else []


def _clean_text(page: Page, known: Furniture | None) -> list[Document]:
    lines = restore_breaks(read_lines(page.text))
    furniture, day_first = _known(page, lines, known)
    settle_dates(lines, day_first=day_first)
    labels = find_label_blocks(lines)
    if articles := _several(page, lines, labels, furniture):
        return [_document(page, article, item=number) for number, article in enumerate(articles, 1)]
    article = read_article(lines, labels, page.declared, whole=False, furniture=furniture)
    return [_document(page, article)] if article.lines or article.values.title else []


def _several(page: Page, lines: list[Line], labels: list[LabelBlock], furniture: frozenset[int]) -> list[Article]:
    """Return the articles of a page that holds many. A record that states one title or one date is one article."""
    if page.declared.keys() & {"title", "date"}:
        return []
    items = [read_item(item, page.declared) for item in collection_items(lines, labels)]
    return items or [
        read_article(one, find_label_blocks(one), page.declared, whole=False, furniture=furniture)
        for one in split_thread(lines)
    ]


def _known(page: Page, lines: list[Line], known: Furniture | None) -> tuple[frozenset[int], bool | None]:
    """Return what is furniture on the page, and whether its dates put the day first."""
    if known is None or not (known.sites or known.day_first):
        day_first = count_day_first(lines)
        return frozenset(), day_first > 0 if day_first else None
    counted = page_lines(page, lines)
    return known.of(counted), known.puts_day_first(counted)


def lines_of_page(page: Page) -> PageLines:
    """Return what is counted of a page to learn what its site repeats. Raises UnreadableError."""
    if page.format == "html":
        from corpus.cleaning.html import lines_of_html

        return page_lines(page, read_lines("\n".join(lines_of_html(page))))
    return page_lines(page, read_lines(page.text) if page.format == "text" else read_blocks(page.text).lines)


def _from_html(page: Page) -> tuple[str, Markup]:
    """Return the article of an HTML page as Markdown, and what its markup states."""
    from corpus.cleaning.html import read_article as read_html_article

    article = read_html_article(page)
    return article.markdown, Markup(
        article.title,
        article.date,
        article.source,
        article.language,
        read_lines("\n".join(article.page_lines)),
        article.entries,
        article.origins,
    )


def _teaser(page: Page, entry: ListingEntry, markup: Markup, number: int) -> Document:
    """Return the document of an entry of a listing: what it says there, under the address of what it announces."""
    values = Values(entry.title, entry.date, stated={"title": "line", "date": "line"})
    values.take("source", (markup.source,) if markup.source else (), "markup")
    article = Article(values, [Line(text) for text in entry.teaser], truncated=True)
    return replace(_document(page, article, None, markup.language, number), url=entry.address)


def _document(
    page: Page,
    article: Article,
    blocks: Blocks | None = None,
    stated_language: str | None = None,
    item: int | None = None,
) -> Document:
    values = article.values
    if page.address:
        values.stated["url"] = "line" if page.format == "text" and not page.declared and not page.given else "markup"
    text = join_lines(article.lines)
    language = detect_language(text)
    if language == "unknown":
        language = (first_text(page.declared, "language") or stated_language or "unknown").casefold()
    return Document(
        key=make_key(page.address or _identity(page), (values.title or text[:200]) if item else ""),
        origin=page.origin,
        item=item,
        title=values.title,
        text=text,
        markdown=join_blocks(blocks, article.lines) if blocks else plain_markdown(article.lines),
        date=values.date,
        place=values.place,
        source=values.source,
        fields=values.fields,
        type=values.type,
        language=language,
        url=page.address,
        truncated=article.truncated,
        stated=values.stated,
    )


def _identity(page: Page) -> str:
    """Return what a page without an address is known by: its text and what was declared beside it."""
    declared = [f"{name}={value}" for name, value in sorted(page.declared.items()) if name != "captured"]
    return "\n".join([page.text, *declared])
