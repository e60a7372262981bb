"""The tables of the desk, and the steps from one format to the next."""

from __future__ import annotations

import sqlite3
from typing import Final, NamedTuple

from corpus.desk.names import folded, tidied

MIGRATIONS: Final = (
    (
        "CREATE TABLE marks (key TEXT PRIMARY KEY, made TEXT NOT NULL, deleted TEXT) WITHOUT ROWID",
        """CREATE TABLE tags (
            name TEXT NOT NULL, key TEXT NOT NULL, made TEXT NOT NULL, deleted TEXT, PRIMARY KEY (name, key)
        ) WITHOUT ROWID""",
        "CREATE INDEX tags_key ON tags (key)",
        """CREATE TABLE notes (
            id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL, text TEXT NOT NULL, passage TEXT,
            made TEXT NOT NULL, deleted TEXT
        )""",
        "CREATE INDEX notes_key ON notes (key)",
        "CREATE TABLE read (key TEXT PRIMARY KEY, made TEXT NOT NULL, deleted TEXT) WITHOUT ROWID",
        """CREATE TABLE positions (
            key TEXT PRIMARY KEY, block INTEGER NOT NULL, offset INTEGER NOT NULL, made TEXT NOT NULL
        ) WITHOUT ROWID""",
        "CREATE TABLE searches (name TEXT PRIMARY KEY, query TEXT NOT NULL, made TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE memory (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    ),
    (
        # Tags are compared without their capitals: of two that differ by these alone, the first keeps its spelling.
        """CREATE TABLE folded_tags (
            fold TEXT NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL, made TEXT NOT NULL, deleted TEXT,
            PRIMARY KEY (fold, key)
        ) WITHOUT ROWID""",
        """INSERT OR IGNORE INTO folded_tags
            SELECT folded(tidied(name)), key, FIRST_VALUE(tidied(name)) OVER (
                PARTITION BY folded(tidied(name)) ORDER BY deleted IS NOT NULL, made, name
            ), made, deleted FROM tags ORDER BY deleted IS NOT NULL, made""",
        "DROP TABLE tags",
        "ALTER TABLE folded_tags RENAME TO tags",
        "CREATE INDEX tags_key ON tags (key)",
        "ALTER TABLE notes ADD COLUMN uid TEXT",
        "ALTER TABLE notes ADD COLUMN prefix TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE notes ADD COLUMN suffix TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE notes ADD COLUMN start INTEGER",
        "ALTER TABLE notes ADD COLUMN changed TEXT",
        "UPDATE notes SET uid = lower(hex(randomblob(6)))",
        "CREATE UNIQUE INDEX notes_uid ON notes (uid)",
        """CREATE TABLE note_texts (
            note INTEGER NOT NULL, number INTEGER NOT NULL, text TEXT NOT NULL, until TEXT NOT NULL,
            PRIMARY KEY (note, number)
        ) WITHOUT ROWID""",
        "ALTER TABLE positions ADD COLUMN words TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE searches ADD COLUMN sort TEXT NOT NULL DEFAULT 'relevance'",
        # By the query, so that what was seen outlives a new name, and does not outlive another question.
        """CREATE TABLE seen (
            query TEXT NOT NULL, archive TEXT NOT NULL, change_number INTEGER NOT NULL, total INTEGER NOT NULL,
            at TEXT NOT NULL, PRIMARY KEY (query, archive)
        ) WITHOUT ROWID""",
        # With a rowid, which tells the order of what happened within one second.
        "CREATE TABLE visits (archive TEXT NOT NULL, key TEXT NOT NULL, opened TEXT NOT NULL, UNIQUE (archive, key))",
        """CREATE TABLE queries (
            archive TEXT NOT NULL, query TEXT NOT NULL, sort TEXT NOT NULL, total INTEGER, made TEXT NOT NULL,
            UNIQUE (archive, query, sort)
        )""",
        # The log of changes: `images` are the rows before and after, `undone` counts up as changes are taken back.
        """CREATE TABLE sessions (
            id TEXT PRIMARY KEY, host TEXT NOT NULL, process INTEGER NOT NULL, closed TEXT
        ) WITHOUT ROWID""",
        """CREATE TABLE changes (
            id INTEGER PRIMARY KEY AUTOINCREMENT, session TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL,
            number INTEGER NOT NULL, name TEXT NOT NULL, other TEXT NOT NULL, made TEXT NOT NULL, undone INTEGER,
            size INTEGER NOT NULL, images TEXT NOT NULL
        )""",
    ),
)


class Table(NamedTuple):
    """A table whose rows a change may touch: the columns that name a row, and all of them."""

    key: tuple[str, ...]
    columns: tuple[str, ...]


TABLES: Final = {
    "marks": Table(("key",), ("key", "made", "deleted")),
    "read": Table(("key",), ("key", "made", "deleted")),
    "tags": Table(("fold", "key"), ("fold", "key", "name", "made", "deleted")),
    "notes": Table(
        ("id",),
        ("id", "uid", "key", "text", "passage", "prefix", "suffix", "start", "made", "changed", "deleted"),
    ),
    "note_texts": Table(("note", "number"), ("note", "number", "text", "until")),
    "positions": Table(("key",), ("key", "block", "offset", "words", "made")),
    "searches": Table(("name",), ("name", "query", "sort", "made")),
    "seen": Table(("query", "archive"), ("query", "archive", "change_number", "total", "at")),
    "visits": Table(("archive", "key"), ("archive", "key", "opened")),
    "queries": Table(("archive", "query", "sort"), ("archive", "query", "sort", "total", "made")),
}


def prepare(connection: sqlite3.Connection) -> None:
    """Give a connection the functions that the steps between formats call."""
    connection.create_function("folded", 1, folded, deterministic=True)
    connection.create_function("tidied", 1, lambda name: tidied(name) or "-", deterministic=True)
