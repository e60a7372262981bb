"""Line breaks that a scraper lost: a title, a date and a dateline run into the first paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.cleaning.datelines import SCRAPER_DATE, read_dateline
from corpus.cleaning.lines import Line
from corpus.vocabulary import cities, fold, month_numbers

_LONG = 240
_SEARCHED = 420
_FIRST_LINES = 8
_LONGEST_TITLE = 300
_FEWEST_WORDS = 3
_SENTENCE = re.compile(r"[.!?]['”\"]?\s+(?=[A-ZА-Я“\"])")
_ABBREVIATED = re.compile(r"\b(?:Sens?|Reps?|Gov|U\.?S|Mr|Mrs|Ms|Dr|Gen|St|No|vs|[A-Z])\.$")
_OPEN_ENDED = (" on", " of", " in", ",", " since", " by", " to", " the")
_SEAM = re.compile(
    r"(?<!\w)(?:(?P<date>(?P<month>[^\W\d_]{3,12})\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}"
    r"|\d{1,2}\s+(?P<month_after>[^\W\d_]{3,12})\s+\d{4}|\d{2} \d{2} \d{4})(?!\d)"
    r"|(?P<notice>(?i:for immediate release)|(?i:contacts?)\s?:?\s+(?=[A-Z][a-z]+\s+[A-Z]))"
    r"|(?P<place>[A-ZÀ-ÞЀ-Я][A-ZÀ-ÞЀ-Я.]{3,}(?:\s[A-Z]{3,})?(?!\w)|Washington(?=,? D| --| -|--)))"
)


def restore_breaks(lines: list[Line]) -> list[Line]:
    """Return the lines, those at the top broken where a date, a notice or a dateline shows that a break was lost."""
    whole: list[Line] = []
    for at, line in enumerate(lines[:_FIRST_LINES]):
        long = len(line.text) > _LONG
        if not line.bullet and line.number is None and (long or _opens_with_seam(line.text)):
            whole.extend(replace(line, text=text) for text in _pieces(line.text))
        else:
            whole.append(line)
        if long:
            return whole + lines[at + 1 :]
    return whole + lines[_FIRST_LINES:]


def _opens_with_seam(text: str) -> bool:
    seam = _SEAM.match(text)
    return seam is not None and not seam["place"] and _is_seam(seam) and not _opens_with_dateline(text)


def _opens_with_dateline(text: str) -> bool:
    return read_dateline(SCRAPER_DATE.sub("", text)) is not None


def _pieces(text: str) -> Iterator[str]:
    rest = text
    while not _opens_with_dateline(rest) and (seam := next(filter(_is_seam, _SEAM.finditer(rest, 0, _SEARCHED)), None)):
        before = rest[: seam.start()].strip(" -–—,(")
        if before and (not _can_stand_alone(before) or (seam["place"] and before.isupper())):
            break
        if before:
            yield before
        rest = rest[seam.start() :]
        if seam["place"] or _opens_with_dateline(rest):
            break
        if seam["date"]:
            yield seam["date"]
        rest = rest[len(seam[0]) :].lstrip(" -–—,)")
    if rest:
        yield rest


def _is_seam(match: re.Match[str]) -> bool:
    month = match["month"] or match["month_after"]
    if month:
        return month.casefold() in month_numbers()
    place = match["place"]
    return not place or place == "Washington" or fold(place) in cities() or fold(place.split()[0]) in cities()


def _can_stand_alone(text: str) -> bool:
    """Say whether the words before a seam are a title and not the beginning of a sentence."""
    if len(text) > _LONGEST_TITLE or text.count(" ") + 1 < _FEWEST_WORDS or text.endswith(_OPEN_ENDED):
        return False
    return all(_ABBREVIATED.search(text[: end.start() + 1]) for end in _SENTENCE.finditer(text))
