"""The desk's file: reading it, and changing it in one way that is logged and can be taken back."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.desk.log import Deed, Image, Log, Row
from corpus.desk.schema import TABLES
from corpus.store import database, rows

Keys = str | Iterable[str]
"""One key, or many."""


class Change:
    """A change under way: it writes whole rows, and remembers what stood there before. With a `deed` it is logged."""

    def __init__(self, connection: sqlite3.Connection, at: str, deed: Deed | None) -> None:
        self.at = at
        self.deed = deed
        self._connection = connection
        self._touched: dict[tuple[str, tuple[str | int, ...]], Image] = {}

    @property
    def images(self) -> list[Image]:
        """Return every row that is other than before, once."""
        return [image for image in self._touched.values() if image.before != image.after]

    def row(self, table: str, *key: str | int) -> Row | None:
        """Return a row by its key, None where there is none."""
        named, columns = TABLES[table]
        found = self._connection.execute(
            f"SELECT {', '.join(columns)} FROM {table} WHERE {' AND '.join(f'{name} = ?' for name in named)}",  # noqa: S608
            _bound(key),
        ).fetchone()
        return dict(zip(columns, found, strict=True)) if found else None

    def all(self, sql: str, *values: object) -> list[Any]:
        """Return the rows of a question."""
        return self._connection.execute(sql, _bound(values)).fetchall()

    def value(self, sql: str, *values: object) -> Any:  # noqa: ANN401 - whatever the question asks for
        """Return the first value of a question's first row, None where there is none."""
        found = self.all(sql, *values)
        return found[0][0] if found else None

    def put(self, table: str, row: Row) -> bool:
        """Write a row in the place of the one with its key; return whether anything is different now."""
        columns = TABLES[table].columns
        row = dict(zip(columns, _bound(row[name] for name in columns), strict=True))
        before = self.row(table, *_key(table, row))
        if before == row:
            return False
        marks = ", ".join("?" * len(columns))
        self._connection.execute(
            f"INSERT OR REPLACE INTO {table} ({', '.join(columns)}) VALUES ({marks})",  # noqa: S608
            tuple(row.values()),
        )
        self._touch(table, before, row)
        return True

    def drop(self, table: str, *key: str | int) -> bool:
        """Take a row out for good; return whether there was one."""
        before = self.row(table, *key)
        if before is None:
            return False
        named = " AND ".join(f"{name} = ?" for name in TABLES[table].key)
        self._connection.execute(f"DELETE FROM {table} WHERE {named}", _bound(key))  # noqa: S608
        self._touch(table, before, None)
        return True

    def replace_all(self, rows: Iterable[tuple[str, Row | None, Row | None]]) -> bool:
        """Put for each table's row that stands there the one that is wanted; nothing where one stands there no more."""
        wanted = [(table, _key(table, there or row or {}), there, row) for table, there, row in rows]
        if any(self.row(table, *key) != there for table, key, there, _ in wanted):
            return False
        for table, key, _, row in wanted:
            if row is None:
                self.drop(table, *key)
            else:
                self.put(table, row)
        return True

    def _touch(self, table: str, before: Row | None, after: Row | None) -> None:
        name = table, _key(table, before or after or {})
        first = self._touched[name].before if name in self._touched else before
        self._touched[name] = Image(table, first, after)


class Store:
    """What all parts of a desk stand on. May be shared between threads."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.path = path
        self._connection = connection
        self._lock = threading.RLock()
        self._log = Log(connection, os.urandom(8).hex())

    def close(self) -> None:
        """Close the file; the desk is of no use afterwards."""
        with self._lock:
            # A room that can't say that it leaves is known to be gone by its process.
            with suppress(sqlite3.Error):
                self._log.close(now())
            self._connection.close()

    def stamp(self) -> tuple[int, int]:
        """Return what differs after any change of the desk, by this room or another."""
        with self._lock, database.sentences(self.path):
            return self._connection.execute("PRAGMA data_version").fetchone()[0], self._connection.total_changes

    def rows(self, sql: str, *values: object) -> list[Any]:
        """Return the rows of a statement, which is a transaction of its own."""
        with self._lock, database.sentences(self.path):
            return self._connection.execute(sql, _bound(values)).fetchall()

    def column(self, sql: str, *values: object) -> set[str]:
        """Return the first column of a statement's rows."""
        return {row[0] for row in self.rows(sql, *values)}

    @contextmanager
    def unchanged(self) -> Iterator[None]:
        """Let all that is read in the block be of one moment."""
        with self._lock, database.sentences(self.path):
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("ROLLBACK")

    @contextmanager
    def changing(self, deed: Deed | None = None) -> Iterator[Change]:
        """Give a change that is on disk when the block ends well, and never was where it does not.

        With a `deed`, given here or in the block, it can be taken back.
        """
        with self._transaction():
            change = Change(self._connection, now(), deed)
            yield change
            if change.deed and (images := change.images):
                self._log.record(change.deed, images, change.at)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._lock, database.sentences(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise


def several(keys: Keys) -> list[str]:
    """Return keys as a list, each once."""
    return [keys] if isinstance(keys, str) else list(dict.fromkeys(keys))


def deed(kind: str, keys: list[str], name: str = "") -> Deed:
    """Return what a person did to documents."""
    return Deed(kind, keys[0] if keys else "", len(keys), name)


def now() -> str:
    """Return the time, to the second, in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _key(table: str, row: Row) -> tuple[str | int, ...]:
    return tuple(value for name in TABLES[table].key if (value := row[name]) is not None)


def _bound(values: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(rows.storable(value) if isinstance(value, str) else value for value in values)
