"""Measure the ranking: how near it comes to what a reader who knows every document wants, beside stock Whoosh.

    python -m benchmarks.ranking [--worst N] [--press FOLDER]

The judged queries lie in `tests/search/judged`. A row gives the mean nDCG at 10 of a kind of query, for Dateline and
for Whoosh as it comes: its stemming analyzer, its parser, BM25F, titles weighing as much as here.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import corpus
from corpus import Archive, Entry, add
from search import Index

JUDGED = Path(__file__).resolve().parents[1] / "tests" / "search" / "judged"
SAMPLE = Path(corpus.__file__).parent / "sample" / "pages"
DEPTH = 10
TITLE_BOOST = 3.0

Rank = Callable[["Judged"], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Judged:
    """A query with its filter, the query in stock Whoosh's syntax, and the grades of documents by key, 1 to 3."""

    kind: str
    query: str
    filter: str
    plain: str
    grades: Mapping[str, int]


def read_judged(path: Path, entries: Mapping[str, Entry]) -> list[Judged]:
    """Return the judged queries of a file. Raises ValueError where a name is not that of exactly one document."""
    titles = {key: entry.title or "" for key, entry in entries.items()}
    return [_judged(row, titles) for row in tomllib.loads(path.read_text(encoding="utf-8"))["judged"]]


def _judged(row: Mapping[str, Any], titles: Mapping[str, str]) -> Judged:
    grades = {_key(name, titles): grade for grade in (1, 2, 3) for name in row.get(str(grade), ())}
    if len(grades) != sum(len(row.get(str(grade), ())) for grade in (1, 2, 3)):
        raise ValueError(f"{row['query']}: a document has two grades")
    return Judged(row["kind"], row["query"], row.get("filter", ""), row.get("plain", row["query"]), grades)


def _key(name: str, titles: Mapping[str, str]) -> str:
    if name in titles:
        return name
    found = [key for key, title in titles.items() if title.startswith(name)]
    if len(found) != 1:
        raise ValueError(f"{len(found)} documents have a title that begins: {name}")
    return found[0]


def ndcg(ranked: Sequence[str], grades: Mapping[str, int]) -> float:
    """Return the discounted gain of the first ten, 2^grade - 1 each, as a share of the best possible."""
    best = _gain(sorted(grades.values(), reverse=True))
    return _gain([grades.get(key, 0) for key in ranked]) / best


def _gain(grades: Iterable[int]) -> float:
    places = zip(range(DEPTH), grades, strict=False)
    return sum(((1 << grade) - 1) / math.log2(place + 2) for place, grade in places)


def mean_ndcg(judged: Sequence[Judged], rank: Rank) -> float:
    """Return the mean over queries."""
    return sum(ndcg(rank(one), one.grades) for one in judged) / len(judged)


def dateline(index: Index) -> Rank:
    """Return how this archive's own index ranks."""

    def rank(judged: Judged) -> list[str]:
        return [hit.key for hit in index.search(f"{judged.query} {judged.filter}", limit=DEPTH, facets=False).hits]

    return rank


def stock_whoosh(archive: Archive, index: Index) -> Rank:
    """Return how Whoosh as it comes ranks the same documents; filters are those of `index`."""
    from whoosh.analysis import StemmingAnalyzer
    from whoosh.fields import ID, TEXT, Schema
    from whoosh.filedb.filestore import RamStorage
    from whoosh.qparser import FuzzyTermPlugin, MultifieldParser
    from whoosh.query import Or, Term

    schema = Schema(key=ID(stored=True), title=TEXT(StemmingAnalyzer()), text=TEXT(StemmingAnalyzer()))
    stock = RamStorage().create_index(schema)
    writer = stock.writer()
    keys = list(archive.keys())
    for key, document in archive.documents(keys).items():
        writer.add_document(key=key, title=document.title or "", text=document.text)
    writer.commit()
    parser = MultifieldParser(["text", "title"], schema, fieldboosts={"title": TITLE_BOOST})
    parser.add_plugin(FuzzyTermPlugin())
    searcher = stock.searcher()

    def rank(judged: Judged) -> list[str]:
        chosen = None
        if judged.filter:
            hits = index.search(judged.filter, limit=len(keys), facets=False).hits
            chosen = Or([Term("key", hit.key) for hit in hits])
        found = searcher.search(parser.parse(judged.plain), limit=DEPTH, filter=chosen)
        return [hit["key"] for hit in found]

    return rank


@contextmanager
def indexed(pages: Path) -> Iterator[tuple[Archive, Index]]:
    """Take pages into a passing archive and index them."""
    with (
        tempfile.TemporaryDirectory(prefix="dateline-ranking-") as home,
        Archive.open(Path(home), create=True) as archive,
    ):
        add(archive, [pages], workers=1)
        with Index.open(archive) as index:
            index.update()
            yield archive, index


def report(judged: Sequence[Judged], ours: Rank, theirs: Rank) -> Iterator[str]:
    """Yield the lines of a table: kind, queries, Dateline, Whoosh."""
    kinds: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        kinds[one.kind].append(one)
    yield f"{'kind':<12}{'queries':>8}{'Dateline':>10}{'Whoosh':>10}"
    for kind, several in [*sorted(kinds.items()), ("all", list(judged))]:
        yield f"{kind:<12}{len(several):>8}{mean_ndcg(several, ours):>10.3f}{mean_ndcg(several, theirs):>10.3f}"


def worst(
    judged: Sequence[Judged], ours: Rank, theirs: Rank, entries: Mapping[str, Entry], count: int
) -> Iterator[str]:
    """Yield the queries ranked worst, with what came and how it was graded."""
    for one in sorted(judged, key=lambda one: ndcg(ours(one), one.grades))[:count]:
        ranked = ours(one)
        here, there = ndcg(ranked, one.grades), ndcg(theirs(one), one.grades)
        yield f"\n{one.query} {one.filter}  {here:.3f} (Whoosh {there:.3f})"
        missing = [key for key in one.grades if key not in ranked]
        for sign, keys in (("", ranked), ("not: ", missing)):
            yield from (f"  {sign}{one.grades.get(key, 0)} {(entries[key].title or key)[:90]}" for key in keys)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--worst", type=int, default=0, help="How many of the queries ranked worst to show.")
    parser.add_argument("--press", type=Path, help="A folder with the pages that press.toml is judged on.")
    chosen = parser.parse_args()
    for pages, name in ((SAMPLE, "sample"), (chosen.press, "press")):
        if pages is None:
            continue
        with indexed(pages) as (archive, index):
            entries = archive.entries(list(archive.keys()))
            judged = read_judged(JUDGED / f"{name}.toml", entries)
            ours, theirs = dateline(index), stock_whoosh(archive, index)
            print(f"\n{name}: {len(entries)} documents")
            print("\n".join([*report(judged, ours, theirs), *worst(judged, ours, theirs, entries, chosen.worst)]))


if __name__ == "__main__":
    main()
