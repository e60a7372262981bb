"""The archive's file: damaged, newer, read-only, busy, full."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from corpus.archive import Archive
from corpus.errors import BusyError, CannotWriteError, DamagedError, DatelineError, NotFoundError
from corpus.importing.inputs import Item
from corpus.store import database, opening
from corpus.store.migrations import ARCHIVE
from tests.corpus.stored import document, page, put


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Archive.open(tmp_path / "archive", create=True) as archive:
        put(archive, *(page(document(f"topic{number}")) for number in range(50)))
    return tmp_path / "archive"


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Be another user than the owner of all files."""
    owner = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)


def test_no_archive_is_made_unasked(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no archive in"):
        Archive.open(tmp_path / "nothing")

    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_left_by_a_crash_is_no_archive_and_can_become_one(tmp_path: Path) -> None:
    (tmp_path / "archive.db").touch()

    with pytest.raises(NotFoundError):
        Archive.open(tmp_path)
    with Archive.open(tmp_path, create=True) as archive:
        assert archive.totals().documents == 0


@pytest.mark.parametrize("content", [b"not a database", b"x" * 5000, b"SQLite format 3\x00"])
def test_a_file_that_is_no_database_is_damaged(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "archive.db").write_bytes(content)

    with pytest.raises(DamagedError):
        Archive.open(tmp_path, create=True)
    assert (tmp_path / "archive.db").read_bytes() == content


def test_a_file_that_is_cut_off_is_damaged(folder: Path) -> None:
    path = folder / "archive.db"
    os.truncate(path, path.stat().st_size // 2)

    with pytest.raises(DamagedError, match="cut off"):
        Archive.open(folder)


def test_the_database_of_another_program_is_no_archive(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "archive.db")) as other, other:
        other.execute("CREATE TABLE things (something)")
    other.close()

    with pytest.raises(DamagedError, match="another program"):
        Archive.open(tmp_path)


def test_a_check_finds_a_page_overwritten_in_the_middle_of_the_file(folder: Path) -> None:
    path = folder / "archive.db"
    with path.open("r+b") as file:
        file.seek(4096 * (path.stat().st_size // 4096 // 2))
        file.write(b"\xff" * 4096)

    with Archive.open(folder) as archive, pytest.raises(DamagedError):
        archive.check()


def test_a_check_finds_a_document_without_a_text(folder: Path) -> None:
    with Archive.open(folder) as archive:
        archive.check()
        with archive.writer() as writer:
            writer._session.run("DELETE FROM texts WHERE document = 7")
        with pytest.raises(DamagedError, match="1 documents have lost their text"):
            archive.check()


@pytest.mark.parametrize("blob", ["x'00'", "'words'", "x'789c'", "zeroblob(100)"])
def test_a_text_that_does_not_unpack_is_damaged_not_a_crash(folder: Path, blob: str) -> None:
    with Archive.open(folder) as archive:
        with archive.writer() as writer:
            writer._session.run(f"UPDATE texts SET text = {blob} WHERE document = 7")  # noqa: S608
        with pytest.raises(DamagedError):
            archive.document("topic6-key")


@pytest.mark.parametrize("column", ["place", "stated", "inferred", "date"])
def test_a_value_that_cannot_be_read_is_damaged_not_a_crash(folder: Path, column: str) -> None:
    with Archive.open(folder) as archive:
        with archive.writer() as writer:
            writer._session.run(f"UPDATE documents SET {column} = '[[[not so' WHERE id = 7")  # noqa: S608
        with pytest.raises(DamagedError):
            archive.document("topic6-key")


def test_an_archive_of_a_newer_dateline_is_left_alone(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "archive.db")) as newer, newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    before = (folder / "archive.db").read_bytes()

    with pytest.raises(DatelineError, match="newer Dateline"):
        Archive.open(folder, create=True)
    assert (folder / "archive.db").read_bytes() == before


def test_a_migration_that_fails_leaves_the_file_as_it_was(folder: Path) -> None:
    path = folder / "archive.db"
    connection = database.connect(path, "rw")

    with pytest.raises(sqlite3.OperationalError):
        database.migrate(connection, [*ARCHIVE, ("CREATE TABLE half (x)", "CREATE TABLE half (x)")], path)
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema")]
    connection.close()

    assert "half" not in tables
    Archive.open(folder).close()


def test_an_older_archive_of_somebody_else_asks_for_its_owner(
    folder: Path, nobody: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "ARCHIVE", [*ARCHIVE, ("CREATE TABLE more (x)",)])

    with pytest.raises(DatelineError, match="its owner"):
        Archive.open(folder)


def test_an_archive_of_another_user_is_only_read(folder: Path, nobody: None) -> None:
    before = (folder / "archive.db").read_bytes()

    with Archive.open(folder) as archive:
        assert archive.read_only
        assert archive.document("topic3-key").title == "On topic3"
        with pytest.raises(CannotWriteError, match="can only be read"), archive.writer():
            pass
    assert (folder / "archive.db").read_bytes() == before


def test_a_reader_of_anothers_archive_sees_what_is_added_while_it_reads(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = os.geteuid()
    with Archive.open(folder) as owned:
        monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
        with Archive.open(folder) as archive:
            put(owned, page(document("later")))
            assert archive.document("later-key").title == "On later"


@pytest.fixture
def unwritable(folder: Path) -> Iterator[Path]:
    """Give an archive where this process can write nothing at all; root becomes somebody else for it."""
    place = Path(tempfile.mkdtemp()) / "archive"
    shutil.copytree(folder, place)
    place.parent.chmod(0o755)
    place.chmod(0o555)
    owner = os.geteuid()
    if owner == 0:
        os.seteuid(65534)
    yield place
    os.seteuid(owner)
    place.chmod(0o755)
    shutil.rmtree(place.parent)


def test_an_archive_in_a_folder_that_cannot_be_written_is_read_all_the_same(unwritable: Path) -> None:
    before = sorted(path.name for path in unwritable.iterdir())

    with Archive.open(unwritable) as archive:
        assert archive.read_only
        assert len(list(archive.keys())) == 50
    assert sorted(path.name for path in unwritable.iterdir()) == before


def test_an_archive_whose_last_changes_cannot_be_completed_is_not_read_half(unwritable: Path) -> None:
    euid = os.geteuid()
    os.seteuid(os.getuid())
    unwritable.chmod(0o755)
    unwritable.joinpath("archive.db-wal").write_bytes(b"unfinished")
    unwritable.chmod(0o555)
    os.seteuid(euid)

    with pytest.raises(DatelineError, match="only its owner can complete"):
        Archive.open(unwritable)


def test_an_archive_read_without_shared_memory_is_opened_anew_when_it_was_written(
    folder: Path, nobody: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = database.connect

    def without_shared_memory(path: Path, mode: database.Mode) -> sqlite3.Connection:
        if mode == "ro":
            raise sqlite3.OperationalError("unable to open database file")
        return real(path, mode)

    monkeypatch.setattr(database, "connect", without_shared_memory)
    with Archive.open(folder) as archive:
        assert len(list(archive.keys())) == 50
        write_as_owner = "UPDATE documents SET removed = 1 WHERE id = 1"
        with closing(sqlite3.connect(folder / "archive.db")) as owner, owner:
            owner.execute(write_as_owner)
        owner.close()
        assert len(list(archive.keys())) == 49


def test_a_second_writer_is_told_whose_the_first_is(folder: Path) -> None:
    with (
        Archive.open(folder) as archive,
        archive.writer(),
        pytest.raises(BusyError, match=f"process {os.getpid()} of .+ on .+"),
        archive.writer(),
    ):
        pass


def test_a_lock_ends_with_its_process_however_it_ends(folder: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path; from corpus.archive import Archive\n"
        "with Archive.open(Path(sys.argv[1])) as archive, archive.writer(): os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", script, str(folder)], check=False).returncode == 9

    with Archive.open(folder) as archive, archive.writer() as writer:
        writer.commit()


def test_a_full_disk_is_said_so_and_what_was_committed_stays(folder: Path) -> None:
    large = page(document("large"), raw=os.urandom(1 << 20))

    with Archive.open(folder) as archive:
        with archive.writer() as writer:
            writer._session.all(f"PRAGMA max_page_count = {writer._session.all('PRAGMA page_count')[0][0]}")
            with pytest.raises(CannotWriteError, match="disk is full"):
                writer.store(Item("large", "/large", "large", b""), large)
        archive.check()
        assert len(list(archive.keys())) == 50


def test_a_folder_that_cannot_be_made_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(CannotWriteError, match="Cannot make the folder"):
        Archive.open(tmp_path / "file" / "archive", create=True)
