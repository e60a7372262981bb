"""The log of changes: what a person did, with the rows before and after, so that it can be taken back.

Every room that is open on a desk is a session. A room takes back what it did itself; what rooms did that are gone by
now, however they ended, belongs to whoever comes next.
"""

from __future__ import annotations

import json
import os
import sqlite3
from typing import Final, NamedTuple

Row = dict[str, str | int | None]

KEPT: Final = 500
"""The changes that can be taken back."""
LARGEST: Final = 32 << 20
"""The letters of all rows kept for that; the last change is always kept."""

_here: set[str] = set()
"""The sessions of this process."""
_COLUMNS: Final = "id, kind, key, number, name, other, images"


class Image(NamedTuple):
    """A row before and after a change; None where there was none."""

    table: str
    before: Row | None
    after: Row | None


class Deed(NamedTuple):
    """What a person did: to the document `key`, or to `number` documents; `name`, `other` are of tags and searches."""

    kind: str
    key: str = ""
    number: int = 1
    name: str = ""
    other: str = ""


class Logged(NamedTuple):
    """A change in the log."""

    id: int
    deed: Deed
    images: list[Image]


class Log:
    """The log as one session sees it. Every method runs in a transaction of the caller's."""

    def __init__(self, connection: sqlite3.Connection, session: str) -> None:
        self._connection = connection
        self.session = session
        _here.add(session)

    def close(self, at: str) -> None:
        """End the session: what it did may be taken back by others from now on."""
        _here.discard(self.session)
        if self._connection.execute("SELECT 1 FROM sessions WHERE id = ?", (self.session,)).fetchone():
            self._connection.execute("UPDATE sessions SET closed = ? WHERE id = ?", (at, self.session))

    def record(self, deed: Deed, images: list[Image], at: str) -> None:
        """Write a change down; what had been taken back before it can't be done again any more."""
        self._connection.execute(
            "INSERT OR IGNORE INTO sessions (id, host, process) VALUES (?, ?, ?)", (self.session, _host(), os.getpid())
        )
        self._connection.execute(f"DELETE FROM changes WHERE undone IS NOT NULL AND {self._ours()}")  # noqa: S608
        packed = json.dumps(images, ensure_ascii=False)
        values = (self.session, deed.kind, deed.key, deed.number, deed.name, deed.other, at, len(packed), packed)
        self._connection.execute(
            "INSERT INTO changes (session, kind, key, number, name, other, made, size, images) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            values,
        )
        self._prune()

    def last_done(self) -> Logged | None:
        """Return the last change that can be taken back: the session's own first."""
        return self._first(f"undone IS NULL AND {self._ours()} ORDER BY session = ? DESC, id DESC")

    def last_undone(self) -> Logged | None:
        """Return the change that was taken back last."""
        return self._first(f"undone IS NOT NULL AND {self._ours()} ORDER BY session = ? DESC, undone DESC")

    def settle(self, logged: Logged, images: list[Image], *, undone: bool) -> None:
        """Note that a change was taken back or done again, as far as `images` say; with none it is forgotten."""
        if not images:
            self._connection.execute("DELETE FROM changes WHERE id = ?", (logged.id,))
            return
        self._connection.execute(
            "UPDATE changes SET session = ?, images = ?, "
            "undone = CASE WHEN ? THEN (SELECT COALESCE(MAX(undone), 0) + 1 FROM changes) END WHERE id = ?",
            (self.session, json.dumps(images, ensure_ascii=False), undone, logged.id),
        )

    def _first(self, condition: str) -> Logged | None:
        found = self._connection.execute(
            f"SELECT {_COLUMNS} FROM changes WHERE {condition} LIMIT 1",  # noqa: S608
            (self.session,),
        ).fetchone()
        if found is None:
            return None
        number, *deed, images = found
        return Logged(number, Deed(*deed), [Image(*image) for image in json.loads(images)])

    def _ours(self) -> str:
        """Return the condition for changes that this session may take back."""
        sessions = self._connection.execute(
            "SELECT id, host, process FROM sessions WHERE closed IS NULL AND id != ?", (self.session,)
        )
        others = [name for name, host, process in sessions if self._is_open(name, host, process)]
        named = ", ".join(f"'{name}'" for name in others if name.isalnum())
        return f"session NOT IN ({named})"

    def _is_open(self, session: str, host: str, process: int) -> bool:
        if host != _host():
            return False
        if process == os.getpid():
            return session in _here
        try:
            os.kill(process, 0)
        except (OSError, OverflowError):
            return False
        return True

    def _prune(self) -> None:
        self._connection.execute(
            """DELETE FROM changes WHERE id IN (
                SELECT id FROM (
                    SELECT id, ROW_NUMBER() OVER newest AS place, SUM(size) OVER newest AS total FROM changes
                    WINDOW newest AS (ORDER BY id DESC)
                ) WHERE place > ? OR (place > 1 AND total > ?)
            )""",
            (KEPT, LARGEST),
        )
        self._connection.execute(
            "DELETE FROM sessions WHERE id NOT IN (SELECT session FROM changes) AND id != ?", (self.session,)
        )


def _host() -> str:
    return os.uname().nodename
