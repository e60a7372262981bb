"""The dateline: the opening of a press release that states where and when, `TBILISI, 18 May 2011 –`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from corpus.cleaning.dates import date_pattern, read_date, read_day_and_month
from corpus.cleaning.names import split_names, split_places
from corpus.document import StatedDate
from corpus.vocabulary import cities, fold, no_places, sources, states, weekdays

SCRAPER_DATE = re.compile(r"^\s*date\s+(\d{4}-\d{2}-\d{2})\s+(?=\S)")
"""A date that a scraper wrote before the first words, `date 2022-09-11 NOVI PAZAR, …`."""

_LONGEST = 160
_LONGEST_WEEKDAY = 16
_MARK_WITHIN = 90
_DASH = r"\s*(?:[–—―‒]|--?)(?=\s|[A-Z“\"«А-Я]|$)\s*"
_WORD = r"(?:[A-ZÀ-ÖØ-ÞĀ-ŽȘȚЀ-ЯҐ][\w’'.-]*|[dl]['’][A-ZÀ-Þ]\w+|of|and|de|la|sur|am|upon)"
_PLACE = rf"{_WORD}(?:[ -]{_WORD}){{0,4}}"
_PLACES = rf"(?P<places>{_PLACE}(?:\s?/\s?{_PLACE}|\s(?:and|et|und|и)\s{_PLACE}|,\s{_PLACE}){{0,3}})"
_STOP = r"\.\s+(?=[A-ZА-Я«“\"])"
_BODY = r"\((?P<source>[^()\d]{2,60})\)"


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline states. `day` is (day, month) where it names no year; `alone` says that nothing follows it."""

    places: tuple[str, ...] = ()
    date: StatedDate | None = None
    day: tuple[int, int] | None = None
    source: str | None = None
    alone: bool = False


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Return each shape with what its opening must hold, which is quickly seen."""
    date = date_pattern()
    marked = rf"(?:\s*{_BODY})?"
    end = rf"(?:{marked}\s*(?:{_DASH}|:\s)|{_STOP}|(?P<alone>\.?\s*$))"
    digit, bracket, dash = re.compile(r"\d"), re.compile(r"\("), re.compile(r"[–—―‒-]")
    return (
        (re.compile(rf"(?i:{date}),?\s+(?i:in\s+)?{_PLACES}{_DASH}"), digit),
        (re.compile(rf"{_PLACES}(?:,\s*|\s*[–—-]\s+|\s+|\.\s+)(?i:{date}){end}"), digit),
        (re.compile(rf"{_PLACES},?\s*{_BODY}{_DASH}"), bracket),
        (re.compile(rf"{_BODY}{_DASH}"), bracket),
        (re.compile(rf"{_PLACES}{_DASH}"), dash),
    )


def read_dateline(text: str, context: str = "") -> Dateline | None:
    """Return what the opening of a paragraph states; None where it opens with no dateline.

    A place without a date or an issuing body counts only if the vocabulary knows it, or if it stands in capitals and
    `context`, the text of the article, names it once more in small letters.
    """
    opening = text[:_LONGEST].lstrip()
    if not opening or opening[:_LONGEST_WEEKDAY].partition(",")[0].casefold() in weekdays():
        return None
    for pattern, needed in _patterns():
        match = pattern.match(opening) if needed.search(opening, 0, _MARK_WITHIN) else None
        if match and (found := _dateline_of(match.groupdict(), context, whole=len(text.strip()) <= _LONGEST)):
            return found
    return None


def _dateline_of(parts: dict[str, str | None], context: str, *, whole: bool) -> Dateline | None:
    places = [place for one in split_places(parts.get("places") or "") if (place := _without_label(one))]
    stated = parts.get("date")
    date = read_date(stated) if stated else None
    day = read_day_and_month(stated) if stated and date is None else None
    name = parts.get("source")
    source = sources().get(fold(name), name if name and _is_name(name) else None) if name else None
    alone = parts.get("alone") is not None
    if (stated and not (date or day)) or (alone and not whole):
        return None
    known_source = bool(name and fold(name) in sources())
    if not stated and not known_source and not _is_place(places, parts.get("places") or "", context):
        return None
    if any(len(place) > 40 for place in places):
        return None
    return Dateline(tuple(places), date, day, source, alone)


def _is_place(places: list[str], printed: str, context: str) -> bool:
    if not places:
        return False
    if fold(places[0]) in cities() or fold(places[0]) in states():
        return True
    return printed.isupper() and re.search(rf"(?<!\w){re.escape(places[0])}(?!\w)", context) is not None


def _without_label(place: str) -> str:
    """Return a place without the weekday that stands behind it; nothing where it is a title or a label, not a place."""
    words = place.split()
    while words and words[-1].strip(".").casefold() in weekdays():
        words.pop()
    return "" if any(word.strip(".").casefold() in no_places() for word in words) else " ".join(words)


def _is_name(text: str) -> bool:
    return text[:1].isupper() and len(split_names(text)) == 1
