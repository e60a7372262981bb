"""What the machine-readable part of a page states: its meta elements and JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.cleaning.html.lists import listed
from corpus.text import one_line

if TYPE_CHECKING:
    from corpus.cleaning.html.parsing import Markup

_LARGEST = 500_000
_MOST_OBJECTS = 2_000
_ARTICLES = frozenset(listed("article types"))
_PAGES = frozenset(["webpage", "itempage", "qapage"])
_KINDS = (
    frozenset({"article", "newsarticle", "blogposting", "reportagenewsarticle", "techarticle"}),
    frozenset({"discussionforumposting", "qapage", "question"}),
    frozenset({"product", "productgroup", "offer"}),
    frozenset({"collectionpage", "itemlist", "searchresultspage", "offercatalog"}),
    frozenset({"organization", "localbusiness", "service", "softwareapplication"}),
    frozenset({"faqpage"}),
    frozenset({"breadcrumblist"}),
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """Meta elements by name (lower case, the first of each), and the JSON-LD objects of the page's article."""

    meta: dict[str, str] = field(default_factory=dict)
    articles: tuple[dict[str, object], ...] = ()
    pages: tuple[dict[str, object], ...] = ()
    publishers: tuple[str, ...] = ()
    types: frozenset[str] = frozenset()

    def first(self, *names: str) -> str | None:
        """Return the first of these meta elements that says anything."""
        return next((self.meta[name] for name in names if self.meta.get(name)), None)

    def description(self) -> str:
        """Return what the page says of itself in sentences, a paragraph a line."""
        texts = [self.first("og:description"), self.first("description"), self.first("twitter:description")]
        texts += [
            json_text(one.get(name)) for one in self.articles[:1] for name in ("description", "articleBody", "text")
        ]
        return "\n".join(dict.fromkeys(text for text in texts if text))

    def kinds(self) -> list[float]:
        """Return what kind of page it says that it is, as numbers for the model."""
        kind = (self.first("og:type") or "").lower()
        flags = [bool(self.types & group) for group in _KINDS]
        flags += [kind == name for name in ("article", "website", "product")]
        return [float(flag) for flag in (*flags, bool(self.first("article:published_time")))]


def read_metadata(markup: Markup) -> Metadata:
    """Return what the page's meta elements and JSON-LD state; broken JSON-LD is passed over."""
    meta: dict[str, str] = {}
    for element in markup.root.iter("meta"):
        value = one_line((element.get("content") or "")[:5000])
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(key) or "").strip().lower()
            if name and value:
                meta.setdefault(name, value)
    objects = list(_objects(markup.json_ld))
    types = {name for one in objects for name in _types(one)}
    articles = tuple(one for one in objects if _types(one) & _ARTICLES)
    pages = tuple(one for one in objects if _types(one) & _PAGES)
    return Metadata(meta, articles, pages, tuple(_publishers(articles)), frozenset(types))


def json_text(value: object) -> str | None:
    """Return a JSON-LD value as one line of text, the first of several."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    return one_line(value[:5000]) or None if isinstance(value, str) else None


def _objects(scripts: Sequence[str]) -> Iterator[dict[str, object]]:
    """Yield the objects of all scripts, outer before inner, at most a bounded number."""
    waiting: list[object] = []
    for script in scripts:
        if len(script) <= _LARGEST:
            try:
                waiting.append(json.loads(script.strip().rstrip(";"), strict=False))
            except (ValueError, RecursionError):
                continue
    for _ in range(_MOST_OBJECTS):
        if not waiting:
            return
        found = waiting.pop(0)
        if isinstance(found, dict):
            yield found
            waiting += [value for value in found.values() if isinstance(value, dict | list)]
        elif isinstance(found, list):
            waiting += found[:_MOST_OBJECTS]


def _types(found: dict[str, object]) -> set[str]:
    stated = found.get("@type")
    names = stated if isinstance(stated, list) else [stated]
    return {name.rsplit("/", 1)[-1].lower() for name in names if isinstance(name, str)}


def _publishers(articles: Sequence[dict[str, object]]) -> Iterator[str]:
    for article in articles:
        if name := json_text(article.get("publisher")):
            yield name
