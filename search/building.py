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

from corpus import Archive, Change
from search import manifest
from search.codec.arrays import ArrayFile
from search.codec.build import DOCS
from search.columns import places_of
from search.crew import Crew
from search.manifest import Manifest, Segment
from search.segments import Job, Workplace

SEGMENT_DOCUMENTS = 64_000
FEW = 2_000
"""Documents that one process indexes sooner than several would have been started."""

TIERS = (2_000, 20_000, 200_000)
SEGMENTS_A_TIER = 6
"""Segments of fewer documents than a tier's are made one when there are more of them than this."""

Progress = Callable[[int, int], None]


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
        for batch, segment in self._write(list(self.archive.changes(start.change)), start.generation):
            current = self._with_batch(current, batch, segment)
            indexed += segment.documents
            if self.publish:
                manifest.write(self.folder, current)
        if self._cancelled():
            return indexed if self.publish else 0
        folded = self._fold(current)
        if folded is not current or not self.publish or not indexed:
            manifest.write(self.folder, folded)
        if folded is not current:
            remove_unnamed(self.folder / folded.generation, folded)
        return indexed

    def _cancelled(self) -> bool:
        return self.cancel is not None and self.cancel.is_set()

    def _write(self, changes: Sequence[Change], generation: str) -> Iterator[tuple[Sequence[Change], Segment]]:
        total = sum(not change.removed for change in changes)
        workers = _workers(total)
        batches = list(_batches(changes, workers))
        jobs = [Job(_name(), [change.key for change in batch if not change.removed]) for batch in batches]
        crew = Crew(self._workplace(generation, _counter(self.progress, total)), workers)
        with closing(crew.write(jobs)) as written:
            yield from zip(batches, written, strict=False)

    def _workplace(self, generation: str, count: Callable[[int], None]) -> Workplace:
        return Workplace(self.archive, self.folder / generation, count, self.cancel or threading.Event())

    def _with_batch(self, current: Manifest, batch: Sequence[Change], segment: Segment) -> Manifest:
        changed = {change.key for change in batch}
        kept = [self._without(current, one, changed) for one in current.segments]
        alive = tuple(one for one in (*kept, segment) if one.live)
        return replace(current, segments=alive, change=batch[-1].number)

    def _without(self, current: Manifest, segment: Segment, changed: set[str]) -> Segment:
        docs = ArrayFile(self.folder / current.generation / f"{segment.name}{DOCS}")
        gone = places_of(docs, changed).tolist()
        return replace(segment, deleted=tuple(sorted({*segment.deleted, *gone}))) if gone else segment

    def _fold(self, current: Manifest) -> Manifest:
        """Make one segment of many small ones, so that their number grows with the logarithm."""
        small = to_fold(current.segments)
        if not small:
            return current
        merged = self._workplace(current.generation, lambda _: None).merge(small, _name())
        if merged is None:
            return current
        return replace(current, segments=(*(one for one in current.segments if one not in small), merged))


def clean_up(folder: Path, current: Manifest | None) -> None:
    """Remove the generations and segment files that the manifest in use does not name."""
    for home in [path for path in folder.iterdir() if path.is_dir()]:
        if current is None or home.name != current.generation:
            shutil.rmtree(home, ignore_errors=True)
        else:
            remove_unnamed(home, current)


def remove_unnamed(home: Path, current: Manifest) -> None:
    """Remove the files of a generation that its manifest does not name; who reads them goes on undisturbed."""
    named = {name for segment in current.segments for name in segment.files}
    for path in [path for path in home.iterdir() if path.name not in named]:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def next_generation(folder: Path) -> str:
    """Return the name of a folder for a fresh index, higher than any there is."""
    taken = [int(path.name) for path in folder.iterdir() if path.name.isdigit()]
    return str(max(taken, default=0) + 1)


def _name() -> str:
    return uuid4().hex[:12]


def _workers(documents: int) -> int:
    if documents < FEW:
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


def to_fold(segments: Sequence[Segment]) -> list[Segment]:
    """Return the segments to be made one: many of a size with all smaller ones, and mostly deleted ones."""
    chosen: list[Segment] = []
    for tier in TIERS:
        up_to = [segment for segment in segments if segment.live < tier]
        if len(up_to) > SEGMENTS_A_TIER:
            chosen = up_to
    return [segment for segment in segments if segment in chosen or segment.live * 2 < segment.documents]
