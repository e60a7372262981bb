"""The weighing of a block's features: a sum of small decision trees, kept as numbers in `model.json`.

The trees were made by gradient boosting (LightGBM, cross entropy, 120 trees of at most 15 leaves and 8 levels, every
page weighing the same) on the blocks of 600 pages whose article is known: the development split of WCXB by Murrough
Foley, CC-BY-4.0. A block's label is the share of its runs of three words that the known article has. Whatever changes
a feature or its column makes new trees necessary.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_AT_ONCE = 10_000
"""The rows weighed at once, so that memory is bounded."""


@dataclass(frozen=True, slots=True)
class Trees:
    """Decision trees as flat arrays, one row a tree and one column a node; node 0 is the root.

    An inner node goes to `left` where the feature is at most the threshold, else to `right`; a leaf leads to itself.
    Both are places in the flat array of all nodes.
    """

    feature: NDArray[np.int64]
    threshold: NDArray[np.float64]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    value: NDArray[np.float64]
    depth: int
    columns: int
    """How many features a row has."""


def likelihoods(features: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return for each row of features how likely its block is part of the article, 0 to 1."""
    import numpy as np

    trees = load()
    if features.shape[1] != trees.columns:
        raise ValueError("the features are not those the model was made for")
    pieces = [_weigh(features[start : start + _AT_ONCE], trees) for start in range(0, len(features), _AT_ONCE)]
    return np.asarray(1.0 / (1.0 + np.exp(-np.concatenate(pieces))), dtype=np.float64)


def _weigh(features: NDArray[np.float32], trees: Trees) -> NDArray[np.float64]:
    import numpy as np

    rows, columns = features.shape
    flat = np.ascontiguousarray(features).ravel()
    start = (np.arange(rows) * columns)[:, None]
    node = np.tile(np.arange(len(trees.feature)) * trees.feature.shape[1], (rows, 1))
    feature, threshold = trees.feature.ravel(), trees.threshold.ravel()
    left, right = trees.left.ravel(), trees.right.ravel()
    for _ in range(trees.depth):
        stays = flat.take(start + feature.take(node)) <= threshold.take(node)
        node = np.where(stays, left.take(node), right.take(node))
    return np.asarray(trees.value.ravel().take(node).sum(axis=1), dtype=np.float64)


@cache
def load() -> Trees:
    """Return the trees of `model.json`, a list of nodes a tree: `[feature, threshold, left, right]` or `[value]`."""
    import numpy as np

    model = json.loads(files("corpus.cleaning.html").joinpath("model.json").read_text("utf-8"))
    trees = model["trees"]
    width = max(map(len, trees))
    shape = (len(trees), width)
    feature, left, right = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    threshold, value = np.zeros(shape), np.zeros(shape)
    for row, tree in enumerate(trees):
        for column, node in enumerate(tree):
            if len(node) == 1:
                value[row, column] = node[0]
                left[row, column] = right[row, column] = row * width + column
            else:
                feature[row, column], threshold[row, column] = node[:2]
                left[row, column], right[row, column] = row * width + int(node[2]), row * width + int(node[3])
    return Trees(feature, threshold, left, right, value, max(map(_depth, trees)), model["columns"])


def _depth(tree: list[list[float]], node: int = 0) -> int:
    if len(tree[node]) == 1:
        return 0
    _, _, left, right = tree[node]
    return 1 + max(_depth(tree, int(left)), _depth(tree, int(right)))
