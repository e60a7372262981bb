"""Files -> archive, or files -> documents: in parallel, in order, and to be stopped and gone on with at any time."""

from __future__ import annotations

import os
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from corpus.cleaning.sites import Sites
from corpus.document import Document
from corpus.importing import batches, inputs
from corpus.importing.batches import Batch
from corpus.importing.inputs import Found, Item, Skipped
from corpus.importing.progress import Meter, Progress, Report
from corpus.store.corrections import Value, checked

if TYPE_CHECKING:
    from corpus.archive import Archive
    from corpus.importing.prepare import PreparedPage
    from corpus.importing.workers import Failed, Pool
    from corpus.store.placing import Stored
    from corpus.store.writer import Writer

__all__ = ["Progress", "Report", "Skipped", "add", "clean", "correct", "reclean"]

_COMMIT_PAGES: Final = 500
_COMMIT_SECONDS: Final = 1.0
_FEW_FILES: Final = 3
_FEW_BYTES: Final = 1 << 20

R = TypeVar("R")
Paths = Sequence[str | os.PathLike[str]]
Tell = Callable[[Progress], None]


def add(
    archive: Archive,
    paths: Paths,
    *,
    workers: int | None = None,
    progress: Tell | None = None,
    cancel: threading.Event | None = None,
) -> Report:
    """Clean the files, folders and patterns in `paths` and store what they hold.

    What has been taken in before is recognised and passed over. After `cancel` all so far is kept, and the same call
    again goes on from there. Raises BusyError, CannotWriteError, DamagedError.
    """
    with archive.writer() as writer:
        found, size = _found(paths)
        meter = Meter(progress, files_total=len(found), bytes_total=size)
        run = _Import(writer, meter, cancel or threading.Event(), workers)
        run.learn(found)
        return run.take_all(batches.of_files(found, writer.known), files=len(found))


def reclean(
    archive: Archive,
    *,
    workers: int | None = None,
    progress: Tell | None = None,
    cancel: threading.Event | None = None,
) -> Report:
    """Clean all stored pages again, as a better cleaner may make more of them; each page counts as a file.

    A page that gives no text any more keeps its documents and is reported as skipped. Raises BusyError,
    CannotWriteError, DamagedError.
    """
    with archive.writer() as writer:
        pages, size = writer.stored()
        meter = Meter(progress, files_total=pages, bytes_total=size)
        run = _Import(writer, meter, cancel or threading.Event(), workers)
        return run.take_all(batches.of_pages(writer.stored_items()), files=pages)


def correct(archive: Archive, key: str, changes: Mapping[str, Value], *, withdrawn: Iterable[str] = ()) -> Document:
    """Put values of a document right, or withdraw what was put right before, and return the document as it is now.

    `changes` maps `title`, `date` (ISO, as precise as it is known), `place`, `source`, `fields` and `type` to what is
    right; None or nothing says that the page states none. Corrections survive imports and re-cleaning. Raises
    NotFoundError, BusyError, CannotWriteError, and RefusedValueError for what is no date.
    """
    key = archive.document(key).key
    right = {name: checked(name, value) for name, value in changes.items()}
    with archive.writer() as writer:
        page = writer.correct(key, right, withdrawn)
        meter = Meter(None, files_total=1, bytes_total=0)
        run = _Import(writer, meter, threading.Event(), 1)
        run.take_all(batches.of_pages(iter([page])), files=1)
    return archive.document(key)


def clean(paths: Paths, *, workers: int | None = None, progress: Tell | None = None) -> Iterator[Document | Skipped]:
    """Give the documents of the files in `paths`, in their order, and what was skipped in its place."""
    from corpus.importing.prepare import cleaned

    found, size = _found(paths)
    meter = Meter(progress, files_total=len(found), bytes_total=size)
    under_way: deque[Batch] = deque()
    sites = Sites()
    _learn(sites, found, meter, workers)
    pool = _pool(cleaned, workers, sites)
    try:
        for results in pool.run(batches.handed_over(batches.of_files(found), under_way)):
            batch = under_way.popleft()
            for _, outcomes in batches.outcomes(batch, results):
                for outcome in outcomes:
                    if isinstance(outcome, Skipped):
                        meter.count_failure(outcome)
                    else:
                        meter.count(documents=1)
                    yield outcome
            meter.reach(batch.files_done, batch.bytes_done)
    finally:
        pool.close()
    meter.tell()


class _Import:
    """One run that changes an archive."""

    def __init__(self, writer: Writer, meter: Meter, cancel: threading.Event, workers: int | None) -> None:
        self._writer = writer
        self._meter = meter
        self._cancel = cancel
        self._workers = workers
        self._sites = writer.sites()
        self._counts: Counter[str] = Counter()
        self._skipped: list[Skipped] = []
        self._uncommitted = 0
        self._committed = time.monotonic()

    def learn(self, found: Sequence[Found | Skipped]) -> None:
        """Learn from the new pages what their sites repeat, and keep that."""
        _learn(self._sites, found, self._meter, self._workers, known=self._writer.known, stop=self._cancel.is_set)
        self._writer.keep_sites(self._sites)

    def take_all(self, source: Iterator[Batch], *, files: int) -> Report:
        from corpus.importing.prepare import prepare

        under_way: deque[Batch] = deque()
        done = 0
        pool = _pool(prepare, self._workers, self._sites, self._writer.vocabulary)
        try:
            for results in pool.run(batches.handed_over(source, under_way), stop=self._cancel.is_set):
                batch = under_way.popleft()
                self._take(batch, results)
                self._meter.reach(batch.files_done, batch.bytes_done)
                done = batch.files_done
        finally:
            pool.close()
        self._writer.finish()
        self._meter.tell()
        return Report(files=done, skipped=tuple(self._skipped), interrupted=done < files, **self._counts)

    def _take(self, batch: Batch, results: Sequence[list[PreparedPage | Skipped] | Failed]) -> None:
        self._meter.count(pages=batch.known_pages, documents=batch.known_documents)
        self._counts["pages_same"] += batch.known_pages
        self._counts["documents_same"] += batch.known_documents
        for position, (item, outcomes) in enumerate(batches.outcomes(batch, results)):
            for outcome in outcomes:
                self._store(item, outcome, batch.pages[position] if batch.pages else None)
            if item.digest and not any(isinstance(outcome, Skipped) for outcome in outcomes):
                self._writer.remember(item, sum(_documents_in(outcome) for outcome in outcomes))
            self._uncommitted += 1
        if self._uncommitted >= _COMMIT_PAGES or time.monotonic() - self._committed >= _COMMIT_SECONDS:
            self._writer.commit()
            self._uncommitted = 0
            self._committed = time.monotonic()

    def _store(self, item: Item, outcome: PreparedPage | Skipped, stored_page: int | None) -> None:
        if isinstance(outcome, Skipped):
            self._skipped.append(outcome)
            self._meter.count_failure(outcome)
            return
        self._meter.count(pages=1, documents=len(outcome.documents))
        if stored_page is None:
            self._count(self._writer.store(item, outcome))
        else:
            self._count(self._writer.store_again(stored_page, outcome))

    def _count(self, stored: Stored) -> None:
        self._counts[f"pages_{stored.page}"] += 1
        self._counts["documents_new"] += stored.new
        self._counts["documents_changed"] += stored.changed
        self._counts["documents_same"] += stored.same
        self._counts["documents_removed"] += stored.removed


def _found(paths: Paths) -> tuple[list[Found | Skipped], int]:
    found = list(inputs.find(paths))
    return found, sum(one.size for one in found if isinstance(one, Found))


def _learn(  # noqa: PLR0913 - handed on
    sites: Sites,
    found: Sequence[Found | Skipped],
    meter: Meter,
    workers: int | None,
    *,
    known: batches.Known | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> None:
    from corpus.importing.learning import learn, lines_of_pages

    if len(found) < _FEW_FILES and sum(one.size for one in found if isinstance(one, Found)) < _FEW_BYTES:
        return
    pool = _pool(lines_of_pages, workers)
    try:
        learn(sites, found, pool, meter, known=known, stop=stop)
    finally:
        pool.close()


def _pool(
    work: Callable[[Item], R], workers: int | None, sites: Sites | None = None, vocabulary: Path | None = None
) -> Pool[Item, R]:
    from corpus.importing.learning import known_to_json
    from corpus.importing.workers import Pool

    told = known_to_json(sites.furniture(), vocabulary) if sites else None
    return Pool(work, workers or _cores(), told=told)


def _documents_in(outcome: PreparedPage | Skipped) -> int:
    return 0 if isinstance(outcome, Skipped) else len(outcome.documents)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
