"""What an element's tag, class, id and role say it is: groups of words, as bits."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_GROUPS = dict(
    line.split("\t")
    for line in files("corpus.cleaning.html").joinpath("words.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
)
_PATTERNS = [re.compile("|".join(patterns.split(" "))) for patterns in _GROUPS.values()]
_TAGS = {
    "nav": "nav",
    "menu": "nav",
    "header": "header",
    "footer": "footer",
    "aside": "side",
    "form": "control",
    "fieldset": "control",
    "article": "tag-article",
    "main": "tag-main",
    "figure": "caption",
    "figcaption": "caption",
    "dialog": "notice",
    "address": "meta",
    "details": "panel",
    "summary": "panel",
    "table": "tag-table",
    "section": "tag-section",
    "blockquote": "tag-quote",
    "ul": "tag-list",
    "ol": "tag-list",
}
_STATED = ("tag-article", "tag-main", "tag-table", "tag-section", "tag-quote", "tag-list", "unseen", "stated-body")
NAMES = (*_GROUPS, *_STATED)
BIT = {name: 1 << number for number, name in enumerate(NAMES)}
_ROLES = {
    "main": "tag-main",
    "article": "tag-article",
    "navigation": "nav",
    "banner": "header",
    "contentinfo": "footer",
    "complementary": "side",
    "search": "control",
    "dialog": "notice",
    "alertdialog": "notice",
    "form": "control",
}
_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def own_words(element: HtmlElement, tag: str) -> int:
    """Return the groups that the element itself belongs to, as bits of `BIT`."""
    get = element.get
    names = f"{get('class') or ''} {get('id') or ''}"
    bits = _of_names(names[:300]) if len(names) > 1 else 0
    group = _TAGS.get(tag)
    if group:
        bits |= BIT[group]
    if role := get("role"):
        bits |= BIT.get(_ROLES.get(role, ""), 0)
    if get("itemprop") in {"articleBody", "description", "text", "reviewBody"}:
        bits |= BIT["stated-body"]
    if is_unseen(element):
        bits |= BIT["unseen"]
    return bits


def is_unseen(element: HtmlElement) -> bool:
    """Return whether the element itself says that it is not shown."""
    get = element.get
    style = get("style")
    return get("hidden") is not None or get("aria-hidden") == "true" or bool(style and _UNSEEN_STYLE.search(style))


@lru_cache(maxsize=20_000)
def _of_names(names: str) -> int:
    lowered = names.lower()
    return sum(1 << number for number, pattern in enumerate(_PATTERNS) if pattern.search(lowered))
