"""The Whoosh schema: two fields of words with postings, and the filters the query language knows.

Filters are declared so that the parser knows their names; their values lie in columns (`facets.py`), not in postings.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence

from whoosh.fields import FieldType, Schema
from whoosh.formats import Existence, Positions

WORD_FIELDS = ("text", "title")
TITLE_BOOST = 3.0

STORED_FACETS = ("source", "year", "field", "place", "type", "language")
"""The facets whose values lie in the index; tags lie on the desk."""

FACETS = (*STORED_FACETS, "tag")
FACET_OF = {"lang": "language"} | {name: name for name in FACETS}
"""The facet each filter name of the query language selects from."""

FILTERS = (*FACET_OF, "date", "key", "is", "has")


class PackedPositions(Positions):  # type: ignore[misc]
    """Positions as little-endian 16 bit numbers, so that a whole block of postings decodes as one array.

    Where one does not fit they are 32 bit numbers and an odd byte at the end tells.
    """

    def encode(self, poslist: Sequence[int]) -> bytes:
        """Return the bytes of rising positions."""
        wide = poslist[-1] > 0xFFFF
        packed = array("I" if wide else "H", poslist)
        if sys.byteorder == "big":
            packed.byteswap()
        return packed.tobytes() + b"\0" if wide else packed.tobytes()

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """Return the positions of one posting's bytes."""
        wide = len(valuestring) % 2
        positions = array("I" if wide else "H", valuestring[: len(valuestring) - wide])
        if sys.byteorder == "big":
            positions.byteswap()
        return list(positions)


class Words(FieldType):  # type: ignore[misc]
    """A field of words, indexed from the positions that `analysis.Analyzer` gives."""

    def __init__(self) -> None:
        super().__init__(analyzer=None, format=PackedPositions(), scorable=True)


class Filter(FieldType):  # type: ignore[misc]
    """A name of the query language whose values lie in a column."""

    indexed = False

    def __init__(self) -> None:
        super().__init__(analyzer=None, format=Existence())


def make_schema() -> Schema:
    """Return a new schema."""
    return Schema(text=Words(), title=Words(), **{name: Filter() for name in FILTERS})
