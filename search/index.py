"""The one door into this package: open an index, bring it up to date, search it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from corpus import Archive, CannotWriteError, extend_vocabulary
from search import freshness, manifest, places, searching
from search.answers import Answer, Explanation, Snippet, Sort
from search.completion import Completion
from search.manifest import Manifest
from search.passages import Highlighter
from search.snapshot import Snapshot

if TYPE_CHECKING:
    from corpus import Desk

Progress = Callable[[int, int], None]


class Index:
    """The index of one archive. Searches may run while it is brought up to date, here or in another process."""

    def __init__(self, archive: Archive, desk: Desk | None, folder: Path) -> None:
        self._archive = archive
        self._desk = desk
        self._folder = folder
        self._opening = threading.Lock()
        self._seen: tuple[int, int] | None = None
        self._snapshot: Snapshot | None = None
        self._refresh()

    @classmethod
    def open(cls, archive: Archive, desk: Desk | None = None, *, folder: Path | None = None) -> Self:
        """Open the index of an archive; one that does not match it is left aside until `update` makes it anew.

        It lies in `folder`, beside the archive by default; where that is not ours to write, in the user's cache. The
        archive's own names for places and bodies are known from then on.
        """
        extend_vocabulary(archive.folder / "vocabulary")
        return cls(archive, desk, freshness.folder_of(archive, folder))

    @property
    def folder(self) -> Path:
        """The folder the index lies in."""
        return self._folder

    def close(self) -> None:
        """Let go of the files; the next search opens them again."""
        with self._opening:
            self._seen = self._snapshot = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def stale(self) -> int:
        """Return the number of document changes that the index does not have yet."""
        snapshot = self._refresh()
        if snapshot is None:
            return self._archive.totals().documents
        since = snapshot.manifest.change
        if self._archive.change_number() == since:
            return 0
        return sum(1 for _ in self._archive.changes(since))

    def update(self, *, progress: Progress | None = None, cancel: threading.Event | None = None) -> int:
        """Index what has changed in the archive since last time; all of it where the index does not match.

        Returns the number of documents indexed. When cancelled, what is finished stays and the next update goes on.
        Raises BusyError while another process is at it, and CannotWriteError.
        """
        return self._build(progress, cancel, anew=False)

    def rebuild(self, *, progress: Progress | None = None, cancel: threading.Event | None = None) -> int:
        """Index the whole archive again; the index before is searched until that is done. Otherwise as `update`."""
        return self._build(progress, cancel, anew=True)

    def search(  # noqa: PLR0913 - every choice of a search is named where it is made
        self,
        query: str,
        *,
        limit: int = 50,
        offset: int = 0,
        sort: Sort = "relevance",
        facets: bool = True,
        typing: bool = False,
        snippets: int | None = None,
        cancel: threading.Event | None = None,
    ) -> Answer:
        """Return the hits of a query from `offset` on, at most `limit`; the first `snippets` of them with a passage.

        With `typing` the last word may be the beginning of a word and no query is refused. Without, raises QueryError.
        Raises CancelledSearch soon after `cancel` is set.
        """
        begun = time.perf_counter()
        wanted = searching.Wanted(query, limit, offset, sort, facets, typing, snippets)
        answer = searching.search(self._holdings(), wanted, cancel)
        return searching.timed(answer, (time.perf_counter() - begun) * 1000)

    def keys(self, query: str, *, sort: Sort = "relevance", cancel: threading.Event | None = None) -> list[str]:
        """Return the keys of all hits of a query, in order. Raises QueryError, and CancelledSearch after `cancel`."""
        return searching.keys(self._holdings(), searching.Wanted(query, sort=sort), cancel)

    def snippets(self, query: str, keys: Sequence[str], *, typing: bool = False) -> dict[str, Snippet]:
        """Return the passages that match a query best, of the documents with these keys that are there."""
        return searching.snippets(self._holdings(), query, keys, typing=typing)

    def complete(self, text: str, cursor: int) -> tuple[Completion, ...]:
        """Return what could stand at the cursor of a query instead of what does, the most frequent first."""
        return searching.completions(self._holdings(), text, cursor)

    def explain(self, query: str, key: str) -> Explanation:
        """Return what the score of a document is made of. Raises QueryError and NotFoundError."""
        return searching.explain(self._holdings(), query, key)

    def highlighter(self, query: str, *, typing: bool = False) -> Highlighter:
        """Return what lights the words of a query in texts; a query that is refused lights what can be read of it."""
        return searching.lenient_highlighter(self._refresh(), query, typing=typing)

    def _holdings(self) -> searching.Holdings:
        return searching.Holdings(self._refresh(), self._archive, self._desk)

    def _build(self, progress: Progress | None, cancel: threading.Event | None, *, anew: bool) -> int:
        places.make_folder(self._folder)
        try:
            with places.only_writer(self._folder):
                indexed = self._run(self._current(), progress, cancel, anew=anew)
        except OSError as error:
            raise CannotWriteError(f"The index cannot be written to {self._folder}: {error.strerror}.") from error
        self._refresh()
        return indexed

    def _run(
        self, current: Manifest | None, progress: Progress | None, cancel: threading.Event | None, *, anew: bool
    ) -> int:
        from search import building

        building.clean_up(self._folder, current)
        publish = current is None or not anew
        build = building.Build(self._archive, self._folder, publish=publish, progress=progress, cancel=cancel)
        if current is None or anew:
            generation = building.next_generation(self._folder)
            return build.run(Manifest(self._archive.identity, 0, generation, (), manifest.versions()))
        return build.run(current)

    def _current(self) -> Manifest | None:
        return freshness.usable(self._archive, self._folder)

    def _opened(self) -> Snapshot | None:
        found = self._current()
        if found is None:
            return None
        try:
            return Snapshot(self._folder, found)
        except _UNREADABLE:
            return None

    def _refresh(self) -> Snapshot | None:
        """Open what another update has written since, and return what to search."""
        path = self._folder / manifest.NAME
        with self._opening:
            stamp = _stamp(path)
            while stamp != self._seen:
                self._seen = stamp
                self._snapshot = self._opened() if stamp is not None else None
                if self._snapshot is None:
                    # What was swept away while it was to be opened has been followed by something newer.
                    stamp = _stamp(path)
            return self._snapshot


_UNREADABLE = (OSError, ValueError, KeyError, TypeError)


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_ino
