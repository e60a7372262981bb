"""Measure an engine on the documents of one size, step by step."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.search.engine import NAMES, Place, Question
from benchmarks.search.process import forget
from benchmarks.search.running import Step, run

FRESH = 5
"""Fresh processes of which the median opening is taken."""

LONGEST_OPENING = 300.0


@dataclass(frozen=True, slots=True)
class Built:
    """An index as it was built; memory is the peak of all processes together."""

    seconds: float
    bytes: int
    peak: int
    processes: int


@dataclass(frozen=True, slots=True)
class Opened:
    """Milliseconds to open an index in a fresh process and to answer its first question, and the memory then."""

    imports: float
    opening: float
    first: float
    resident: int
    own: int


@dataclass(frozen=True, slots=True)
class Answered:
    """A question's answer: its total, the values and the sum of each facet, and milliseconds by mode."""

    question: Question
    total: int
    counted: Mapping[str, tuple[int, int]]
    ms: Mapping[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Measured:
    """All there is of an engine; None and nothing where it failed or took too long, which `notes` say."""

    name: str
    built: Built | None = None
    opened: Opened | None = None
    from_disk: Opened | None = None
    answered: Sequence[Answered] = ()
    notes: list[str] = field(default_factory=list)


def measure(name: str, place: Place, questions: Sequence[Question], asked: Path, limit: float) -> Measured:
    """Index, open and ask; `asked` is the file of the questions, `limit` the seconds for each of these steps."""
    notes: list[str] = []
    tell(f"{NAMES[name]}: indexing …")
    step = run(name, "index", place, asked, limit)
    if not _is_fine(step, "was not done indexing", limit, notes) or not step.lines:
        return Measured(name, notes=notes)
    said = step.lines[0]
    built = Built(said["seconds"], said["bytes"], max(step.peak, said["peak"]), step.processes)
    tell(f"{NAMES[name]}: opening …")
    opened = _opened(name, place, asked, notes, cold=False)
    from_disk = _opened(name, place, asked, notes, cold=True)
    tell(f"{NAMES[name]}: asking {len(questions)} questions …")
    step = run(name, "ask", place, asked, limit)
    _is_fine(step, "was not done answering; the figures are of what it answered", limit, notes)
    shutil.rmtree(place.index, ignore_errors=True)
    return Measured(name, built, opened, from_disk, _answered(questions, step.lines), notes)


def tell(what: str) -> None:
    """Say on the terminal what goes on."""
    print(what, file=sys.stderr, flush=True)


def _opened(name: str, place: Place, asked: Path, notes: list[str], *, cold: bool) -> Opened | None:
    """Return the median opening of some fresh processes; `cold` drops the files from memory before each."""
    seen = []
    for _ in range(FRESH):
        if cold:
            forget(place.index)
            if name == "ours":
                forget(place.archive)
        step = run(name, "open", place, asked, LONGEST_OPENING)
        if not _is_fine(step, "could not be opened", LONGEST_OPENING, notes) or not step.lines:
            return None
        seen.append(Opened(**step.lines[0]))
    by_time = sorted(seen, key=lambda one: one.opening + one.first)
    return by_time[len(by_time) // 2]


def _answered(questions: Sequence[Question], lines: Sequence[dict[str, Any]]) -> list[Answered]:
    ms: dict[int, dict[str, list[float]]] = {}
    firsts = {line["at"]: line for line in lines if line["mode"] == "first"}
    for line in lines:
        ms.setdefault(line["at"], {}).setdefault(line["mode"], []).append(line["ms"])
    return [
        Answered(questions[at], first["total"], {name: tuple(of) for name, of in first["counted"].items()}, ms[at])
        for at, first in firsts.items()
    ]


def _is_fine(step: Step, what: str, limit: float, notes: list[str]) -> bool:
    if step.took_too_long:
        notes.append(f"{what} within {limit:,.0f} s")
    elif step.failed:
        notes.append(f"{what}: its process failed")
    return not step.took_too_long and not step.failed


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest of the values that is at least as large as `share` of them."""
    ordered = sorted(values)
    return ordered[max(0, -int(-share * len(ordered) // 1) - 1)]
