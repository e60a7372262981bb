"""Columns: one small value per document, in arrays, by which filters select and facets count.

A column of a facet is a pair of arrays, `owners` (document numbers, rising) and `codes` (what value): so a document may
have several values, or none. `values` names the codes. Columns are written once per segment and joined when asked for.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus import Document
from search.codec.arrays import Array, ArrayWriter
from search.schema import STORED_FACETS

UNDATED = "undated"

Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet of all documents: value `values[codes[i]]` belongs to document `owners[i]`."""

    owners: Ints
    codes: Ints
    values: tuple[str, ...]


class ColumnBuilder:
    """Collects the columns of the documents of a segment, in order."""

    def __init__(self) -> None:
        self._keys: list[bytes] = []
        self._dates: list[int] = []
        self._owners: dict[str, list[int]] = {name: [] for name in STORED_FACETS}
        self._codes: dict[str, list[int]] = {name: [] for name in STORED_FACETS}
        self._values: dict[str, dict[str, int]] = {name: {} for name in STORED_FACETS}

    def add(self, document: Document) -> None:
        """Add a document."""
        number = len(self._keys)
        self._keys.append(document.key.encode())
        date = document.date
        self._dates.append(date.year * 10000 + (date.month or 0) * 100 + (date.day or 0) if date else 0)
        for name, stated in facet_values(document).items():
            known = self._values[name]
            for value in dict.fromkeys(stated):
                self._owners[name].append(number)
                self._codes[name].append(known.setdefault(value, len(known)))

    def write(self, writer: ArrayWriter) -> None:
        """Write the columns."""
        facets = {
            name: Facet(
                np.array(self._owners[name], dtype=np.int32),
                np.array(self._codes[name], dtype=np.int32),
                tuple(self._values[name]),
            )
            for name in STORED_FACETS
        }
        write(writer, np.array(self._keys, dtype=np.bytes_), np.array(self._dates, dtype=np.int32), facets)


def write(writer: ArrayWriter, keys: NDArray[np.bytes_], dates: Ints, facets: Mapping[str, Facet]) -> None:
    """Write columns as `Columns` reads them."""
    writer.append("keys", keys)
    writer.append("keys_order", np.argsort(keys, kind="stable"), "<u4")
    writer.append("dates", dates, "<i4")
    for name, facet in facets.items():
        writer.append(f"{name}.owners", facet.owners, "<i4")
        writer.append(f"{name}.codes", facet.codes, "<i4")
        values = json.dumps(facet.values).encode()
        writer.append(f"{name}.values", np.frombuffer(values, dtype=np.uint8))


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


class Columns:
    """The columns of the documents of some segments as one; document numbers run on. A column is read when asked for.

    `sizes` are the numbers of documents of each. Dates are year * 10000 + month * 100 + day, 0 where not stated.
    """

    def __init__(self, parts: Sequence[Mapping[str, Array]], sizes: Sequence[int]) -> None:
        self._parts = parts
        self.sizes = sizes
        self.lengths: Mapping[str, NDArray[np.uint8]] = _Joined(partial(self._of_field, "lengths", "u1"))
        self.word_counts: Mapping[str, NDArray[np.uint32]] = _Joined(partial(self._of_field, "words", "<u4"))
        self.facets: Mapping[str, Facet] = _Joined(self._facet)

    @cached_property
    def keys(self) -> NDArray[np.bytes_]:
        """Return the key of every document."""
        return self._chain("keys", "S1")

    @cached_property
    def dates(self) -> Ints:
        """Return the date of every document."""
        return self._chain("dates", "<i4")

    def _of_field(self, name: str, empty: str, field: str) -> NDArray[Any]:
        return self._chain(f"{field}.{name}", empty)

    def _chain(self, name: str, empty: str) -> NDArray[Any]:
        return _joined([part[name] for part in self._parts], empty)

    def _facet(self, name: str) -> Facet:
        known: dict[str, int] = {}
        codes: list[Ints] = []
        owners: list[Ints] = []
        base = 0
        for part, size in zip(self._parts, self.sizes, strict=True):
            values = json.loads(bytes(part[f"{name}.values"]))
            renumbered = np.array([known.setdefault(value, len(known)) for value in values], dtype=np.int32)
            first = not codes
            codes.append(part[f"{name}.codes"] if first else renumbered[part[f"{name}.codes"]])
            owners.append(part[f"{name}.owners"] if first else part[f"{name}.owners"] + np.int32(base))
            base += size
        return Facet(_joined(owners, "<i4"), _joined(codes, "<i4"), tuple(known))


def places_of(docs: Mapping[str, Array], keys: set[str]) -> NDArray[np.int64]:
    """Return the places of those keys that a segment has."""
    stored, order = docs["keys"], docs["keys_order"]
    if not keys or not stored.size:
        return np.empty(0, dtype=np.int64)
    wanted = np.array([key.encode() for key in keys], dtype=np.bytes_)
    at = np.searchsorted(stored, wanted, sorter=order)
    inside = at < stored.size
    places = order[at[inside]]
    return np.asarray(places[stored[places] == wanted[inside]], dtype=np.int64)


class _Joined(dict[str, Any]):
    """Makes what is asked for and keeps it."""

    def __init__(self, make: Callable[[str], Any]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, name: str) -> Any:  # noqa: ANN401 - whatever is made
        made = self[name] = self._make(name)
        return made


def _joined(arrays: Sequence[NDArray[Any]], empty: str) -> NDArray[Any]:
    if len(arrays) == 1:
        return arrays[0]
    return np.concatenate(arrays) if arrays else np.empty(0, dtype=empty)
