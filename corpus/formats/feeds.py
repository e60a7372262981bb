"""Feeds (RSS 2.0, RSS 1.0, Atom): each entry is a page of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import urljoin

from corpus.addresses import canonical_address
from corpus.document import Given
from corpus.errors import UnreadableError
from corpus.formats.entries import read_fields
from corpus.formats.given import declare, language_code
from corpus.formats.mending import Mended
from corpus.formats.parts import Part
from corpus.text import one_line

if TYPE_CHECKING:
    from lxml.etree import _Element

_PREAMBLE = re.compile(rb"\s{0,200}(?:<\?[^>]{0,500}\?>|<!--(?:[^-]|-(?!->)){0,2000}-->)", re.IGNORECASE)
_ROOT = re.compile(
    rb"\s{0,200}<(?:rss[\s>]|!DOCTYPE\s+(?:rss|rdf:RDF|feed)\b|(?:\w+:)?RDF[\s][^>]{0,2000}purl\.org/rss/|(?:\w+:)?feed[\s][^>]{0,2000}"
    rb"(?:w3\.org/2005/Atom|purl\.org/atom/))"
)
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_LONGEST_ANCHOR = 300
_WITHIN = 8192
_MOST_HELD = 100_000


@dataclass(slots=True)
class _Feed:
    """What is said of the feed as a whole; `base` is the address that links are relative to."""

    title: str | None = None
    publisher: str | None = None
    language: str | None = None
    base: str = ""


def is_feed(head: bytes) -> bool:
    """Return whether a file that begins so is a feed."""
    head = head[:_WITHIN].removeprefix(b"\xef\xbb\xbf")
    while found := _PREAMBLE.match(head):
        head = head[found.end() :]
    return _ROOT.match(head) is not None


def split_feed(stream: IO[bytes]) -> Iterator[Part]:
    """Give the entries of a feed, each as XML of its own beside what the feed says of all of them.

    A feed that is cut off or broken gives the entries before that, then the reason. Raises UnreadableError for one that
    defines entities, which no feed needs and bombs are made of.
    """
    from lxml import etree

    head = stream.read(_WITHIN)
    if _ENTITY.search(head):
        raise UnreadableError("is XML that defines entities of its own")
    stream.seek(0)
    source: Any = stream if head.startswith((b"\xff\xfe", b"\xfe\xff")) else Mended(stream)
    feed = _Feed()
    number = held = 0
    options: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    try:
        for event, element in etree.iterparse(source, events=("start", "end"), remove_comments=True, **options):
            name = _name(element)
            if event == "start":
                held += 1
                if held > _MOST_HELD:
                    raise UnreadableError("is XML of far too many elements for a feed")
                feed.base = element.get("{http://www.w3.org/XML/1998/namespace}base") or feed.base
            elif name in {"item", "entry"}:
                number += 1
                yield _part(element, feed, number)
                held = _forget(element)
            elif not _inside_entry(element):
                _note(element, name, feed)
    except etree.XMLSyntaxError:
        yield Part("", "", reason="is broken XML from some place on" if number else "is not a whole feed")


def _part(element: _Element, feed: _Feed, number: int) -> Part:
    from lxml import etree

    raw = etree.tostring(element, encoding="utf-8", with_tail=False)
    entry = read_fields(element)
    link = urljoin(feed.base, entry.link) if entry.link else ""
    anchor = one_line(entry.id or link or "")[:_LONGEST_ANCHOR]
    source = feed.publisher or feed.title
    given = Given(
        read_as="entry",
        address=canonical_address(link),
        declared=declare(source=(source,) if source else (), language=feed.language),
    )
    return Part(anchor or str(number), "", raw, given, None if anchor else number)


def _note(element: _Element, name: str, feed: _Feed) -> None:
    text = one_line("".join(element.itertext()))[:300] if len(element) <= 5 else ""
    parent = _name(element.getparent()) if element.getparent() is not None else ""
    if not text or parent not in {"channel", "feed", "rdf"}:
        return
    if name == "title":
        feed.title = feed.title or text
    elif name == "publisher":
        feed.publisher = text
    elif name == "language":
        feed.language = language_code(text)
    elif name == "author" and parent == "feed":
        author = next((child.text for child in element if _name(child) == "name"), None)
        feed.publisher = feed.publisher or one_line(author or "") or None
    elif name == "link" and not feed.base:
        feed.base = element.get("href") or text


def _inside_entry(element: _Element) -> bool:
    return any(_name(one) in {"item", "entry"} for one in element.iterancestors())


def _forget(element: _Element) -> int:
    """Let go of what has been read, so that a feed of any length fits."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
    return 0


def _name(element: _Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
