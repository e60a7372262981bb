"""Write segments: documents from the archive become one, several become one; their files are marked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus import Archive
from search.codec.build import ENDINGS, SegmentBuilder, Written
from search.codec.lexicon import MOST_RUNS, Lexicon
from search.codec.merging import MergeStoppedError, merge
from search.codec.reading import SegmentFiles
from search.manifest import Segment, mark

FETCHED_AT_ONCE = 100
MOST_HELD = 3_000_000
"""Chunks of text after which what is collected is written: about 150 MB of memory."""


@dataclass(frozen=True, slots=True)
class Job:
    """A segment to be written: how its name begins, and the keys of its documents."""

    name: str
    keys: Sequence[str]


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where jobs are done: documents come from `archive`, files go to `home`.

    `count` is told the number of documents done since it was told last.
    """

    archive: Archive
    home: Path
    count: Callable[[int], None]
    cancel: threading.Event

    def write(self, job: Job) -> Segment | None:
        """Write a job's documents as one segment; None when cancelled. Documents that are no longer there are left out.

        What is too much for the memory is written in pieces, which are then made one.
        """
        pieces = self._pieces(job)
        if pieces is None or len(pieces) == 1:
            return pieces[0] if pieces else None
        whole = self.merge(pieces, job.name)
        for path in (path for piece in pieces for path in self._paths(piece.name)):
            path.unlink()
        return whole

    def _pieces(self, job: Job) -> list[Segment] | None:
        pieces: list[Segment] = []
        lexicon = Lexicon()
        builder = SegmentBuilder(lexicon)
        for at in range(0, len(job.keys), FETCHED_AT_ONCE):
            if self.cancel.is_set():
                return None
            self._add(builder, job.keys[at : at + FETCHED_AT_ONCE])
            if builder.size > MOST_HELD:
                pieces.append(self._finished(f"{job.name}-{len(pieces)}", builder))
                lexicon = lexicon if len(lexicon) < MOST_RUNS else Lexicon()
                builder = SegmentBuilder(lexicon)
        if builder.documents or not pieces:
            pieces.append(self._finished(f"{job.name}-{len(pieces)}", builder))
        return pieces

    def merge(self, segments: Sequence[Segment], name: str) -> Segment | None:
        """Write several segments as one, without their deleted documents; None when cancelled."""
        sources = [(SegmentFiles(self.home / segment.name), segment.deleted) for segment in segments]
        try:
            written = merge(sources, self.home / name, self.cancel)
        except MergeStoppedError:
            return None
        languages = tuple(sorted({language for segment in segments for language in segment.languages}))
        return self._segment(name, replace(written, languages=languages))

    def _add(self, builder: SegmentBuilder, keys: Sequence[str]) -> None:
        documents = self.archive.documents(keys)
        for key in keys:
            if key in documents:
                builder.add(documents[key])
        self.count(len(keys))

    def _finished(self, name: str, builder: SegmentBuilder) -> Segment:
        return self._segment(name, builder.write(self.home / name))

    def _segment(self, name: str, written: Written) -> Segment:
        files = {path.name: mark(path) for path in self._paths(name)}
        return Segment(name, written.documents, written.lengths, written.languages, files)

    def _paths(self, name: str) -> list[Path]:
        return [self.home / f"{name}{ending}" for ending in ENDINGS]
