"""The archive: pages as they came in and the documents cleaned from them, in one SQLite file."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import uuid
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from corpus.document import Document, Given, Page, StatedDate, parse_date
from corpus.errors import CannotWriteError, DamagedError, NotFoundError, UnreadableError
from corpus.store import database, opening, rows
from corpus.store.corrections import Value, unpacked
from corpus.store.rows import Entry
from corpus.stories import tables as stories

if TYPE_CHECKING:
    from types import TracebackType

    from corpus.store.writer import Writer

_MANY = 500
_SHORTEST = 4


class Change(NamedTuple):
    """The last change of a document; `removed` says that it is no longer on its page."""

    number: int
    key: str
    removed: bool


class Revision(NamedTuple):
    """A state of a document, from 1; `replaced_at` (ISO, UTC) is None for the state it is in now."""

    number: int
    replaced_at: str | None
    document: Document


class Totals(NamedTuple):
    """What an archive holds; `text_bytes` counts the cleaned text, `last_import` is an ISO time in UTC."""

    pages: int
    documents: int
    first_date: StatedDate | None
    last_date: StatedDate | None
    text_bytes: int
    last_import: str | None


class Archive:
    """One archive, open for reading; `writer()` is the one way to change it. May be shared between threads."""

    def __init__(self, folder: Path, connection: sqlite3.Connection, *, mode: database.Mode) -> None:
        self.folder = folder
        self.path = folder / "archive.db"
        self.read_only = mode in {"ro", "immutable"}
        self._mode = mode
        self._connection = connection
        self._lock = threading.Lock()
        self._counting = threading.Lock()
        self._counted: tuple[tuple[object, ...], Totals] | None = None
        self._seen = self._stamp()
        self.identity = str(uuid.UUID(hex=self._rows("SELECT value FROM meta WHERE name = 'identity'")[0][0]))

    @classmethod
    def open(cls, folder: Path, *, create: bool = False) -> Archive:
        """Open the archive in `folder`, or make one with `create`.

        It is opened read-only where it cannot be written or belongs to another user. Raises NotFoundError where there
        is none, DamagedError, CannotWriteError, and DatelineError where a newer Dateline wrote it.
        """
        path = folder / "archive.db"
        if not opening.holds_one(path):
            opening.make_room(path, create=create)
            return cls(folder, opening.for_writing(path), mode="rwc")
        database.check_header(path)
        if opening.is_ours(path):
            try:
                return cls(folder, opening.for_writing(path), mode="rw")
            except CannotWriteError:
                if create and os.access(folder, os.W_OK):
                    raise
        connection, mode = opening.for_reading(path)
        return cls(folder, connection, mode=mode)

    def close(self) -> None:
        """Close the file; the archive is of no use afterwards."""
        with self._lock:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def document(self, key: str) -> Document:
        """Return the document; a beginning of its key, of 4 letters or more, will do. Raises NotFoundError."""
        found = self.documents([key])
        return found[key] if key in found else self._document(self._completed(key))

    def documents(self, keys: Sequence[str]) -> dict[str, Document]:
        """Return the documents of those `keys` that are there."""
        sql = f"SELECT key, text, markdown, {rows.DOCUMENT} FROM documents JOIN texts ON document = id"  # noqa: S608
        found = {row[0]: rows.document(row[0], row[3:], row[1], row[2]) for row in self._by_key(sql, keys)}
        return {key: found[key] for key in keys if key in found}

    def texts(self, keys: Sequence[str]) -> dict[str, str]:
        """Return the cleaned texts of those `keys` that are there."""
        sql = "SELECT key, text FROM documents JOIN texts ON document = id"
        found = {key: rows.text(text) for key, text in self._by_key(sql, keys)}
        return {key: found[key] for key in keys if key in found}

    def captured(self, keys: Sequence[str]) -> dict[str, str]:
        """Return when the pages of those `keys` were captured that state it, as they state it."""
        sql = "SELECT key, captured FROM documents JOIN (SELECT id AS of, captured FROM pages) ON of = page"
        return {key: captured for key, captured in self._by_key(sql, keys) if captured}

    def entries(self, keys: Sequence[str]) -> dict[str, Entry]:
        """Return the entries of those `keys` that are there."""
        sql = f"SELECT key, {rows.LISTED} FROM documents"  # noqa: S608
        found = {row[0]: rows.entry(row[0], row[1:]) for row in self._by_key(sql, keys)}
        return {key: found[key] for key in keys if key in found}

    def keys(self) -> Iterator[str]:
        """Give the keys of all documents, in the order of their import."""
        last = 0
        while batch := self._rows(
            "SELECT id, key FROM documents WHERE id > ? AND removed = 0 ORDER BY id LIMIT ?", last, _MANY
        ):
            yield from (key for _, key in batch)
            last = batch[-1][0]

    def page(self, key: str) -> Page:
        """Return the page that the document was cleaned from. Raises NotFoundError."""
        key = self._completed(key)
        row = self._rows(
            "SELECT p.raw, p.name, p.decodes, p.origin, format, encoding, address, captured, declared, p.given "
            "FROM documents AS d JOIN pages AS p ON d.page = p.id WHERE d.key = ?",
            key,
        )[0]
        return _page(row)

    def revisions(self, key: str) -> list[Revision]:
        """Return all states of a document, the oldest first, also of one that was removed. Raises NotFoundError."""
        if not self._rows("SELECT 1 FROM documents WHERE key = ?", key):
            key = self._completed(key)
        columns = ", ".join(f"r.{name.strip()}" for name in rows.DOCUMENT.split(","))
        sql = (
            f"SELECT number, replaced_at, text, markdown, {columns} FROM documents AS d "  # noqa: S608
            "JOIN revisions AS r ON r.document = d.id WHERE key = ? ORDER BY number"
        )
        earlier = [
            Revision(row[0], row[1], rows.document(key, row[4:], row[2], row[3])) for row in self._rows(sql, key)
        ]
        current = self.documents([key]).values()
        return earlier + [Revision(len(earlier) + 1, None, document) for document in current]

    def corrections(self, key: str) -> dict[str, Value]:
        """Return what a person put right in a document, by the name of the value. Raises NotFoundError."""
        key = self._completed(key)
        return unpacked(self._rows("SELECT key, name, value FROM corrections WHERE key = ?", key)).get(key, {})

    def versions(self, key: str) -> list[Entry]:
        """Return the other documents that tell the same story, the oldest first, undated last. Raises NotFoundError."""
        return stories.versions(self._rows, self._completed(key))

    def story(self, keys: Sequence[str]) -> dict[str, str]:
        """Return a name for the story of each of those `keys` that tells one with other documents: its smallest key."""
        return stories.story(self._by_key, keys)

    def change_number(self) -> int:
        """Return the number of the last change of any document; 0 where there was none."""
        return int(self._rows("SELECT COALESCE(MAX(changed), 0) FROM documents")[0][0])

    def changes(self, since: int) -> Iterator[Change]:
        """Give what has changed after the change `since`, in order; of each document only the last change."""
        while batch := self._rows(
            "SELECT changed, key, removed FROM documents WHERE changed > ? ORDER BY changed LIMIT ?", since, _MANY
        ):
            yield from (Change(number, key, bool(removed)) for number, key, removed in batch)
            since = batch[-1][0]

    def totals(self) -> Totals:
        """Return what the archive holds; counted again only after something was written."""
        with self._counting:
            state = self._state()
            if self._counted is None or self._counted[0] != state:
                self._counted = (state, self._count())
            return self._counted[1]

    def _count(self) -> Totals:
        documents, first, last, size = self._rows(
            "SELECT COUNT(*), MIN(date), MAX(date), COALESCE(SUM(text_bytes), 0) FROM documents WHERE removed = 0"
        )[0]
        pages = self._rows("SELECT COUNT(*) FROM pages")[0][0]
        finished = self._rows("SELECT MAX(COALESCE(finished, started)) FROM imports")[0][0]
        return Totals(pages, documents, parse_date(first), parse_date(last), size, finished)

    def check(self) -> None:
        """Read the whole file. Raises DamagedError where anything in it is not as it should be."""
        problems = [row[0] for row in self._rows("PRAGMA integrity_check(5)") if row[0] != "ok"]
        problems += [f"a row of {row[0]} hangs in the air" for row in self._rows("PRAGMA foreign_key_check")[:5]]
        bare = self._rows(
            "SELECT COUNT(*) FROM documents LEFT JOIN texts ON document = id WHERE (document IS NULL) != removed"
        )[0][0]
        problems += [f"{bare} documents have lost their text"] if bare else []
        if problems:
            raise DamagedError(f"{self.path} is damaged: {'; '.join(problems)}.")

    def writer(self) -> AbstractContextManager[Writer]:
        """Take the archive for writing, for one process at a time. Raises BusyError, CannotWriteError."""
        from corpus.store.writer import open_writer

        return open_writer(self)

    def _document(self, key: str) -> Document:
        try:
            return self.documents([key])[key]
        except KeyError:
            raise NotFoundError(f"There is no document {key} in this archive any more.") from None

    def _completed(self, key: str) -> str:
        """Return the whole key that begins with `key`."""
        beginning = key if len(key) >= _SHORTEST else f"{key}\0"
        found = self._rows(
            "SELECT key FROM documents WHERE key >= ? AND key < ? AND removed = 0 ORDER BY key LIMIT 4",
            beginning,
            beginning + "\U0010ffff",
        )
        keys = [row[0] for row in found]
        if key in keys or len(keys) == 1:
            return key if key in keys else str(keys[0])
        if keys:
            raise NotFoundError(f"Several documents begin with {key}: {', '.join(keys[:3])} … Give more of the key.")
        raise NotFoundError(f"There is no document {key} in this archive.")

    def _by_key(self, sql: str, keys: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        for start in range(0, len(keys), _MANY):
            some = keys[start : start + _MANY]
            yield from self._rows(f"{sql} WHERE removed = 0 AND key IN ({','.join('?' * len(some))})", *some)

    def _rows(self, sql: str, *values: object) -> list[Any]:
        with self._lock, database.sentences(self.path):
            if self._mode == "immutable" and self._stamp() != self._seen:
                self._reopen()
            return self._connection.execute(sql, tuple(map(_bindable, values))).fetchall()

    def _stamp(self) -> tuple[int, int, bool]:
        """Return what tells a file that somebody has written from the one that was opened."""
        status = self.path.stat()
        return status.st_mtime_ns, status.st_size, self.path.with_name("archive.db-wal").exists()

    def _state(self) -> tuple[object, ...]:
        """Return what is another after every write, by whomever."""
        return self._rows("PRAGMA data_version")[0][0], self._connection.total_changes, self._seen

    def _reopen(self) -> None:
        self._connection.close()
        self._seen = self._stamp()
        self._connection, self._mode = opening.for_reading(self.path)


def _bindable(value: object) -> object:
    return rows.storable(value) if isinstance(value, str) else value


def _page(row: Sequence[Any]) -> Page:
    packed, name, decodes, origin, form, encoding, address, captured, declared, beside = row
    given = rows.stored_given(beside)
    raw = rows.expand(packed)
    try:
        text = raw.decode(encoding, "replace")
    except LookupError:
        text = raw.decode("utf-8", "replace")
    if not decodes:
        text = _text_read_again(rows.stored_path(origin), raw, rows.stored_path(name), given) or text
    values = {
        key: tuple(value) if isinstance(value, list) else value for key, value in json.loads(declared or "{}").items()
    }
    return Page(rows.stored_path(origin), form, raw, text, encoding, address, captured, values, given)


def _text_read_again(origin: str, raw: bytes, name: str, given: Given | None) -> str | None:
    from corpus.formats import read_pages

    try:
        pages = list(read_pages(origin, raw, name, given))
    except UnreadableError:
        return None
    return pages[0].text if len(pages) == 1 else None
