"""What can be told of each block of a page without understanding it: numbers that a model weighs."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.cleaning.html.blocks import Block
from corpus.cleaning.html.surroundings import of_containers, of_page, of_signatures, shifted
from corpus.cleaning.html.words import NAMES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WORD = re.compile(r"\w+")
_TAGS = (
    *("p", "li", "h1", "h2", "h3", "h4", "div", "td"),
    *("dd", "pre", "figcaption", "blockquote", "section", "article", "span"),
)
_ENDS = frozenset('.!?:;…。！？"”’)')
OWN = 16 + len(_TAGS)
"""The columns of a block's own numbers; those of the votes follow."""
_TELLING = [0, 2, 3, 4, 7, OWN, OWN + 1]
_SEEN = 200
"""The characters of a block that its share of capitals and digits is taken of."""


def features_of(
    blocks: Sequence[Block], votes: Sequence[Sequence[float]], kinds: Sequence[float]
) -> NDArray[np.float32]:
    """Return a row for each block: its own numbers, those of its surroundings, and those of its page.

    `votes` holds, a voter a row, the share of each block's words that it keeps; `kinds` what the page's metadata say
    that the page is.
    """
    import numpy as np

    words = [_WORD.findall(block.text.casefold()) for block in blocks]
    own = np.array([_own(block, its) for block, its in zip(blocks, words, strict=True)], dtype=np.float32)
    base = np.column_stack([own, np.array(votes, dtype=np.float32).T])
    size = np.array([len(its) for its in words], dtype=np.float32)
    telling = np.column_stack([base[:, [2, 3, 4]], base[:, OWN:]])
    found = [base, _groups(blocks), *(shifted(base[:, _TELLING], step) for step in (-2, -1, 1, 2))]
    found += [of_containers(blocks, telling, size), of_signatures(blocks, telling, size)]
    found += [of_page(blocks, telling, size), np.tile(np.array(kinds, dtype=np.float32), (len(blocks), 1))]
    return np.asarray(np.column_stack(found), dtype=np.float32)


def _own(block: Block, words: list[str]) -> list[float]:
    text = block.text
    length = max(len(text), 1)
    count = len(words)
    tag = block.place.heading or block.place.tag
    seen = text[:_SEEN]
    return [
        math.log1p(count),
        math.log1p(length),
        min(block.linked / length, 1.0),
        float(text[-1:] in _ENDS),
        float(bool(block.place.heading)),
        sum(map(len, words)) / max(count, 1),
        sum(map(str.isupper, seen)) / min(length, _SEEN),
        sum(map(str.isdigit, seen)) / min(length, _SEEN),
        math.log1p(text.count(",") + text.count("،") + text.count("、")),
        math.log1p(text.count(". ") + text.count("? ") + text.count("! ")),
        float("©" in text or "®" in text),
        float("|" in text or "»" in text or "›" in text),
        float(block.grid is not None),
        float(len(block.place.structure)),
        float(block.place.depth),
        float(text[:1].islower()),
        *(float(tag == name) for name in _TAGS),
    ]


def _groups(blocks: Sequence[Block]) -> NDArray[np.float32]:
    """Return for each group of words how near the nearest element of it around each block is, and whether one is."""
    import numpy as np

    rows = np.zeros((len(blocks), 2 * len(NAMES)), dtype=np.float32)
    known: dict[int, NDArray[np.float32]] = {}
    for index, block in enumerate(blocks):
        found = known.get(id(block.place))
        if found is None:
            found = known[id(block.place)] = _groups_of(block)
        rows[index] = found
    return rows


def _groups_of(block: Block) -> NDArray[np.float32]:
    import numpy as np

    row = np.zeros(2 * len(NAMES), dtype=np.float32)
    seen = distance = 0
    place = block.place
    while True:
        fresh = place.own & ~seen
        seen |= fresh
        while fresh:
            number = (fresh & -fresh).bit_length() - 1
            row[2 * number] = 1.0 / (1 + distance)
            row[2 * number + 1] = 1.0
            fresh &= fresh - 1
        if place.parent is None:
            return row
        place = place.parent
        distance += 1
