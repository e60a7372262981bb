"""Whenever the process or the power fails while an index is written, a whole generation is searched afterwards.

The points are not sampled: every step that changes the folder is taken down once, and what the disk may hold after each
of them is laid out and opened.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus import Archive
from search import Index, building, manifest
from tests.search.conftest import Record, fill, invented
from tests.search.disk import Disk, Held, Recorder, Step, held, lay_out

Told = tuple[int, int, int]
"""The number of documents, of those that tell of zebras, and of changes that the index does not have."""

CHANGES: Sequence[Record] = (
    *invented(1, start=5),
    {**invented(1)[0], "text": "All about zebras, and no more was said of the other matter."},
)


def told(archive: Archive, folder: Path) -> Told:
    with Index.open(archive, folder=folder) as index:
        return index.search("", limit=1).total, index.search("zebras", limit=1).total, index.stale()


@dataclass(frozen=True)
class Scenario:
    """What is done before and then under watch, what is told before and after each manifest, and how many points it has."""

    prepare: Callable[[Archive, Path, Path], None]
    run: Callable[[Index], object]
    told: Sequence[Told]
    points: int


def nothing_yet(archive: Archive, folder: Path, pages: Path) -> None:
    del folder
    fill(archive, pages, CHANGES)


def five_documents(archive: Archive, folder: Path, pages: Path) -> None:
    with Index.open(archive, folder=folder) as index:
        index.update()
    fill(archive, pages, CHANGES)


def two_segments(archive: Archive, folder: Path, pages: Path) -> None:
    with Index.open(archive, folder=folder) as index:
        index.update()
        fill(archive, pages, invented(1, start=7))
        index.update()
    fill(archive, pages, CHANGES)


def two_generations(archive: Archive, folder: Path, pages: Path) -> None:
    with Index.open(archive, folder=folder) as index:
        index.update()
        index.rebuild()
    fill(archive, pages, CHANGES)


SCENARIOS = {
    "first": Scenario(nothing_yet, Index.update, [(0, 0, 6), (2, 0, 4), (4, 0, 2), (6, 1, 0)], 60),
    "update": Scenario(five_documents, Index.update, [(5, 0, 2), (6, 1, 0)], 20),
    "fold": Scenario(two_segments, Index.update, [(6, 0, 2), (7, 1, 0), (7, 1, 0)], 40),
    "rebuild": Scenario(five_documents, Index.rebuild, [(5, 0, 2), (6, 1, 0)], 20),
    "clean-up": Scenario(two_generations, Index.update, [(5, 0, 2), (6, 1, 0)], 24),
}
LONG = frozenset(("first", "rebuild"))


@dataclass(frozen=True)
class Watched:
    """An index as it was, what was done to it step by step, and as it became."""

    archive: Archive
    scenario: Scenario
    before: Held
    steps: Sequence[Step]
    after: Held

    def killed(self) -> Iterator[tuple[Held, int]]:
        """Yield what the disk holds after each step, and the number of manifests written so far."""
        for disk, _, _, written in self._played():
            yield disk.killed(), written

    def without_power(self) -> Iterator[tuple[Held, int, int]]:
        """Yield what the disk may hold after each step, and the numbers of manifests synced and written so far.

        Of one write after the other only the last is looked at: a cut may leave any part of them all.
        """
        following = (*self.steps, None)
        for (disk, step, synced, written), after in zip(self._played(), following, strict=True):
            if step is None or after is None or (step.kind, step.path) != (after.kind, after.path):
                for state in disk.without_power():
                    yield state, synced, written

    def _played(self) -> Iterator[tuple[Disk, Step | None, int, int]]:
        disk, synced, written = Disk(self.before), 0, 0
        for step in (None, *self.steps):
            if step is not None:
                disk.take(step)
                written += step.target == manifest.NAME
                synced = written if (step.kind, step.path) == ("sync folder", ".") else synced
            yield disk, step, synced, written


@pytest.fixture(params=[pytest.param(name, marks=pytest.mark.long if name in LONG else ()) for name in SCENARIOS])
def watched(
    request: pytest.FixtureRequest, archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Watched:
    scenario = SCENARIOS[request.param]
    folder = tmp_path / "index"
    if request.param == "first":
        monkeypatch.setattr(building, "SEGMENT_DOCUMENTS", 2)
    if request.param == "fold":
        monkeypatch.setattr(building, "SEGMENTS_A_TIER", 1)
    folder.mkdir(mode=0o700)
    scenario.prepare(archive, folder, tmp_path / "pages")
    before = held(folder)
    recorder = Recorder(folder)
    with Index.open(archive, folder=folder) as index, recorder.running():
        scenario.run(index)
    return Watched(archive, scenario, before, recorder.steps, held(folder))


class Opened:
    """What is told of each state of a disk; whatever it is, the next update completes and leaves no litter."""

    def __init__(self, watched: Watched, home: Path) -> None:
        self._watched = watched
        self._home = home
        self._known: dict[frozenset[tuple[str, bytes | None]], Told] = {}

    def told(self, state: Held) -> Told:
        name = frozenset(state.items())
        if name not in self._known:
            folder = self._home / f"state{len(self._known)}"
            lay_out(folder, state)
            self._known[name] = told(self._watched.archive, folder)
            self._bring_up_to_date(folder)
        return self._known[name]

    def _bring_up_to_date(self, folder: Path) -> None:
        with Index.open(self._watched.archive, folder=folder) as index:
            index.update()
            index.update()
        assert told(self._watched.archive, folder) == self._watched.scenario.told[-1]
        found = manifest.read(folder)
        assert found is not None
        files = {f"{found.generation}/{name}" for segment in found.segments for name in segment.files}
        assert set(held(folder)) == {"lock", manifest.NAME, found.generation, *files}


def test_every_step_is_taken_down(watched: Watched) -> None:
    disk = Disk(watched.before)
    for step in watched.steps:
        disk.take(step)
    assert disk.killed() == watched.after
    assert len(watched.steps) >= watched.scenario.points
    assert {"create", "write", "sync", "replace", "sync folder"} <= {step.kind for step in watched.steps}


def test_wherever_it_is_killed_the_last_whole_generation_is_searched(watched: Watched, tmp_path: Path) -> None:
    opened = Opened(watched, tmp_path)
    met = []
    for state, written in watched.killed():
        met.append(opened.told(state))
        assert met[-1] == watched.scenario.told[written], len(met)
    assert len(met) > watched.scenario.points
    assert set(met) == set(watched.scenario.told)


def test_whatever_a_power_cut_leaves_no_generation_that_was_synced_is_lost(watched: Watched, tmp_path: Path) -> None:
    opened = Opened(watched, tmp_path)
    met = []
    for state, synced, written in watched.without_power():
        met.append(opened.told(state))
        assert met[-1] in watched.scenario.told[synced : written + 1], len(met)
    assert len(met) > watched.scenario.points
    assert set(met) == set(watched.scenario.told)


def test_what_a_manifest_names_is_synced_before(watched: Watched) -> None:
    unsynced: set[str] = set()
    unnamed: set[str] = set()
    content = b""
    manifests = 0
    for step in watched.steps:
        if step.kind in {"create", "write", "cut"}:
            unsynced.add(step.path)
            unnamed |= {step.path} if step.kind == "create" else set()
        if step.path == f"{manifest.NAME}.new":
            content = b"" if step.kind == "create" else content + step.content
        if step.kind == "sync":
            unsynced.discard(step.path)
        if step.kind == "sync folder":
            unnamed = {path for path in unnamed if str(Path(path).parent) != step.path}
        if step.kind == "replace":
            manifests += 1
            assert not {step.path, *named(content)} & unsynced
            assert not named(content) & unnamed
    assert manifests == len(watched.scenario.told) - 1
    # What no manifest names any more may be removed behind it.
    assert [step for step in watched.steps if step.kind != "remove"][-1] == Step("sync folder", ".")


def named(content: bytes) -> set[str]:
    found = json.loads(content)
    return {f"{found['generation']}/{name}" for segment in found["segments"] for name in segment["files"]}


KILLED = """
import io, os, signal, sys
from pathlib import Path
from corpus import Archive
from search import Index

left = int(sys.argv[3])

def counted(real, counts=lambda *given: True):
    def instead(*given, **named):
        global left
        left -= counts(*given)
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*given, **named)
    return instead

with Archive.open(Path(sys.argv[1])) as archive, Index.open(archive, folder=Path(sys.argv[2])) as index:
    for name in ("replace", "fsync", "unlink", "mkdir", "rmdir", "ftruncate", "pwrite", "open", "close"):
        setattr(os, name, counted(getattr(os, name)))
    io.open = counted(io.open, lambda file, mode="r", *_: bool(set(mode) & set("wx+")))
    index.update()
"""


@pytest.mark.long
@pytest.mark.timeout(600)
def test_a_process_killed_at_any_call_leaves_a_whole_generation(archive: Archive, tmp_path: Path) -> None:
    five_documents(archive, tmp_path / "index", tmp_path / "pages")
    before = held(tmp_path / "index")
    script = tmp_path / "killed.py"
    script.write_text(KILLED)
    points = 0
    met = set()
    for call in range(1, 200):
        folder = tmp_path / f"killed{call}"
        lay_out(folder, before)
        command = [sys.executable, *map(str, (script, archive.folder, folder, call))]
        ended = subprocess.run(command, check=False, capture_output=True, text=True)
        met.add(told(archive, folder))
        assert met <= {(5, 0, 2), (6, 1, 0)}, call
        if ended.returncode == 0:
            break
        assert ended.returncode == -signal.SIGKILL, ended.stderr
        points += 1
        with Index.open(archive, folder=folder) as index:
            index.update()
        assert told(archive, folder) == (6, 1, 0)
    assert points >= 15
    assert len(met) == 2
