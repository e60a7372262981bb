"""What an archive holds: pages as they came in, and the documents cleaned from them.

Frozen data without behaviour. Every value of a document that a reader may rely on has an entry in `Document.stated`
that says where on the page it was read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

Precision = Literal["day", "month", "year"]

Origin = Literal["label", "dateline", "markup", "line", "address", "vocabulary", "correction"]
"""Where on its page a value stands.

`label`: behind a printed label (`Source: OSCE Secretariat`); `dateline`: in the opening of the body (`VIENNA, 3 May
2011 –`); `markup`: in the machine-readable part (meta elements, JSON-LD, front matter, the fields of a JSON record);
`line`: on a line of its own; `address`: in the page's address; `vocabulary`: a known name recognised on the page;
`correction`: on no page, a person put it right.
"""

Format = Literal["text", "html", "markdown"]


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date as precise as the page states it; `month` and `day` are None where it does not say."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def precision(self) -> Precision:
        """Return what the date is precise to."""
        if self.month is None:
            return "year"
        return "month" if self.day is None else "day"

    def __str__(self) -> str:
        """Return the ISO form, as long as the precision: `2011-05-18`, `2007-07` or `2007`. These sort by date."""
        parts = [f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part is not None)]
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Given:
    """What stands beside the bytes of a page in what holds them: an HTTP header, a feed, a message.

    With it the bytes can be read again by themselves. `read_as` says what they are (`html`, `text`, `pdf`, `letter` for
    the plain text of a message, `entry` for one of a feed), `name` is their own file's name, `coding` are the HTTP
    codings they are still in. `declared` is as in `Page`.
    """

    read_as: str = ""
    name: str = ""
    charset: str | None = None
    coding: str = ""
    address: str | None = None
    captured: str | None = None
    declared: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """One captured thing as it came in.

    `origin` is the path as given, with `#record` for one record of a file that holds many. `raw` are the bytes of this
    page alone, kept for ever; `text` is what they decode to, in `format` (a record's text may be any of the three).
    `declared` holds what the format states beside the text, in the names of `Document` (`title`, `date`, `source`,
    `url`, ...). `address` is the canonical address, where the page states one. `given` is what stood beside the bytes,
    for a page that was part of something larger.
    """

    origin: str
    format: Format
    raw: bytes
    text: str
    encoding: str = "utf-8"
    address: str | None = None
    captured: str | None = None
    declared: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    given: Given | None = None


@dataclass(frozen=True, slots=True)
class Inferred:
    """A value concluded from something else than the page; `share` is the share of votes for it, 0 to 1."""

    value: str
    share: float


@dataclass(frozen=True, slots=True)
class Document:
    """One article, cleaned.

    `item` is the item's number in its page, from 1, or None where the page is one article. `text` is plain paragraphs
    with a blank line between them; `markdown` the same with its structure. `truncated` says that the page itself cuts
    the article off. `stated` maps the name of each value to where it was read.
    """

    key: str
    origin: str
    title: str | None
    text: str
    markdown: str
    item: int | None = None
    date: StatedDate | None = None
    place: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    type: str | None = None
    language: str = "unknown"
    url: str | None = None
    truncated: bool = False
    stated: Mapping[str, Origin] = field(default_factory=dict)
    inferred: Mapping[str, tuple[Inferred, ...]] = field(default_factory=dict)


@lru_cache(maxsize=4096)
def parse_date(iso: str | None) -> StatedDate | None:
    """Return the date of an ISO form written by `str(StatedDate)`; None for None."""
    return StatedDate(*map(int, iso.split("-"))) if iso else None


def as_json(document: Document) -> dict[str, object]:
    """Return the document in the form that `clean`, `export` and `read --format json` print."""
    return {
        "key": document.key,
        "origin": document.origin,
        "item": document.item,
        "title": document.title,
        "date": str(document.date) if document.date else None,
        "date_precision": document.date.precision if document.date else None,
        "place": list(document.place),
        "source": list(document.source),
        "fields": list(document.fields),
        "type": document.type,
        "language": document.language,
        "url": document.url,
        "truncated": document.truncated,
        "text": document.text,
        "markdown": document.markdown,
        "stated": dict(document.stated),
        "inferred": {
            name: [{"value": one.value, "share": one.share} for one in values]
            for name, values in document.inferred.items()
        },
    }
