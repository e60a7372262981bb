"""The documents that are cited together, fetched a batch at a time on a worker: any number of them fits."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from corpus import Document

if TYPE_CHECKING:
    from corpus import Archive, Entry
    from search import Index
    from tui.screens.index_later import IndexLater
    from tui.screens.question import Question

BATCH = 500
HITS_A_SEARCH = 2_000


def hits(index: Index | IndexLater, question: Question, cancel: threading.Event) -> Iterator[str]:
    """Give the keys of all hits in their order, each once. Raises QueryError, and CancelledSearch after `cancel`."""
    given: set[str] = set()
    offset, total = 0, 1
    while offset < total:
        answer = index.search(
            question.query,
            limit=HITS_A_SEARCH,
            offset=offset,
            sort=question.sort,
            facets=False,
            snippets=0,
            cancel=cancel,
        )
        new = [hit.key for hit in answer.hits if hit.key not in given]
        given.update(new)
        yield from new
        offset, total = offset + HITS_A_SEARCH, answer.total


def newest_first(archive: Archive, keys: Iterable[str]) -> list[str]:
    """Return those of the keys that this archive holds, the newest document first, undated ones last."""
    held = archive.entries(sorted(keys)).values()
    return [entry.key for entry in sorted(held, key=lambda entry: str(entry.date or ""), reverse=True)]


def with_captures(archive: Archive, keys: Iterable[str]) -> Iterator[tuple[Document, str | None]]:
    """Give what may be cited of documents, without their texts, with when each page was captured."""
    remaining = iter(keys)
    while batch := list(islice(remaining, BATCH)):
        captured = archive.captured(batch)
        for key, entry in archive.entries(batch).items():
            yield _document(entry), captured.get(key)


def _document(entry: Entry) -> Document:
    return Document(
        key=entry.key,
        origin=entry.origin,
        title=entry.title,
        text="",
        markdown="",
        item=entry.item,
        date=entry.date,
        place=entry.place,
        source=entry.source,
        fields=entry.fields,
        type=entry.type,
        language=entry.language,
        url=entry.url,
        truncated=entry.truncated,
    )
