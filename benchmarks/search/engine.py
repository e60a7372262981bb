"""What an engine is given and what it gives back.

An engine is a module of this package with the two functions of `Engine`; what it imports at its top is not counted
when it is opened.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Literal, Protocol, cast

from corpus import Archive

NAMES = {"ours": "Dateline", "fts5": "FTS5", "tantivy": "tantivy", "whoosh": "Whoosh"}
FACETS = ("source", "year", "field", "place", "type", "language")
TITLE_BOOST = 3.0
READ_AT_ONCE = 500

Join = Literal["all", "any", "phrase", "prefix"]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: words joined in one way, `without` others, and of one value of a facet where one is named."""

    kind: str
    words: tuple[str, ...]
    join: Join = "all"
    without: tuple[str, ...] = ()
    facet: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: the number of hits, the keys of the best of them, and counts by facet where they were asked for."""

    total: int
    keys: tuple[str, ...]
    counts: Mapping[str, Iterable[tuple[str, int]]]


@dataclass(frozen=True, slots=True)
class Row:
    """A document as a rival indexes it."""

    key: str
    title: str
    text: str
    facets: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an engine finds the documents, as an archive and as lines of JSON, and where its index goes."""

    archive: Path
    rows: Path
    index: Path


class Searcher(Protocol):
    """An index that was opened."""

    def ask(self, question: Question, limit: int, *, facets: bool, snippets: int) -> Reply:
        """Answer; `snippets` are ours alone, a rival leaves them out."""

    def close(self) -> None:
        """Close the files."""


class Engine(Protocol):
    """A module that builds and opens an index."""

    def build(self, place: Place) -> None:
        """Index all documents and commit."""

    def opened(self, place: Place) -> Searcher:
        """Open the index."""


def load(name: str) -> Engine:
    """Return one of the engines of `NAMES`; its libraries are imported."""
    return cast("Engine", import_module(f"benchmarks.search.{name}"))


def is_there(name: str) -> bool:
    """Say whether what the engine stands on is installed."""
    return name != "tantivy" or importlib.util.find_spec("tantivy") is not None


def write_rows(archive: Archive, path: Path) -> None:
    """Write the documents of an archive as lines that cost next to nothing to read."""
    keys = list(archive.keys())
    with path.open("w", encoding="utf-8") as file:
        for at in range(0, len(keys), READ_AT_ONCE):
            for key, one in archive.documents(keys[at : at + READ_AT_ONCE]).items():
                facets = {
                    "source": one.source,
                    "year": (str(one.date.year) if one.date else "undated",),
                    "field": one.fields,
                    "place": one.place,
                    "type": (one.type,) if one.type else (),
                    "language": (one.language,),
                }
                file.write(json.dumps([key, one.title or "", one.text, facets], ensure_ascii=False) + "\n")


def read_rows(path: Path) -> Iterator[Row]:
    """Give the documents that `write_rows` wrote."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            key, title, text, facets = json.loads(line)
            yield Row(key, title, text, {name: tuple(dict.fromkeys(values)) for name, values in facets.items()})
