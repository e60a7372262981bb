"""Fields of work for documents that state none, from the nearest documents of the archive that do.

A value is inferred only where such values were right at least 95 times in 100 on the documents that do state their
fields, each held out in turn. It stands in `Document.inferred["fields"]` with its share of the votes, never among the
stated ones.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from corpus.topics import voting
from corpus.topics.inferences import Memory, Threshold, Written
from corpus.topics.vectors import Rarity, words
from corpus.topics.voting import Electorate

if TYPE_CHECKING:
    from corpus.archive import Archive
    from corpus.topics.inferences import Inferences

FEWEST_DECLARED: Final = 50

_MOST_VOTERS: Final = 6_000
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
        store = writer.inferences()
        _Run(store, progress, cancel or threading.Event()).take_all()
        return store.count()


class _Voters(NamedTuple):
    rarity: Rarity
    electorate: Electorate


class _Voter(NamedTuple):
    document: int
    fields: tuple[str, ...]


class _Run:
    def __init__(self, store: Inferences, progress: Tell | None, cancel: threading.Event) -> None:
        self._store = store
        self._progress = progress
        self._cancel = cancel
        self._done = self._total = 0

    def take_all(self) -> None:
        declared, before = self._store.declared(), self._store.memory()
        if before is None or self._have_drifted(declared, before):
            self._decide_anew(declared)
        else:
            self._decide_changed(declared, before)
        self._store.commit()

    def _have_drifted(self, declared: Sequence[int], before: Memory) -> bool:
        if (len(declared) < FEWEST_DECLARED) != (before.declared < FEWEST_DECLARED):
            return True
        changed = len(self._store.declared(since=before.change)) + abs(len(declared) - before.declared)
        return changed > _DRIFT * before.declared

    def _decide_anew(self, declared: Sequence[int]) -> None:
        others = self._store.others()
        voters, threshold = None, None
        if len(declared) >= FEWEST_DECLARED:
            self._total = len(others) + len(self._chosen(declared))
            voters = self._voters(declared)
            threshold = voting.calibrated(voters.electorate) if voters else None
        self._decide(others, voters, threshold)
        if not self._cancel.is_set():
            self._store.remember(len(declared), threshold)

    def _decide_changed(self, declared: Sequence[int], before: Memory) -> None:
        others = self._store.others(since=before.change)
        self._total = len(others)
        voters = None
        if others and before.threshold:
            self._total += len(self._chosen(declared))
            voters = self._voters(declared)
        self._decide(others, voters, before.threshold)
        if others and not self._cancel.is_set():
            self._store.remember(before.declared, before.threshold)

    def _decide(self, others: Sequence[int], voters: _Voters | None, threshold: Threshold | None) -> None:
        """Set what is inferred of the documents `others`; of those that state fields, nothing is."""
        if self._cancel.is_set():
            return
        for one in self._written(self._store.wrongly_inferred()):
            self._store.infer(one, ())
        if voters and threshold:
            for block in self._blocks(others):
                self._vote(block, voters, threshold)
        elif not threshold:
            for one in self._written(self._store.inferred()):
                self._store.infer(one, ())

    def _vote(self, block: Sequence[Written], voters: _Voters, threshold: Threshold) -> None:
        given = [words(one.title, one.text) for one in block]
        votes = iter(voters.electorate.votes(voters.rarity.vectors([some for some in given if some])))
        for one, some in zip(block, given, strict=True):
            self._store.infer(one, voting.accepted(threshold, next(votes)) if some else ())
        self._store.commit()

    def _voters(self, declared: Sequence[int]) -> _Voters | None:
        """Return the documents that vote, or None where too few of them have words enough."""
        found = [
            (one, given)
            for block in self._blocks(self._chosen(declared))
            for one, given in ((_Voter(one.document, one.fields), words(one.title, one.text)) for one in block)
            if given
        ]
        if len(found) < FEWEST_DECLARED:
            return None
        rarity = Rarity([given for _, given in found])
        vectors = rarity.vectors([given for _, given in found])
        stories = self._stories([one.document for one, _ in found])
        return _Voters(rarity, Electorate(vectors, [one.fields for one, _ in found], stories))

    def _stories(self, documents: Sequence[int]) -> voting.Stories:
        """Return a number for the story of each document; one that shares it with none has its own."""
        known = self._store.stories()
        numbers = {name: number for number, name in enumerate(sorted(set(known.values())), 1)}
        return np.array([numbers.get(known.get(document, ""), -document) for document in documents], np.int64)

    def _chosen(self, declared: Sequence[int]) -> Sequence[int]:
        """Return as many of the documents as may vote, evenly chosen."""
        return declared[:: -(-len(declared) // _MOST_VOTERS) or 1]

    def _blocks(self, documents: Sequence[int]) -> Iterator[list[Written]]:
        for start in range(0, len(documents), _BLOCK):
            if self._cancel.is_set():
                return
            yield list(self._store.written(documents[start : start + _BLOCK]))
            self._done += len(documents[start : start + _BLOCK])
            if self._progress:
                self._progress(self._done, self._total)

    def _written(self, documents: Sequence[int]) -> Iterator[Written]:
        for start in range(0, len(documents), _BLOCK):
            yield from self._store.written(documents[start : start + _BLOCK])
