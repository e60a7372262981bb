"""The desk: what one person adds to the documents. Marks, tags and notes hang on keys, so they outlive any import.

Nothing is deleted for good: what was taken away keeps the time at which it was, so that it can be brought back.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from corpus.errors import CannotWriteError, NotFoundError
from corpus.store import database, rows

if TYPE_CHECKING:
    from types import TracebackType

JSON = None | bool | int | float | str | list["JSON"] | dict[str, "JSON"]

_MEMORY: Final = Path(":memory:")
_MIGRATIONS: Final = (
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
)


@dataclass(frozen=True, slots=True)
class Note:
    """A person's note on a document, or on one passage of it; `made` is an ISO time in UTC."""

    id: int
    key: str
    text: str
    passage: str | None
    made: str


class Desk:
    """One person's own marks, tags, notes and places. A change is on disk when its method returns."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.path = path
        self.remembers = path != _MEMORY
        self._connection = connection
        self._lock = threading.Lock()

    @classmethod
    def open(cls, path: Path) -> Desk:
        """Open the desk at `path`, made on demand; `:memory:` is one that remembers nothing.

        Where the place cannot be written the desk holds what can be read there, and `remembers` is False. Raises
        DamagedError, and DatelineError where a newer Dateline wrote it.
        """
        if path == _MEMORY:
            return cls(_in_memory(None), _MEMORY)
        try:
            return cls(_on_disk(path), path)
        except (CannotWriteError, OSError):
            return cls(_in_memory(path), _MEMORY)

    def close(self) -> None:
        """Close the file; the desk is of no use afterwards."""
        with self._lock:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def mark(self, key: str) -> None:
        """Mark a document."""
        self._run(_bring_back("marks", "key"), key, _now())

    def unmark(self, key: str) -> None:
        """Take a document's mark away."""
        self._run("UPDATE marks SET deleted = ? WHERE key = ? AND deleted IS NULL", _now(), key)

    def marked(self) -> set[str]:
        """Return the keys of all marked documents."""
        return self._column("SELECT key FROM marks WHERE deleted IS NULL")

    def tag(self, key: str, name: str) -> None:
        """Put a tag on a document."""
        self._run(_bring_back("tags", "name, key"), name, key, _now())

    def untag(self, key: str, name: str) -> None:
        """Take a tag off a document."""
        self._run("UPDATE tags SET deleted = ? WHERE name = ? AND key = ? AND deleted IS NULL", _now(), name, key)

    def tagged(self, name: str) -> set[str]:
        """Return the keys of the documents with this tag."""
        return self._column("SELECT key FROM tags WHERE name = ? AND deleted IS NULL", name)

    def tags(self, key: str) -> list[str]:
        """Return the tags of a document, by name."""
        return sorted(self._column("SELECT name FROM tags WHERE key = ? AND deleted IS NULL", key))

    def all_tags(self) -> dict[str, int]:
        """Return all tags with the number of their documents, by name."""
        return dict(self._rows("SELECT name, COUNT(*) FROM tags WHERE deleted IS NULL GROUP BY name ORDER BY name"))

    def add_note(self, key: str, text: str, passage: str | None = None) -> int:
        """Write a note on a document or a passage of it; return the note's number."""
        row = self._rows(
            "INSERT INTO notes (key, text, passage, made) VALUES (?, ?, ?, ?) RETURNING id", key, text, passage, _now()
        )
        return int(row[0][0])

    def notes(self, key: str) -> list[Note]:
        """Return the notes on a document, the oldest first."""
        sql = "SELECT id, key, text, passage, made FROM notes WHERE key = ? AND deleted IS NULL ORDER BY id"
        return [Note(*row) for row in self._rows(sql, key)]

    def delete_note(self, number: int) -> None:
        """Take a note away. Raises NotFoundError."""
        self._change_note("UPDATE notes SET deleted = ? WHERE id = ? AND deleted IS NULL RETURNING id", _now(), number)

    def restore_note(self, number: int) -> None:
        """Bring a note back that was taken away. Raises NotFoundError."""
        self._change_note("UPDATE notes SET deleted = NULL WHERE id = ? AND deleted IS NOT NULL RETURNING id", number)

    def noted(self) -> set[str]:
        """Return the keys of the documents that have a note."""
        return self._column("SELECT DISTINCT key FROM notes WHERE deleted IS NULL")

    def set_read(self, key: str, read: bool = True) -> None:
        """Note that a document has been read, or has not."""
        if read:
            self._run(_bring_back("read", "key"), key, _now())
        else:
            self._run("UPDATE read SET deleted = ? WHERE key = ? AND deleted IS NULL", _now(), key)

    def read(self) -> set[str]:
        """Return the keys of all documents that have been read."""
        return self._column("SELECT key FROM read WHERE deleted IS NULL")

    def set_position(self, key: str, block: int, offset: int) -> None:
        """Keep where a document was left: the block, and the character in it."""
        self._run("INSERT OR REPLACE INTO positions VALUES (?, ?, ?, ?)", key, block, offset, _now())

    def position(self, key: str) -> tuple[int, int] | None:
        """Return the block and the character where the document was left, None where it never was open."""
        found = self._rows("SELECT block, offset FROM positions WHERE key = ?", key)
        return (found[0][0], found[0][1]) if found else None

    def save_search(self, name: str, query: str) -> None:
        """Keep a query under a name, in the place of what the name stood for."""
        self._run("INSERT OR REPLACE INTO searches VALUES (?, ?, ?)", name, query, _now())

    def saved_searches(self) -> dict[str, str]:
        """Return the queries by their names, in order of name."""
        return dict(self._rows("SELECT name, query FROM searches ORDER BY name"))

    def forget_search(self, name: str) -> None:
        """Drop a saved search."""
        self._run("DELETE FROM searches WHERE name = ?", name)

    def remember(self, name: str, value: JSON) -> None:
        """Keep a value of the session."""
        self._run("INSERT OR REPLACE INTO memory VALUES (?, ?)", name, json.dumps(value))

    def recall(self, name: str) -> JSON:
        """Return a value of the session, None where there is none or it cannot be read any more."""
        found = self._rows("SELECT value FROM memory WHERE name = ?", name)
        try:
            value: JSON = json.loads(found[0][0]) if found else None
        except ValueError:
            return None
        return value

    def _change_note(self, sql: str, *values: object) -> None:
        if not self._rows(sql, *values):
            raise NotFoundError("There is no such note.")

    def _run(self, sql: str, *values: object) -> None:
        self._rows(sql, *values)

    def _column(self, sql: str, *values: object) -> set[str]:
        return {row[0] for row in self._rows(sql, *values)}

    def _rows(self, sql: str, *values: object) -> Sequence[Any]:
        bound = tuple(rows.storable(value) if isinstance(value, str) else value for value in values)
        with self._lock, database.sentences(self.path):
            return self._connection.execute(sql, bound).fetchall()


def _bring_back(table: str, columns: str) -> str:
    """Return the statement that makes a row, or brings it back with its first time."""
    marks = ", ".join("?" * (columns.count(",") + 2))
    return (
        f"INSERT INTO {table} ({columns}, made) VALUES ({marks}) "  # noqa: S608
        f"ON CONFLICT ({columns}) DO UPDATE SET made = iif(deleted IS NULL, made, excluded.made), deleted = NULL"
    )


def _on_disk(path: Path) -> sqlite3.Connection:
    """Open or make the file, for its owner's eyes only. Raises CannotWriteError, OSError, DamagedError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    database.check_header(path)
    with database.sentences(path):
        connection = database.connect(path, "rw", synchronous="FULL")
        try:
            _back_up(connection, path)
            database.migrate(connection, _MIGRATIONS, path)
        except BaseException:
            connection.close()
            raise
    return connection


def _back_up(connection: sqlite3.Connection, path: Path) -> None:
    """Copy the file beside itself before it is brought to a newer format."""
    before = database.version(connection)
    if not 0 < before < len(_MIGRATIONS):
        return
    copy = path.with_name(f"{path.name}.bak-{before}")
    unfinished = copy.with_name(copy.name + ".new")
    unfinished.unlink(missing_ok=True)
    os.close(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    target = sqlite3.connect(unfinished)
    try:
        connection.backup(target)
    finally:
        target.close()
    unfinished.replace(copy)


def _in_memory(path: Path | None) -> sqlite3.Connection:
    """Return a desk in memory, with what can be read of the one at `path`."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    if path is not None and path.is_file() and os.access(path, os.R_OK):
        database.check_header(path)
        with database.sentences(path):
            stored = _readable(path)
            try:
                stored.backup(connection)
            finally:
                stored.close()
    with database.sentences(path or _MEMORY):
        database.migrate(connection, _MIGRATIONS, path or _MEMORY)
    return connection


def _readable(path: Path) -> sqlite3.Connection:
    try:
        return database.connect(path, "ro")
    except sqlite3.OperationalError:
        return database.connect(path, "immutable")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
