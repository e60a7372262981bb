"""A page's title: its first proper heading, else what its head states, without the site's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.cleaning.html.blocks import Block, Place
from corpus.cleaning.html.metadata import Metadata, json_text
from corpus.cleaning.html.words import BIT
from corpus.text import one_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST = 300
_FURNITURE = frozenset({"nav", "footer", "aside", "dialog"})
_WORD = re.compile(r"\w+")
_MARK = r"(?:\s*[|»«:]\s*|\s+[·•–—\-/\\<>~]+\s+)"
_STRONG = re.compile(r"\s*[|»«]\s*|\s+[·•–—\-]\s+")
_SITE_WORDS = 5
_FULL_WORDS = 4
_PROSE_WORDS = 15
_ALIKE, _NEARLY_SAME = 0.5, 0.75


def page_title(metadata: Metadata, root: HtmlElement, blocks: Sequence[Block]) -> tuple[str | None, int | None]:
    """Return the title, and the index of the heading that shows it among the page's blocks where one does."""
    headline = metadata.first("og:title", "twitter:title") or _headline(metadata)
    name = site_name(metadata)
    document = one_line("".join(root.xpath("string((//head//title | //title)[1])"))[:1000])
    stated = [text for text in (headline, document) if text]
    sites = [site for site in (name, _site_part(document)) if site]
    heading = _heading(blocks, stated, sites, headline=headline is not None)
    if heading is not None:
        return one_line(blocks[heading].text)[:LONGEST], heading
    title = without_site(headline or document, name) or None
    shown = _shown(blocks, title) if title else None
    return (title[:LONGEST] if title else None), shown


def _shown(blocks: Sequence[Block], title: str) -> int | None:
    """Return the index of the block that shows the title: its very words, else a heading that is much like it."""
    exact = next((index for index, block in enumerate(blocks) if block.text == title), None)
    if exact is not None:
        return exact
    headings = (index for index, block in enumerate(blocks) if block.place.heading)
    return next((index for index in headings if _likeness(blocks[index].text, title) > _NEARLY_SAME), None)


def site_name(metadata: Metadata) -> str | None:
    """Return the site's own name, as it states it."""
    return metadata.first("og:site_name", "application-name", "apple-mobile-web-app-title")


def without_site(title: str, name: str | None) -> str:
    """Return a page's title without the site's name at its end or beginning.

    Where the site does not state its name, a short last part behind a bar or dash is taken for it.
    """
    if name:
        for pattern, group in ((rf"(.+?){_MARK}{re.escape(name)}", 1), (rf"{re.escape(name)}{_MARK}(.+)", 1)):
            if match := re.fullmatch(pattern, title, re.IGNORECASE | re.DOTALL):
                return match[group]
    parts = [part for part in _STRONG.split(title) if part]
    if len(parts) > 1 and len(_WORD.findall(parts[-1])) <= _SITE_WORDS and len(_WORD.findall(parts[0])) >= 2:
        return title[: title.rindex(parts[-1])].rstrip(" |·•–—-:»/\\<>~\t")
    return title


def _heading(blocks: Sequence[Block], stated: Sequence[str], sites: Sequence[str], *, headline: bool) -> int | None:
    """Return the h1 that is the title, of several the one that the page's head states; or the page's only h2.

    Without a `headline` in the head a full heading is believed even where it shares no word with `<title>`.
    """
    found = _headings(blocks, "h1", sites)
    if not found:
        only = _headings(blocks, "h2", sites)
        found = only if len(only) == 1 and not headline and _opens(blocks, only[0]) else []
    if not found or not stated:
        return found[0] if found else None
    likeness = {index: max(_likeness(blocks[index].text, text) for text in stated) for index in found}
    best = max(found, key=lambda index: likeness[index])
    if likeness[best] == 0:
        full = not headline and len(_WORD.findall(blocks[best].text)) >= _FULL_WORDS
        return best if full else None
    return best if likeness[best] > _ALIKE else found[0]


def _headings(blocks: Sequence[Block], level: str, sites: Sequence[str]) -> list[int]:
    return [
        index
        for index, block in enumerate(blocks)
        if block.place.heading == level and _is_sane(block, sites) and not _is_furniture(block)
    ]


def _opens(blocks: Sequence[Block], heading: int) -> bool:
    """Say whether a heading stands above all prose of the page."""
    return all(block.text.count(" ") < _PROSE_WORDS for block in blocks[:heading])


def _is_sane(block: Block, sites: Sequence[str]) -> bool:
    words = _WORD.findall(block.text)
    return bool(words) and len(block.text) <= LONGEST and not any(_same(block.text, site) for site in sites)


def _site_part(document: str) -> str | None:
    """Return the last part of a `<title>` of several parts, which is as a rule the site."""
    parts = [part for part in _STRONG.split(document) if part]
    return parts[-1] if len(parts) > 1 else None


def _is_furniture(block: Block) -> bool:
    if (block.place.above | block.place.own) & BIT["unseen"]:
        return True
    at: Place | None = block.place
    while at is not None:
        if at.tag in _FURNITURE:
            return True
        at = at.parent
    return False


def _likeness(one: str, other: str) -> float:
    """Return the share of words that two titles have in common."""
    a, b = set(_WORD.findall(one.casefold())), set(_WORD.findall(other.casefold()))
    return len(a & b) / max(len(a | b), 1)


def _same(one: str, other: str) -> bool:
    return _WORD.findall(one.casefold()) == _WORD.findall(other.casefold())


def _headline(metadata: Metadata) -> str | None:
    return next((text for article in metadata.articles[:1] if (text := json_text(article.get("headline")))), None)
