"""Opening the desk's file: made on demand, brought to the newest format, never written over where it is damaged."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Final

from corpus.desk import schema
from corpus.errors import DamagedError
from corpus.store import database

MEMORY: Final = Path(":memory:")
_QUICKLY_CHECKED: Final = 16 << 20
"""The bytes of a desk that are read each time it is opened, at about a millisecond for each million."""


def on_disk(path: Path) -> sqlite3.Connection:
    """Open or make the file, for its owner's eyes only. Raises OSError, and what `Desk.open` raises."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    database.check_header(path)
    with database.sentences(path):
        connection = database.connect(path, "rw", synchronous="FULL")
        try:
            _bring_up(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def in_memory(path: Path | None) -> sqlite3.Connection:
    """Return a desk in memory, with what can be read of the one at `path`. Raises DamagedError, DatelineError."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    schema.prepare(connection)
    try:
        if path is not None and path.is_file() and os.access(path, os.R_OK):
            _copy(path, connection)
        with database.sentences(path or MEMORY):
            database.migrate(connection, schema.MIGRATIONS, path or MEMORY)
    except BaseException:
        connection.close()
        raise
    return connection


def _bring_up(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the file to the newest format, a copy of it put beside it before."""
    database.check_version(connection, schema.MIGRATIONS, path)
    before = database.version(connection)
    is_old = before < len(schema.MIGRATIONS)
    if is_old or path.stat().st_size < _QUICKLY_CHECKED:
        _check(connection, path)
    if not is_old:
        return
    schema.prepare(connection)
    if before:
        _back_up(connection, path, before)
    database.migrate(connection, schema.MIGRATIONS, path)


def _check(connection: sqlite3.Connection, path: Path) -> None:
    """Read the whole file before anything is written to it. Raises DamagedError."""
    problem = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if problem != "ok":
        raise DamagedError(f"{path} is damaged: {problem}. Put a copy in its place, or move it away to begin anew.")


def _back_up(connection: sqlite3.Connection, path: Path, before: int) -> None:
    """Copy the file beside itself; the copy is on disk, and whole, before it has its name."""
    copy = path.with_name(f"{path.name}.bak-{before}")
    unfinished = copy.with_name(f"{copy.name}.{os.urandom(4).hex()}.new")
    descriptor = os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        target = sqlite3.connect(unfinished)
        try:
            connection.backup(target)
            still = database.version(target)
        finally:
            target.close()
        os.fsync(descriptor)
        # Another room may have brought the file up meanwhile; then the copy of the old format is there already.
        if still == before:
            unfinished.replace(copy)
    finally:
        os.close(descriptor)
        unfinished.unlink(missing_ok=True)


def _copy(path: Path, connection: sqlite3.Connection) -> None:
    database.check_header(path)
    with database.sentences(path):
        stored = _readable(path)
        try:
            stored.backup(connection)
        finally:
            stored.close()


def _readable(path: Path) -> sqlite3.Connection:
    try:
        return database.connect(path, "ro")
    except sqlite3.OperationalError:
        return database.connect(path, "immutable")
