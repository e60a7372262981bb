"""HTML to an element tree that is safe to walk: no scripts or comments, a bounded depth, no long runs of blanks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.cleaning.html.lists import listed
from corpus.errors import UnreadableError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

DEPTH = 100
_DEEPEST = 240
"""Below the 256 levels past which some parsers give no text at all, and far below Python's own recursion limit."""

_OPAQUE = re.compile(r"<!--|<(script|style|svg|noscript|template|iframe|object|canvas)\b", re.IGNORECASE)
_CLOSING = {
    name: re.compile(rf"</{name}\b[^>]*>", re.IGNORECASE)
    for name in ("script", "style", "svg", "noscript", "template", "iframe", "object", "canvas")
}
_NOTICE = 800
"""The characters that the longest of notices ("please switch on JavaScript") fits in."""
_TAGS = re.compile(r"<style\b.{0,20000}?</style>|<[^<>]*>|\s+", re.DOTALL)
_JSON_LD = re.compile(r"application/ld\+json", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f\xa0]{64,}")
_ANY_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})\b[^<>]*>")
_VOID = frozenset(listed("void elements"))


@dataclass(frozen=True, slots=True)
class Markup:
    """A parsed page: its tree, the same as cleaned HTML text, and the bodies of its JSON-LD scripts."""

    root: HtmlElement
    html: str
    json_ld: tuple[str, ...]


def parse(html: str) -> Markup:
    """Return the page's tree. Raises `UnreadableError` where it has none, or nests beyond any page's needs."""
    bare, json_ld = without_opaque(html)
    bare = _BLANKS.sub(" ", bare.replace("\x00", ""))
    root = _tree(bare)
    if _deeper_than(root, DEPTH):
        bare = flattened(bare)
        root = _tree(bare)
        if _deeper_than(root, _DEEPEST):
            raise UnreadableError("elements nested too deep")
    return Markup(root, bare, json_ld)


def without_opaque(html: str) -> tuple[str, tuple[str, ...]]:
    """Return the HTML without comments and elements whose inside is no text of the page, and the JSON-LD among them."""
    kept: list[str] = []
    json_ld: list[str] = []
    position = 0
    unclosed: set[str] = set()
    while found := _OPAQUE.search(html, position):
        kept.append(html[position : found.start()])
        name = (found[1] or "").lower()
        if not name:
            end = html.find("-->", found.start() + 2)
            position = len(html) if end < 0 else end + 3
            continue
        opened = html.find(">", found.end())
        self_closed = opened > 0 and html[opened - 1] == "/" and name == "svg"
        closing = None if self_closed or name in unclosed else _CLOSING[name].search(html, found.end())
        if closing is None:
            unclosed.update(() if self_closed else {name})
            position = _after_unclosed(html, name, found, opened)
            continue
        if name == "noscript" and _is_worth_reading(html[opened + 1 : closing.start()]):
            position = opened + 1
            continue
        if name == "script" and _JSON_LD.search(html, found.end(), max(opened, found.end())):
            json_ld.append(html[opened + 1 : closing.start()])
        position = closing.end()
        kept.append(" ")
    kept.append(html[position:])
    return "".join(kept), tuple(json_ld)


def flattened(html: str) -> str:
    """Return the HTML without the tags of elements nested more than `DEPTH` deep; their text stays. Linear in time."""
    kept: list[str] = []
    open_tags: list[str] = []
    counts: dict[str, int] = {}
    position = 0
    for tag in _ANY_TAG.finditer(html):
        kept.append(html[position : tag.start()])
        position = tag.end()
        name = tag[2].lower()
        if name in _VOID:
            kept.append(tag[0])
        elif not tag[1]:
            kept.append(tag[0] if len(open_tags) < DEPTH else " ")
            open_tags.append(name)
            counts[name] = counts.get(name, 0) + 1
        elif counts.get(name):
            while open_tags:
                closed = open_tags.pop()
                counts[closed] -= 1
                if closed == name:
                    break
            kept.append(tag[0] if len(open_tags) < DEPTH else " ")
    kept.append(html[position:])
    return "".join(kept)


def _is_worth_reading(inside: str) -> bool:
    """Return whether a `<noscript>` holds the page's text for readers without scripts, and not just a notice."""
    return len(inside) > _NOTICE and len(_TAGS.sub("", inside)) > _NOTICE


def _after_unclosed(html: str, name: str, found: re.Match[str], opened: int) -> int:
    """Return where to read on behind an opaque element without an end: a script or style hides all that follows."""
    if name in {"script", "style"}:
        return len(html)
    return opened + 1 if opened > 0 else found.end()


def _tree(html: str) -> HtmlElement:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        return document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("no article text found") from error


def _deeper_than(root: HtmlElement, levels: int) -> bool:
    return bool(root.xpath("boolean(" + "/*" * (levels + 1) + ")"))
