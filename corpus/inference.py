"""Fields of work for documents that state none, from the nearest documents of the archive that do.

A value is inferred only where such values were right at least 95 times in 100 on the documents that do state their
fields, each held out in turn. It stands in `Document.inferred["fields"]` with its share of the votes, never among the
stated ones.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from corpus import voting
from corpus.inferences import Memory, Threshold, Written
from corpus.vectors import Rarity, Words, words
from corpus.voting import Electorate

if TYPE_CHECKING:
    from corpus.archive import Archive
    from corpus.inferences import Inferences

FEWEST_DECLARED: Final = 50

_MOST_DECLARED: Final = 6_000
_BLOCK: Final = 512
_DRIFT: Final = 0.1

Tell = Callable[[int, int], None]


def infer_fields(archive: Archive, *, progress: Tell | None = None, cancel: threading.Event | None = None) -> int:
    """Infer the fields of work of the documents that state none, and take away what is no longer supported.

    What a share of the votes is worth is measured anew when the documents that state fields have changed by a tenth;
    until then only changed documents are looked at. `progress` is told how many documents are dealt with. After
    `cancel` all so far is kept, and the next call begins again. Returns the number of documents that have inferred
    fields now. Raises BusyError, CannotWriteError, DamagedError.
    """
    with archive.writer() as writer:
        run = _Run(writer.inferences(), progress, cancel or threading.Event())
        run.take_all()
        return run.store.count()


class _Run:
    def __init__(self, store: Inferences, progress: Tell | None, cancel: threading.Event) -> None:
        self.store = store
        self._progress = progress
        self._cancel = cancel
        self._done = self._total = 0

    def take_all(self) -> None:
        declared = self.store.declared()
        before = self.store.memory()
        is_new = before is None or self._has_drifted(before, len(declared))
        since = 0 if before is None or is_new else before.change
        others = self.store.others(since=since)
        self._decide(self.store.unsupported(), None, None)
        if is_new or others:
            self._total = len(others) + min(len(declared), _MOST_DECLARED)
            self._infer(declared, others, None if is_new else before)

    def _has_drifted(self, before: Memory, declared: int) -> bool:
        if before.threshold is None and declared < FEWEST_DECLARED:
            return before.declared >= FEWEST_DECLARED
        moved = len(self.store.declared(since=before.change)) + abs(declared - before.declared)
        return moved > _DRIFT * before.declared

    def _infer(self, declared: Sequence[int], others: Sequence[int], before: Memory | None) -> None:
        threshold = before.threshold if before else None
        electorate, rarity = None, None
        if len(declared) >= FEWEST_DECLARED and (before is None or threshold):
            rarity, electorate = self._electorate(declared)
        if electorate and before is None:
            threshold = voting.calibrated(electorate)
        if not self._cancel.is_set():
            self._decide(others, (electorate, rarity) if electorate and rarity else None, threshold)
        if not self._cancel.is_set():
            self.store.remember(before.declared if before else len(declared), threshold)

    def _electorate(self, declared: Sequence[int]) -> tuple[Rarity, Electorate]:
        """Return the declared documents as voters: all, or so many of them, evenly chosen, as there is room for."""
        chosen = declared[:: -(-len(declared) // _MOST_DECLARED)]
        found = [(one, given) for one, given in self._compared(chosen) if given]
        rarity = Rarity([given for _, given in found])
        known = self.store.stories()
        names = {name: number for number, name in enumerate(sorted(set(known.values())), 1)}
        stories = [names.get(known.get(one.document, ""), -one.document) for one, _ in found]
        vectors = rarity.vectors([given for _, given in found])
        return rarity, Electorate(vectors, [one.fields for one, _ in found], np.array(stories, np.int64))
