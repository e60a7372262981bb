"""Pages that list others: each entry a linked heading with a date of its own and a few lines below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from corpus.addresses import canonical_address
from corpus.cleaning.dates import read_date
from corpus.cleaning.html.titles import LONGEST
from corpus.text import one_line

if TYPE_CHECKING:
    from corpus.cleaning.html.blocks import Block
    from corpus.document import StatedDate

_FEWEST = 3
_FEWEST_WORDS = 3
_LINKED = 0.8
_MOST_BELOW = 6
_SENTENCE_WORDS = 12
_PROSE_WORDS = 90
"""A page with so many words in sentences outside its entries is an article, whatever it lists beside it."""


@dataclass(frozen=True, slots=True)
class ListingEntry:
    """An entry of a listing: the title and address of what it announces, its date, and the teaser's paragraphs."""

    title: str
    address: str | None
    date: StatedDate
    teaser: tuple[str, ...]


def listing_entries(blocks: Sequence[Block], address: str | None) -> tuple[ListingEntry, ...]:
    """Return the entries of a page that is a listing and nothing else; nothing for any other page."""
    heads = [index for index, block in enumerate(blocks) if _is_linked_heading(block)]
    if len(heads) < _FEWEST:
        return ()
    level = blocks[heads[0]].place.heading
    heads = [index for index in heads if blocks[index].place.heading == level]
    ends = [*heads[1:], len(blocks)]
    found = [
        entry
        for head, end in zip(heads, ends, strict=True)
        if (entry := _entry(blocks[head : min(end, head + 1 + _MOST_BELOW)], address))
    ]
    within = {text for entry in found for text in entry.teaser}
    prose = (block.text.count(" ") for block in blocks if block.text not in within)
    is_article = sum(words for words in prose if words >= _SENTENCE_WORDS) >= _PROSE_WORDS
    return tuple(found) if len(found) >= max(_FEWEST, len(heads) // 2 + 1) and not is_article else ()


def _is_linked_heading(block: Block) -> bool:
    words = block.text.count(" ") + 1
    return block.place.heading > "h1" and words >= _FEWEST_WORDS and block.linked >= _LINKED * len(block.text)


def _entry(blocks: Sequence[Block], address: str | None) -> ListingEntry | None:
    """Return the entry that begins with a heading; None where it states no day of its own."""
    head, *below = blocks
    dates = [read_date(block.text) for block in below]
    date = next((date for date in dates if date and date.day), None)
    if date is None:
        return None
    teaser = []
    for block, is_date in zip(below, dates, strict=True):
        if block.place.heading or (block.linked and block.linked >= _LINKED * len(block.text)):
            break
        if not is_date:
            teaser.append(one_line(block.text))
    target = next((link for _, _, link in head.pieces if link), "")
    linked = canonical_address(urljoin(address or "", target)) if target else None
    return ListingEntry(one_line(head.text)[:LONGEST], linked, date, tuple(teaser))
