"""What a saved search finds now, and how much of that is new since it was opened last."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from corpus import DatelineError

if TYPE_CHECKING:
    import threading
    from collections.abc import Sequence

    from corpus import JSON, Archive, Desk, SavedSearch, Totals
    from search import Answer, Index
    from tui.screens.index_later import IndexLater

CHANGES_SEEN = 20_000
"""Changes of an archive that are looked at one by one."""
LOOKED_FOR = 128
"""Added documents that are looked for in the answer; of more, what it grew by is taken for new."""
AT_ONCE = 32


class Count(NamedTuple):
    """How many documents a saved search finds, and how many of them were added since it was opened last.

    `total` is None where its query cannot be read any more. `only_new` is a query that finds just the new ones, where
    there are not too many for one. `change_number` is the archive's change that the count is up to; None where the
    index does not have all of the archive yet.
    """

    total: int | None
    new: int = 0
    only_new: str = ""
    change_number: int | None = None


class News:
    """Counts saved searches on one archive. What was added is looked up once for all that were opened at one time."""

    def __init__(self, archive: Archive, index: Index | IndexLater) -> None:
        self._archive, self._index = archive, index
        self._added: dict[int, Sequence[str] | None] = {}
        self._number = 0

    def count(self, search: SavedSearch, cancel: threading.Event | None = None) -> Count:
        """Return what a saved search finds. Raises QueryError, and CancelledSearch soon after `cancel` is set."""
        # Taken before the search: what is added meanwhile is new the next time.
        number = self._archive.change_number()
        total = self._found(search.query, 0, cancel).total
        up_to = None if self._index.stale() else number
        seen = search.seen
        if seen is None or seen.change_number >= number or not total:
            return Count(total, change_number=up_to)
        added, growth = self.added(seen.change_number, number), max(0, total - seen.total)
        if added is None or len(added) > LOOKED_FOR:
            return Count(total, growth if added is None else min(growth, len(added)), change_number=up_to)
        try:
            new = self._among(search.query, added, cancel)
        except DatelineError:
            # A query of the greatest length has no room for keys.
            return Count(total, min(growth, len(added)), change_number=up_to)
        return Count(total, len(new), _only(search.query, new) if 0 < len(new) <= AT_ONCE else "", up_to)

    def added(self, since: int, number: int) -> Sequence[str] | None:
        """Return the keys of the documents added after the change `since`; None where they are too many to tell.

        Documents that were only cleaned anew or corrected are not among them: those added last are the last in the
        order of import, behind the last one that did not change. Where none is left unchanged, none is taken for new.
        """
        if number != self._number:
            self._added, self._number = {}, number
        if since not in self._added:
            self._added[since] = self._look_up(since)
        return self._added[since]

    def _look_up(self, since: int) -> Sequence[str] | None:
        changes = (change.key for change in self._archive.changes(since) if not change.removed)
        changed = set(islice(changes, CHANGES_SEEN))
        keys = self._archive.keys()
        if further := next(changes, None):
            oldest = next(keys, "")
            return () if oldest in {*changed, further} or oldest in changes else None
        added: list[str] = []
        unchanged = 0
        for key in keys:
            if key in changed:
                added.append(key)
            else:
                unchanged += 1
                added.clear()
        return added if unchanged or not since else ()

    def _among(self, query: str, keys: Sequence[str], cancel: threading.Event | None) -> list[str]:
        """Return the keys of those documents that a query finds."""
        some = (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))
        return [hit.key for part in some for hit in self._found(_only(query, part), AT_ONCE, cancel).hits]

    def _found(self, query: str, limit: int, cancel: threading.Event | None) -> Answer:
        return self._index.search(query, limit=limit, facets=False, snippets=0, cancel=cancel)


def _only(query: str, keys: Sequence[str]) -> str:
    """Return the query narrowed to some documents."""
    return f"{query} key:({' OR '.join(keys)})".lstrip()


class Arrivals:
    """How many documents an archive got with the imports since one was here last; kept on the desk.

    What is new stays so until the first import after a later visit.
    """

    def __init__(self, archive: Archive, desk: Desk) -> None:
        self._name, self._desk = f"imports {archive.identity}", desk
        self._before: int | None = None

    def count(self, totals: Totals) -> int:
        """Return how many documents are new, and keep what there is now. Raises DatelineError."""
        kept = self._desk.recall(self._name)
        if self._before is None:
            self._before = _there_before(kept, totals)
        new = max(0, totals.documents - self._before)
        now: JSON = {"at": totals.last_import, "documents": totals.documents, "new": new}
        if now != kept:
            self._desk.remember(self._name, now)
        return new


def _there_before(kept: object, totals: Totals) -> int:
    """Return how many documents there were before the imports that one has not seen the result of."""
    if not isinstance(kept, dict):
        return totals.documents
    documents, new = kept.get("documents"), kept.get("new")
    if not isinstance(documents, int) or not isinstance(new, int):
        return totals.documents
    return documents - new if kept.get("at") == totals.last_import else documents
