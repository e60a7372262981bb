"""Columns: one small value per document, in arrays, by which filters select and facets count.

A column of a facet is a pair of arrays, `owners` (document numbers, rising) and `codes` (what value): so a document may
have several values, or none. `values` names the codes. Columns are built once per segment and joined at opening.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus import Document
from search.schema import FACETS

SUFFIX = ".columns.npz"
VALUES_SUFFIX = ".values.json"
UNDATED = "undated"

Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet of all documents: value `values[codes[i]]` belongs to document `owners[i]`."""

    owners: Ints
    codes: Ints
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of `keys.size` documents; dates are year * 10000 + month * 100 + day, with 0 for what is not stated.

    `lengths` holds the word counts by field as Whoosh rounds them, one byte each.
    """

    keys: NDArray[np.bytes_]
    dates: Ints
    lengths: Mapping[str, NDArray[np.uint8]]
    facets: Mapping[str, Facet]


class ColumnBuilder:
    """Collects the columns of the documents of a segment, in order."""

    def __init__(self) -> None:
        self._keys: list[bytes] = []
        self._dates: list[int] = []
        self._lengths: dict[str, list[int]] = {"text": [], "title": []}
        self._owners: dict[str, list[int]] = {name: [] for name in FACETS}
        self._codes: dict[str, list[int]] = {name: [] for name in FACETS}
        self._values: dict[str, dict[str, int]] = {name: {} for name in FACETS}

    def add(self, document: Document, lengths: Mapping[str, int]) -> None:
        """Add a document; `lengths` are the length bytes by field."""
        number = len(self._keys)
        self._keys.append(document.key.encode())
        date = document.date
        self._dates.append(date.year * 10000 + (date.month or 0) * 100 + (date.day or 0) if date else 0)
        for field, length in lengths.items():
            self._lengths[field].append(length)
        for name, stated in facet_values(document).items():
            known = self._values[name]
            for value in dict.fromkeys(stated):
                self._owners[name].append(number)
                self._codes[name].append(known.setdefault(value, len(known)))

    def write(self, stem: Path) -> None:
        """Write the arrays and the values' names to two files beside `stem`."""
        arrays: dict[str, NDArray[np.generic]] = {
            "keys": np.array(self._keys, dtype=np.bytes_),
            "dates": np.array(self._dates, dtype=np.int32),
        }
        for field, lengths in self._lengths.items():
            arrays[f"length_{field}"] = np.array(lengths, dtype=np.uint8)
        for name in FACETS:
            arrays[f"owners_{name}"] = np.array(self._owners[name], dtype=np.int32)
            arrays[f"codes_{name}"] = np.array(self._codes[name], dtype=np.int32)
        with beside(stem, SUFFIX).open("wb") as file:
            np.savez(file, allow_pickle=False, **arrays)
        values = {name: list(self._values[name]) for name in FACETS}
        beside(stem, VALUES_SUFFIX).write_text(json.dumps(values), encoding="utf-8")


def facet_values(document: Document) -> dict[str, tuple[str, ...]]:
    """Return the values a document has in each facet."""
    return {
        "source": document.source,
        "year": (str(document.date.year) if document.date else UNDATED,),
        "field": document.fields,
        "place": document.place,
        "type": (document.type,) if document.type else (),
        "language": (document.language,),
    }


def beside(stem: Path, suffix: str) -> Path:
    """Return the file of a segment with this suffix; `stem` is its folder and name."""
    return stem.with_name(stem.name + suffix)


def load(stem: Path) -> Columns:
    """Return the columns of a segment."""
    values = json.loads(beside(stem, VALUES_SUFFIX).read_text(encoding="utf-8"))
    with np.load(beside(stem, SUFFIX), allow_pickle=False) as arrays:
        facets = {
            name: Facet(arrays[f"owners_{name}"], arrays[f"codes_{name}"], tuple(values[name])) for name in FACETS
        }
        lengths = {field: arrays[f"length_{field}"] for field in ("text", "title")}
        return Columns(arrays["keys"], arrays["dates"], lengths, facets)


def join(parts: Sequence[Columns]) -> Columns:
    """Return the columns of several segments as one; document numbers run on."""
    bases = np.cumsum([0, *(part.keys.size for part in parts)])[:-1]
    return Columns(
        keys=_chain([part.keys for part in parts], np.dtype("S1")),
        dates=_chain([part.dates for part in parts], np.dtype(np.int32)),
        lengths={
            field: _chain([part.lengths[field] for part in parts], np.dtype(np.uint8)) for field in ("text", "title")
        },
        facets={name: _join_facet([part.facets[name] for part in parts], bases.tolist()) for name in FACETS},
    )


def _join_facet(parts: Sequence[Facet], bases: Sequence[int]) -> Facet:
    known: dict[str, int] = {}
    codes = []
    for part in parts:
        renumbered = np.array([known.setdefault(value, len(known)) for value in part.values], dtype=np.int32)
        codes.append(renumbered[part.codes] if part.codes.size else part.codes)
    owners = [part.owners + np.int32(base) for part, base in zip(parts, bases, strict=True)]
    empty = np.dtype(np.int32)
    return Facet(_chain(owners, empty), _chain(codes, empty), tuple(known))


def _chain(arrays: Sequence[NDArray[Any]], empty: np.dtype[Any]) -> NDArray[Any]:
    return np.concatenate(arrays) if arrays else np.empty(0, dtype=empty)


def load_keys(stem: Path) -> NDArray[np.bytes_]:
    """Return the keys of a segment alone."""
    with np.load(beside(stem, SUFFIX), allow_pickle=False) as arrays:
        keys: NDArray[np.bytes_] = arrays["keys"]
        return keys
