"""Compare Dateline's search with stock Whoosh, SQLite FTS5 and tantivy.

    python -m benchmarks.search ARCHIVE-FOLDER
    python -m benchmarks.search DOCUMENTS.jsonl[.gz]     rows of {"id", "source", "date", "text"} and perhaps "title"

Every engine indexes the same documents in processes of its own and answers the same questions, which are drawn from
these documents' own words, the same ones each time. With --sizes a part of the archive is taken, or its documents
several times over under other names. All is done in a temporary folder; nothing is written to the archive.
"""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.search.comparison import agreement_table, ratio_table
from benchmarks.search.documents import opened
from benchmarks.search.engine import NAMES, Place, is_there, write_rows
from benchmarks.search.measure import Measured, measure, tell
from benchmarks.search.process import write_questions
from benchmarks.search.questions import KINDS, draw
from benchmarks.search.replicate import replicate
from benchmarks.search.table import LEGEND, built_table, heading, times_table
from benchmarks.search.words import sample
from corpus import Archive, DatelineError

LARGEST_OF_WHOOSH = 75_000
LIMIT = 1_800.0
MISSING = (
    "tantivy is not installed; `python -m pip install --target FOLDER tantivy` and PYTHONPATH=FOLDER bring it in. "
    "It goes on without."
)


def main() -> int:
    """Measure what the command line names."""
    parser = arguments()
    chosen = parser.parse_args()
    if not chosen.archive.exists():
        parser.error(f"there is no {chosen.archive}")
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, _: sys.exit(128 + number))
    try:
        with tempfile.TemporaryDirectory(prefix="dateline-benchmark-", ignore_cleanup_errors=True) as folder:
            run(chosen, Path(folder))
    except DatelineError as error:
        tell(str(error))
        return 1
    except KeyboardInterrupt:
        tell("Interrupted.")
        return 130
    return 0


def run(chosen: argparse.Namespace, scratch: Path) -> None:
    """Compare the engines chosen at every size chosen."""
    names = [name for name in chosen.rivals or NAMES if is_there(name)]
    if "tantivy" in (chosen.rivals or NAMES) and "tantivy" not in names:
        print(MISSING)
    print(LEGEND, flush=True)
    with opened(chosen.archive, chosen.rows, scratch) as archive:
        there = archive.totals().documents
        for documents in chosen.sizes or [min(chosen.rows or there, there)]:
            measured = names if chosen.rivals else [name for name in names if suits(name, documents)]
            compare(archive, documents, measured, scratch / "size", chosen.limit)
            shutil.rmtree(scratch / "size")


def arguments() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.search", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("archive", type=Path, help="an archive's folder, or a file of JSON lines")
    parser.add_argument("--rows", type=int, help="take so many documents of the archive or lines of the file")
    parser.add_argument("--sizes", type=sizes, help="numbers of documents, as 1k,10k,72k,500k (default: all there are)")
    parser.add_argument("--rivals", type=engines, help=f"of {','.join(NAMES)} (default: all; Whoosh up to 75k)")
    parser.add_argument("--limit", type=float, default=LIMIT, help="seconds for a step of an engine (default: 1,800)")
    return parser


def sizes(text: str) -> list[int]:
    """Read numbers of documents; a `k` means thousands."""
    found = [one.strip().lower() for one in text.split(",")]
    return [int(one[:-1]) * 1_000 if one.endswith("k") else int(one) for one in found]


def engines(text: str) -> list[str]:
    """Read names of engines, and put ours among them, beside which all others stand."""
    named = {one.strip() for one in text.split(",")} | {"ours"}
    if unknown := named - set(NAMES):
        raise argparse.ArgumentTypeError(f"there is no engine {', '.join(sorted(unknown))}")
    return [name for name in NAMES if name in named]


def suits(name: str, documents: int) -> bool:
    """Say whether an engine is measured at a size without being asked for."""
    if name == "whoosh" and documents > LARGEST_OF_WHOOSH:
        print(f"\nWhoosh is left out at {documents:,} documents, which take it hours; --rivals whoosh measures it.")
        return False
    return True


def compare(archive: Archive, documents: int, names: Sequence[str], folder: Path, limit: float) -> None:
    """Measure engines on so many documents, and print what was found."""
    folder.mkdir()
    tell(f"{documents:,} documents: preparing …")
    if documents == archive.totals().documents:
        text_bytes = prepare(archive, folder)
        home = archive.folder
    else:
        home = folder / "archive"
        replicate(archive, documents, home)
        with Archive.open(home) as made:
            text_bytes = prepare(made, folder)
    questions = draw(sample(folder / "rows", documents))
    print(heading(documents, text_bytes))
    if not questions:
        print("These are too few documents to draw questions from.")
        return
    write_questions(folder / "questions", questions)
    measured = []
    for name in names:
        place = Place(home, folder / "rows", folder / f"index-{name}")
        measured.append(measure(name, place, questions, folder / "questions", limit))
        show_times(measured[-1])
    show(measured, documents, text_bytes)


def prepare(archive: Archive, folder: Path) -> int:
    """Write the rows of an archive, and return the bytes of its texts."""
    write_rows(archive, folder / "rows")
    return archive.totals().text_bytes


def show_times(one: Measured) -> None:
    """Print what an engine took for its answers, and why there are none or few."""
    if one.answered:
        print(f"\n{times_table(one, list(KINDS))}", flush=True)
    for note in one.notes:
        print(f"\n{NAMES[one.name]} {note}.", flush=True)


def show(measured: Sequence[Measured], documents: int, text_bytes: int) -> None:
    """Print what all engines of a size have in common."""
    ours, rivals = measured[0], [one for one in measured[1:] if one.built]
    if any(one.built for one in measured):
        print(f"\n{built_table(measured, documents, text_bytes)}", flush=True)
    if ours.built and rivals:
        print(f"\n{ratio_table(ours, rivals, list(KINDS))}")
        print(f"\n{agreement_table(ours, rivals, list(KINDS))}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
