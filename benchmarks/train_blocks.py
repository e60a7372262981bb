"""Make the trees that weigh the blocks of an HTML page, `corpus/cleaning/html/model.json`, anew.

usage: python -m benchmarks.train_blocks PAGES.jsonl.gz OUT.json

Needs lightgbm, which Dateline itself does not. Rows of PAGES are {html, gold: {text}}, the form of WCXB. For an honest
score train on one half of the pages and score the other. Any change of features, words, votes or of what a block is
makes new trees necessary.
"""

from __future__ import annotations

import collections
import gzip
import json
import re
import sys
from pathlib import Path
from typing import Any

import numpy as np

from corpus.cleaning.html.blocks import Block, blocks_of
from corpus.cleaning.html.features import features_of
from corpus.cleaning.html.metadata import read_metadata
from corpus.cleaning.html.parsing import parse
from corpus.cleaning.html.votes import votes_on

TREES = 120
SETTINGS = {
    "objective": "cross_entropy",
    "num_leaves": 15,
    "max_depth": 8,
    "learning_rate": 0.07,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 10,
    "verbose": -1,
    "seed": 1,
    "num_threads": 2,
    "deterministic": True,
}
_WORD = re.compile(r"\w+")
_SHORT = 6


def labels(blocks: list[Block], gold: str) -> list[float]:
    """Return for each block the share of its runs of three words that the known article has; -1 for one of no words.

    A short block counts as a whole, and a block that stands again counts only as often as the article has it.
    """
    words = _WORD.findall(gold.casefold())
    runs = set(zip(words, words[1:], words[2:], strict=False))
    whole = f" {' '.join(words)} "
    lines = collections.Counter(tuple(_WORD.findall(line.casefold())) for line in gold.split("\n"))
    used: collections.Counter[tuple[str, ...]] = collections.Counter()
    found = []
    for block in blocks:
        own = tuple(_WORD.findall(block.text.casefold()))
        share = _share(own, runs, whole, lines, used[own]) if own else -1.0
        used[own] += share > 0.5
        found.append(share)
    return found


def _share(
    own: tuple[str, ...],
    runs: set[tuple[str, str, str]],
    whole: str,
    lines: collections.Counter[tuple[str, ...]],
    used: int,
) -> float:
    full = f" {' '.join(own)} "
    if len(own) <= _SHORT:
        within = whole.count(full) if len(own) > 2 else int(len(own) == 2 and full in whole)
        return float(used < (lines[own] or within))
    its = list(zip(own, own[1:], own[2:], strict=False))
    share = sum(run in runs for run in its) / len(its)
    return 0.0 if share > 0.5 and used >= max(1, whole.count(full)) else share


def rows(page: dict[str, Any]) -> tuple[Any, Any, Any] | None:
    """Return features, labels and weights of the blocks of a page, whose weights sum up to the same for each page."""
    markup = parse(page["html"])
    blocks = blocks_of(markup.root)
    if not blocks or not page["gold"]["text"]:
        return None
    metadata = read_metadata(markup)
    votes = votes_on(blocks, markup, metadata.description())
    sizes = np.array([len(block.text.split()) or 1 for block in blocks], dtype=float) ** 0.7
    features = features_of(blocks, votes, metadata.kinds())
    return features, np.array(labels(blocks, page["gold"]["text"])), 1000 * sizes / sizes.sum()


def nodes_of(tree: dict[str, Any]) -> list[list[float]]:
    """Return a tree as a flat list of nodes: `[feature, threshold, left, right]` or `[value]`."""
    nodes: list[list[float]] = []

    def walk(node: dict[str, Any]) -> int:
        at = len(nodes)
        nodes.append([])
        if "leaf_value" in node:
            nodes[at] = [round(node["leaf_value"], 5)]
        else:
            threshold = float(f"{node['threshold']:.7g}")
            nodes[at] = [node["split_feature"], threshold, walk(node["left_child"]), walk(node["right_child"])]
        return at

    walk(tree)
    return nodes


def main() -> None:
    """Train on the pages named on the command line and write the trees."""
    import lightgbm

    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as pages:
        found = [row for row in map(rows, map(json.loads, pages)) if row]
    features, wanted, weights = (np.concatenate(part) for part in zip(*found, strict=True))
    usable = wanted >= 0
    data = lightgbm.Dataset(features[usable], label=wanted[usable], weight=weights[usable])
    made = lightgbm.train(SETTINGS, data, TREES)
    trees = [nodes_of(tree["tree_structure"]) for tree in made.dump_model()["tree_info"]]
    written = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in trees)
    Path(sys.argv[2]).write_text(f'{{"columns": {features.shape[1]}, "trees": [\n{written}\n]}}\n', "utf-8")


if __name__ == "__main__":
    main()
