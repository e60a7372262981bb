"""Saved searches, and how much of each was seen."""

from __future__ import annotations

from typing import NamedTuple

from corpus.desk.log import Deed, Row
from corpus.desk.names import search_name
from corpus.desk.store import Change, Store
from corpus.errors import NotFoundError, RefusedValueError
from corpus.text import one_line


class Seen(NamedTuple):
    """What an archive was when a saved search was last opened on it: its change number, and how many it found."""

    change_number: int
    total: int
    at: str


class SavedSearch(NamedTuple):
    """A query kept under a name; `seen` is None where it never was opened on the archive in question."""

    name: str
    query: str
    sort: str
    made: str
    seen: Seen | None = None


class Searches(Store):
    """The part of a desk that knows saved searches."""

    def save_search(self, name: str, query: str, sort: str = "relevance") -> str:
        """Keep a query under a name, in the place of what the name stood for; return the name as it is kept.

        Raises RefusedValueError.
        """
        name, query = search_name(name), one_line(query)
        with self.changing() as change:
            change.deed = Deed("replace_search" if change.row("searches", name) else "save_search", name=name)
            put_search(change, name, query, sort, change.at)
        return name

    def saved_searches(self, archive: str | None = None) -> list[SavedSearch]:
        """Return the saved searches by name, with what was seen of them on the archive of this identity."""
        found = self.rows(
            "SELECT name, s.query, sort, made, change_number, total, at FROM searches AS s "
            "LEFT JOIN seen ON seen.query = s.query AND archive = ?",
            archive,
        )
        searches = [
            SavedSearch(name, query, sort, made, None if seen[0] is None else Seen(*seen))
            for name, query, sort, made, *seen in found
        ]
        return sorted(searches, key=lambda search: (search.name.casefold(), search.name))

    def rename_search(self, name: str, new: str) -> str:
        """Give a saved search another name and return it. Raises NotFoundError, RefusedValueError."""
        new = search_name(new)
        with self.changing(Deed("rename_search", name=name, other=new)) as change:
            row = change.row("searches", name)
            if row is None:
                raise NotFoundError(f"There is no saved search “{name}”.")
            if new != name and change.row("searches", new):
                raise RefusedValueError(f"There is a saved search “{new}” already.")
            change.drop("searches", name)
            change.put("searches", row | {"name": new})
        return new

    def forget_search(self, name: str) -> None:
        """Drop a saved search."""
        with self.changing(Deed("forget_search", name=name)) as change:
            change.drop("searches", name)

    def seen(self, name: str, archive: str, change_number: int, total: int) -> None:
        """Note that a saved search was opened, what the archive's last change was then, and how much it found.

        What matches now and is among `Archive.changes(change_number)` is new. Each archive, by its identity, has its
        own. No change to take back.
        """
        with self.changing() as change:
            search = change.row("searches", name)
            if search:
                row: Row = {"query": search["query"], "archive": archive, "change_number": change_number}
                change.put("seen", row | {"total": total, "at": change.at})


def put_search(change: Change, name: str, query: str, sort: str, made: str) -> bool:
    """Write a saved search; return whether it is not what the name stood for."""
    before = change.row("searches", name)
    if before and (before["query"], before["sort"]) == (query, sort):
        return False
    return change.put("searches", {"name": name, "query": query, "sort": sort, "made": made})
