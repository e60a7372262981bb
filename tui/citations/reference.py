"""What a citation says of a document, the same for every style, and the words that several styles share."""

from __future__ import annotations

import re
from datetime import date as calendar_date
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from corpus import StatedDate, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus import Document, Entry

    Citable = Document | Entry

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")


class Reference(NamedTuple):
    """The stated values of a document, each on one line that steers no terminal; None or empty where not stated.

    `kind` is the type, beginning with a capital; `accessed` is the day on which the page was fetched.
    """

    key: str
    authors: tuple[str, ...]
    title: str | None
    kind: str | None
    date: StatedDate | None
    places: tuple[str, ...]
    fields: tuple[str, ...]
    url: str | None
    accessed: StatedDate | None
    language: str | None

    @property
    def is_report(self) -> bool:
        """Say whether the document calls itself a report."""
        return bool(self.kind and re.search(r"\breport\b", self.kind, re.IGNORECASE))

    @property
    def description(self) -> str:
        """What stands for the title of an untitled document: `[Untitled press release]`."""
        return f"[Untitled {in_a_sentence(self.kind or 'document')}]"


def reference_to(document: Citable, captured: str | None = None) -> Reference:
    """Return what may be cited of a document; `captured` is when its page was fetched, as `Page.captured` has it."""
    kind = one_line(document.type or "")
    return Reference(
        key=document.key,
        authors=_lines(document.source),
        title=one_line(document.title or "") or None,
        kind=kind[:1].upper() + kind[1:] or None,
        date=document.date,
        places=_lines(document.place),
        fields=_lines(document.fields),
        url=_address(document.url or "") or None,
        accessed=_day(captured or ""),
        language=None if document.language == "unknown" else one_line(document.language) or None,
    )


def joined(names: Sequence[str], *, last: str) -> str:
    """Return names as a list in a sentence: `last` (`and`, `&`) before the last one, commas where there are three."""
    if len(names) > 2:
        return f"{', '.join(names[:-1])}, {last} {names[-1]}"
    return f" {last} ".join(names)


def in_english(date: StatedDate) -> str:
    """Return a date as it is read out in America, as precise as it is: `May 18, 2011`, `July 2007`, `2007`."""
    if date.month is None:
        return f"{date.year}"
    month = MONTHS[date.month - 1]
    return f"{month} {date.year}" if date.day is None else f"{month} {date.day}, {date.year}"


def in_a_sentence(kind: str) -> str:
    """Return a type as it is written inside a sentence: `press release`, `OSCE report`."""
    return " ".join(word if word.isupper() else word.lower() for word in kind.split())


def ended(sentence: str) -> str:
    """Return the sentence with a full stop, unless it ends already."""
    return sentence if sentence.endswith((".", "?", "!", "…")) else f"{sentence}."


def _lines(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for line in map(one_line, values) if line)


def _address(url: str) -> str:
    """Return the address with what breaks a line or an entry percent-encoded; what is encoded already stays."""
    return re.sub(r"[\s{}\\<>\"^`|]", lambda found: quote(found[0]), one_line(url))


def _day(captured: str) -> StatedDate | None:
    """Return the day of an ISO time; None for anything else, as a record may state anything."""
    found = _DAY.match(captured.strip())
    try:
        day = calendar_date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None
    return StatedDate(day.year, day.month, day.day) if day else None
