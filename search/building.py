"""Bring an index up to date: the archive's changes become segments, each committed with a new manifest."""

from __future__ import annotations

import math
import os
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from corpus import Archive, Change
from search import columns, manifest
from search.crew import Crew
from search.manifest import Manifest, Segment
from search.segments import INDEX_NAME, Job, Workplace

SEGMENT_DOCUMENTS = 16_000
SMALLEST_TIER = 2_000
SEGMENTS_A_TIER = 8

Progress = Callable[[int, int], None]
Keys = NDArray[np.bytes_]


@dataclass(frozen=True, slots=True)
class Build:
    """One run of bringing an index in `folder` up to date with `archive`.

    `publish` says that every finished segment may be searched at once; without it only the whole may.
    """

    archive: Archive
    folder: Path
    publish: bool
    progress: Progress | None = None
    cancel: threading.Event | None = None

    def run(self, start: Manifest) -> int:
        """Write the new manifest and return the number of documents indexed.

        When cancelled, the index is that of the last finished segment, or, without `publish`, as it was.
        """
        current, indexed = start, 0
        (self.folder / start.generation).mkdir(mode=0o700, exist_ok=True)
        for batch, segments in self._write(list(self.archive.changes(start.change)), start.generation):
            current = self._with_batch(current, batch, segments)
            indexed += sum(segment.documents for segment in segments)
            if self.publish:
                manifest.write(self.folder, current)
        if self._cancelled():
            return indexed if self.publish else 0
        folded = self._fold(current)
        if folded is not current or not self.publish or not indexed:
            manifest.write(self.folder, folded)
        return indexed

    def _cancelled(self) -> bool:
        return self.cancel is not None and self.cancel.is_set()

    def _write(
        self, changes: Sequence[Change], generation: str
    ) -> Iterator[tuple[Sequence[Change], tuple[Segment, ...]]]:
        total = sum(not change.removed for change in changes)
        workers = _workers(total)
        batches = list(_batches(changes, workers))
        jobs = [_job([change.key for change in batch if not change.removed]) for batch in batches]
        crew = self._crew(generation, workers, _counter(self.progress, total))
        with closing(crew.write(jobs)) as written:
            yield from zip(batches, written, strict=False)

    def _crew(self, generation: str, workers: int, count: Callable[[int], None]) -> Crew:
        place = Workplace(self.archive, self.folder / generation, count, self.cancel or threading.Event())
        return Crew(place, workers)

    def _with_batch(self, current: Manifest, batch: Sequence[Change], segments: tuple[Segment, ...]) -> Manifest:
        changed = np.array([change.key.encode() for change in batch], dtype=np.bytes_)
        kept = [self._without(current, segment, changed) for segment in current.segments]
        alive = tuple(segment for segment in kept if segment.live)
        return replace(current, segments=alive + segments, change=batch[-1].number)

    def _without(self, current: Manifest, segment: Segment, changed: Keys) -> Segment:
        keys = _keys(self.folder / current.generation, segment)
        gone = np.flatnonzero(np.isin(keys, changed)).tolist()
        return replace(segment, deleted=tuple(sorted({*segment.deleted, *gone}))) if gone else segment

    def _fold(self, current: Manifest) -> Manifest:
        """Index the documents of many small segments again as one, so that their number grows with the logarithm."""
        small = _to_fold(current.segments)
        if not small:
            return current
        home = self.folder / current.generation
        keys = [key.decode() for segment in small for key in _live_keys(home, segment)]
        crew = self._crew(current.generation, _workers(len(keys)), lambda _: None)
        jobs = [_job(keys[at : at + SEGMENT_DOCUMENTS]) for at in range(0, len(keys), SEGMENT_DOCUMENTS)]
        with closing(crew.write(jobs)) as written:
            folded = list(written)
        if len(folded) < len(jobs):
            return current
        rest = tuple(segment for segment in current.segments if segment not in small)
        return replace(current, segments=rest + tuple(one for several in folded for one in several))


def clean_up(folder: Path, current: Manifest | None) -> None:
    """Remove the generations and segment files that the manifest in use does not name."""
    named = {name for segment in current.segments for name in segment.files} if current else set()
    for home in [path for path in folder.iterdir() if path.is_dir()]:
        if current is None or home.name != current.generation:
            shutil.rmtree(home, ignore_errors=True)
            continue
        for path in [path for path in home.iterdir() if path.name not in named]:
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def next_generation(folder: Path) -> str:
    """Return the name of a folder for a fresh index, higher than any there is."""
    taken = [int(path.name) for path in folder.iterdir() if path.name.isdigit()]
    return str(max(taken, default=0) + 1)


def _job(keys: Sequence[str]) -> Job:
    return Job(uuid4().hex[:12], tuple(keys))


def _workers(documents: int) -> int:
    if documents < SMALLEST_TIER:
        return 1
    return max(1, min(4, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1))


def _batches(changes: Sequence[Change], workers: int) -> Iterator[Sequence[Change]]:
    rounds = max(1, math.ceil(len(changes) / (SEGMENT_DOCUMENTS * workers)))
    size = max(1, math.ceil(len(changes) / (rounds * workers)))
    for at in range(0, len(changes), size):
        yield changes[at : at + size]


def _counter(progress: Progress | None, total: int) -> Callable[[int], None]:
    lock = threading.Lock()
    done = 0

    def count(more: int) -> None:
        nonlocal done
        with lock:
            done += more
            if progress is not None:
                progress(done, total)

    return count


def _keys(home: Path, segment: Segment) -> Keys:
    return columns.load_keys(home / f"{INDEX_NAME}_{segment.name}")


def _live_keys(home: Path, segment: Segment) -> list[bytes]:
    alive = np.ones(segment.documents, dtype=np.bool_)
    alive[np.array(segment.deleted, dtype=np.int64)] = False
    return list(_keys(home, segment)[alive].tolist())


def _to_fold(segments: Sequence[Segment]) -> list[Segment]:
    """Return the segments to be made one: many of a size with all smaller ones, and mostly deleted ones."""
    chosen: list[Segment] = []
    for tier in (SMALLEST_TIER, 10 * SMALLEST_TIER):
        up_to = [segment for segment in segments if segment.live < tier]
        if len(up_to) > SEGMENTS_A_TIER:
            chosen = up_to
    return [segment for segment in segments if segment in chosen or segment.live * 2 < segment.documents]
