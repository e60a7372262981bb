"""What hangs on documents by their keys on a desk, as numbers of a snapshot; read again only when the desk changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

import numpy as np

from search.columns import Facet
from search.counting import Ints, Table, tabulate
from search.snapshot import Snapshot

if TYPE_CHECKING:
    from corpus import Desk

_KEYS: Mapping[tuple[str, str], Callable[[Desk], AbstractSet[str]]] = {
    ("is", "read"): lambda desk: desk.read(),
    ("is", "marked"): lambda desk: desk.marked(),
    ("has", "note"): lambda desk: desk.noted(),
}

Taggings = Mapping[str, AbstractSet[str]]


class OnDesk:
    """What one desk says of the documents of one snapshot, which is given each time and not held."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._read: tuple[tuple[int, int], dict[tuple[str, str], Ints], list[Table]] | None = None
        self._tags: tuple[Taggings, Table] | None = None

    def documents(self, snapshot: Snapshot, name: str, value: str) -> Ints:
        """Return the documents that a filter of the desk selects: `is:read`, `is:marked`, `has:note`."""
        known, _ = self._fresh()
        if (name, value) not in known:
            known[name, value] = snapshot.number_of(set(_KEYS[name, value](self.desk)))
        return known[name, value]

    def tags(self, snapshot: Snapshot) -> Table:
        """Return the table of tags."""
        _, known = self._fresh()
        if not known:
            taggings = self.desk.taggings()
            if self._tags is None or self._tags[0] != taggings:
                self._tags = taggings, tag_table(taggings, snapshot)
            known.append(self._tags[1])
        return known[0]

    def _fresh(self) -> tuple[dict[tuple[str, str], Ints], list[Table]]:
        stamp = self.desk.stamp()
        if self._read is None or self._read[0] != stamp:
            self._read = stamp, {}, []
        return self._read[1:]


def tag_table(taggings: Taggings, snapshot: Snapshot) -> Table:
    """Return the table of tags, each with the keys of its documents."""
    numbers = snapshot.number_of(set().union(*taggings.values()))
    keys = snapshot.columns.keys[numbers].tolist()
    number_of = {key.decode(): number for key, number in zip(keys, numbers.tolist(), strict=True)}
    pairs = sorted(
        (number_of[key], code) for code, keys in enumerate(taggings.values()) for key in keys if key in number_of
    )
    owners, codes = np.array(pairs, dtype=np.int32).reshape(-1, 2).T
    live = snapshot.size - snapshot.deleted.size
    return tabulate(Facet(owners, codes, tuple(taggings)), snapshot.size, live)
