"""One article out of the lines of its page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.cleaning.datelines import SCRAPER_DATE, Dateline, read_dateline
from corpus.cleaning.dates import read_date
from corpus.cleaning.digests import Item
from corpus.cleaning.furniture import article_end, is_furniture_phrase
from corpus.cleaning.heading import Head, find_head, read_page_head, take_top_lines
from corpus.cleaning.labels import LabelBlock, find_label_blocks
from corpus.cleaning.lines import Line
from corpus.cleaning.repeats import drop_repeats
from corpus.cleaning.sites import without_furniture
from corpus.cleaning.values import (
    Declared,
    Markup,
    Values,
    take_dateline,
    take_declared,
    take_head,
    take_labels,
    take_markup,
)
from corpus.document import StatedDate
from corpus.text import one_line
from corpus.vocabulary import fold

_DATELINE_WITHIN = 3
_SENTENCE_END = re.compile(r"[^\W\d_]{2}[.!?]”?(?:\s|$)")
_ENDS = tuple(".!?…:;)]»”\"’'*#|>")
_SHORT_MENU = 6
_MENU_RUN = 8


@dataclass(slots=True)
class Article:
    """The values and the lines of one article."""

    values: Values
    lines: list[Line]
    truncated: bool = False


def read_article(  # noqa: PLR0913 - a page has this many sides
    lines: list[Line],
    blocks: list[LabelBlock],
    declared: Declared,
    markup: Markup | None = None,
    *,
    whole: bool,
    furniture: frozenset[int] = frozenset(),
) -> Article:
    """Return the article of a page that holds one.

    `whole` says that the lines are the article already (a reader of markup found it), so that only menus at its ends
    are taken off; otherwise it is looked for. `furniture` are the lines that the page's site repeats.
    """
    values, markup = Values(), markup or Markup()
    own = _own_labels(lines, blocks)
    rest, anchor = _without_labels(lines, own, furniture)
    for block in [*own, *_telling(markup.page_lines)]:
        take_labels(values, block.values)
    take_declared(values, declared)
    values.take("title", markup.title, markup.origins.get("title", "markup"))
    scraped = _take_scraper_date(rest)
    if whole:
        head, body = _whole(rest, title=values.title)
    else:
        head = find_head(rest, anchor, {fold(name) for name in values.source})
        body = rest[head.body : article_end(rest, head.body)]
    values.take("title", one_line(rest[head.title].text) if head.title is not None else None, "line")
    body = take_top_lines(body, head)
    if markup.page_lines:
        read_page_head(markup.page_lines, values.title or "", head)
    dateline = _opening_dateline(body, values.title)
    take_dateline(values, dateline, _all_dates(head, values))
    take_markup(values, markup)
    values.take("source", (dateline.source,) if dateline and dateline.source else (), "dateline")
    take_head(values, head)
    values.take("date", scraped, "label")
    take_markup(values, markup, from_address=True)
    body = drop_repeats(body, values.title)
    return Article(values, body, is_cut_off(body))


def read_item(item: Item, declared: Declared) -> Article:
    """Return the article of one item of a digest or listing; `declared` holds for all items of the page."""
    values = Values(title=one_line(item.title), stated={"title": "line"})
    if item.labels:
        take_labels(values, item.labels.values)
    take_declared(values, declared)
    body = list(item.lines)
    if body and (date := read_date(body[0].text)):
        values.take("date", date, "line")
        body = body[1:]
    if item.labels or not values.date:
        take_dateline(values, _opening_dateline(body, item.title), (item.month,) if item.month else ())
    values.take("date", item.month, "line")
    body = drop_repeats(body, values.title)
    return Article(values, body, item.teaser or is_cut_off(body))


def is_cut_off(lines: list[Line]) -> bool:
    """Say whether the last paragraph stops in the middle of a sentence, or says itself that there is more."""
    if not lines:
        return False
    last = lines[-1].text.rstrip()
    if last.endswith(("...", "…", "[…]", "[...]")):
        return True
    punctuated = any(_SENTENCE_END.search(line.text) for line in lines)
    return punctuated and lines[-1].words >= 12 and not lines[-1].bullet and not last.endswith(_ENDS)


def _telling(page_lines: list[Line]) -> list[LabelBlock]:
    """Return the labels that a page prints beside its article."""
    return [block for block in find_label_blocks(page_lines) if block.is_telling]


def _own_labels(lines: list[Line], blocks: list[LabelBlock]) -> list[LabelBlock]:
    """Return the blocks that label the page: telling ones, and those above the first prose."""
    prose = next((at for at, line in enumerate(lines) if line.is_prose), len(lines))
    return [block for block in blocks if block.is_telling or block.start <= prose]


def _without_labels(
    lines: list[Line], blocks: list[LabelBlock], furniture: frozenset[int]
) -> tuple[list[Line], int | None]:
    """Return the lines that are neither labels nor furniture, and where among them the body begins.

    That is behind the first block of labels that has prose below it.
    """
    parts: list[list[Line]] = [[]]
    end = 0
    for block in [*blocks, LabelBlock(len(lines), len(lines))]:
        parts[-1].extend(lines[end : block.start])
        parts.append([])
        end = block.end
    parts = [without_furniture(part, furniture) for part in parts[:-1]]
    rest = [line for part in parts for line in part]
    for number, block in enumerate(blocks, 1):
        if block.labels >= 2 and any(line.is_prose for part in parts[number:] for line in part):
            return rest, sum(map(len, parts[:number]))
    return rest, None


def _take_scraper_date(lines: list[Line]) -> StatedDate | None:
    """Take a date that a scraper wrote before the first words, `date 2022-09-11 NOVI PAZAR, …`."""
    for line in lines[:6]:
        if match := SCRAPER_DATE.match(line.text):
            line.text = line.text[match.end() :]
            return read_date(match[1])
    return None


def _whole(lines: list[Line], title: str | None) -> tuple[Head, list[Line]]:
    """Return head and body where the lines are the article already."""
    start, end = _menu_at_start(lines), len(lines) - _menu_at_start(lines[::-1])
    while end > start + 1 and is_furniture_phrase(lines[end - 1]):
        end -= 1
    start, end = (start, end) if start < end else (0, len(lines))
    heading = next((at for at in range(start, min(end, start + 5)) if lines[at].heading == 1), None)
    if title is None and heading is not None:
        head = find_head(lines[: heading + 1], heading + 1)
        head.title, head.body = heading, heading + 1
        return head, lines[heading + 1 : end]
    return Head(body=start), lines[start:end]


def _menu_at_start(lines: list[Line]) -> int:
    """Return how many lines at the start are a menu: a long run of short items."""
    run = 0
    for line in lines:
        if not line.bullet or line.words > _SHORT_MENU or line.text.endswith("."):
            break
        run += 1
    return run if run >= _MENU_RUN else 0


def _opening_dateline(body: list[Line], title: str | None) -> Dateline | None:
    context = "\n".join([title or "", *(line.text for line in body)])
    found = (read_dateline(line.text, context) for line in body[:_DATELINE_WITHIN] if not line.heading)
    return next((dateline for dateline in found if dateline and not dateline.alone), None)


def _all_dates(head: Head, values: Values) -> tuple[StatedDate, ...]:
    return (*head.dates, *((values.date,) if values.date else ()))
