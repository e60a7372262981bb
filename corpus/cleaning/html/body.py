"""Which blocks of a page are its article: weighed by a model, chosen so that most is right and least is missed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.cleaning.html.blocks import Block, blocks_of
from corpus.cleaning.html.features import features_of
from corpus.cleaning.html.metadata import Metadata
from corpus.cleaning.html.model import likelihoods
from corpus.cleaning.html.parsing import Markup
from corpus.cleaning.html.votes import votes_on
from corpus.errors import UnreadableError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MOST = 60_000
_BELIEVED = 0.8
_MOST_INSETS = 6
_LONG = 12
"""Words from which on a block that stands twice is a repeat, not a refrain."""


def article_blocks(markup: Markup, metadata: Metadata) -> tuple[list[Block], list[Block]]:
    """Return the blocks of the page's article and all blocks of the page, both in reading order.

    Raises `UnreadableError` for a page of more blocks than any page to be read has.
    """
    import numpy as np

    blocks = blocks_of(markup.root)
    if not blocks:
        return [], []
    if len(blocks) > _MOST:
        raise UnreadableError(f"more than {_MOST:,} paragraphs on one page")
    likely = likelihoods(features_of(blocks, votes_on(blocks, markup, metadata.description()), metadata.kinds()))
    sizes = np.array([block.text.count(" ") + 1 for block in blocks], dtype=np.float64)
    chosen = with_insets(blocks, choose(likely, sizes))
    return without_repeats([block for block, is_chosen in zip(blocks, chosen, strict=True) if is_chosen]), blocks


def choose(likely: NDArray[np.float64], sizes: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return the choice of blocks with the best expected F1 over words.

    Taking the likeliest blocks first, the expected F1 of k blocks is twice the words expected to be right among them,
    over the words taken plus the words expected in the article, of which a fifth is taken off: the many unlikely blocks
    of a page add up to words that are hardly ever there.
    """
    import numpy as np

    order = np.argsort(-likely, kind="stable")
    right = (likely * sizes)[order]
    expected = 2 * np.cumsum(right) / (np.cumsum(sizes[order]) + _BELIEVED * right.sum())
    chosen = np.zeros(len(likely), dtype=np.bool_)
    chosen[order[: int(np.argmax(expected)) + 1]] = True
    return chosen


def with_insets(blocks: Sequence[Block], chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the choice with what stands right between two chosen blocks: captions, code, headings, items and tables.

    They do not read like prose, but what stands around them says what they are.
    """
    found = chosen.copy()
    start = None
    for index, block in enumerate(blocks):
        if not chosen[index] and _is_inset(block):
            start = index if start is None else start
            continue
        if start is not None and start > 0:
            few = index - start <= _MOST_INSETS
            found[start:index] = few and chosen[start - 1] and chosen[index]
        start = None
    return found


def _is_inset(block: Block) -> bool:
    if block.pre or block.grid is not None or block.place.tag in {"figcaption", "caption"}:
        return True
    listed = bool(block.place.structure) or block.place.heading > "h1"
    return listed and block.linked * 2 < len(block.text)


def without_repeats(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks without long ones that stood before, as in a text given once for screens and once for print."""
    seen: set[str] = set()
    kept = []
    for block in blocks:
        if block.text.count(" ") >= _LONG:
            if block.text in seen:
                continue
            seen.add(block.text)
        kept.append(block)
    return kept
