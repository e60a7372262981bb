"""The head of an article on its page: where it begins, and the title, type, date and source that stand above it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from corpus.cleaning.datelines import Dateline, read_dateline
from corpus.cleaning.dates import read_date
from corpus.cleaning.furniture import best_segment, is_furniture_phrase
from corpus.cleaning.lines import Line
from corpus.cleaning.names import split_places
from corpus.document import StatedDate
from corpus.vocabulary import body_words, cities, fold, sources, types

_LONGEST_TITLE = 300
_MOST_TITLE_WORDS = 42
_MOST_LINES_ABOVE = 8
_MOST_TITLE_LINES = 3
_HEAD_SHARE = 0.4
_SENTENCE_WORDS = 12
_CITY_OPENS = re.compile(r"(?P<city>[A-Z]{4,}(?: [A-Z]{4,})?|[A-Z][a-z]+(?=,? (?:D\.? ?C|[A-Z]{2})\b))\b")
_AROUND_TITLE = 4
_MOST_BODY_WORDS = 8
_LONGEST_PARTICLE = 3


@dataclass(slots=True)
class Head:
    """What stands above the body. `body` is the number of the first line of the body, `title` that of its own line."""

    body: int
    title: int | None = None
    type: str | None = None
    source: str | None = None
    dates: tuple[StatedDate, ...] = ()
    places: tuple[str, ...] = ()
    solo: Dateline | None = None


def find_head(lines: list[Line], anchor: int | None, issuers: Collection[str] = ()) -> Head:
    """Return the head of the article. `anchor` is where the body is known to begin; without one the best segment is.

    A line that only names one of the `issuers` of the page, folded, is no title.
    """
    start = _dateline_at(lines)
    if anchor is not None and (start is None or anchor < start):
        start = anchor
    if start is None:
        start, _ = best_segment(lines)
    return _read_upwards(lines, start, issuers)


def _dateline_at(lines: list[Line]) -> int | None:
    """Return the first line that is or opens with a dateline, unless most of the prose stands before it."""
    total = sum(line.words for line in lines if line.is_prose)
    before = 0
    for at, line in enumerate(lines):
        if before > _HEAD_SHARE * total and before > 60:
            return None
        if not line.bullet and not line.heading and read_dateline(line.text):
            return at
        before += line.words if line.is_prose else 0
    return None


def _read_upwards(lines: list[Line], start: int, issuers: Collection[str]) -> Head:
    head = Head(body=start)
    titles: list[int] = []
    dates: list[StatedDate] = []
    for at in range(start - 1, max(-1, start - 1 - _MOST_LINES_ABOVE), -1):
        line = lines[at]
        if not titles and at >= start - 2 and is_furniture_phrase(line) and not line.bullet:
            continue
        if line.bullet or _is_boundary(line, head) or (titles and _names_body(line, head)):
            break
        if fold(line.text) in issuers:
            continue
        date = read_date(line.text)
        solo = None if date else read_dateline(line.text)
        if date:
            dates.insert(0, date)
        elif solo and solo.alone:
            head.solo = solo
        elif not _can_be_title(line):
            if titles or at < start - 3:
                break
            head.body = at
        else:
            titles.insert(0, at)
    head.dates = tuple(dates)
    _choose_title(lines, head, titles)
    _note_above(lines, range(start - 1, max(-1, start - 1 - _MOST_LINES_ABOVE), -1), head)
    return head


def _note_above(lines: list[Line], numbers: range, head: Head) -> None:
    """Note type, source and date that stand above the article, beyond what ends it, up to the next item of a list."""
    for at in numbers:
        line = lines[at]
        if line.bullet:
            return
        if at == head.title:
            continue
        if not _is_boundary(line, head) and head.title is not None and at < head.title and head.source is None:
            _names_body(line, head)
        if not head.dates and (date := read_date(line.text)):
            head.dates = (date,)


def _choose_title(lines: list[Line], head: Head, candidates: list[int]) -> None:
    """Take the topmost of a few lines above the body; of many, the nearest. What stands below it is the body's."""
    good = [at for at in candidates if lines[at].words >= 2]
    if good:
        head.title = good[0] if len(good) <= _MOST_TITLE_LINES else good[-1]
    elif head.body < len(lines) - 1 and _opens_as_title(lines, head.body):
        head.title = head.body
    elif candidates:
        head.title = candidates[-1]
    if head.title is not None:
        head.body = min(head.title + 1, len(lines))


def _opens_as_title(lines: list[Line], at: int) -> bool:
    """Say whether the first line of the best segment is a long title and no paragraph."""
    line = lines[at]
    ended = line.text.endswith((".", "”", '"', ",", ":")) and not line.text.isupper()
    return _can_be_title(line) and not ended and read_dateline(line.text) is None


def _can_be_title(line: Line) -> bool:
    if len(line.text) > _LONGEST_TITLE or line.words > _MOST_TITLE_WORDS or line.text.endswith(":"):
        return False
    return line.words < _SENTENCE_WORDS or not _is_report(line.text)


def _is_report(text: str) -> bool:
    """Say whether a line opens with a city as reports do though its dash is lost, `WASHINGTON D C Senator …`."""
    match = _CITY_OPENS.match(text)
    return match is not None and fold(match["city"]) in cities() and not text.isupper()


def take_top_lines(body: list[Line], head: Head) -> list[Line]:
    """Return the body without the lines above its first paragraph that state type, date or place, or are furniture.

    What they state goes to the head.
    """
    kept: list[Line] = []
    for at, line in enumerate(body):
        dateline = read_dateline(line.text)
        if len(kept) >= _MOST_TITLE_LINES or (line.is_prose and not (dateline and dateline.alone)):
            return kept + body[at:]
        if not _take_top_line(line, dateline, head):
            kept.append(line)
    return kept


def read_page_head(lines: list[Line], title: str, head: Head) -> None:
    """Note what stands around the title on the whole page: the type above it, dates and places on either side."""
    wanted = fold(title)
    at = next((number for number, line in enumerate(lines) if fold(line.text) == wanted), None)
    if at is None:
        return
    for line in reversed(lines[max(0, at - _AROUND_TITLE) : at]):
        _take_top_line(line, read_dateline(line.text), head)
    for line in lines[at + 1 : at + 1 + _AROUND_TITLE]:
        if line.is_prose:
            break
        _take_top_line(line, read_dateline(line.text), head)


def _take_top_line(line: Line, dateline: Dateline | None, head: Head) -> bool:
    """Note what a short line states; say whether it states anything or is furniture, and so is no text."""
    date = read_date(line.text)
    if dateline and dateline.alone:
        head.solo = head.solo or dateline
    elif date:
        head.dates += (date,)
    elif fold(line.text) in cities():
        head.places = head.places or tuple(split_places(line.text))
    else:
        return _is_boundary(line, head)
    return True


def _names_body(line: Line, head: Head) -> bool:
    """Say whether the line is the name of an issuing body, as it stands above a title; notes it as the source."""
    words = line.text.split()
    named = body_words().intersection(fold(line.text).split())
    if not named or len(words) > _MOST_BODY_WORDS or line.text.endswith((".", ":", "?", "!")):
        return False
    if any(len(word) > _LONGEST_PARTICLE and word.islower() and fold(word) not in named for word in words):
        return False
    head.source = head.source or line.text
    return True


def _is_boundary(line: Line, head: Head) -> bool:
    """Say whether the article can't reach above this line; notes the type or source that it states."""
    text = fold(line.text).strip(" :|-")
    if text in types():
        head.type = head.type or types()[text]
        return True
    if text in sources():
        head.source = head.source or sources()[text]
        return True
    return is_furniture_phrase(line)
