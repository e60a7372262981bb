"""A desk made by the first Dateline is brought to the newest format with everything that was on it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from corpus import Desk
from corpus.desk import schema

FIRST = """
CREATE TABLE marks (key TEXT PRIMARY KEY, made TEXT NOT NULL, deleted TEXT) WITHOUT ROWID;
CREATE TABLE tags (name TEXT NOT NULL, key TEXT NOT NULL, made TEXT NOT NULL, deleted TEXT, PRIMARY KEY (name, key))
    WITHOUT ROWID;
CREATE INDEX tags_key ON tags (key);
CREATE TABLE notes (id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL, text TEXT NOT NULL, passage TEXT,
    made TEXT NOT NULL, deleted TEXT);
CREATE INDEX notes_key ON notes (key);
CREATE TABLE read (key TEXT PRIMARY KEY, made TEXT NOT NULL, deleted TEXT) WITHOUT ROWID;
CREATE TABLE positions (key TEXT PRIMARY KEY, block INTEGER NOT NULL, offset INTEGER NOT NULL, made TEXT NOT NULL)
    WITHOUT ROWID;
CREATE TABLE searches (name TEXT PRIMARY KEY, query TEXT NOT NULL, made TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE memory (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
PRAGMA user_version = 1;

INSERT INTO marks VALUES ('key1', '2011-05-18T10:00:00+00:00', NULL), ('key2', '2011', '2012');
INSERT INTO tags VALUES ('Wages', 'key1', '2012', NULL), ('wages', 'key1', '2011', NULL), ('wages', 'key2', '2013', NULL),
    ('WAGES', 'key3', '2010', '2011'), (' the
courts ', 'key2', '2011', NULL), ('', 'key9', '2011', NULL);
INSERT INTO notes VALUES (1, 'key1', 'Check the year.', NULL, '2011', NULL), (2, 'key1', 'Why?', 'new rules', '2011', NULL),
    (7, 'key2', 'Gone.', NULL, '2011', '2012');
INSERT INTO read VALUES ('key1', '2011', NULL), ('key2', '2011', '2012');
INSERT INTO positions VALUES ('key1', 4, 140, '2011');
INSERT INTO searches VALUES ('wages', 'wages year:2011', '2011'), ('Wages', 'wage', '2012');
INSERT INTO memory VALUES ('session', '{"query": "wages"}');
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "desk.db"
    with closing(sqlite3.connect(path)) as old:
        old.executescript(FIRST)
    return path


def test_the_first_format_is_the_one_that_is_tried_here(path: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "new.db")) as new, closing(sqlite3.connect(path)) as old:
        for statement in schema.MIGRATIONS[0]:
            new.execute(statement)
        new.commit()
        tables = "SELECT m.name, p.name, p.type FROM sqlite_schema AS m, pragma_table_info(m.name) AS p ORDER BY 1, 2"
        assert new.execute(tables).fetchall() == old.execute(tables).fetchall()


def test_everything_on_an_old_desk_is_on_the_new_one(path: Path) -> None:
    with Desk.open(path) as desk:
        assert desk.marked() == {"key1"}
        assert desk.taggings() == {"-": {"key9"}, "the courts": {"key2"}, "wages": {"key1", "key2"}}
        assert desk.rows("SELECT made FROM tags WHERE fold = 'wages' AND key = 'key1'") == [("2011",)]
        assert [(note.id, note.text, note.passage) for note in desk.notes("key1")] == [
            (1, "Check the year.", None),
            (2, "Why?", "new rules"),
        ]
        assert desk.read() == {"key1"}
        assert desk.position("key1") == (4, 140)
        assert [(one.name, one.query, one.sort) for one in desk.saved_searches()] == [
            ("Wages", "wage", "relevance"),
            ("wages", "wages year:2011", "relevance"),
        ]
        assert desk.recall("session") == {"query": "wages"}


def test_what_was_taken_away_on_an_old_desk_can_be_brought_back(path: Path) -> None:
    with Desk.open(path) as desk:
        desk.restore_note(7)
        assert [note.text for note in desk.notes("key2")] == ["Gone."]


def test_notes_of_an_old_desk_have_names_and_numbers_of_their_own(path: Path) -> None:
    with Desk.open(path) as desk:
        assert desk.add_note("key3", "New.") == 8
        names = desk.column("SELECT uid FROM notes")
        assert len(names) == 4
        assert all(len(name) == 12 for name in names)


def test_an_old_desk_is_copied_as_it_was_before(path: Path) -> None:
    Desk.open(path).close()

    with closing(sqlite3.connect(path.with_name("desk.db.bak-1"))) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (1,)
        assert copy.execute("SELECT COUNT(*) FROM tags").fetchone() == (6,)


def test_an_old_desk_that_can_only_be_read_shows_what_is_on_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = path.read_bytes()

    def refuse(*_: object) -> int:
        raise PermissionError

    monkeypatch.setattr("os.open", refuse)
    with Desk.open(path) as desk:
        assert desk.tagged("Wages") == {"key1", "key2"}
        assert not desk.remembers
    assert path.read_bytes() == before
