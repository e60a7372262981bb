"""What was measured of several engines, side by side: how many times as long, and whether they found the same."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence

from benchmarks.search.engine import NAMES
from benchmarks.search.grid import grid, times
from benchmarks.search.measure import Answered, Built, Measured, Opened

COMPARED = {"hits": ("plain", "plain"), "facets": ("facets", "facets"), "snippets": ("facets", "snippets")}
"""A rival's mode of asking and ours; no rival is asked for snippets."""


def ratio_table(ours: Measured, rivals: Sequence[Measured], kinds: Sequence[str]) -> str:
    """Return how many times as long, and as much, the others take; above 1 Dateline is the better one."""
    heads = ("times what Dateline takes", *(name for _ in rivals for name in COMPARED))
    rows = [(kind, *_ratios(_of_kind(ours, kind), [_of_kind(rival, kind) for rival in rivals])) for kind in kinds]
    every = ("all", *_ratios(ours.answered, [rival.answered for rival in rivals]))
    wholes = [
        (
            name,
            *(cell for rival in rivals for cell in (times(take(ours, rival)), *("" for _ in range(len(COMPARED) - 1)))),
        )
        for name, take in WHOLES.items()
    ]
    return grid([heads, *rows, every, *wholes], [(NAMES[rival.name], len(COMPARED)) for rival in rivals])


def _ratios(ours: Sequence[Answered], theirs: Sequence[Sequence[Answered]]) -> list[str]:
    return [times(ratio(ours, one, mode, our_mode)) for one in theirs for mode, our_mode in COMPARED.values()]


def ratio(ours: Sequence[Answered], theirs: Sequence[Answered], mode: str, our_mode: str) -> float | None:
    """Return how many times as long they take as we do: the median over the questions that both have answered."""
    known = {one.question: one.ms[our_mode] for one in ours if our_mode in one.ms}
    ratios = [
        statistics.median(one.ms[mode]) / statistics.median(known[one.question])
        for one in theirs
        if mode in one.ms and one.question in known
    ]
    return statistics.median(ratios) if ratios else None


def _whole(of: Callable[[Measured], float | None]) -> Callable[[Measured, Measured], float | None]:
    def take(ours: Measured, rival: Measured) -> float | None:
        mine, other = of(ours), of(rival)
        return other / mine if mine and other else None

    return take


def _built(of: Callable[[Built], float]) -> Callable[[Measured, Measured], float | None]:
    return _whole(lambda one: of(one.built) if one.built else None)


def _opened(of: Callable[[Opened], float]) -> Callable[[Measured, Measured], float | None]:
    return _whole(lambda one: of(one.opened) if one.opened else None)


WHOLES: Mapping[str, Callable[[Measured, Measured], float | None]] = {
    "indexing, seconds": _built(lambda one: one.seconds),
    "index, bytes": _built(lambda one: one.bytes),
    "indexing, peak memory": _built(lambda one: one.peak),
    "open and first query": _opened(lambda one: one.opening + one.first),
}


def agreement_table(ours: Measured, rivals: Sequence[Measured], kinds: Sequence[str]) -> str:
    """Return how many of the totals differ from ours and by how much at most, and how many of the same's facets do."""
    heads = ("found otherwise than Dateline", *(name for _ in rivals for name in ("totals", "by up to", "facets")))
    rows = [
        (kind, *(cell for rival in rivals for cell in _agreement(_of_kind(ours, kind), _of_kind(rival, kind))))
        for kind in kinds
    ]
    every = ("all", *(cell for rival in rivals for cell in _agreement(ours.answered, rival.answered)))
    return grid([heads, *rows, every], [(NAMES[rival.name], 3) for rival in rivals])


def _agreement(ours: Sequence[Answered], theirs: Sequence[Answered]) -> tuple[str, str, str]:
    known = {one.question: one for one in ours}
    pairs = [(known[one.question], one) for one in theirs if one.question in known]
    differing = [abs(our.total - one.total) / max(our.total, one.total) for our, one in pairs if our.total != one.total]
    same = [(our, one) for our, one in pairs if our.total == one.total]
    counted = sum(not _count_alike(our, one) for our, one in same)
    return (
        f"{len(differing)}/{len(pairs)}",
        f"{max(differing):.1%}" if differing else "",
        f"{counted}/{len(same)}",
    )


def _count_alike(ours: Answered, theirs: Answered) -> bool:
    """Compare the counts of all facets but that of a filter, which Dateline leaves out of its own counts."""
    return all(
        ours.counted.get(name, (0, 0)) == theirs.counted.get(name, (0, 0))
        for name in {*theirs.counted} - {ours.question.facet}
    )


def _of_kind(measured: Measured, kind: str) -> list[Answered]:
    return [one for one in measured.answered if one.question.kind == kind]
