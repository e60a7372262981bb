"""Measure the cleaner: how much of what a careful reader takes from labelled pages it takes, and how fast it is.

    python benchmarks/cleaning.py [FOLDER or FILE.jsonl[.gz] ...]

A folder holds text dumps `NNN.txt` and `gold.jsonl`; a file holds rows {"id", "url", "kind", "html", "gold"} of saved
HTML pages. Without any, the labelled set of the tests is measured. Beside HTML pages trafilatura and resiliparse by
themselves are measured in the same run; the pages a second are of one process that has loaded its libraries, reading
and parsing included.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.measures import add_up, judge_dump, judge_page, table
from corpus import Document, clean, parse_date

LABELLED = Path(__file__).resolve().parents[1] / "tests" / "corpus" / "labelled"

Row = Mapping[str, Any]
Found = Mapping[str, Sequence[Document]]


class Read(NamedTuple):
    """What another extractor reads off a page: text, title, date as ISO."""

    text: str
    title: str | None
    date: str | None


def main() -> None:
    """Measure the sets named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path, nargs="*", default=[LABELLED / "dumps", LABELLED / "pages.jsonl"])
    for path in parser.parse_args().sets:
        print(f"\n{path.name}")
        if path.is_dir():
            measure_dumps(path)
        else:
            measure_pages(read_rows(path))


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a file of JSON lines, packed with gzip or not."""
    raw = path.read_bytes()
    return [json.loads(line) for line in (gzip.decompress(raw) if path.suffix == ".gz" else raw).splitlines()]


def clean_dumps(folder: Path, gold: Iterable[Row]) -> Found:
    """Return the documents of the labelled dumps of a folder, by the name of the file."""
    return _by_name(clean([folder / row["file"] for row in gold], workers=1))


@contextmanager
def saved(rows: Iterable[Row]) -> Iterator[Path]:
    """Give a folder in which each row's page is a file, in the charset it declares and with its address stated."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for row in rows:
            (folder / f"{row['id']}.html").write_bytes(_as_saved(row))
        yield folder


def clean_pages(folder: Path) -> Found:
    """Return the documents of the pages in a folder, by the name of the file."""
    return _by_name(clean([folder], workers=1))


def measure_dumps(folder: Path) -> None:
    """Print how the text dumps of a folder are cleaned."""
    gold = read_rows(folder / "gold.jsonl")
    begun = time.perf_counter()
    found = clean_dumps(folder, gold)
    took = time.perf_counter() - begun
    judged = ((row["layout"], *one) for row in gold for one in judge_dump(row, found.get(row["file"], ())))
    print(table(add_up(judged), "layout"))
    print(f"{len(gold)} dumps, {len(gold) / took:,.0f} a second")


def measure_pages(rows: Sequence[Row]) -> None:
    """Print how HTML pages are cleaned by us, and by each of the extractors that we build on alone."""
    with saved(rows) as folder:
        first = folder / f"{rows[0]['id']}.html"
        _by_name(clean([first], workers=1))
        begun = time.perf_counter()
        found = clean_pages(folder)
        _print_pages("dateline", rows, found, time.perf_counter() - begun)
        for name, read in {"trafilatura": _trafilatura(), "resiliparse": _resiliparse()}.items():
            read(first.read_bytes())
            begun = time.perf_counter()
            found = {f"{row['id']}.html": _documents(read((folder / f"{row['id']}.html").read_bytes())) for row in rows}
            _print_pages(name, rows, found, time.perf_counter() - begun, {"nothing", "text F1", "title", "date"})


def _print_pages(
    name: str, rows: Sequence[Row], found: Found, took: float, measures: Iterable[str] | None = None
) -> None:
    judged = (
        (row["kind"], *one) for row in rows for one in judge_page(row["gold"], found.get(f"{row['id']}.html", ()))
    )
    print(table(add_up(one for one in judged if measures is None or one[1] in measures), name))
    print(f"{len(rows)} pages, {len(rows) / took:,.0f} a second\n")


def _by_name(cleaned: Iterable[object]) -> Found:
    found: dict[str, list[Document]] = defaultdict(list)
    for one in cleaned:
        if isinstance(one, Document):
            found[Path(one.origin).name].append(one)
    return found


def _as_saved(row: Row) -> bytes:
    html = row["html"]
    if row.get("url") and not re.search(r"rel=[\"']canonical", html):
        link = f'<link rel="canonical" href="{escape(row["url"])}">'
        html = re.sub(r"<head>", lambda match: match[0] + link, html, count=1, flags=re.IGNORECASE)
    declared = re.search(r"charset=[\"']?(windows-125\d)", html[:2048], re.IGNORECASE)
    return str(html).encode(declared[1] if declared else "utf-8", "xmlcharrefreplace")


def _documents(read: Read) -> list[Document]:
    return [Document("", "", read.title, read.text, "", date=parse_date(read.date))] if read.text else []


def _trafilatura() -> Callable[[bytes], Read]:
    from trafilatura import bare_extraction

    def read(raw: bytes) -> Read:
        found = bare_extraction(raw, with_metadata=True)
        stated = found if isinstance(found, dict) else found.as_dict() if found else {}
        return Read(stated.get("text") or "", stated.get("title"), stated.get("date"))

    return read


def _resiliparse() -> Callable[[bytes], Read]:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree

    def read(raw: bytes) -> Read:
        tree = HTMLTree.parse_from_bytes(raw, detect_encoding(raw, from_html_meta=True) or "utf-8")
        return Read(extract_plain_text(tree, main_content=True), tree.title or None, None)

    return read


if __name__ == "__main__":
    main()
