"""One step of one engine, in a process of its own, so that its memory is its own; figures go out as lines of JSON.

python -m benchmarks.search.process ENGINE index|open|ask ARCHIVE ROWS INDEX QUESTIONS
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path

from benchmarks.search import memory
from benchmarks.search.engine import Engine, Place, Question, Reply, Searcher, load

HITS = 50
SNIPPETS = 20
PASSES = 3
ENOUGH = 20.0
"""Seconds after which no other pass begins: what takes as long has little to gain from a repetition."""

MODES: Mapping[str, tuple[bool, int]] = {"plain": (False, 0), "facets": (True, 0), "snippets": (True, SNIPPETS)}
"""Whether facets are counted, and how many hits get a snippet."""


def main() -> None:
    """Take the step named on the command line."""
    name, step, *paths, questions = sys.argv[1:]
    place = Place(*map(Path, paths))
    asked = read_questions(Path(questions))
    begun = time.perf_counter()
    engine = load(name)
    imports = (time.perf_counter() - begun) * 1000
    if step == "index":
        index(engine, place)
    elif step == "open":
        open_and_ask(engine, place, asked[0], imports)
    else:
        modes = MODES if name == "ours" else {mode: MODES[mode] for mode in ("plain", "facets")}
        ask_all(engine.opened(place), asked, modes)


def index(engine: Engine, place: Place) -> None:
    """Build the index."""
    begun = time.perf_counter()
    engine.build(place)
    seconds = time.perf_counter() - begun
    size = sum(path.stat().st_size for path in place.index.rglob("*") if path.is_file())
    say(seconds=seconds, bytes=size, peak=memory.peak())


def open_and_ask(engine: Engine, place: Place, question: Question, imports: float) -> None:
    """Open the index and ask the first question."""
    begun = time.perf_counter()
    searcher = engine.opened(place)
    opened = time.perf_counter()
    searcher.ask(question, HITS, facets=True, snippets=0)
    answered = time.perf_counter()
    say(
        imports=imports,
        opening=(opened - begun) * 1000,
        first=(answered - opened) * 1000,
        resident=memory.resident(),
        own=memory.own(),
    )
    searcher.close()


def ask_all(searcher: Searcher, questions: list[Question], modes: Mapping[str, tuple[bool, int]]) -> None:
    """Ask every question once to warm up, with facets, and then in passes."""
    for at, question in enumerate(questions):
        reply, ms = timed(searcher, question, facets=True, snippets=0)
        if len(set(reply.keys)) != min(HITS, reply.total):
            raise ValueError(f"{len(set(reply.keys))} hits of {reply.total} for {question}")
        say(mode="first", at=at, ms=ms, total=reply.total, counted=summed(reply))
    begun = time.perf_counter()
    for _ in range(PASSES):
        for mode, (facets, snippets) in modes.items():
            for at, question in enumerate(questions):
                say(mode=mode, at=at, ms=timed(searcher, question, facets=facets, snippets=snippets)[1])
        if time.perf_counter() - begun > ENOUGH:
            break
    searcher.close()


def timed(searcher: Searcher, question: Question, *, facets: bool, snippets: int) -> tuple[Reply, float]:
    """Return the answer and its milliseconds."""
    begun = time.perf_counter()
    reply = searcher.ask(question, HITS, facets=facets, snippets=snippets)
    return reply, (time.perf_counter() - begun) * 1000


def summed(reply: Reply) -> dict[str, tuple[int, int]]:
    """Return of every facet counted the number of its values and the sum of their counts, to compare engines by."""
    counted = {name: [number for _, number in values] for name, values in reply.counts.items()}
    return {name: (len(numbers), sum(numbers)) for name, numbers in counted.items()}


def write_questions(path: Path, questions: Iterable[Question]) -> None:
    """Write questions for the processes to come."""
    path.write_text(json.dumps([asdict(question) for question in questions]), encoding="utf-8")


def read_questions(path: Path) -> list[Question]:
    """Return the questions that `write_questions` wrote."""
    found = json.loads(path.read_text(encoding="utf-8"))
    return [Question(**one | {"words": tuple(one["words"]), "without": tuple(one["without"])}) for one in found]


def forget(folder: Path) -> None:
    """Ask the system to drop what it holds of the files in a folder, so that the next to read them waits for the disk.

    Where the system cannot, nothing happens.
    """
    if not hasattr(os, "posix_fadvise"):
        return
    for path in folder.rglob("*"):
        if path.is_file():
            descriptor = os.open(path, os.O_RDONLY)
            os.fsync(descriptor)
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(descriptor)


def say(**figures: object) -> None:
    """Give figures to the process that reads this one."""
    sys.stdout.write(json.dumps(figures) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
