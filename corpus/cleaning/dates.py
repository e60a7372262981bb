"""Dates as pages print them, read strictly: what is not certain is not given."""

from __future__ import annotations

import datetime
import re
from functools import cache

from corpus.document import StatedDate
from corpus.vocabulary import month_numbers

FIRST_YEAR = 1900
_LONGEST = 80
_DIGIT = re.compile(r"\d")
_WEEKDAY = r"(?:[^\W\d_]{2,12}\.?,\s+)?"
_MONTH = r"[^\W\d_]{3,14}"
_WORDS = re.compile(_MONTH)
_ZONE = r"(?:\s*(?:Z|[A-Z]{2,4}|[+-]\d{2}:?\d{2}))*"
_TIME = (
    r"(?:,?\s*(?:at|um|à|в|[-–|T])?\s*\d{1,2}\s?[:.h]\s?\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?" + _ZONE + ")?"
)
_YEAR_MARK = r"(?:\.?\s*(?:г\.?|года|години|р\.?|року|god\.?|godine|године|година)|\.(?=\s*[–—-]|\s*$))?"


@cache
def month_pattern() -> str:
    """Return a pattern that matches any month's name."""
    names = sorted(month_numbers(), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(name) for name in names) + r")(?![^\W\d_])"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    month = f"(?P<month>{_MONTH})"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
    year = r"(?P<year>\d{4})"
    return tuple(
        re.compile(f"{_WEEKDAY}(?:{pattern}){_TIME}", re.IGNORECASE)
        for pattern in (
            (
                rf"(?:le |am |el |den |the )?{day}(?:\s+(?:de|of)(?=\s))?\s*"
                rf"{month}\.?,?\s+(?:de\s+|del\s+)?{year}{_YEAR_MARK}"
            ),
            rf"{month}\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{year}",
            r"(?P<year>\d{4})[-/.](?P<month>\d{2})[-/.](?P<day>\d{2})",
            rf"{month}\.?,?\s+(?:de\s+)?{year}{_YEAR_MARK}",
            r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})",
            r"(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d{4})",
            rf"(?P<first>\d{{2}})\s(?P<second>\d{{2}})\s{year}",
            r"(?P<year>\d{4})-(?P<month>\d{2})",
            r"(?P<year>\d{4})",
        )
    )


@cache
def date_pattern() -> str:
    """Return a pattern with the group `date` for a date to the day in words, its year optional, inside other text."""
    month = _MONTH
    return (
        r"(?P<date>(?:le |am |el |den )?\d{1,2}(?:st|nd|rd|th|er|º|\.)?(?:\s+(?:de|of)(?=\s))?\s*"
        rf"{month}\.?(?:,?\s+(?:de\s+)?\d{{4}}{_YEAR_MARK})?"
        rf"|{month}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?)"
    )


def read_date(text: str) -> StatedDate | None:
    """Return the date if the text is one and nothing else but a weekday before it or a time of day behind it.

    03/04/2011 leaves day and month open, so only the year is given; a date that can't be is none.
    """
    text = text.strip()
    if len(text) > _LONGEST or not _DIGIT.search(text):
        return None
    if not text.endswith(" г."):
        text = text.strip("()[]|·•* ").rstrip(".,;")
    for pattern in _patterns():
        match = pattern.fullmatch(text)
        if match and (date := _date_of(match.groupdict())):
            return date
    return None


def read_day_and_month(text: str) -> tuple[int, int] | None:
    """Return (day, month) of a date without a year, `29 July` or `Nov. 30`."""
    month = next((number for word in _WORDS.findall(text) if (number := month_numbers().get(word.casefold()))), None)
    day = re.search(r"\d{1,2}", text)
    if not month or not day or not 1 <= int(day[0]) <= 31:
        return None
    return int(day[0]), month


def _date_of(parts: dict[str, str | None]) -> StatedDate | None:
    year = int(parts["year"] or 0)
    if parts.get("first"):
        day, month = _order(int(parts["first"] or 0), int(parts["second"] or 0))
    else:
        day = int(parts.get("day") or 0) or None
        month = _month(parts.get("month"))
    if not FIRST_YEAR <= year <= datetime.datetime.now(datetime.UTC).year + 1:
        return None
    try:
        datetime.date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    return StatedDate(year, month, day)


def _order(first: int, second: int) -> tuple[int | None, int | None]:
    """Return (day, month) of two numbers that may stand in either order; (None, None) where both could be either."""
    if first > 12:
        return first, second
    if second > 12 or first == second:
        return second, first
    return None, None


def _month(name: str | None) -> int | None:
    """Return the number of a month; None without a name, 0, which no date has, for a word that names none."""
    if name is None:
        return None
    return int(name) if name.isdigit() else month_numbers().get(name.casefold(), 0)
