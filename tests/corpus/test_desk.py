"""What one person adds: kept at once, brought back, and never lost to a newer format."""

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from corpus.desk import JSON, Desk, opening, schema, store
from corpus.errors import BusyError, CannotWriteError, DamagedError, DatelineError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "desk.db"


def test_marks_are_there_the_next_day(path: Path) -> None:
    with Desk.open(path) as desk:
        desk.mark("key1")
        desk.mark("key2")
        desk.mark("key2")
        desk.unmark("key1")
        desk.unmark("key9")

    with Desk.open(path) as desk:
        assert desk.remembers
        assert desk.marked() == {"key2"}


def test_a_mark_can_be_seen_from_outside_before_the_desk_is_closed(path: Path) -> None:
    with Desk.open(path) as desk, Desk.open(path) as other:
        desk.mark("key1")
        assert other.marked() == {"key1"}


def test_every_change_is_forced_to_the_disk(path: Path) -> None:
    with Desk.open(path) as desk:
        assert desk.rows("PRAGMA synchronous") == [(2,)]


def test_a_mark_brought_back_has_a_new_time_and_a_kept_one_has_its_first(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = iter("12345")
    monkeypatch.setattr(store, "now", lambda: next(times))
    with Desk.open(path) as desk:
        desk.mark("key")
        desk.mark("key")
        assert desk.rows("SELECT made, deleted FROM marks") == [("1", None)]
        desk.unmark("key")
        assert desk.rows("SELECT made, deleted FROM marks") == [("1", "3")]
        desk.mark("key")
        assert desk.rows("SELECT made, deleted FROM marks") == [("4", None)]


def test_the_session_is_remembered(path: Path) -> None:
    value: JSON = {"query": "forced labour", "panes": [1, 2.5, None, True], "text": "\u2028\x1b"}
    with Desk.open(path) as desk:
        desk.remember("session", value)

    with Desk.open(path) as desk:
        assert desk.recall("session") == value
        assert desk.recall("other") is None


def test_a_desk_in_memory_works_and_remembers_nothing() -> None:
    with Desk.open(Path(":memory:")) as desk:
        desk.mark("key")
        assert desk.marked() == {"key"}
        assert not desk.remembers
        assert "nothing will be remembered" in str(desk.warning)
    with Desk.open(Path(":memory:")) as desk:
        assert desk.marked() == set()
    assert not Path(":memory:").exists()


def test_where_nothing_can_be_written_the_desk_works_and_says_it_remembers_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with Desk.open(tmp_path / "file" / "desk.db") as desk:
        desk.mark("key")
        assert desk.marked() == {"key"}
        assert not desk.remembers
        assert (
            desk.warning
            == f"{tmp_path / 'file' / 'desk.db'} cannot be written: nothing that you add will be remembered."
        )


def test_a_desk_that_can_only_be_read_shows_what_is_on_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Desk.open(path) as desk:
        desk.mark("before")
    before = path.read_bytes()

    def refuse(*_: object) -> int:
        raise PermissionError

    monkeypatch.setattr(os, "open", refuse)
    with Desk.open(path) as desk:
        desk.mark("now")
        assert desk.marked() == {"before", "now"}
        assert not desk.remembers
    assert path.read_bytes() == before


def test_a_desk_is_for_its_owner_alone(path: Path) -> None:
    Desk.open(path).close()

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_desk_is_copied_before_it_is_brought_to_a_newer_format(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Desk.open(path) as desk:
        desk.mark("key")
    newer = [*schema.MIGRATIONS, ("DROP TABLE marks", "CREATE TABLE marks (key TEXT PRIMARY KEY, deleted TEXT)")]
    monkeypatch.setattr(schema, "MIGRATIONS", newer)

    with Desk.open(path) as desk:
        assert desk.marked() == set()

    copy = path.with_name(f"desk.db.bak-{len(newer) - 1}")
    monkeypatch.undo()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with Desk.open(copy) as kept:
        assert kept.marked() == {"key"}


def test_a_step_to_a_newer_format_that_fails_leaves_the_desk_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Desk.open(path) as desk:
        desk.mark("key")
    monkeypatch.setattr(schema, "MIGRATIONS", [*schema.MIGRATIONS, ("DROP TABLE marks", "no statement")])
    with pytest.raises(DatelineError):
        Desk.open(path)
    monkeypatch.undo()

    with Desk.open(path) as desk:
        assert desk.marked() == {"key"}


def test_a_new_desk_makes_no_copy(path: Path) -> None:
    Desk.open(path).close()
    Desk.open(path).close()

    assert [one.name for one in path.parent.iterdir()] == ["desk.db"]


def test_a_desk_of_a_newer_dateline_is_left_alone(path: Path) -> None:
    Desk.open(path).close()
    with closing(sqlite3.connect(path)) as newer, newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()

    with pytest.raises(DatelineError, match="newer Dateline"):
        Desk.open(path)


def test_a_damaged_desk_is_never_written_over(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"notes of years" * 100)

    with pytest.raises(DamagedError):
        Desk.open(path)
    assert path.read_bytes() == b"notes of years" * 100


def test_damage_within_a_desk_is_one_sentence_and_nothing_is_written(path: Path) -> None:
    with Desk.open(path) as desk:
        desk.mark(f"key{number}" for number in range(2000))
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 12] = b"\xa5" * 4096 * 9
    path.write_bytes(content)

    with pytest.raises(DamagedError, match="is damaged"):
        Desk.open(path)
    assert path.read_bytes() == content


def test_a_copy_of_the_old_format_is_not_overwritten_by_a_room_that_comes_second(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = schema.MIGRATIONS
    Desk.open(path).close()
    newer = [*old, ("CREATE TABLE later (key TEXT)",)]
    monkeypatch.setattr(schema, "MIGRATIONS", newer)
    with Desk.open(path) as desk:
        opening._back_up(desk._connection, path, len(old))

    assert [one.name for one in path.parent.iterdir() if ".bak" in one.name] == [f"desk.db.bak-{len(old)}"]
    monkeypatch.undo()
    Desk.open(path.with_name(f"desk.db.bak-{len(old)}")).close()


def test_many_documents_are_marked_and_unmarked_at_once(path: Path) -> None:
    with Desk.open(path) as desk:
        desk.mark(f"key{number}" for number in range(5))
        desk.unmark(["key1", "key3"])
        desk.set_read(["key0", "key1"])
        desk.set_read(["key1"], False)

        assert desk.marked() == {"key0", "key2", "key4"}
        assert desk.read() == {"key0"}


def test_a_change_that_fails_halfway_has_not_happened(path: Path) -> None:
    def fail(desk: Desk) -> None:
        with desk.changing() as change:
            change.put("marks", {"key": "key1", "made": "1", "deleted": None})
            assert desk.marked() == {"key1"}
            raise InterruptedError

    with Desk.open(path) as desk:
        with pytest.raises(InterruptedError):
            fail(desk)
        assert desk.marked() == set()


def test_the_stamp_tells_of_every_change_here_and_elsewhere(path: Path) -> None:
    with Desk.open(path) as desk, Desk.open(path) as other:
        first = desk.stamp()
        assert desk.stamp() == first
        desk.tag("key", "wages")
        second = desk.stamp()
        other.tag("key", "courts")
        third = desk.stamp()
        assert len({first, second, third}) == 3
        assert desk.stamp() == third


def test_on_a_full_disk_a_change_is_refused_in_a_sentence_and_the_desk_stays_whole(path: Path) -> None:
    with Desk.open(path) as desk:
        desk.mark("key")
        desk.rows(f"PRAGMA max_page_count = {desk.rows('PRAGMA page_count')[0][0]}")
        with pytest.raises(CannotWriteError, match="the disk is full"):
            desk.add_note("key", "long " * 5000)

    with Desk.open(path) as desk:
        assert (desk.marked(), desk.noted()) == ({"key"}, set())
        assert desk.undo() == "Mark taken away from key."


def test_a_desk_that_another_room_is_writing_to_for_long_is_busy(path: Path) -> None:
    with Desk.open(path) as desk, Desk.open(path) as other:
        other.rows("PRAGMA busy_timeout = 0")
        with desk.changing() as change:
            change.put("marks", {"key": "key1", "made": "1", "deleted": None})
            with pytest.raises(BusyError):
                other.mark("key2")
            assert other.marked() == set()
        other.mark("key2")
        assert desk.marked() == {"key1", "key2"}
