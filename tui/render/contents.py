"""The contents of a document: its headings, and the lines that serve as such in a text without markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tui.render.blocks import Block
from tui.render.layout import Place

LONGEST = 90
_DATE = re.compile(
    r"\W*(?:[^\W\d_]+,? )?(?:\d{1,2}\.? )?(?:de )?[^\W\d_]{3,12}\.? (?:de )?(?:\d{1,2},? )?(?:19|20)\d\d\W*"
)


class Heading(NamedTuple):
    """A heading: where it stands, its text, how deep it is, from 0."""

    place: Place
    text: str
    depth: int


def headings(blocks: Sequence[Block], body: int = 0) -> tuple[Heading, ...]:
    """Return the headings from the block `body` on, the dates that stand on lines of their own among them."""
    found = list(_found(blocks, body))
    above = min((level for _, level in found), default=0)
    return tuple(
        Heading(Place(number, 0), " ".join(blocks[number].text.split()), level - above) for number, level in found
    )


def _found(blocks: Sequence[Block], body: int) -> Iterator[tuple[int, int]]:
    level = 0
    for number, block in enumerate(blocks[body:], body):
        if block.level:
            level = block.level
            yield number, level
        elif _serves_as_heading(block):
            yield number, level + 1


def _serves_as_heading(block: Block) -> bool:
    text = block.text.strip()
    if block.kind != "body" or block.first or not 2 < len(text) <= LONGEST or "\n" in text:
        return False
    is_strong = any(span.style == "strong" and span.end - span.start >= len(text) for span in block.spans)
    is_shouted = text.isupper() and " " in text and not text.endswith((".", ","))
    return is_strong or is_shouted or _DATE.fullmatch(text) is not None
