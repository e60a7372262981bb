"""A saved HTML page: bytes to a `Page`, and whether bytes are HTML at all."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlsplit

from corpus.document import Page
from corpus.errors import UnreadableError
from corpus.formats.decoding import decode, looks_binary
from corpus.text import visible

_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml", ".xht")
_OPENING = re.compile(
    rb"\s{0,200}(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<title[\s>]|<meta\s|<(?:div|article|main|h1|p)[\s>])",
    re.IGNORECASE,
)
_PREAMBLE = re.compile(rb"\s{0,200}(?:<\?xml[^>]{0,300}>|<!--(?:[^-]|-(?!->)){0,2000}-->)", re.IGNORECASE)
_TAG = re.compile(r"<(link|meta|base)\b([^<>]{0,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-zA-Z:-]{1,40})\s{0,20}=\s{0,20}(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)")
_HEAD_WITHIN = 400_000
_LONGEST_ADDRESS = 2_000


def is_html(raw: bytes, name: str) -> bool:
    """Return whether bytes are an HTML page: what they begin with, else the ending of the file's name."""
    head = raw[:8192].removeprefix(b"\xef\xbb\xbf")
    while found := _PREAMBLE.match(head):
        head = head[found.end() :]
    if _OPENING.match(head):
        return True
    return name.lower().endswith(_SUFFIXES) and not looks_binary(raw)


def read_html(origin: str, raw: bytes, *, charset: str | None = None) -> Page:
    """Return the page of a saved HTML file; `charset` is that of an HTTP header, where there was one.

    Raises `UnreadableError` where the bytes are no text or hold nothing.
    """
    if looks_binary(raw):
        raise UnreadableError("binary data, not an HTML page")
    text, encoding = decode(raw, charset)
    if not text.strip():
        raise UnreadableError("the page is empty")
    return Page(origin=origin, format="html", raw=raw, text=text, encoding=encoding, address=stated_address(text))


def stated_address(html: str) -> str | None:
    """Return the absolute http(s) address a page states: its canonical link, else `og:url`, else `<base>`."""
    found: dict[str, str] = {}
    for tag in _TAG.finditer(html, 0, _HEAD_WITHIN):
        attributes = {name.lower(): unescape(value.strip("\"'")).strip() for name, value in _ATTRIBUTE.findall(tag[2])}
        kind = _address_kind(tag[1].lower(), attributes)
        address = attributes.get("content" if kind == "og" else "href", "")
        if kind and kind not in found and is_web_address(address):
            found[kind] = visible(address)
    return found.get("canonical") or found.get("og") or found.get("base")


def is_web_address(address: str) -> bool:
    """Return whether this is an absolute http(s) address with a host, without blanks or control characters."""
    if len(address) > _LONGEST_ADDRESS or re.search(r"[\x00-\x20\x7f-\xa0\"<>\\^`{|}\u2028-\u202e]", address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _address_kind(tag: str, attributes: dict[str, str]) -> str | None:
    if tag == "base":
        return "base"
    if tag == "link" and "canonical" in attributes.get("rel", "").lower().split():
        return "canonical"
    if tag == "meta" and "og:url" in (attributes.get("property", "").lower(), attributes.get("name", "").lower()):
        return "og"
    return None
