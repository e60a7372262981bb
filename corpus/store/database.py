"""SQLite opened in one way for the archive and the desk, and its errors turned into sentences."""

from __future__ import annotations

import os
import sqlite3
import urllib.parse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from corpus.errors import BusyError, CannotWriteError, DamagedError, DatelineError

Mode = Literal["rw", "rwc", "ro", "immutable"]
Migrations = Sequence[Sequence[str]]

_MAGIC = b"SQLite format 3\x00"
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
_UNWRITABLE = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_READONLY: "it is read-only",
    sqlite3.SQLITE_PERM: "it is not allowed",
    sqlite3.SQLITE_IOERR: "the disk reports an error",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened",
}


@contextmanager
def sentences(path: Path) -> Iterator[None]:
    """Turn SQLite's errors about the file at `path` into errors that a person can read."""
    try:
        yield
    except sqlite3.Error as error:
        raise translated(error, path) from error


def translated(error: sqlite3.Error, path: Path) -> DatelineError:
    """Return the error that says in a sentence what SQLite has met in the file at `path`."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in _BUSY:
        return BusyError(f"{path} is in use by another process. Try again in a moment.")
    if code in _UNWRITABLE:
        return CannotWriteError(f"Cannot write {path}: {_UNWRITABLE[code]}.")
    if code in _DAMAGED:
        return DamagedError(f"{path} is damaged: {error}.")
    return DamagedError(f"{path} is not what it should be: {error}.")


def connect(path: Path, mode: Mode, *, synchronous: Literal["NORMAL", "FULL"] = "NORMAL") -> sqlite3.Connection:
    """Open the file at `path`; every statement is its own transaction until `BEGIN`.

    `immutable` reads a file on media where SQLite cannot even make its shared memory; nobody may write it meanwhile.
    Raises sqlite3.Error.
    """
    options = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"
    address = f"file:{urllib.parse.quote_from_bytes(os.fsencode(path.absolute()))}?{options}"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False, timeout=10)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA synchronous = {synchronous}")
        if mode in {"rw", "rwc"}:
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("SELECT COUNT(*) FROM sqlite_schema").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def check_header(path: Path) -> None:
    """Raise DamagedError where the file at `path` cannot be a whole SQLite file; an empty file passes."""
    with path.open("rb") as file:
        header = file.read(100)
        size = os.fstat(file.fileno()).st_size
    if not size:
        return
    if len(header) < 100 or not header.startswith(_MAGIC):
        raise DamagedError(f"{path} is not a Dateline file, or its beginning is damaged.")
    page_size = int.from_bytes(header[16:18], "big")
    expected = (65536 if page_size == 1 else page_size) * int.from_bytes(header[28:32], "big")
    if size < expected and not has_log(path):
        raise DamagedError(f"{path} is cut off: {size:,} of {expected:,} bytes are there.")


def has_log(path: Path) -> bool:
    """Return whether there are changes beside the file that are not in it yet."""
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def version(connection: sqlite3.Connection) -> int:
    """Return the number of migrations that the file has seen."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def check_version(connection: sqlite3.Connection, migrations: Migrations, path: Path) -> None:
    """Raise DatelineError where the file was written by a newer Dateline than this."""
    found = version(connection)
    if found > len(migrations):
        raise DatelineError(
            f"{path} was written by a newer Dateline (format {found}; this one knows {len(migrations)}). "
            "Update Dateline to open it."
        )


def migrate(connection: sqlite3.Connection, migrations: Migrations, path: Path) -> None:
    """Bring the file to the newest format, all or nothing. Raises DatelineError where it is newer than that."""
    check_version(connection, migrations, path)
    if version(connection) == len(migrations):
        return
    if version(connection) == 0 and connection.execute("SELECT 1 FROM sqlite_schema").fetchone():
        raise DamagedError(f"{path} is the database of another program.")
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statements in migrations[version(connection) :]:
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(migrations)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


class Session:
    """A connection for a writer: short statements, and errors in sentences."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with sentences(path):
            self._connection = connect(path, "rw")

    def run(self, sql: str, *values: object) -> None:
        """Execute a statement."""
        self._execute(sql, values)

    def insert(self, sql: str, *values: object) -> int:
        """Insert a row; return its number."""
        return int(self._execute(sql, values).lastrowid or 0)

    def one(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        """Return the first row found, or None."""
        found = self.all(sql, *values)
        return found[0] if found else None

    def all(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Return all rows found."""
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise translated(error, self._path) from error

    def begin(self) -> bool:
        """Begin a transaction, unless one is open; return whether it is a new one."""
        if self._connection.in_transaction:
            return False
        self.run("BEGIN IMMEDIATE")
        return True

    def commit(self) -> None:
        """End the transaction, where one is open; what it has done is kept."""
        if self._connection.in_transaction:
            self.run("COMMIT")

    def close(self) -> None:
        """Close the file; what is not committed never was."""
        if self._connection.in_transaction:
            self._connection.rollback()
        self._connection.close()

    def _execute(self, sql: str, values: Sequence[object]) -> sqlite3.Cursor:
        try:
            return self._connection.execute(sql, values)
        except sqlite3.Error as error:
            raise translated(error, self._path) from error
