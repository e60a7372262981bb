"""Measure the index: how fast it is built, how big it is, how fast it answers.

    python -m benchmarks.search ARCHIVE-FOLDER
    python -m benchmarks.search DOCUMENTS.jsonl [--rows N]     rows of {"id", "source", "date", "text"}

The index is built in a temporary folder; nothing is written to the archive. Milliseconds are the median of five, of the
wall clock and, in brackets, of this process alone, which says more where others use the machine too.
"""

from __future__ import annotations

import argparse
import itertools
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus import Archive, add
from search import Index

QUERIES = (
    "health",
    "iraq war funding",
    "education OR schools OR teachers",
    '"health care"',
    '"united states"',
    "co*",
)
REPEATS = 5


def main() -> None:
    """Measure the archive or the rows named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path, help="an archive's folder, or a file of JSON lines")
    parser.add_argument("--rows", type=int, default=None, help="take so many rows of the file")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, opened(chosen.archive, chosen.rows, Path(scratch)) as archive:
        measure(archive, Path(scratch) / "index")


@contextmanager
def opened(path: Path, rows: int | None, scratch: Path) -> Iterator[Archive]:
    """Open an archive, or make one of a file of rows."""
    if path.is_dir():
        with Archive.open(path) as archive:
            yield archive
        return
    pages = scratch / "pages.jsonl"
    with path.open(encoding="utf-8") as lines, pages.open("w", encoding="utf-8") as written:
        written.writelines(as_page(line) for line in itertools.islice(lines, rows))
    with Archive.open(scratch / "archive", create=True) as archive:
        begun = time.perf_counter()
        report = add(archive, [pages])
        print(f"imported {report.documents_new:,} documents in {time.perf_counter() - begun:.1f} s")
        yield archive


def as_page(line: str) -> str:
    """Return a row as a page of a JSON Lines file."""
    row = json.loads(line)
    page = {"url": f"https://archive.example/{row['id']}", **{name: row[name] for name in ("source", "date", "text")}}
    return json.dumps(page) + "\n"


def measure(archive: Archive, folder: Path) -> None:
    """Print the figures of an archive."""
    with Index.open(archive, folder=folder) as index:
        begun = time.perf_counter()
        documents = index.update()
        seconds = time.perf_counter() - begun
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    text = archive.totals().text_bytes
    print(f"indexed {documents:,} documents in {seconds:.1f} s: {documents / seconds:,.0f} documents/s")
    print(f"index {size / 1e6:,.1f} MB, {size / text:.2f} of {text / 1e6:,.1f} MB of text")
    print(f"{'ms':36}{'hits':>8}{'first':>16}{'with facets':>16}{'without':>16}")
    for query in QUERIES:
        print_query(archive, folder, query)


def print_query(archive: Archive, folder: Path, query: str) -> None:
    """Print a query asked of an index just opened, then again with and without the counts of all facets."""
    with Index.open(archive, folder=folder) as index:
        first = median(lambda: index.search(query), repeats=1)
        counted = median(lambda: index.search(query))
        uncounted = median(lambda: index.search(query, facets=False))
        print(f"{query:36}{index.search(query).total:>8,}{first:>16}{counted:>16}{uncounted:>16}")


def median(work: Callable[[], object], repeats: int = REPEATS) -> str:
    """Return the median milliseconds of some runs: by the wall clock, and in brackets of this process alone."""
    wall, own = [], []
    for _ in range(repeats):
        begun, begun_here = time.perf_counter(), time.process_time()
        work()
        wall.append((time.perf_counter() - begun) * 1000)
        own.append((time.process_time() - begun_here) * 1000)
    return f"{statistics.median(wall):.1f} ({statistics.median(own):.1f})"


if __name__ == "__main__":
    main()
