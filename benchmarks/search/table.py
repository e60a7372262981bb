"""What was measured of each engine, as tables of at most 120 columns."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence

from benchmarks.search.engine import NAMES
from benchmarks.search.grid import grid, megabytes, ms
from benchmarks.search.measure import Answered, Measured, percentile

SHARES = {"p50": 0.5, "p95": 0.95, "p99": 0.99}
MODES = {"plain": "50 hits", "facets": "+ facets", "snippets": "+ 20 snippets", "first": "first time"}
"""The modes of asking as a table heads them."""

BUILT = (
    *("documents/s", "seconds", "processes", "index MB", "of text", "peak MB"),
    *("open ms", "first ms", "disk ms", "resident MB", "own MB"),
)

LEGEND = """\
documents/s   from the documents to a committed index. Dateline reads its archive; the others, stock as they come, read
              lines of JSON, at 100,000/s. All index every word, stemmed, with positions. processes: with the workers.
peak MB       the most memory that all processes of an engine held together while they indexed.
open, first   in a fresh process: the index opened; then a common word asked for, with all facets. Imports are apart,
              but for what an engine imports only when it is asked.
disk          both, with the files dropped from the system's memory before.
resident MB   memory after the first answer; own: without mapped files.
queries       warm. 50 hits: the total and the best 50, of Dateline with title, date, source and place, of the others
              with their keys; facets: the counts of all values of six. The first time is the pass before, with facets.
times         how many times as long (or as much) as Dateline: above 1 Dateline is better. Medians by question;
              `snippets` compares Dateline with 20 snippets to the others without."""


def heading(documents: int, text_bytes: int) -> str:
    """Return the lines that begin what is said of a size."""
    title = f"{documents:,} documents, {text_bytes / 1e6:,.1f} MB of text"
    return f"\n{title}\n{'=' * len(title)}"


def built_table(measured: Sequence[Measured], documents: int, text_bytes: int) -> str:
    """Return how each engine was built and opened."""
    heads = ("", *BUILT)
    return grid([heads, *(_built(one, documents, text_bytes) for one in measured if one.built)])


def _built(one: Measured, documents: int, text_bytes: int) -> tuple[str, ...]:
    built, opened, disk = one.built, one.opened, one.from_disk
    if built is None:
        return ()
    return (
        NAMES[one.name],
        f"{documents / built.seconds:,.0f}",
        f"{built.seconds:,.1f}",
        str(built.processes),
        megabytes(built.bytes),
        f"{built.bytes / text_bytes:.2f}",
        megabytes(built.peak),
        ms(opened.opening if opened else None),
        ms(opened.first if opened else None),
        ms(disk.opening + disk.first if disk else None),
        megabytes(opened.resident) if opened else "-",
        megabytes(opened.own) if opened else "-",
    )


def times_table(one: Measured, kinds: Sequence[str]) -> str:
    """Return the milliseconds of one engine by kind of question."""
    modes = [mode for mode in MODES if any(mode in answer.ms for answer in one.answered)]
    heads = (f"{NAMES[one.name]}, ms", "asked", "hits", *(share for _ in modes for share in SHARES))
    by_kind = [(kind, [answer for answer in one.answered if answer.question.kind == kind]) for kind in kinds]
    rows = [_times(kind, answers, modes) for kind, answers in [*by_kind, ("all", one.answered)] if answers]
    return grid([heads, *rows], [("", 2), *((MODES[mode], len(SHARES)) for mode in modes)])


def _times(kind: str, answers: Sequence[Answered], modes: Iterable[str]) -> tuple[str, ...]:
    hits = statistics.median(answer.total for answer in answers)
    cells = [kind, str(len(answers)), f"{hits:,.0f}"]
    for mode in modes:
        taken = [one for answer in answers for one in answer.ms.get(mode, ())]
        cells += [ms(percentile(taken, share) if taken else None) for share in SHARES.values()]
    return tuple(cells)
