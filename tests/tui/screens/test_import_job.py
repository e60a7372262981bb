"""The process of an import, as the room hears from it."""

from __future__ import annotations

import json
import queue
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.message import Message

from corpus import Archive
from search import Index
from tests.tui.press import releases
from tui.screens.import_job import ImportJob, Standing

PATIENCE = 60
Runs = Callable[..., Standing]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    Archive.open(tmp_path / "archive", create=True).close()
    return tmp_path / "archive"


@pytest.fixture
def runs(archive: Path, tmp_path: Path) -> Runs:
    """Bring ten press releases and an empty file in, and hear of it until the end."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "ten.jsonl").write_text("".join(json.dumps(one) + "\n" for one in releases(10)), "utf-8")
    (tmp_path / "pages" / "odd\udcff\n.txt").touch()

    def run(then: Callable[[ImportJob], object] = lambda _: None) -> Standing:
        posted: queue.Queue[Message] = queue.Queue()
        job = ImportJob(archive, [str(tmp_path / "pages")], posted.put)
        job.start()
        then(job)
        while not job.standing.has_ended:
            message = posted.get(timeout=PATIENCE)
            assert isinstance(message, ImportJob.Heard)
            job.take(message.said)
        return job.standing

    return run


def waiting(archive: Path) -> int:
    """Return how many changes are not indexed."""
    with Archive.open(archive) as opened, Index.open(opened) as index:
        return index.stale()


def test_an_import_brings_in_indexes_and_reports(runs: Runs, archive: Path) -> None:
    standing = runs()
    assert standing.is_whole
    assert standing.report is not None
    assert standing.report.documents_new == 10
    assert [(Path(one.origin).name, one.reason) for one in standing.skipped] == [("odd\udcff\n.txt", "is empty")]
    assert waiting(archive) == 0


def test_what_came_in_until_it_was_stopped_can_be_found(runs: Runs, archive: Path) -> None:
    stopped = runs(ImportJob.stop)
    assert (stopped.is_whole, stopped.error) == (False, None)
    assert waiting(archive) == 0
    again = runs()
    assert again.is_whole
    assert waiting(archive) == 0


def test_told_to_end_it_ends_and_the_same_import_goes_on(runs: Runs) -> None:
    assert not runs(ImportJob.end).is_whole
    assert runs().is_whole


def test_an_archive_that_is_busy_is_told_in_its_own_sentence(runs: Runs, archive: Path) -> None:
    with Archive.open(archive) as opened, opened.writer():
        standing = runs()
    assert standing.error is not None
    assert standing.error.startswith("Another import is writing to")
    assert standing.report is None
