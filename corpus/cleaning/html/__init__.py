"""A saved HTML page to its article: its blocks as Markdown and plain text, and what the page states."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from corpus.cleaning.html.blocks import Block, blocks_of
from corpus.cleaning.html.body import article_blocks
from corpus.cleaning.html.entries import ListingEntry, listing_entries
from corpus.cleaning.html.markdown import markdown_of
from corpus.cleaning.html.metadata import Metadata, read_metadata
from corpus.cleaning.html.parsing import parse
from corpus.cleaning.html.plain import lines_of, text_of
from corpus.cleaning.html.published import published_date
from corpus.cleaning.html.titles import page_title, site_name
from corpus.document import Origin, Page, StatedDate
from corpus.errors import UnreadableError

_SHORTEST_BODY, _MUCH_LESS = 500, 0.4
_KICKER_WORDS = 6
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?=$|[-_])")


@dataclass(frozen=True, slots=True)
class HtmlArticle:
    """The article of an HTML page.

    `text` is plain paragraphs with a blank line between them; `markdown` the same with its structure; `lines` the same
    in the form of a text dump, and `page_lines` those of the whole page, furniture and labels too. The title's own
    heading is in none of the first three. `entries` are what a page lists that is a listing and nothing else. `title`
    to `url` are what the page states; `origins` says where each stands.
    """

    markdown: str
    text: str
    lines: tuple[str, ...]
    page_lines: tuple[str, ...]
    title: str | None
    date: StatedDate | None
    source: str | None
    type: str | None
    language: str | None
    url: str | None
    origins: dict[str, Origin]
    entries: tuple[ListingEntry, ...] = ()


def read_article(page: Page) -> HtmlArticle:
    """Return the article of an HTML page; the description it gives of itself where it shows none.

    Raises `UnreadableError` where there is neither.
    """
    markup = parse(page.text)
    metadata = read_metadata(markup)
    chosen, blocks = article_blocks(markup, metadata)
    title, shown = page_title(metadata, markup.root, blocks)
    kept = _stated_body(metadata, chosen) or _without_title(chosen, blocks, shown)
    if not kept and title and (described := metadata.description()):
        kept = blocks_of(parse(f"<p>{escape(described)}</p>").root)
    text = text_of(kept)
    if not text:
        raise UnreadableError("no article text found")
    first = next((index for index, block in enumerate(blocks) if block is kept[0]), 1)
    above = shown if shown is not None else max(first - 1, 0)
    published = published_date(metadata, markup.root, blocks, above, page.address)
    values = {
        "title": title,
        "source": metadata.publishers[0] if metadata.publishers else site_name(metadata),
        "type": metadata.first("article:section", "dc.type", "dcterms.type"),
        "language": _language(markup.root.get("lang") or markup.root.get("xml:lang"), metadata),
        "url": page.address,
    }
    origins: dict[str, Origin] = {name: "markup" for name, value in values.items() if value}
    if title and shown is not None:
        origins["title"] = "line"
    if published:
        origins["date"] = published[1]
    return HtmlArticle(
        markdown=markdown_of(kept, page.address),
        text=text,
        lines=lines_of(kept),
        page_lines=lines_of(blocks),
        date=published[0] if published else None,
        origins=origins,
        entries=listing_entries(blocks, page.address),
        **values,
    )


def lines_of_html(page: Page) -> tuple[str, ...]:
    """Return the lines of the whole page, in the form of a text dump. Raises `UnreadableError`."""
    return lines_of(blocks_of(parse(page.text).root))


def _stated_body(metadata: Metadata, chosen: Sequence[Block]) -> list[Block]:
    """Return the body that the page's JSON-LD holds, where the page itself shows much less; else nothing."""
    body = next((text for article in metadata.articles[:1] if isinstance(text := article.get("articleBody"), str)), "")
    if len(body) < _SHORTEST_BODY or sum(len(block.text) for block in chosen) > len(body) * _MUCH_LESS:
        return []
    html = body if "</p>" in body else "".join(f"<p>{escape(line)}</p>" for line in body.split("\n"))
    return blocks_of(parse(html).root)


def _without_title(chosen: Sequence[Block], blocks: Sequence[Block], shown: int | None) -> list[Block]:
    """Return the chosen blocks without the heading that is the title, and without short lines above it."""
    if shown is None:
        return list(chosen)
    above = {id(block) for block in blocks[:shown] if block.text.count(" ") < _KICKER_WORDS}
    kept = [block for block in chosen if block is not blocks[shown] and id(block) not in above]
    return kept or list(chosen)


def _language(stated: str | None, metadata: Metadata) -> str | None:
    found = _LANGUAGE.match((stated or metadata.first("content-language", "dc.language", "og:locale") or "").strip())
    return found[0].lower() if found else None
