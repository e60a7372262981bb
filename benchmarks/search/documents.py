"""The archive to be measured, as it lies or made of a file of rows."""

from __future__ import annotations

import gzip
import itertools
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from benchmarks.search.measure import tell
from corpus import Archive, add

KEPT = ("title", "source", "date", "text")


@contextmanager
def opened(path: Path, rows: int | None, scratch: Path) -> Iterator[Archive]:
    """Open an archive, or make one of the first `rows` lines of a file."""
    if path.is_dir():
        with Archive.open(path) as archive:
            yield archive
        return
    pages = scratch / "pages.jsonl"
    with _lines(path) as lines, pages.open("w", encoding="utf-8") as written:
        written.writelines(map(as_page, itertools.islice(lines, rows)))
    with Archive.open(scratch / "imported", create=True) as archive:
        tell("importing …")
        report = add(archive, [pages])
        tell(f"imported {report.documents_new:,} documents")
        pages.unlink()
        yield archive


def as_page(line: str) -> str:
    """Return a row as a page of a JSON Lines file."""
    row = json.loads(line)
    page = {"url": f"https://archive.example/{row['id']}", **{name: row[name] for name in KEPT if row.get(name)}}
    return json.dumps(page) + "\n"


def _lines(path: Path) -> IO[str]:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")
