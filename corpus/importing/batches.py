"""Inputs in batches of a size that is worth sending to a worker."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeVar

from corpus.importing import inputs
from corpus.importing.inputs import Found, Item, Skipped

if TYPE_CHECKING:
    from corpus.importing.workers import Failed

R = TypeVar("R")

MOST_ITEMS: Final = 100
MOST_BYTES: Final = 1 << 20

Known = Callable[[str, Sequence[bytes]], dict[bytes, int]]


@dataclass(slots=True)
class Batch:
    """Inputs for one worker, how far the files are read after them, and what of them was known already.

    `pages` are the numbers of the stored pages that the items are, where they are such.
    """

    items: list[Item] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    files_done: int = 0
    bytes_done: int = 0
    known_pages: int = 0
    known_documents: int = 0

    def is_full(self, size: int) -> bool:
        """Return whether, at `size` bytes, it is enough for one worker."""
        return len(self.items) >= MOST_ITEMS or size >= MOST_BYTES


def of_files(found: Sequence[Found | Skipped], known: Known | None = None) -> Iterator[Batch]:
    """Give the inputs in the files; those that are `known` are left out and counted. The last batch may be empty."""
    batch, size, read = Batch(), 0, 0
    for number, one in enumerate(found):
        for item in _items(one):
            batch.items.append(item)
            size += len(item.raw)
            if batch.is_full(size):
                batch.files_done = number + (item.record is None)
                batch.bytes_done = read + item.read
                yield _without_known(batch, known)
                batch, size = Batch(), 0
        read += one.size if isinstance(one, Found) else 0
    batch.files_done, batch.bytes_done = len(found), read
    yield _without_known(batch, known)


def of_items(items: Iterator[Item], known: Known | None = None) -> Iterator[Batch]:
    """Give inputs in batches, without those that are `known`."""
    batch, size = Batch(), 0
    for item in items:
        batch.items.append(item)
        size += len(item.raw)
        if batch.is_full(size):
            yield _without_known(batch, known)
            batch, size = Batch(), 0
    yield _without_known(batch, known)


def of_pages(stored: Iterator[tuple[int, Item]]) -> Iterator[Batch]:
    """Give stored pages in batches; each counts as a file."""
    batch, size, read = Batch(), 0, 0
    for done, (number, item) in enumerate(stored, 1):
        batch.items.append(item)
        batch.pages.append(number)
        size += len(item.raw)
        read += item.read
        batch.files_done, batch.bytes_done = done, read
        if batch.is_full(size):
            yield batch
            batch, size = Batch(files_done=done, bytes_done=read), 0
    yield batch


def handed_over(batches: Iterator[Batch], under_way: deque[Batch]) -> Iterator[list[Item]]:
    """Give what there is to clean in each batch, which is kept in `under_way` until its results come."""
    for batch in batches:
        under_way.append(batch)
        yield [item for item in batch.items if not item.reason]


def outcomes(batch: Batch, results: Sequence[list[R | Skipped] | Failed]) -> Iterator[tuple[Item, list[R | Skipped]]]:
    """Give each item of a batch with what came of it."""
    left = iter(results)
    for item in batch.items:
        if item.reason:
            yield item, [Skipped(item.origin, item.reason)]
            continue
        result = next(left)
        yield item, result if isinstance(result, list) else [Skipped(item.origin, result.reason)]


def _items(one: Found | Skipped) -> Iterator[Item]:
    if isinstance(one, Found):
        return inputs.items(one)
    return iter([Item(one.origin, one.origin, one.origin, b"", reason=one.reason)])


def _without_known(batch: Batch, known: Known | None) -> Batch:
    if known is None:
        return batch
    digests: dict[str, list[bytes]] = {}
    for item in batch.items:
        if item.digest:
            digests.setdefault(item.path, []).append(item.digest)
    by_path = {path: known(path, some) for path, some in digests.items()}
    counts = [by_path.get(item.path, {}).get(item.digest) for item in batch.items]
    batch.items = [item for item, count in zip(batch.items, counts, strict=True) if count is None]
    batch.known_pages = sum(count is not None for count in counts)
    batch.known_documents = sum(count or 0 for count in counts)
    return batch
