"""What the nearest declared documents say of a document, and how often that is right."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.document import Inferred
from corpus.topics.inferences import Threshold
from corpus.topics.vectors import Vectors

Stories = NDArray[np.int64]

RIGHT: Final = 0.95
"""How often an inferred value has to be right."""

_LEAST: Final = 0.5
"""However often right, no value is inferred against the majority of the votes."""

_NEIGHBOURS: Final = 12
_REPEAT: Final = 0.8
_BLOCK: Final = 512
_CONFIDENCE: Final = 1.64
_FARTHEST: Final = 0.35
"""Which part of the sure documents are left out as too far from their neighbours: what is on none of the fields stated
in the archive lies there too, and no held-out document shows how often that would be wrong."""
_FEWEST_OF_A_VALUE: Final = 5
_NEVER: Final = 2.0


@dataclass(frozen=True, slots=True)
class Votes:
    """The share of the votes for each value, and how near the voters are on average; both 0 to 1."""

    shares: Mapping[str, float]
    nearness: float


@dataclass(frozen=True)
class Electorate:
    """The documents that declare values: their vectors, a row each, and the values and the story of each."""

    vectors: Vectors
    values: Sequence[tuple[str, ...]]
    stories: Stories

    def votes(self, vectors: Vectors) -> list[Votes]:
        """Return what the neighbours of each of these vectors say."""
        return [self._count(row) for row in vectors @ self.vectors.T]

    def held_out(self) -> Iterator[Votes]:
        """Give what the others say of each declared document, its near copies and other versions left out."""
        for start in range(0, len(self.values), _BLOCK):
            likeness = self.vectors[start : start + _BLOCK] @ self.vectors.T
            same = self.stories[start : start + _BLOCK, None] == self.stories[None, :]
            likeness[same | (likeness >= _REPEAT)] = 0
            yield from map(self._count, likeness)

    def _count(self, likeness: NDArray[np.float32]) -> Votes:
        nearest = np.argpartition(likeness, -_NEIGHBOURS)[-_NEIGHBOURS:]
        weights = np.maximum(likeness[nearest], 0).astype(float)
        shares: defaultdict[str, float] = defaultdict(float)
        total = float((weights**2).sum())
        for row, weight in zip(nearest.tolist(), weights.tolist(), strict=True):
            for value in self.values[row]:
                shares[value] += weight**2 / total if total else 0.0
        return Votes(shares, float(weights.mean()))


def accepted(threshold: Threshold, votes: Votes) -> tuple[Inferred, ...]:
    """Return the values that have votes enough, the surest first."""
    if votes.nearness < threshold.nearness:
        return ()
    needed = {value: threshold.own.get(value, threshold.share) for value in votes.shares}
    enough = sorted((-share, value) for value, share in votes.shares.items() if share >= needed[value])
    return tuple(Inferred(value, round(-share, 2)) for share, value in enough)


def calibrated(electorate: Electorate) -> Threshold | None:
    """Return the lowest threshold that is right often enough on the declared documents themselves; None without one."""
    votes = list(electorate.held_out())
    claims = [
        (share, value in stated, value)
        for one, stated in zip(votes, electorate.values, strict=True)
        for value, share in one.shares.items()
    ]
    share = _lowest([(share, right) for share, right, _ in claims])
    if share is None:
        return None
    sure = [one.nearness for one in votes if any(found >= share for found in one.shares.values())]
    return Threshold(share, float(np.quantile(sure, _FARTHEST)), _own(claims, share))


def _own(claims: Sequence[tuple[float, bool, str]], share: float) -> dict[str, float]:
    """Return the shares of the values that are not right often enough from `share` on."""
    of: defaultdict[str, list[tuple[float, bool]]] = defaultdict(list)
    for found, right, value in claims:
        of[value].append((found, right))
    own: dict[str, float] = {}
    for value, some in of.items():
        made = Counter(right for found, right in some if found >= share)
        if made.total() >= _FEWEST_OF_A_VALUE and made[True] < RIGHT * made.total():
            own[value] = _lowest(some) or _NEVER
    return own


def _lowest(claims: Sequence[tuple[float, bool]]) -> float | None:
    """Return the lowest share from which on the claims are right often enough."""
    ordered = sorted((claim for claim in claims if claim[0] >= _LEAST), reverse=True)
    right, best = 0, None
    for place, (share, is_right) in enumerate(ordered, 1):
        right += is_right
        is_last_of_share = place == len(ordered) or ordered[place][0] < share
        if is_last_of_share and _surely(right, place) >= RIGHT:
            best = share
    return best


def _surely(right: int, made: int) -> float:
    """Return the lower bound of the share that is right (Wilson, 1927), so that a few lucky claims prove nothing."""
    square = _CONFIDENCE**2
    share = right / made
    spread = _CONFIDENCE * math.sqrt(share * (1 - share) / made + square / (4 * made**2))
    return (share + square / (2 * made) - spread) / (1 + square / made)
