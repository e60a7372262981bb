"""The desk: what one person adds to the documents. Marks, tags and notes hang on keys, so they outlive any import.

Nothing is deleted for good: what was taken away keeps the time at which it was, and every change can be taken back.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Self

from corpus.desk import opening
from corpus.desk.anchors import Anchor, anchor
from corpus.desk.marks import Marks
from corpus.desk.notes import EarlierText, Note, Notes
from corpus.desk.places import PastSearch, Places, Position, Visit
from corpus.desk.searches import SavedSearch, Searches, Seen
from corpus.desk.store import Keys
from corpus.desk.tags import Tags
from corpus.desk.undo import Undo
from corpus.errors import CannotWriteError

if TYPE_CHECKING:
    import sqlite3
    from types import TracebackType

__all__ = [
    "JSON",
    "Anchor",
    "Desk",
    "EarlierText",
    "Keys",
    "Note",
    "PastSearch",
    "Position",
    "SavedSearch",
    "Seen",
    "Visit",
    "anchor",
]

JSON = None | bool | int | float | str | list["JSON"] | dict[str, "JSON"]


class Desk(Marks, Tags, Notes, Places, Searches, Undo):
    """One person's own marks, tags, notes and places. A change is on disk when its method returns.

    Several rooms may be open on one desk. Wherever many keys are given at once, all of it is one change. A change that
    can't be kept raises BusyError, CannotWriteError or DamagedError, and has not happened.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, warning: str | None = None) -> None:
        super().__init__(connection, path)
        self.remembers = path != opening.MEMORY
        self.warning = warning

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the desk at `path`, made on demand; `:memory:` is one that remembers nothing.

        Where the place cannot be written the desk holds what can be read there, `remembers` is False, and `warning`
        says so in a sentence. Raises DamagedError, and DatelineError where a newer Dateline wrote it.
        """
        if path == opening.MEMORY:
            return cls(opening.in_memory(None), path, "There is no place for your desk: nothing will be remembered.")
        try:
            return cls(opening.on_disk(path), path)
        except (CannotWriteError, OSError):
            warning = f"{path} cannot be written: nothing that you add will be remembered."
            return cls(opening.in_memory(path), opening.MEMORY, warning)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def remember(self, name: str, value: JSON) -> None:
        """Keep a value of the session."""
        self.rows("INSERT OR REPLACE INTO memory VALUES (?, ?)", name, json.dumps(value))

    def recall(self, name: str) -> JSON:
        """Return a value of the session, None where there is none or it cannot be read any more."""
        found = self.rows("SELECT value FROM memory WHERE name = ?", name)
        try:
            value: JSON = json.loads(found[0][0]) if found else None
        except ValueError:
            return None
        return value
