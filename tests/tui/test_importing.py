"""Bringing files in while one reads."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from corpus import Archive, Desk, add
from search import Index
from tests.tui.press import releases
from tui.screens import import_job
from tui.screens.commands import importing

from .driver import Room, opened

WAITS = """
import json, sys
path, descriptor, folder, paths = json.loads(sys.argv[1])
sys.path[:] = path
from multiprocessing.connection import Connection
from dataclasses import asdict
from corpus import Progress, Skipped
room = Connection(descriptor)
def tell(**said):
    room.send_bytes(json.dumps(said).encode())
failed = Skipped("pages/broken.html", "is empty")
tell(progress=asdict(Progress(3, 8, 30, 2900, 1, 50, 100, 10.0, failed)))
try:
    room.recv_bytes()
except EOFError:
    sys.exit()
tell(ended=True)
"""
"""A process that is half through an import until it is told to stop."""


@pytest.fixture
def archive(press: Path, tmp_path: Path) -> Path:
    """An archive of 120 press releases that may be changed."""
    return shutil.copytree(press, tmp_path / "press")


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder with four new press releases, and a file that holds nothing."""
    folder = tmp_path / "pages"
    folder.mkdir()
    more = "".join(json.dumps(record) + "\n" for record in releases(124)[-4:])
    (folder / "more.jsonl").write_text(more, "utf-8")
    (folder / "nothing.txt").write_text("", "utf-8")
    return folder


def brought_in_elsewhere(archive: Path, pages: Path) -> None:
    """Bring pages in as another process would."""
    with Archive.open(archive) as other, Index.open(other) as index:
        add(other, [pages], workers=1)
        index.update()


async def begins(room: Room, path: Path) -> Room:
    """Ask for an import the way a person does."""
    await room.presses("I")
    await room.sees("Bring in which file or folder?")
    await room.presses(*"".join(str(path)), "enter")
    return room


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_what_was_brought_in_is_told_and_comes_when_it_is_asked_for(
    archive: Path, pages: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    desk = tmp_path / "desk.db"
    async with opened(archive, size, desk) as room:
        await room.search("round table")
        await room.presses("j")
        await begins(room, pages)
        await room.sees("4 new", "=", "117 of 120")
        assert room.room.list.row == 1
        assert room.kept(desk).recall("import") is None
        await room.presses("equals_sign")
        await room.sees("121 of 124")
        assert room.room.list.row == 1
        assert "4 new" not in room.screen().splitlines()[0]


async def test_skipped_inputs_stand_with_their_reasons_on_a_sheet_and_can_be_copied(
    archive: Path, pages: Path, tmp_path: Path
) -> None:
    async with opened(archive, desk=tmp_path / "desk.db") as room:
        room.app.room.action_add(str(pages))
        await room.sees("The import is done: 4 new documents; 1 skipped, I lists them.")
        await room.presses("I")
        await room.sees("What became of the last import", "1 skipped")
        await room.presses("down", "enter")
        await room.sees("Skipped: 1", "othing.txt: is empty", "2 files read")
        await room.presses("y")
        await room.sees("Inputs that were skipped: 1")
        (copy,) = (tmp_path / "copies").iterdir()
        assert copy.read_text("utf-8") == f"{pages / 'nothing.txt'}: is empty\n"


async def test_an_archive_with_nothing_in_it_shows_what_comes_at_once(pages: Path, tmp_path: Path) -> None:
    Archive.open(tmp_path / "new", create=True).close()
    async with opened(tmp_path / "new", desk=tmp_path / "desk.db") as room:
        room.app.room.action_add(str(pages))
        await room.sees("4 of 4")


async def test_a_path_that_is_not_there_is_asked_for_again(archive: Path, tmp_path: Path) -> None:
    async with opened(archive, desk=tmp_path / "desk.db") as room:
        await begins(room, tmp_path / "nowhere")
        await room.sees("There is no such file or folder.")


async def test_an_archive_somebody_else_imports_into_says_whose_import_that_is(archive: Path, pages: Path) -> None:
    with Archive.open(archive) as other, other.writer():
        async with opened(archive) as room:
            room.app.room.action_add(str(pages))
            await room.sees("Another import is writing to")
            assert room.room.imports.unfinished() == []


class TestAnImportThatRuns:
    @pytest.fixture(autouse=True)
    def waiting(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(import_job, "_CHILD", WAITS)

    async def test_files_documents_rate_time_and_failure_stand_in_the_title_line(
        self, archive: Path, pages: Path
    ) -> None:
        async with opened(archive, (140, 40)) as room:
            room.app.room.action_add(str(pages))
            await room.sees("3 of 8 files · 2,900 documents · 290/s · 10 s left · skipped broken.html (is empty)")
            await room.search("forced labour")
            await room.sees("2 of 120", "290/s")
            await room.presses("I")
            await room.sees("50 % of 100 bytes", "3 of 8 files", "pages/broken.html: is empty", "s stops it")
            await room.presses("s")
            await room.sees("goes on where it was stopped")

    async def test_only_one_runs_at_a_time(self, archive: Path, pages: Path) -> None:
        async with opened(archive) as room:
            room.app.room.action_add(str(pages))
            await room.sees("2,900 documents")
            room.app.room.action_add("/elsewhere")
            await room.sees("s stops it")
            room.app.room.action_stop_import()
            await room.sees("The import was stopped")

    async def test_it_can_be_stopped_and_is_offered_to_be_gone_on_with(
        self, archive: Path, pages: Path, tmp_path: Path
    ) -> None:
        desk = tmp_path / "desk.db"
        async with opened(archive, desk=desk) as room:
            room.app.room.action_add(str(pages))
            await room.sees("2,900 documents")
            room.app.room.action_stop_import()
            await room.sees("The import was stopped.")
            room.app.room.action_stop_import()
            await room.sees("No import is running.")
        async with opened(archive, desk=desk) as room:
            await room.sees("did not come to its end; I goes on with it.")
            await room.presses("I")
            await room.sees("Go on with", pages.name)

    async def test_leaving_asks_what_is_to_become_of_it(self, archive: Path, pages: Path) -> None:
        async with opened(archive) as room:
            room.app.room.action_add(str(pages))
            await room.sees("2,900 documents")
            await room.presses("escape", "q")
            await room.sees("An import is running", "Leave when the import is done")
            await room.presses("escape")
            assert room.app.is_running
            await room.presses("q", *"stop", "enter")
            await room.until(lambda: room.app.return_code == 0, "the end")
            assert room.room.imports.running is None

    async def test_one_may_leave_when_it_is_done(self, archive: Path, pages: Path) -> None:
        async with opened(archive) as room:
            room.app.room.action_add(str(pages))
            await room.sees("2,900 documents")
            await room.presses("escape", "q", *"done", "enter")
            await room.sees("The room closes when the import is done.")
            room.room.imports.stop()
            await room.until(lambda: room.app.return_code == 0, "the end")


async def test_an_import_whose_process_dies_says_so(
    archive: Path, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_job, "_CHILD", "raise SystemExit")
    async with opened(archive) as room:
        room.app.room.action_add(str(pages))
        await room.sees("The import ended before its time.")


async def test_documents_brought_in_by_another_process_are_noticed(
    archive: Path, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "LOOK", 0.02)
    async with opened(archive) as room:
        await room.search("round table")
        brought_in_elsewhere(archive, pages)
        await room.sees("4 new documents · = searches again", "117 of 120")
        await room.presses("equals_sign")
        await room.sees("121 of 124")


async def test_more_of_the_results_is_not_mixed_with_those_of_another_archive(archive: Path, pages: Path) -> None:
    async with opened(archive) as room:
        await room.search("round table")
        brought_in_elsewhere(archive, pages)
        await room.presses("G")
        await room.sees("121 of 12", "Documents came in")
        await room.until(lambda: room.room.lookout.totals.documents == 124, "all that is there")
        assert room.room.lookout.new == 0


async def test_a_desk_that_knows_an_import_into_another_archive_is_silent(archive: Path, tmp_path: Path) -> None:
    with Desk.open(tmp_path / "desk.db") as desk:
        desk.remember("import", {"archive": "another", "paths": ["pages"]})
    async with opened(archive, desk=tmp_path / "desk.db") as room:
        assert room.room.imports.unfinished() == []
