"""The values of one entry of a feed, whatever its dialect calls them."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from html import escape, unescape
from typing import TYPE_CHECKING

from corpus.formats.given import language_code
from corpus.text import one_line

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTENT = ("encoded", "content", "summary", "description", "subtitle", "text")
_DATES = ("pubdate", "published", "issued", "date", "created", "updated", "modified")
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_MEDIA = "http://search.yahoo.com/mrss/"
_MOST_CATEGORIES = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """What an entry states. `content` is HTML, or plain text, as it stands there; `date` is an ISO day."""

    title: str | None = None
    link: str | None = None
    id: str | None = None
    date: str | None = None
    publisher: tuple[str, ...] = ()
    author: str | None = None
    categories: tuple[str, ...] = ()
    language: str | None = None
    content: str = ""


def read_fields(entry: _Element) -> Entry:
    """Return what an `<item>` or `<entry>` states; the fullest of its texts, and the earliest kind of its dates."""
    children: dict[str, list[_Element]] = {}
    for child in entry:
        if isinstance(child.tag, str) and _MEDIA not in child.tag:
            children.setdefault(child.tag.rpartition("}")[2].lower(), []).append(child)
    return Entry(
        title=_title(children.get("title", [])),
        link=_link(children),
        id=_text(children, "guid", "id") or None,
        date=next((day for name in _DATES if (day := iso_day(_text(children, name)))), None),
        publisher=tuple(filter(None, [_text(children, "publisher")])),
        author=_author(children),
        categories=_categories(children),
        language=language_code(entry.get(_XML_LANGUAGE) or _text(children, "language")),
        content=next((text for name in _CONTENT for one in children.get(name, ()) if (text := _content(one))), ""),
    )


def iso_day(stated: str) -> str | None:
    """Return the day of a date in the form of mail or ISO, as it was where it was written; what else it is as it is."""
    stated = stated.strip()[:60]
    if not stated or stated[:4].isdigit():
        return stated.partition("T")[0][:10] or None
    try:
        return parsedate_to_datetime(stated).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return stated


def _title(titles: list[_Element]) -> str | None:
    title = one_line(unescape("".join(titles[0].itertext())))[:300] if titles else ""
    if "<" in title and ">" in title:
        title = _without_tags(title)
    return title or None


def _without_tags(markup: str) -> str:
    from lxml import etree, html

    try:
        return one_line(html.fromstring(f"<div>{markup}</div>").text_content())
    except (etree.ParserError, ValueError):
        return markup


def _link(children: dict[str, list[_Element]]) -> str | None:
    original = _text(children, "origlink")
    links = [
        one.get("href") or (one.text or "").strip()
        for one in children.get("link", ())
        if one.get("rel", "alternate") == "alternate"
    ]
    guids = [(one.text or "").strip() for one in children.get("guid", ()) if one.get("isPermaLink", "") != "false"]
    lasting = [guid for guid in guids if guid.startswith(("http:", "https:"))]
    return next((one for one in [original, *links, *lasting] if one), None)


def _author(children: dict[str, list[_Element]]) -> str | None:
    for one in (*children.get("author", ()), *children.get("creator", ())):
        name = next((child.text for child in one if str(child.tag).endswith("name")), one.text) or ""
        _, opened, inside = name.partition(
            "("
        )  # RSS has an address and then the name: press@example.org (Press office)
        name = one_line(inside.rstrip(") ") if opened and "@" in name else name)
        if name and "@" not in name:
            return name[:200]
    return None


def _categories(children: dict[str, list[_Element]]) -> tuple[str, ...]:
    found = (*children.get("category", ()), *children.get("subject", ()))
    names = (one_line(one.get("label") or one.text or one.get("term") or "") for one in found[:_MOST_CATEGORIES])
    return tuple(dict.fromkeys(name for name in names if name))


def _content(element: _Element) -> str:
    """Return the HTML of a text: escaped inside the element, or the elements themselves (Atom's xhtml)."""
    if len(element):
        from lxml import etree

        for child in element.iterdescendants("{*}*"):
            child.tag = str(child.tag).rpartition("}")[2]
        etree.cleanup_namespaces(element)
        inner = (etree.tostring(child, encoding="unicode", method="html") for child in element)
        return (escape(element.text or "") + "".join(inner)).strip()
    text = (element.text or "").strip()
    return escape(text) if element.get("type") == "text" and "<" in text else text


def _text(children: dict[str, list[_Element]], *names: str) -> str:
    found = (one_line(one.text or "") for name in names for one in children.get(name, ()))
    return next((text for text in found if text), "")
