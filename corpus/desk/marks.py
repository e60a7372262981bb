"""Marks on documents, and which have been read."""

from __future__ import annotations

from corpus.desk.store import Change, Keys, Store, deed, several


class Marks(Store):
    """The part of a desk that knows marks and what was read."""

    def mark(self, keys: Keys) -> None:
        """Mark documents."""
        self._set("marks", several(keys), "mark", "unmark", there=True)

    def unmark(self, keys: Keys) -> None:
        """Take the marks of documents away."""
        self._set("marks", several(keys), "mark", "unmark", there=False)

    def marked(self) -> set[str]:
        """Return the keys of all marked documents."""
        return self.column("SELECT key FROM marks WHERE deleted IS NULL")

    def set_read(self, keys: Keys, read: bool = True, *, undoable: bool = True) -> None:
        """Note that documents have been read, or have not; not `undoable` where no person said so."""
        kinds = ("read", "unread") if undoable else ("", "")
        self._set("read", several(keys), *kinds, there=read)

    def read(self) -> set[str]:
        """Return the keys of all documents that have been read."""
        return self.column("SELECT key FROM read WHERE deleted IS NULL")

    def _set(self, table: str, keys: list[str], setting: str, clearing: str, *, there: bool) -> None:
        kind = setting if there else clearing
        with self.changing(deed(kind, keys) if kind else None) as change:
            for key in keys:
                (_set if there else _clear)(change, table, key)


def _set(change: Change, table: str, key: str) -> None:
    before = change.row(table, key)
    if before is None or before["deleted"]:
        change.put(table, {"key": key, "made": change.at, "deleted": None})


def _clear(change: Change, table: str, key: str) -> None:
    before = change.row(table, key)
    if before and not before["deleted"]:
        change.put(table, before | {"deleted": change.at})
