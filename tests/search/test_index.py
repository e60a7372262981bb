"""How an index follows its archive, and when it is built anew."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from corpus import Archive, BusyError, CannotWriteError
from search import CancelledSearch, Index, building, manifest, places
from tests.search.conftest import fill, invented


def total(index: Index, query: str = "") -> int:
    return index.search(query, limit=1).total


def test_an_index_that_is_not_there_finds_nothing_and_says_what_it_lacks(archive: Archive) -> None:
    with Index.open(archive) as index:
        assert index.stale() == 5
        answer = index.search("meeting")
        assert (answer.total, answer.hits, answer.suggestion) == (0, (), None)
        assert set(answer.facets) == {"source", "year", "field", "place", "type", "language", "tag"}
        assert index.highlighter("meeting").spans("a meeting") == [(2, 9)]


def test_update_indexes_what_is_new_changed_and_gone(archive: Archive, tmp_path: Path) -> None:
    with Index.open(archive) as index:
        assert index.update() == 5
        assert index.stale() == 0
        assert index.update() == 0
        fill(archive, tmp_path / "pages", invented(2, start=5))
        assert index.stale() == 2
        assert total(index) == 5
        assert index.update() == 2
        assert (total(index), total(index, "number6")) == (7, 1)
        fill(
            archive,
            tmp_path / "pages",
            [{**invented(1)[0], "text": "Something else altogether was said about zebras."}],
        )
        assert index.update() == 1
        assert (total(index), total(index, "zebras"), total(index, "number0")) == (7, 1, 0)


def test_an_open_index_sees_what_another_has_written(archive: Archive) -> None:
    with Index.open(archive) as reader, Index.open(archive) as writer:
        assert total(reader) == 0
        writer.update()
        assert total(reader) == 5
        assert reader.stale() == 0


def test_it_can_be_deleted_at_any_time_and_comes_back(archive: Archive) -> None:
    with Index.open(archive) as index:
        index.update()
        shutil.rmtree(index.folder)
        assert total(index) == 0
        assert index.stale() == 5
        assert index.update() == 5
        assert total(index) == 5


def test_progress_is_told_up_to_the_end(archive: Archive) -> None:
    told: list[tuple[int, int]] = []
    with Index.open(archive) as index:
        index.update(progress=lambda done, whole: told.append((done, whole)))
    assert told[-1] == (5, 5)
    assert told == sorted(told)


def test_an_archive_of_nothing_has_an_index_of_nothing(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "empty", create=True) as archive, Index.open(archive) as index:
        assert index.update() == 0
        assert index.stale() == 0
        assert total(index) == 0
        assert index.search("anything").total == 0


def test_rebuild_makes_a_new_generation_and_keeps_the_old_until_the_next(archive: Archive) -> None:
    with Index.open(archive) as index:
        index.update()
        assert index.rebuild() == 5
        assert total(index) == 5
        assert generations(index) == {"1", "2"}
        index.update()
        assert generations(index) == {"2"}


def generations(index: Index) -> set[str]:
    return {path.name for path in index.folder.iterdir() if path.is_dir()}


def change_manifest(index: Index, **changes: object) -> None:
    path = index.folder / manifest.NAME
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


@pytest.mark.parametrize(
    "changes",
    [
        {"archive": "another"},
        {"change": 10_000},
        {"versions": [0, 0, "2.7.5", "little"]},
        {"generation": "../1"},
        {"generation": "7"},
        {"segments": "none"},
    ],
)
def test_an_index_that_does_not_match_is_made_anew(archive: Archive, changes: dict[str, object]) -> None:
    with Index.open(archive) as index:
        index.update()
        change_manifest(index, **changes)
    with Index.open(archive) as index:
        assert index.stale() == 5
        assert total(index) == 0
        assert index.update() == 5
        assert total(index) == 5


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"segments": []}'])
def test_a_manifest_that_cannot_be_read_is_none(archive: Archive, text: str) -> None:
    with Index.open(archive) as index:
        index.update()
        (index.folder / manifest.NAME).write_text(text)
    with Index.open(archive) as index:
        assert index.stale() == 5
        assert index.update() == 5


def test_a_damaged_or_missing_file_has_the_index_made_anew(archive: Archive) -> None:
    with Index.open(archive) as index:
        index.update()
        names = sorted(path.name for path in (index.folder / "1").iterdir() if path.is_file())
    assert any(name.endswith(".postings") for name in names)
    for name in names:
        for damage in (flip, cut_off, Path.unlink):
            with Index.open(archive) as index:
                generation = manifest.read(index.folder)
                assert generation is not None
                files = sorted((index.folder / generation.generation).glob(f"*{Path(name).suffix}"))
                damage(files[0])
            with Index.open(archive) as index:
                assert index.stale() == 5, name
                assert index.update() == 5
                assert total(index, "meeting") == 5


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(bytes(content))


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def test_a_copied_index_is_compared_and_used(archive: Archive, tmp_path: Path) -> None:
    with Index.open(archive) as index:
        index.update()
        shutil.copytree(index.folder, tmp_path / "copy", copy_function=shutil.copyfile)
    with Index.open(archive, folder=tmp_path / "copy") as index:
        assert index.stale() == 0
        assert total(index) == 5


def test_a_full_disk_is_one_sentence(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with Index.open(archive) as index:
        index.update()
        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(CannotWriteError, match="No space left"):
            index.rebuild()
        assert total(index) == 5


def test_one_writes_at_a_time(archive: Archive) -> None:
    with Index.open(archive) as index:
        index.update()
        with places.only_writer(index.folder), pytest.raises(BusyError, match=f"process {os.getpid()} of "):
            index.update()
        assert index.update() == 0


def test_an_index_of_somebody_else_is_never_opened(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Index.open(archive) as index:
        index.update()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(places, "is_ours", lambda path: archive.folder not in (path, *path.parents))
    with Index.open(archive) as index:
        assert index.folder == tmp_path / "cache" / "dateline" / "index" / archive.identity
        assert index.stale() == 5
        assert index.update() == 5
        assert total(index) == 5


def test_a_file_of_somebody_else_is_never_opened(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    with Index.open(archive) as index:
        index.update()
    monkeypatch.setattr(manifest, "is_ours", lambda path: path.suffix != ".postings")
    with Index.open(archive) as index:
        assert index.stale() == 5


def test_without_a_home_the_index_is_forgotten(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "is_ours", lambda path: "dateline-index-" in str(path))
    with Index.open(archive) as index:
        try:
            assert index.update() == 5
            assert index.folder.name.startswith("dateline-index-")
        finally:
            shutil.rmtree(index.folder)


def test_several_processes_write_the_same_index(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(archive, tmp_path / "pages", invented(40, start=5))
    monkeypatch.setattr(building, "SEGMENT_DOCUMENTS", 12)
    with Index.open(archive, folder=tmp_path / "one") as one, Index.open(archive, folder=tmp_path / "many") as many:
        monkeypatch.setattr(building, "_workers", lambda _: 1)
        assert one.update() == 45
        monkeypatch.setattr(building, "_workers", lambda _: 2)
        told: list[tuple[int, int]] = []
        assert many.update(progress=lambda done, whole: told.append((done, whole))) == 45
        assert told[-1] == (45, 45)
        for query in ("", "meeting", '"was about"', "number1*", "rivers bridges3", "source:4"):
            here, there = one.search(query, limit=45), many.search(query, limit=45)
            assert [(hit.key, round(hit.score, 9)) for hit in here.hits] == [
                (hit.key, round(hit.score, 9)) for hit in there.hits
            ]
            assert here.facets == there.facets


def test_a_worker_that_cannot_start_is_one_sentence(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "_workers", lambda _: 2)
    monkeypatch.setattr(building, "SEGMENT_DOCUMENTS", 1)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nothing"))
    with Index.open(archive) as index, pytest.raises(CannotWriteError, match="process"):
        index.update()


@pytest.mark.parametrize("workers", [1, 2])
def test_a_cancelled_update_goes_on_later(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    fill(archive, tmp_path / "pages", invented(30, start=5))
    monkeypatch.setattr(building, "SEGMENT_DOCUMENTS", 5)
    monkeypatch.setattr(building, "_workers", lambda _: workers)
    cancel = threading.Event()
    with Index.open(archive) as index:
        done = index.update(progress=lambda done, _: cancel.set() if done >= 15 else None, cancel=cancel)
        assert done < 35
        assert total(index) == done
        assert index.stale() == 35 - done
        assert index.update() == 35 - done
        assert total(index) == 35


def test_a_cancelled_rebuild_leaves_the_index_as_it_was(archive: Archive) -> None:
    cancel = threading.Event()
    cancel.set()
    with Index.open(archive) as index:
        index.update()
        assert index.rebuild(cancel=cancel) == 0
        assert total(index) == 5


def test_many_small_segments_are_folded_into_one(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "SEGMENTS_A_TIER", 1)
    with Index.open(archive) as index:
        for start in range(5, 9):
            index.update()
            fill(archive, tmp_path / "pages", invented(1, start=start))
        index.update()
        found = manifest.read(index.folder)
        assert found is not None
        assert len(found.segments) <= 2
        assert total(index) == 9
        assert total(index, "meeting") == 9
        assert [total(index, f"number{number}") for number in range(9)] == [1] * 9


def test_readers_go_on_while_an_update_commits(archive: Archive, tmp_path: Path) -> None:
    with Index.open(archive) as index, Index.open(archive) as writer:
        writer.update()
        totals: list[int] = []
        stop = threading.Event()

        def search() -> None:
            while not stop.is_set():
                totals.append(total(index, "meeting"))

        reader = threading.Thread(target=search)
        reader.start()
        try:
            for start in range(5, 8):
                fill(archive, tmp_path / "pages", invented(1, start=start))
                writer.update()
        finally:
            stop.set()
            reader.join()
        assert totals == sorted(totals)
        assert total(index, "meeting") == 8


def test_a_search_can_be_cancelled(archive: Archive) -> None:
    with Index.open(archive) as index:
        index.update()
        cancel = threading.Event()
        cancel.set()
        with pytest.raises(CancelledSearch):
            index.search("meeting", cancel=cancel)


def test_it_serves_a_script_without_ceremony(archive: Archive, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import sys\n"
        "from pathlib import Path\n"
        "from corpus import Archive\n"
        "from search import Index, building\n"
        "building._workers = lambda documents: 2\n"
        "building.SEGMENT_DOCUMENTS = 2\n"
        "print('started')\n"
        "with Archive.open(Path(sys.argv[1])) as archive, Index.open(archive) as index:\n"
        "    index.update()\n"
        "    print(index.search('meeting').total)\n"
    )
    run = subprocess.run([sys.executable, script, archive.folder], capture_output=True, text=True, check=False)
    assert (run.stdout.split(), run.stderr) == (["started", "5"], "")
