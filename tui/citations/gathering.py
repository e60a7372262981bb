"""What is cited together, fetched a batch at a time: any number of documents fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus import Archive, Entry

BATCH = 500


def newest_first(archive: Archive, keys: Iterable[str]) -> list[str]:
    """Return those of the keys that this archive holds, the newest document first, undated ones last."""
    held = archive.entries(sorted(keys)).values()
    return [entry.key for entry in sorted(held, key=lambda entry: str(entry.date or ""), reverse=True)]


def with_captures(archive: Archive, keys: Iterable[str]) -> Iterator[tuple[Entry, str | None]]:
    """Give what may be cited of documents, with when each page was captured."""
    remaining = iter(keys)
    while batch := list(islice(remaining, BATCH)):
        captured = archive.captured(batch)
        for key, entry in archive.entries(batch).items():
            yield entry, captured.get(key)
