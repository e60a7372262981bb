"""Where on its page each value of a document stands, in the page's own words: what a reader checks it against."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Final

from corpus.cleaning.datelines import Dateline, read_dateline
from corpus.cleaning.dates import read_date
from corpus.document import Document, Page
from corpus.errors import UnreadableError
from corpus.text import one_line, visible
from corpus.vocabulary import fields_of_work, fold, label_values, sources, types

MOST_LINES: Final = 20_000
MOST_MARKUP: Final = 2_000_000
_LONGEST_LINE: Final = 2_000
_LONGEST_OPENING: Final = 90
_LONGEST_WORDS: Final = 240
_BEFORE: Final = 40
_FIRST_PARAGRAPHS: Final = 3
_BEGINNING: Final = 4_000
_NO_TEXT: Final = "\0\x01\x02\x03\x04\ufffd"
_MARK: Final = re.compile(r"^[-•*▪◦‣–\s]*(?:\d{1,3}[.)]\s+)?")
_LABEL: Final = re.compile(r"([^\W\d_][^:：]{1,38}?)\s*[:：]\s*(.*)$")
_OPENING: Final = re.compile(r".{2,160}?(?:\s?[–—―‒]|\s?--?)(?=\s)")
_TAG: Final = re.compile(
    r"<(?:meta|link|html)\b[^<>]{1,1000}>|<(?:title|h1|time)\b[^<>]{0,400}>[^<]{0,400}"
    r"|\"\w{2,30}\"\s*:\s*(?:\{[^{}]{0,300}\}|\"[^\"]{1,400}\")",
    re.IGNORECASE,
)
_QUOTED: Final = re.compile(r"[\"'>]\s*([^\"'<>]{4,60}?)\s*(?=[\"'<]|$)")
_KNOWN: Final = {"source": sources, "fields": fields_of_work, "type": types}


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that a value was read from; `lines` are their numbers in `page_lines`, none where they are in none.

    Runs of blanks are one; of words longer than 240 letters those around the value are there, `…` where others were.
    """

    words: str
    lines: tuple[int, ...] = ()


def page_lines(page: Page) -> tuple[str, ...]:
    """Return the page as lines of text, in the form in which it is cleaned: of HTML what its reader sees."""
    if page.format == "html":
        from corpus.cleaning.html import lines_of_html

        try:
            return lines_of_html(page)
        except UnreadableError:
            pass
    return tuple(visible(page.text).expandtabs(4).split("\n"))


def page_source(page: Page) -> str:
    """Return what the page was made of, a record or markup; its text where that is no text itself, as in a PDF."""
    try:
        source = page.raw.decode(page.encoding, "replace")
    except LookupError:
        return page.text
    beginning = source[:_BEGINNING]
    return page.text if sum(map(beginning.count, _NO_TEXT)) * 100 > len(beginning) else source


def evidence_of(page: Page, document: Document) -> dict[str, Evidence]:
    """Return the words on the page that each value of a document was read from, as far as they can be found.

    Of several places the nearest to the title counts. A value that a person put right has no place on the page.
    """
    search = _Search(page, document)
    found = {name: search.find(name, origin) for name, origin in document.stated.items()}
    found["language"] = search.language()
    return {name: Evidence(search.around(name, one.words), one.lines) for name, one in found.items() if one}


class _Search:
    """A page that is looked through for the values of one of its documents."""

    def __init__(self, page: Page, document: Document) -> None:
        self._page, self._document = page, document
        self._lines = [_MARK.sub("", line[:_LONGEST_LINE]).strip() for line in page_lines(page)[:MOST_LINES]]
        self._folded = [fold(line) for line in self._lines]
        title = fold(document.title or "")
        self._title = next((at for at, line in enumerate(self._folded) if title and line == title), 0)

    def find(self, name: str, origin: str) -> Evidence | None:
        """Return where a value stands that was read in such a place."""
        if origin == "label":
            return self._nearest(self._labels(name))
        if origin == "dateline":
            return self._nearest(self._datelines(name)) or next(self._openings(name), None)
        if origin == "markup":
            return self._declared(name) or self._in_markup(name)
        if origin in {"line", "vocabulary"}:
            return self._nearest(self._whole_lines(name)) or self._nearest(self._lines_with(name))
        return Evidence(self._document.url) if origin == "address" and self._document.url else None

    def language(self) -> Evidence | None:
        """Return where the page states its language, if that was taken; else it was recognised by the words."""
        from corpus.cleaning.language import detect_language

        if detect_language(self._document.text) == self._document.language:
            return None
        return self._declared("language") or self._in_markup("language")

    def around(self, name: str, words: str) -> str:
        """Return words on one line, of many those around a value."""
        shown = one_line(words)
        if len(shown) <= _LONGEST_WORDS:
            return shown
        values = [] if name == "date" else list(map(str.casefold, map(one_line, self._values(name))))
        places = (shown.casefold().find(value) for value in values)
        start = max(0, min((at for at in places if at >= 0), default=0) - _BEFORE)
        cut = shown[start : start + _LONGEST_WORDS]
        return f"{'… ' if start else ''}{cut.strip()} …"

    def _nearest(self, found: Iterable[Evidence]) -> Evidence | None:
        return min(found, key=lambda one: abs(min(one.lines, default=0) - self._title), default=None)

    def _labels(self, name: str) -> Iterator[Evidence]:
        for at, line in enumerate(self._lines):
            match = _LABEL.match(line) if ":" in line or "：" in line else None
            if match is None or label_values().get(fold(match[1])) != name:
                continue
            below = [] if match[2] else self._below(at, name)
            stated = [match[2]] if match[2] else [self._lines[number] for number in below]
            if any(self._states(name, text) for text in stated):
                yield Evidence(f"{match[1]}: {'; '.join(stated)}", (at, *below))

    def _below(self, label: int, name: str) -> list[int]:
        found: list[int] = []
        for at, line in enumerate(self._lines[label + 1 :], label + 1):
            if line and not self._states(name, line):
                break
            found += [at] if line else []
        return found

    def _datelines(self, name: str) -> Iterator[Evidence]:
        for at, line in enumerate(self._lines):
            if line and self._opens(name, read_dateline(line)):
                yield Evidence(_opening(line), (at,))

    def _openings(self, name: str) -> Iterator[Evidence]:
        """Give the datelines of the document itself, for a page that runs its title and its text into one line."""
        for text in self._document.text.split("\n\n")[:_FIRST_PARAGRAPHS]:
            if self._opens(name, read_dateline(text, self._document.text)):
                words = _opening(text)
                yield Evidence(words, tuple(at for at, line in enumerate(self._lines) if words in line)[:1])

    def _opens(self, name: str, dateline: Dateline | None) -> bool:
        if dateline is None:
            return False
        if name == "date":
            date = self._document.date
            return date is not None and (dateline.date == date or dateline.day == (date.day, date.month))
        if name == "place":
            return bool(set(dateline.places) & set(self._document.place))
        return name == "source" and dateline.source in self._document.source

    def _whole_lines(self, name: str) -> Iterator[Evidence]:
        for at, line in enumerate(self._lines):
            if line and self._states(name, line):
                yield Evidence(line, (at,))

    def _lines_with(self, name: str) -> Iterator[Evidence]:
        values = [fold(value) for value in self._values(name)]
        for at, line in enumerate(self._folded):
            if any(value in line for value in values):
                yield Evidence(self._lines[at], (at,))

    def _declared(self, name: str) -> Evidence | None:
        value = self._page.declared.get(name)
        return Evidence(f"{name}: {value if isinstance(value, str) else '; '.join(value)}") if value else None

    def _in_markup(self, name: str) -> Evidence | None:
        if self._page.format != "html":
            return None
        for tag in _TAG.finditer(self._page.text, 0, MOST_MARKUP):
            words = one_line(unescape(tag[0]))
            if self._stands_in(name, words):
                return Evidence(words)
        return None

    def _stands_in(self, name: str, words: str) -> bool:
        if name == "date":
            if not self._document.date or str(self._document.date.year) not in words:
                return False
            stated = (read_date(one) or read_date(one[:10]) for one in _QUOTED.findall(words))
            return any(date == self._document.date for date in stated)
        if name == "language":
            return re.search(rf"lang\w*\W+(?:content\W+)?{re.escape(self._document.language)}\b", words) is not None
        folded = fold(words)
        return any(fold(value) in folded for value in self._values(name))

    def _states(self, name: str, text: str) -> bool:
        """Say whether a text is the value, or one of the values, and nothing else."""
        if name == "date":
            return read_date(text) == self._document.date
        folded, values = fold(text), self._values(name)
        if any(fold(value) == folded for value in values):
            return True
        known: Mapping[str, str] = _KNOWN[name]() if name in _KNOWN else {}
        listed = name in {"source", "place", "fields"} and all(fold(value) in folded for value in values)
        return known.get(folded) in values or (bool(values) and listed) or (name == "url" and values[0] in text)

    def _values(self, name: str) -> tuple[str, ...]:
        value = getattr(self._document, name)
        return value if isinstance(value, tuple) else (value,) if value else ()


def _opening(text: str) -> str:
    """Return the words of a dateline, up to the dash behind it."""
    match = _OPENING.match(text)
    return match[0] if match else text[:_LONGEST_OPENING]
