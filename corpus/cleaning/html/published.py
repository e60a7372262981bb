"""The day a page says it was published on, from its markup, a line near its title, or its address."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from corpus.cleaning.dates import FIRST_YEAR, month_pattern, read_date
from corpus.cleaning.html.lists import listed
from corpus.cleaning.html.metadata import Metadata, json_text
from corpus.document import Origin, StatedDate
from corpus.vocabulary import month_numbers

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from corpus.cleaning.html.blocks import Block

_ARTICLE_META = listed("date names")
_META_NAME = re.compile(r"publi(?:sh|cation).{0,9}(?:date|time|on|at)$|(?:date|time).{0,3}publi|pub.?date$")
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?=$|[T\s+Z])")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?:T?\d{0,6}Z?)?$")
_MAIL = re.compile(r"(?:[A-Za-z]{3},\s*)?(\d{1,2} [A-Za-z]{3} \d{4})\b")
_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})[/-](0?[1-9]|1[0-2])(?:[/-](0?[1-9]|[12]\d|3[01]))?(?=[/-]|$)")
_NAMED_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})/([A-Za-z]{3,9})/(0?[1-9]|[12]\d|3[01])(?=[/-]|$)")
_CHANGED = re.compile(
    r"\b(?:updat|modif|revis|review|edit|last|access|retriev|expir|deadlin|copyright|since|until|joined|event|starts|starting|ends|ending|"
    r"aktualisiert|mis à jour|actualizad|aggiornat|обновл|оновлен)|©",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:this \w+ was )?(?:first |originally |date )?(?:published|publish date|posted|released|publication date|"
    r"start date|release date|veröffentlicht|publié|publicado|pubblicato|"
    r"опубликовано|дата публикации|опубліковано)(?: on| am| le| el| il)?\s*[:\n-]?\s*(?=\d|$|\w{3,12}\.? \d)",
    re.IGNORECASE,
)
_NEAR_BEFORE, _NEAR_AFTER = 4, 16
_EPOCH = datetime.date(1970, 1, 1)
"""What a clock that was never set says."""
_SHORT_LINE, _LONG_TEXT, _BEHIND_LABEL = 140, 600, 40


def published_date(
    metadata: Metadata, root: HtmlElement, blocks: Sequence[Block], title: int | None, address: str | None
) -> tuple[StatedDate, Origin] | None:
    """Return the day of publication and where it stands.

    `title` is the index of the title among the page's blocks. Days of changes, of other pages that are linked and of
    events are not taken; a day that is still to come is none.
    """
    near = blocks[max(title - _NEAR_BEFORE, 0) : title + _NEAR_AFTER] if title is not None else []
    if labelled := _labelled(near):
        return labelled, "label"
    for date in _of_markup(metadata, root):
        return date, "markup"
    for date in _near_title(blocks, title):
        return date, "line"
    if labelled := _labelled(blocks):
        return labelled, "label"
    found = _of_address(address)
    if found:
        return found, "address"
    return None


def read_stamp(stamp: str | None) -> StatedDate | None:
    """Return the date of a machine-readable time stamp, as precise as it is; None for anything doubtful or to come."""
    stamp = (stamp or "").strip()[:60]
    match = _ISO.match(stamp) or _COMPACT.match(stamp)
    if match:
        return sound_date(*(int(part) if part else None for part in match.groups()))
    mail = _MAIL.match(stamp)
    found = read_date(mail[1] if mail else stamp)
    return sound_date(found.year, found.month, found.day) if found else None


def sound_date(year: int | None, month: int | None = None, day: int | None = None) -> StatedDate | None:
    """Return the date where there is such a day, and it is not later than tomorrow and not the first of all stamps."""
    latest = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=1)
    try:
        first_day = datetime.date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    sound = first_day.year >= FIRST_YEAR and first_day <= latest and first_day != _EPOCH
    return StatedDate(first_day.year, month, day) if sound else None


def _of_markup(metadata: Metadata, root: HtmlElement) -> Iterator[StatedDate]:
    stamps: list[str | None] = [metadata.first(_ARTICLE_META[0])]
    stamps += [json_text(article.get("datePublished")) for article in metadata.articles[:1]]
    stamps += [metadata.first(name) for name in _ARTICLE_META[1:]]
    stamps += [value for name, value in metadata.meta.items() if _META_NAME.search(name)]
    stamps += [json_text(page.get("datePublished")) for page in metadata.pages[:1]]
    stamps += list(_of_elements(root))
    yield from (date for date in map(read_stamp, stamps) if date)


def _of_elements(root: HtmlElement) -> Iterator[str]:
    """Yield the first time stamp that an element marks as the publication's, those of reviews and lists left out."""
    marked = root.xpath(
        "//*[self::time or self::meta or self::span or self::div][contains(@itemprop,'datePublished') or "
        "contains(@itemprop,'dateCreated') or @pubdate]"
        "[not(ancestor::*[self::li or @itemprop='review' or @itemprop='comment'])]"
    )
    for element in marked[:1]:
        yield element.get("datetime") or element.get("content") or "".join(element.itertext())[:80]


def _near_title(blocks: Sequence[Block], title: int | None) -> Iterator[StatedDate]:
    """Yield the dates of short lines and `<time>` elements just below and above the title."""
    if title is None:
        return
    passed = 0
    for block in blocks[title + 1 : title + 1 + _NEAR_AFTER]:
        passed += len(block.text)
        if block.place.heading == "h1" or passed > _LONG_TEXT:
            break
        yield from _of_line(block)
    for block in reversed(blocks[max(title - _NEAR_BEFORE, 0) : title]):
        yield from _of_line(block)


def _of_line(block: Block) -> Iterator[StatedDate]:
    if len(block.text) > _SHORT_LINE or (block.linked and block.place.structure):
        return
    if date := date_in_line(block.text):
        yield date
        return
    element = block.place.element
    around = "".join(element.itertext())
    if len(around) <= 2 * _SHORT_LINE and not _CHANGED.search(around):
        yield from (date for time in element.iter("time") if (date := read_stamp(time.get("datetime"))))


def _labelled(blocks: Sequence[Block]) -> StatedDate | None:
    """Return the date of lines that are a date behind or below a word for publication, if they all give the same."""
    dates = set()
    for block, following in zip_longest(blocks, blocks[1:]) if blocks else ():
        match = _LABEL.match(block.text) if len(block.text) <= _SHORT_LINE else None
        if match:
            stated = block.text[match.end() :] or (following.text if following else "")
            dates.add(date_in_line(stated[:_BEHIND_LABEL]))
    dates.discard(None)
    return dates.pop() if len(dates) == 1 else None


def date_in_line(text: str) -> StatedDate | None:
    """Return the one full date that a short line holds, as in `By A. Writer | 18 May 2011`.

    One behind a word for a change is not taken.
    """
    dates = []
    for match in _printed().finditer(text):
        before = text[: match.start()]
        words = re.split(r"[|•·\n]|\d{4}", before)[-1][-40:]
        found = read_date(match[0])
        if not found or not found.day or _CHANGED.search(words):
            continue
        if sound := sound_date(found.year, found.month, found.day):
            dates.append(sound)
    return dates[0] if len(set(dates)) == 1 else None


def _of_address(address: str | None) -> StatedDate | None:
    match = _IN_ADDRESS.search(address or "")
    if match:
        return sound_date(*(int(part) if part else None for part in match.groups()))
    named = _NAMED_IN_ADDRESS.search(address or "")
    month = month_numbers().get(named[2].lower()) if named else None
    return sound_date(int(named[1]), month, int(named[3])) if named and month else None


@cache
def _printed() -> re.Pattern[str]:
    month = month_pattern()
    return re.compile(
        rf"\b\d{{1,2}}(?:st|nd|rd|th|\.)?(?:\s+(?:de|of))?\s*{month}\.?,?\s+(?:de\s+)?\d{{4}}\b"
        rf"|\b{month}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}\b"
        r"|\b\d{4}[-/.]\d{2}[-/.]\d{2}\b|\b\d{1,2}\.\s?\d{1,2}\.\s?\d{4}\b|\b\d{1,2}/\d{1,2}/\d{4}\b",
        re.IGNORECASE,
    )
