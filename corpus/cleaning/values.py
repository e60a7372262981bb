"""The values of a document, each from the best place on its page that states it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.cleaning.datelines import Dateline
from corpus.cleaning.dates import read_date
from corpus.cleaning.heading import Head
from corpus.cleaning.lines import Line
from corpus.cleaning.names import split_names, split_places
from corpus.document import Origin, StatedDate
from corpus.formats.fields import first_text
from corpus.text import one_line
from corpus.vocabulary import fields_of_work, fold, sources, types

if TYPE_CHECKING:
    from corpus.cleaning.html.entries import ListingEntry


@dataclass(frozen=True, slots=True)
class Markup:
    """What the machine-readable part of an HTML page states, which the text itself may state better.

    `page_lines` are the lines of the whole page, where type, date and place may stand beside the article; `entries`
    are those of a page that only lists others.
    """

    title: str | None = None
    date: StatedDate | None = None
    source: str | None = None
    language: str | None = None
    page_lines: list[Line] = field(default_factory=list)
    entries: tuple[ListingEntry, ...] = ()
    origins: Mapping[str, Origin] = field(default_factory=dict)


Declared = Mapping[str, str | tuple[str, ...]]
Labels = Mapping[str, list[str]]


@dataclass(slots=True)
class Values:
    """What a page states of one article; `stated` says where each value was read."""

    title: str | None = None
    date: StatedDate | None = None
    place: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    type: str | None = None
    stated: dict[str, Origin] = field(default_factory=dict)

    def take(self, name: str, value: object, origin: Origin) -> None:
        """Keep a value unless a better place stated one already."""
        if value and not getattr(self, name):
            setattr(self, name, value)
            self.stated[name] = origin


def take_labels(values: Values, labels: Labels) -> None:
    """Take what labels state."""
    dates = (read_date(raw) for raw in labels.get("date", ()))
    values.take("date", next((date for date in dates if date), None), "label")
    values.take("place", tuple(name for raw in labels.get("place", ()) for name in split_places(raw)), "label")
    values.take("source", _names(labels.get("source", ()), sources()), "label")
    values.take("fields", _fields(labels.get("fields", ())), "label")
    kind = next((raw for raw in labels.get("type", ()) if raw), None)
    values.take("type", kind and types().get(fold(kind), one_line(kind)), "label")
    values.take("title", next((one_line(raw) for raw in labels.get("title", ()) if raw), None), "label")


def take_declared(values: Values, declared: Declared) -> None:
    """Take what the fields of a record or front matter state."""
    for name in ("title", "type"):
        text = first_text(declared, name)
        values.take(name, text and (types().get(fold(text), text) if name == "type" else text[:300]), "markup")
    date = first_text(declared, "date")
    values.take("date", read_date(date) if date else None, "markup")
    values.take("place", tuple(name for raw in _listed(declared, "place") for name in split_places(raw)), "markup")
    values.take("source", _names(_listed(declared, "source"), sources()), "markup")
    values.take("fields", _fields(_listed(declared, "fields")), "markup")


def take_dateline(values: Values, dateline: Dateline | None, dates: tuple[StatedDate, ...]) -> None:
    """Take what a dateline states; where it names no year, one of the page's other dates of that day does."""
    if dateline is None:
        return
    values.take("place", dateline.places, "dateline")
    if dateline.source and fold(dateline.source) in sources():
        values.take("source", (dateline.source,), "dateline")
    values.take("date", dateline.date, "dateline")
    if dateline.day:
        day, month = dateline.day
        years = [date.year for date in dates if (date.day, date.month) == (day, month)]
        near = [date.year for date in dates if date.month == month]
        year = next(iter(years or near), None)
        values.take("date", StatedDate(year, month, day) if year else None, "dateline")


def take_markup(values: Values, markup: Markup, *, from_address: bool = False) -> None:
    """Take the date and source of an HTML page's markup; a date in its address only where `from_address`."""
    if (markup.origins.get("date") == "address") == from_address:
        values.take("date", markup.date, markup.origins.get("date", "markup"))
    values.take("source", (markup.source,) if markup.source else (), "markup")


def take_head(values: Values, head: Head) -> None:
    """Take what stands on lines of its own above the body."""
    take_dateline(values, head.solo, head.dates)
    values.take("place", head.places, "line")
    values.take("date", next(iter(head.dates), None), "line")
    values.take("source", (head.source,) if head.source else (), "line")
    values.take("type", head.type, "line")


def _listed(declared: Declared, name: str) -> tuple[str, ...]:
    value = declared.get(name, ())
    return (value,) if isinstance(value, str) else value


def _names(raw: list[str] | tuple[str, ...], known: Mapping[str, str]) -> tuple[str, ...]:
    names = raw if len(raw) > 1 else [name for one in raw for name in split_names(one, known)]
    return tuple(dict.fromkeys(name.strip(" ,") for name in names if name.strip(" ,")))


def _fields(raw: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """Return the fields of work under the names of the controlled list, where they are on it."""
    return tuple(dict.fromkeys(fields_of_work().get(fold(name), name) for name in _names(raw, fields_of_work())))
