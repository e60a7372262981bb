"""What one person adds: kept at once, brought back, and never lost to a newer format."""

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from corpus import desk as desks
from corpus.desk import Desk
from corpus.errors import DamagedError, DatelineError, NotFoundError


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
        assert desk._rows("PRAGMA synchronous") == [(2,)]


def test_a_mark_brought_back_has_a_new_time_and_a_kept_one_has_its_first(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = iter(["1", "2", "3", "4"])
    monkeypatch.setattr(desks, "_now", lambda: next(times))
    with Desk.open(path) as desk:
        desk.mark("key")
        desk.mark("key")
        assert desk._rows("SELECT made, deleted FROM marks") == [("1", None)]
        desk.unmark("key")
        assert desk._rows("SELECT made, deleted FROM marks") == [("1", "3")]
        desk.mark("key")
        assert desk._rows("SELECT made, deleted FROM marks") == [("4", None)]


def test_tags_name_documents_and_documents_have_tags(path: Path) -> None:
    with Desk.open(path) as desk:
        desk.tag("key1", "wages")
        desk.tag("key1", "courts")
        desk.tag("key2", "wages")
        desk.tag("key3", "wages")
        desk.untag("key3", "wages")

        assert desk.tags("key1") == ["courts", "wages"]
        assert desk.tagged("wages") == {"key1", "key2"}
        assert desk.all_tags() == {"courts": 1, "wages": 2}
        assert desk.tags("key3") == []


def test_notes_hang_on_a_document_or_a_passage(path: Path) -> None:
    with Desk.open(path) as desk:
        first = desk.add_note("key1", "Check the year.")
        second = desk.add_note("key1", "Quote this.", passage="new rules for inspectors")

        assert [(note.id, note.text, note.passage) for note in desk.notes("key1")] == [
            (first, "Check the year.", None),
            (second, "Quote this.", "new rules for inspectors"),
        ]
        assert desk.noted() == {"key1"}


def test_a_note_taken_away_can_be_brought_back(path: Path) -> None:
    with Desk.open(path) as desk:
        note = desk.add_note("key1", "Check the year.")
        before = desk.notes("key1")
        desk.delete_note(note)
        assert (desk.notes("key1"), desk.noted()) == ([], set())

        desk.restore_note(note)

        assert desk.notes("key1") == before


def test_a_note_that_is_not_there_cannot_be_taken_away_or_brought_back(path: Path) -> None:
    with Desk.open(path) as desk:
        note = desk.add_note("key1", "Check the year.")
        with pytest.raises(NotFoundError):
            desk.delete_note(note + 1)
        with pytest.raises(NotFoundError):
            desk.restore_note(note)


def test_reading_and_its_place_are_kept(path: Path) -> None:
    with Desk.open(path) as desk:
        desk.set_read("key1")
        desk.set_read("key2")
        desk.set_read("key2", False)
        desk.set_position("key1", 3, 140)
        desk.set_position("key1", 4, 2)

    with Desk.open(path) as desk:
        assert desk.read() == {"key1"}
        assert desk.position("key1") == (4, 2)
        assert desk.position("key2") is None


def test_searches_are_saved_under_their_names(path: Path) -> None:
    with Desk.open(path) as desk:
        desk.save_search("wages", "wages")
        desk.save_search("courts", 'court source:"Assembly"')
        desk.save_search("wages", "wages year:2011")
        assert desk.saved_searches() == {"courts": 'court source:"Assembly"', "wages": "wages year:2011"}

        desk.forget_search("wages")

        assert list(desk.saved_searches()) == ["courts"]


def test_the_session_is_remembered(path: Path) -> None:
    value: desks.JSON = {"query": "forced labour", "panes": [1, 2.5, None, True], "text": "\u2028\x1b"}
    with Desk.open(path) as desk:
        desk.remember("session", value)

    with Desk.open(path) as desk:
        assert desk.recall("session") == value
        assert desk.recall("other") is None


def test_half_characters_can_be_written(path: Path) -> None:
    with Desk.open(path) as desk:
        desk.add_note("key", "half \ud83d")
        assert [note.text for note in desk.notes("key")] == ["half ?"]


def test_a_desk_in_memory_works_and_remembers_nothing() -> None:
    with Desk.open(Path(":memory:")) as desk:
        desk.mark("key")
        assert desk.marked() == {"key"}
        assert not desk.remembers
    with Desk.open(Path(":memory:")) as desk:
        assert desk.marked() == set()
    assert not Path(":memory:").exists()


def test_where_nothing_can_be_written_the_desk_works_and_says_it_remembers_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with Desk.open(tmp_path / "file" / "desk.db") as desk:
        desk.mark("key")
        assert desk.marked() == {"key"}
        assert not desk.remembers


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
    newer = [*desks._MIGRATIONS, ("DROP TABLE marks", "CREATE TABLE marks (key TEXT PRIMARY KEY, deleted TEXT)")]
    monkeypatch.setattr(desks, "_MIGRATIONS", newer)

    with Desk.open(path) as desk:
        assert desk.marked() == set()

    copy = path.with_name("desk.db.bak-1")
    monkeypatch.undo()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with Desk.open(copy) as kept:
        assert kept.marked() == {"key"}


def test_a_step_to_a_newer_format_that_fails_leaves_the_desk_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Desk.open(path) as desk:
        desk.mark("key")
    monkeypatch.setattr(desks, "_MIGRATIONS", [*desks._MIGRATIONS, ("DROP TABLE marks", "no statement")])
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
