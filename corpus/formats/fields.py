"""The names under which records and front matter state a document's values."""

from __future__ import annotations

from collections.abc import Mapping

from corpus.text import one_line

_NAMES = {
    "title": ("title", "headline", "name", "subject", "heading"),
    "date": ("date", "published", "publish_date", "published_at", "date_published", "datepublished", "pubdate",
             "pub_date", "publication_date", "issued", "date_issued", "posted", "release_date"),
    "source": ("source", "publisher", "issuer", "issued_by", "organization", "organisation", "agency", "institution"),
    "place": ("place", "location", "city", "dateline"),
    "fields": ("fields", "field", "fields_of_work", "field_of_work", "topics", "topic", "categories", "category",
               "subjects"),
    "type": ("type", "kind", "document_type", "content_type", "doc_type"),
    "language": ("language", "lang"),
    "url": ("url", "link", "permalink", "canonical", "canonical_url", "source_url", "href", "address"),
    "captured": ("captured", "crawled", "crawled_at", "retrieved", "fetched_at", "accessed", "scraped_at"),
}  # fmt: skip
_CANONICAL = {name: value for value, names in _NAMES.items() for name in names}

TEXT_NAMES = (
    "text",
    "body",
    "content",
    "article",
    "full_text",
    "fulltext",
    "article_body",
    "articlebody",
    "markdown",
    "html",
)
ID_NAMES = ("id", "_id", "uuid", "guid", "key", "number")

Declared = dict[str, str | tuple[str, ...]]


def declared_values(record: Mapping[object, object]) -> Declared:
    """Return what a record states, in the names of `Document`; the first of several names for one value counts."""
    found: Declared = {}
    for name, value in record.items():
        canonical = _CANONICAL.get(str(name).strip().casefold().replace("-", "_").replace(" ", "_"))
        if canonical is None or canonical in found:
            continue
        values = tuple(one_line(str(one)) for one in (value if isinstance(value, list) else [value]) if _is_plain(one))
        values = tuple(one for one in values if one)
        if values:
            found[canonical] = values if isinstance(value, list) else values[0]
    return found


def first_text(declared: Mapping[str, str | tuple[str, ...]], name: str) -> str | None:
    """Return the declared value as one string; the first where it is a list; None where it is not declared."""
    value = declared.get(name)
    return value[0] if isinstance(value, tuple) else value


def _is_plain(value: object) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)
