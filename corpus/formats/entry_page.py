"""One entry of a feed, kept as XML of its own, as a page."""

from __future__ import annotations

import re
from html import escape

from corpus.addresses import canonical_address
from corpus.document import Given, Page
from corpus.errors import UnreadableError
from corpus.formats.entries import Entry, read_fields
from corpus.formats.given import declare
from corpus.text import visible

_MARKUP = re.compile(r"<[a-zA-Z/!][^<>]{0,2000}>|&(?:[a-zA-Z]{2,8}|#\d{1,6});")


def read_entry(origin: str, raw: bytes, given: Given) -> Page:
    """Return the page of one entry, as `split_feed` gives it. Raises UnreadableError where it holds no text."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    root = etree.fromstring(raw, parser)
    entry = read_fields(root) if root is not None else Entry()
    if not entry.content and not entry.title:
        raise UnreadableError("is an entry without text")
    has_markup = bool(_MARKUP.search(entry.content))
    declared = declare(
        title=entry.title, date=entry.date, source=entry.publisher, fields=entry.categories, language=entry.language
    )
    return Page(
        origin=origin,
        format="html" if has_markup else "text",
        raw=raw,
        text=_as_html(entry) if has_markup else visible(entry.content),
        address=canonical_address(entry.link or ""),
        declared={**({"source": (entry.author,)} if entry.author else {}), **given.declared, **declared},
    )


def _as_html(entry: Entry) -> str:
    """Return the page that the entry stands for, so that it is cleaned as one."""
    title = escape(entry.title or "")
    heading = f"<h1>{title}</h1>" if title else ""
    language = f' lang="{escape(entry.language)}"' if entry.language else ""
    return (
        f"<!DOCTYPE html><html{language}><head><title>{title}</title></head>"
        f"<body><article>{heading}{entry.content}</article></body></html>"
    )
