"""Pages that hold many documents: digests with numbered items, and listings whose entries carry labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from corpus.cleaning.datelines import read_dateline
from corpus.cleaning.dates import read_date
from corpus.cleaning.labels import LabelBlock
from corpus.cleaning.lines import Line
from corpus.document import StatedDate

_NUMBER = re.compile(r"^\d{1,3}[.)]\s+")
_CREDIT = re.compile(r"^(?:©|\(c\)|photo(?: credit)?\s*[:©]|фото\s*[:©]|crédit photo|foto\s*[:©])", re.IGNORECASE)
_LONGEST_TITLE = 300


_RULE = re.compile(r"^(?:#{2,}|[-–—_=*~·•]{3,}|(?:[*#•]\s){2,}[*#•])$")
_FEWEST_WORDS = 15
_HEAD_LINES = 4


@dataclass(slots=True)
class Item:
    """One item: its title, its lines, the labels that stand in it, and the month its heading states.

    A `teaser` only announces what stands elsewhere, as the entries of listings do.
    """

    title: str
    lines: list[Line]
    labels: LabelBlock | None = None
    month: StatedDate | None = None
    teaser: bool = False


def split_listing(lines: list[Line], blocks: list[LabelBlock]) -> list[Item]:
    """Return the entries of a listing: two or more blocks of labels, each below a title of its own; else nothing."""
    entries = [
        block for block in blocks if _opens_entry(block) and block.start > 0 and _is_title(lines[block.start - 1])
    ]
    if len(entries) < 2:
        return []
    ends = [block.start - 1 for block in entries[1:]] + [len(lines)]
    return [
        Item(lines[block.start - 1].text, lines[block.end : end], labels=block, teaser=True)
        for block, end in zip(entries, ends, strict=True)
        if end >= block.end
    ]


def split_digest(lines: list[Line]) -> list[Item]:
    """Return the items of a digest: numbered lines that each open indented text, under month headings or with dates."""
    starts = [at for at, line in enumerate(lines) if line.number is not None and line.indent < 8]
    if len(starts) < 2 or not _numbers_run(lines, starts):
        return []
    ends = [*starts[1:], len(lines)]
    items = [_item(lines, start, end) for start, end in zip(starts, ends, strict=True)]
    months = [at for at, line in enumerate(lines) if _month_heading(line)]
    dated = sum(_own_date(item) for item in items)
    indented = sum(
        any(line.indent > lines[start].indent for line in lines[start + 1 : end])
        for start, end in zip(starts, ends, strict=True)
    )
    if 2 * indented < len(items) or (not months and 2 * dated < len(items)):
        return []
    for item, start in zip(items, starts, strict=True):
        item.month = next((read_date(lines[at].text) for at in reversed(months) if at < start), None)
    return items


def split_thread(lines: list[Line]) -> list[list[Line]]:
    """Return the releases of a page that holds several between rules (`###`, `-----`), each dated; else nothing."""
    parts: list[list[Line]] = [[]]
    for line in lines:
        if _RULE.match(line.text):
            parts.append([])
        else:
            parts[-1].append(line)
    releases = [part for part in parts if _is_release(part)]
    if len(releases) < 2:
        return []
    # What the first has above its title more than any other is the heading of the page.
    surplus = _head_lines(releases[0]) - max(map(_head_lines, releases[1:]))
    return [releases[0][max(0, surplus) :], *releases[1:]]


def _head_lines(lines: list[Line]) -> int:
    return next((at for at, line in enumerate(lines) if read_dateline(line.text) or read_date(line.text)), 0)


def _is_release(lines: list[Line]) -> bool:
    """Say whether the lines are an article by themselves: a head that dates it, and prose."""
    words = sum(line.words for line in lines if line.is_prose)
    head = lines[:_HEAD_LINES]
    return words >= _FEWEST_WORDS and any(read_dateline(line.text) or read_date(line.text) for line in head)


def _numbers_run(lines: list[Line], starts: list[int]) -> bool:
    """Say whether the numbers count up from 1, beginning again under a new heading as they like."""
    numbers = [lines[at].number or 0 for at in starts]
    return numbers[0] == 1 and all(now in {1, before + 1} for before, now in pairwise(numbers))


def _item(lines: list[Line], start: int, end: int) -> Item:
    title = _NUMBER.sub("", lines[start].text)
    body = [line for line in lines[start + 1 : end] if not _month_heading(line)]
    if _CREDIT.match(title) and body:
        title, body = body[0].text, body[1:]
    return Item(title[:_LONGEST_TITLE], body)


def _month_heading(line: Line) -> StatedDate | None:
    if line.bullet or line.number is not None or line.indent >= 4:
        return None
    date = read_date(line.text)
    return date if date and date.precision == "month" else None


def _own_date(item: Item) -> bool:
    return bool(item.lines) and read_date(item.lines[0].text) is not None


def _opens_entry(block: LabelBlock) -> bool:
    return block.labels >= 2 and bool(block.values.get("date") or block.values.get("type"))


def _is_title(line: Line) -> bool:
    return not line.bullet and len(line.text) <= _LONGEST_TITLE


def collection_items(lines: list[Line], blocks: list[LabelBlock]) -> Iterator[Item]:
    """Give the documents of a page that holds many, in order; nothing where the page is one article."""
    yield from split_listing(lines, blocks) or split_digest(lines)
