"""What can be told of a block from the blocks around it: its neighbours, its containers, its likes, its page."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from corpus.cleaning.html.words import BIT

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from corpus.cleaning.html.blocks import Block, Place

_LEVELS = 5


def shifted(rows: NDArray[np.float32], step: int) -> NDArray[np.float32]:
    """Return each row's neighbour `step` blocks on; zeros beyond the ends."""
    import numpy as np

    moved = np.zeros_like(rows)
    if step > 0:
        moved[:-step] = rows[step:]
    else:
        moved[-step:] = rows[:step]
    return moved


def of_containers(
    blocks: Sequence[Block], telling: NDArray[np.float32], size: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Return for the nearest elements around each block: the means over all words inside, the words and the blocks."""
    import numpy as np

    numbers: dict[int, int] = {}
    first: list[int] = []
    last: list[int] = []
    table = np.full((len(blocks), _LEVELS), -1, dtype=np.int64)
    for index, block in enumerate(blocks):
        place: Place | None = block.place
        level = 0
        while place is not None:
            number = numbers.setdefault(id(place), len(first))
            if number == len(first):
                first.append(index)
                last.append(index)
            last[number] = index
            if level < _LEVELS:
                table[index, level] = number
            place = place.parent
            level += 1
    sums = _sums_of_runs(first, last, telling, size)
    total = max(float(size.sum()), 1.0)
    found = []
    for level in range(_LEVELS):
        means, amounts = _means(sums[table[:, level]])
        found += [means, np.log1p(amounts), amounts[:, :1] / total]
    return np.column_stack(found)


def of_signatures(
    blocks: Sequence[Block], telling: NDArray[np.float32], size: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Return for all blocks in elements of the same tags and classes: the means over all words, and amounts."""
    import numpy as np

    numbers: dict[tuple[object, ...], int] = {}
    members: list[list[int]] = []
    where = np.zeros(len(blocks), dtype=np.int64)
    for index, block in enumerate(blocks):
        place = block.place
        parent = place.parent
        key = (
            (place.tag, place.element.get("class"), parent.tag, parent.element.get("class")) if parent else (place.tag,)
        )
        number = where[index] = numbers.setdefault(key, len(members))
        if number == len(members):
            members.append([])
        members[number].append(index)
    means, amounts = _means(_sums(members, telling, size)[where])
    return np.column_stack([means, np.log1p(amounts)])


def of_page(blocks: Sequence[Block], telling: NDArray[np.float32], size: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return what is told of a block by its place on the page, and of the page as a whole."""
    import numpy as np

    count = len(blocks)
    total = max(float(size.sum()), 1.0)
    order = np.arange(count)
    before = np.cumsum(size) - size
    first = next((index for index, block in enumerate(blocks) if block.place.heading == "h1"), -1)
    longest = int(np.argmax(size * (1 - telling[:, 0])))
    repeats = Counter(block.text for block in blocks)
    columns: list[NDArray[Any] | list[float]] = [
        before / total,
        (total - before) / total,
        (order - first) / count if first >= 0 else np.full(count, -2.0),
        [math.log1p(repeats[block.text]) for block in blocks],
        [float(bool(block.place.above & BIT["unseen"])) for block in blocks],
        _shared_depth(blocks, first),
        _shared_depth(blocks, longest),
    ]
    whole = [math.log1p(total), math.log1p(count), float((telling[:, 0] * size).sum() / total), float(first >= 0)]
    whole += [sum(block.place.heading == "h1" for block in blocks)]
    for name in ("comments", "item", "tag-article", "tag-main", "tag-list", "related", "user"):
        inside = np.array([bool((block.place.own | block.place.above) & BIT[name]) for block in blocks])
        whole.append(float((inside * size).sum() / total))
    for vote in telling[:, 3:].T:
        hits = np.flatnonzero(vote > 0.5)
        low, high = (hits[0], hits[-1]) if len(hits) else (count, -1)
        columns += [(order >= low) & (order <= high), np.clip((order - low) / count, -1, 1)]
        columns += [np.clip((order - high) / count, -1, 1)]
        whole.append(float((size * vote).sum() / total))
    return np.column_stack([*columns, np.tile(np.array(whole, dtype=np.float32), (count, 1))]).astype(np.float32)


def _sums_of_runs(
    first: Sequence[int], last: Sequence[int], telling: NDArray[np.float32], size: NDArray[np.float32]
) -> NDArray[Any]:
    """Return the same as `_sums` for groups that are runs of blocks, as all blocks inside one element are."""
    import numpy as np

    upto = np.cumsum(_weighted(telling, size), axis=0, dtype=np.float64)
    upto = np.vstack([np.zeros_like(upto[:1]), upto])
    return np.vstack([upto[np.array(last) + 1] - upto[np.array(first)], np.zeros_like(upto[:1])])


def _weighted(telling: NDArray[np.float32], size: NDArray[np.float32]) -> NDArray[np.float32]:
    import numpy as np

    return np.column_stack([telling * np.maximum(size, 1)[:, None], size, np.ones_like(size)])


def _sums(
    members: Sequence[Sequence[int]], telling: NDArray[np.float32], size: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Return for each group of blocks the sums of `telling` weighted by words, of the words, and of the blocks."""
    import numpy as np

    weighted = _weighted(telling, size)
    sums = np.zeros((len(members) + 1, weighted.shape[1]), dtype=np.float32)
    for number, inside in enumerate(members):
        sums[number] = weighted[inside].sum(axis=0)
    return sums


def _means(sums: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    import numpy as np

    return sums[:, :-2] / np.maximum(sums[:, -2:-1], 1), sums[:, -2:]


def _shared_depth(blocks: Sequence[Block], other: int) -> list[float]:
    """Return how much of the way from the root each block shares with another, 0 to 1; -1 where there is none."""
    if other < 0:
        return [-1.0] * len(blocks)
    around: set[int] = set()
    place: Place | None = blocks[other].place
    while place is not None:
        around.add(id(place))
        place = place.parent
    return [_depth_in(block.place, around) / max(len(around), 1) for block in blocks]


def _depth_in(place: Place, around: set[int]) -> int:
    at: Place | None = place
    while at is not None and id(at) not in around:
        at = at.parent
    return at.depth + 1 if at is not None else 0
