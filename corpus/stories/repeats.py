"""The same story on several sites, or captured twice: near-equal documents are found and linked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from corpus.stories import tables as stories
from corpus.stories.accounts import Account, account, kinship
from corpus.stories.candidates import Pairs, candidates
from corpus.stories.likeness import SKETCH, shingles, sketch
from corpus.stories.tables import Link, Pending

if TYPE_CHECKING:
    from corpus.archive import Archive
    from corpus.stories.tables import Stories

_BATCH: Final = 5_000
_REMEMBERED: Final = 4_000

Tell = Callable[[int, int], None]


def link_repeats(archive: Archive, *, progress: Tell | None = None, cancel: threading.Event | None = None) -> int:
    """Link the documents that have changed since the last time to those that tell the same story.

    `progress` is told how many of the changes are dealt with. After `cancel` all so far is kept, and the same call
    again goes on from there. Returns the number of documents that now tell a story with others. Raises BusyError,
    CannotWriteError, DamagedError.
    """
    with archive.writer() as writer:
        links = writer.stories()
        total, done = links.count_pending(), 0
        while batch := _pending(links, total, done, cancel):
            _link(links, batch)
            done += len(batch)
            if progress:
                progress(done, total)
        return links.count()


def _pending(links: Stories, total: int, done: int, cancel: threading.Event | None) -> list[Pending]:
    if done >= total or (cancel is not None and cancel.is_set()):
        return []
    return links.pending(_BATCH)


def _link(links: Stories, batch: Sequence[Pending]) -> None:
    """Bring sketches, links and stories up to date with a batch of changes."""
    links.begin()
    touched: set[int] = set()
    fresh: list[int] = []
    for one in batch:
        if not one.is_same:
            touched |= links.forget(one.document)
        if not one.is_same and not one.is_gone:
            links.sign(one.document, _packed(links.telling(one.document).text))
            fresh.append(one.document)
    links.link(_verified(links, fresh))
    found = links.links_of({*touched, *fresh})
    of = {document for link in found for document in link[:2]}
    links.tell(touched | set(fresh) | of, stories.groups(found))
    links.finish(batch[-1].number)


def _packed(text: str) -> bytes:
    found = shingles(text)
    return sketch(found).astype("<u4").tobytes() if len(found) else b""


def _verified(links: Stories, fresh: Sequence[int]) -> Iterator[Link]:
    """Give the links between the documents `fresh` and all others."""
    stored = links.sketches()
    numbers = np.array([number for number, _ in stored], np.int64)
    sketches = np.frombuffer(b"".join(prints for _, prints in stored), "<u4").reshape(-1, SKETCH)
    pairs: Pairs = numbers[candidates(sketches, np.isin(numbers, np.array(fresh, np.int64)))]

    @lru_cache(_REMEMBERED)
    def known(document: int) -> Account:
        return account(*links.telling(document))

    for one, other in pairs.tolist():
        kind = kinship(known(one), known(other))
        if kind:
            shorter = len(known(one).shingles) <= len(known(other).shingles)
            yield Link(one, other, part=kind == "part") if shorter else Link(other, one, part=kind == "part")
