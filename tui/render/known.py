"""All that is known of a document: each value, where it comes from, and the words on the page it was read from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from corpus import one_line
from tui.render.rows import date_in_words

if TYPE_CHECKING:
    from corpus import Document, Evidence, Page, Revision

NAMES = {
    "title": "Title",
    "date": "Date",
    "place": "Place",
    "source": "Source",
    "fields": "Fields of work",
    "type": "Type",
}
"""The values that can be put right, and what they are called here."""

ORIGINS = {
    "label": "behind a label",
    "dateline": "dateline",
    "markup": "markup",
    "line": "printed on the page",
    "address": "the address",
    "vocabulary": "a known name on the page",
}
RECORD = "a field of its record"
NONE_STATED = "none stated"
STATED, INFERRED, PAGE, DESK = "Stated on the page", "Inferred, not stated", "The page", "On your desk"


class Fact(NamedTuple):
    """A value by its name; `origin` says where it comes from, `words` are those on the page.

    `value` is the name of the value where it can be put right, `corrected` says that it was. `about` is the heading it
    stands under.
    """

    name: str
    text: str
    about: str
    origin: str = ""
    words: str = ""
    value: str = ""
    corrected: bool = False


class Known(NamedTuple):
    """What is known of a document; `counts` are the documents of the archive by value, for each facet."""

    document: Document
    page: Page
    evidence: Mapping[str, Evidence]
    revisions: Sequence[Revision]
    versions: int
    desk: Sequence[Fact]

    def as_stated(self, name: str) -> str | None:
        """Return a corrected value as the page stated it, so far as that is still known."""
        for revision in reversed(self.revisions):
            if revision.document.stated.get(name) != "correction":
                return in_words(revision.document, name) or NONE_STATED
        return None


def facts(known: Known) -> list[Fact]:
    """Return everything, what can be put right first."""
    document = known.document
    stated = [_stated(known, name) for name in NAMES]
    inferred = [
        Fact(NAMES.get(name, name), f"{one_line(one.value)} ({one.share:.0%})".replace("%)", " %)"), INFERRED)
        for name, values in document.inferred.items()
        for one in values
    ]
    return [*stated, _language(known), *_address(known), *inferred, *_page(known), *known.desk]


def in_words(document: Document, name: str) -> str:
    """Return a value as a line says it; empty where there is none."""
    if name == "date":
        return date_in_words(document.date)
    value = getattr(document, name)
    return one_line("; ".join(value) if isinstance(value, tuple) else value or "")


def _stated(known: Known, name: str) -> Fact:
    document = known.document
    origin, text = document.stated.get(name, ""), in_words(document, name)
    if origin == "correction":
        before = known.as_stated(name)
        how = f"corrected by hand; the page: {before}" if before else "corrected by hand"
        return Fact(NAMES[name], text or "none", STATED, how, value=name, corrected=True)
    words = known.evidence[name].words if name in known.evidence else ""
    in_record = origin == "markup" and name in known.page.declared
    told = RECORD if in_record else _origin(origin)
    return Fact(NAMES[name], text or NONE_STATED, STATED, told, "" if words == text else words, value=name)


def _language(known: Known) -> Fact:
    stated = known.evidence.get("language")
    if known.document.language == "unknown":
        return Fact("Language", "not recognised", STATED)
    origin, words = ("markup", stated.words) if stated else ("recognised by the words of the text", "")
    return Fact("Language", known.document.language, STATED, origin, words)


def _address(known: Known) -> list[Fact]:
    if not known.document.url:
        return []
    words = known.evidence.get("url")
    origin = _origin(known.document.stated.get("url", ""))
    return [Fact("Address", one_line(known.document.url), STATED, origin, words.words if words else "")]


def _page(known: Known) -> list[Fact]:
    document, page = known.document, known.page
    rows = [
        ("Key", document.key, ""),
        ("Item", f"{document.item} of its page" if document.item else "", ""),
        ("Cut off", "The page itself cuts this article off." if document.truncated else "", ""),
        ("File", one_line(document.origin), ""),
        ("Format", f"{page.format}, {page.encoding}, {len(page.raw):,} bytes", ""),
        ("Captured", one_line(page.captured or ""), "stated by the capture"),
        ("Changes", _changes(known.revisions), ""),
        (
            "Versions",
            f"{known.versions:,} other {'document tells' if known.versions == 1 else 'documents tell'} the same story"
            if known.versions
            else "",
            "",
        ),
    ]
    return [Fact(name, text, PAGE, origin) for name, text, origin in rows if text]


def _changes(revisions: Sequence[Revision]) -> str:
    replaced = [one.replaced_at for one in revisions if one.replaced_at]
    if not replaced:
        return ""
    times = "once" if len(replaced) == 1 else f"{len(replaced)} times"
    return f"{times}, last {at(replaced[-1])}"


def at(time: str) -> str:
    """Return an ISO time as the clock here shows it: `2026-05-18 14:02`."""
    return datetime.fromisoformat(time).astimezone().strftime("%Y-%m-%d %H:%M")


def _origin(origin: str) -> str:
    return ORIGINS.get(origin, origin)
