"""How an archive is opened: whose it is, and what may be done with it."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from corpus.errors import CannotWriteError, DatelineError, NotFoundError
from corpus.store import database
from corpus.store.migrations import ARCHIVE


def holds_one(path: Path) -> bool:
    """Return whether there is an archive's file at `path`. Raises NotFoundError where one may not look."""
    try:
        return path.stat().st_size > 0
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise NotFoundError(f"Cannot look at the archive in {path.parent}: {error.strerror}.") from error


def make_room(path: Path, *, create: bool) -> None:
    """Make the folder for a new archive. Raises NotFoundError without `create`, CannotWriteError."""
    if not create:
        raise NotFoundError(f"There is no archive in {path.parent}. `dateline add PATH` makes one.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWriteError(f"Cannot make the folder {path.parent}: {error.strerror}.") from error


def is_ours(path: Path) -> bool:
    """Return whether this person may write the archive and owns it: that of another user is only ever read."""
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    return writable and path.stat().st_uid == os.geteuid()


def for_writing(path: Path) -> sqlite3.Connection:
    """Open the archive of this person, made or brought to the newest format where need be; it is then only read.

    Raises CannotWriteError, DamagedError, DatelineError.
    """
    with database.sentences(path):
        connection = database.connect(path, "rwc")
        try:
            database.migrate(connection, ARCHIVE, path)
            connection.execute("PRAGMA query_only = ON")
        except BaseException:
            connection.close()
            raise
    return connection


def for_reading(path: Path) -> tuple[sqlite3.Connection, database.Mode]:
    """Open an archive without writing anything, and say how it was done. Raises DamagedError, DatelineError."""
    mode: database.Mode = "ro"
    with database.sentences(path):
        try:
            connection = database.connect(path, mode)
        except sqlite3.OperationalError:
            if database.has_log(path):
                raise DatelineError(
                    f"{path} has changes that only its owner can complete, by opening it once."
                ) from None
            mode = "immutable"
            connection = database.connect(path, mode)
    try:
        database.check_version(connection, ARCHIVE, path)
        _check_not_older(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection, mode


def _check_not_older(connection: sqlite3.Connection, path: Path) -> None:
    if database.version(connection) < len(ARCHIVE):
        raise DatelineError(f"{path} was written by an older Dateline; its owner has to open it once with this one.")
