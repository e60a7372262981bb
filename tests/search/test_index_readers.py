"""Readers in other processes: each search sees one whole generation, whatever is written meanwhile."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus import Archive
from search import Index, manifest
from search.evaluate import Evaluation
from search.facets import Selector
from search.language import parse
from search.snapshot import Snapshot
from tests.search.conftest import Record, fill, invented

WRITER = """
import sys
from pathlib import Path
from corpus import Archive, add
from search import Index, building

building.SEGMENTS_A_TIER = 1
with Archive.open(Path(sys.argv[1])) as archive, Index.open(archive) as index:
    for pages in map(Path, sys.argv[2:]):
        add(archive, [pages], workers=1)
        index.update()
    index.update()
"""


def edition(number: int) -> list[Record]:
    """Return the same documents every time, all of them of one edition."""
    return [{**one, "source": f"Edition {number}", "text": f"{one['text']} Edition{number}."} for one in invented(8)]


def pages(home: Path, number: int) -> Path:
    folder = home / f"edition{number}"
    folder.mkdir()
    for record in edition(number):
        line = json.dumps({**record, "url": f"https://press.example/{record['id']}"})
        (folder / f"{record['id']}.jsonl").write_text(line + "\n")
    return folder


def writer(home: Path, archive: Archive, editions: Sequence[int]) -> subprocess.Popen[bytes]:
    """Start a process that brings in one edition after the other, each in place of the one before."""
    script = home / "writer.py"
    script.write_text(WRITER)
    folders = [pages(home, number) for number in editions]
    return subprocess.Popen([sys.executable, *map(str, (script, archive.folder, *folders))])


def found(snapshot: Snapshot, query: str) -> int:
    evaluation = Evaluation(snapshot, Selector(snapshot, None).select, lambda _: None)
    documents = evaluation.evaluate(parse(query, snapshot).rest).documents
    return int(snapshot.live[documents].sum())


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive of the first edition, indexed."""
    with Archive.open(tmp_path / "archive", create=True) as archive:
        fill(archive, tmp_path / "pages", edition(0))
        with Index.open(archive) as index:
            index.update()
        return archive


def test_a_reader_goes_on_while_another_process_commits_and_merges(archive: Archive, tmp_path: Path) -> None:
    with Archive.open(archive.folder) as same, Index.open(same) as index:
        before = index._refresh()
        assert before is not None
        with writer(tmp_path, archive, (1, 2, 3)) as process:
            assert process.wait() == 0
        gone = [name for segment in before.manifest.segments for name in segment.files]
        assert not any((index.folder / before.manifest.generation / name).exists() for name in gone)
        assert [found(before, query) for query in ("edition0", '"was about"', "riv*", "edition3")] == [8, 8, 8, 0]
        assert index._refresh() is not before
        assert [index.search(query).total for query in ("edition0", "edition3", '"was about"')] == [0, 8, 8]


def test_a_search_during_an_import_sees_one_generation(archive: Archive, tmp_path: Path) -> None:
    met = []
    with Archive.open(archive.folder) as same, Index.open(same) as index:
        with writer(tmp_path, archive, range(1, 6)) as process:
            while process.poll() is None:
                answer = index.search("meeting", limit=0)
                assert answer.total == 8
                assert len(answer.facets["source"]) == 1
                met.append(answer.facets["source"][0])
            assert process.returncode == 0
        met.append(index.search("meeting").facets["source"][0])
    assert {count for _, count in met} == {8}
    assert met[-1] == ("Edition 5", 8)
    assert [name for name, _ in met] == sorted(name for name, _ in met)


def test_what_is_swept_away_while_it_is_opened_is_not_taken_for_nothing(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = manifest.read
    left = [1]

    def overtaken(folder: Path) -> manifest.Manifest | None:
        read = real(folder)
        if left:
            left.clear()
            with writer(tmp_path, archive, (2, 3)) as process:
                assert process.wait() == 0
        return read

    with Archive.open(archive.folder) as same, Index.open(same) as index:
        with writer(tmp_path, archive, (1,)) as process:
            assert process.wait() == 0
        monkeypatch.setattr(manifest, "read", overtaken)
        assert index.search("meeting").total == 8
        assert not left
        assert index.search("edition3").total == 8


def test_a_closed_index_is_opened_again_by_the_next_search(archive: Archive) -> None:
    with Archive.open(archive.folder) as same, Index.open(same) as index:
        index.close()
        assert index.search("meeting").total == 8
