"""The one way to change an archive: pages with their documents, stored in transactions by one process at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from corpus.cleaning.sites import Sites
from corpus.errors import CannotWriteError
from corpus.importing.inputs import Item
from corpus.store import rows
from corpus.store.corrections import Value
from corpus.store.database import Session
from corpus.store.lock import locked
from corpus.store.placing import Outcome, Placing, Stored, now
from corpus.stories.tables import Stories
from corpus.topics.inferences import Inferences

if TYPE_CHECKING:
    from corpus.archive import Archive
    from corpus.importing.prepare import PreparedPage

_INSERT_PAGE: Final = f"INSERT INTO pages VALUES (NULL, {', '.join('?' * 16)})"  # noqa: S608
_ITEM: Final = "SELECT p.id, p.origin, path, name, raw, given FROM pages AS p JOIN files AS f ON file = f.id"
_MANY = 500


@dataclass(frozen=True, slots=True)
class _Capture:
    """The current capture of a page."""

    id: int
    hash: bytes
    captured: str | None
    import_id: int
    file: int
    digest: bytes


class Writer:
    """An archive taken for writing. What is stored is kept at `commit()`, all or nothing."""

    def __init__(self, path: Path) -> None:
        self.vocabulary = path.with_name("vocabulary")
        self._session = Session(path)
        self._placing = Placing(self._session)
        self._import: int | None = None
        self._last_file = ("", 0)

    def known(self, path: str, digests: Sequence[bytes]) -> dict[bytes, int]:
        """Return those inputs of a file that have been taken in already, with the number of their documents."""
        found: dict[bytes, int] = {}
        for start in range(0, len(digests), _MANY):
            some = digests[start : start + _MANY]
            sql = (
                "SELECT digest, documents FROM inputs JOIN files ON id = file "  # noqa: S608
                f"WHERE path = ? AND digest IN ({','.join('?' * len(some))})"
            )
            found.update(self._session.all(sql, rows.storable_path(path), *some))
        return found

    def store(self, item: Item, page: PreparedPage) -> Stored:
        """Store a page with its documents, or a new capture of one that is there. The same again changes nothing."""
        self._begin()
        identity, before = self._identify(item, page)
        if before and before.hash == page.hash:
            return Stored("same", same=len(page.documents))
        file = self._file(item.path)
        if before and _is_older(page.captured, before.captured):
            self._insert_page(item, page, file, identity, current=False)
            return Stored("changed", same=len(page.documents))
        if not before and self._stands_elsewhere(page):
            return Stored("same", same=len(page.documents))
        if before:
            self._supersede(before, file)
        page_id = self._insert_page(item, page, file, identity, current=True)
        return self._placing.replace(page_id, before.id if before else None, page.documents)

    def store_again(self, page_id: int, page: PreparedPage) -> Stored:
        """Put what a page gives now in the place of the documents it gave before."""
        self._begin()
        stored = self._placing.replace(page_id, page_id, page.documents)
        kind: Outcome = "changed" if stored.new or stored.changed or stored.removed else "same"
        return Stored(kind, stored.new, stored.changed, stored.same, stored.removed)

    def stored(self) -> tuple[int, int]:
        """Return the number of pages that there are a newest capture of, and the bytes of these as stored."""
        ((pages, size),) = self._session.all("SELECT COUNT(*), COALESCE(SUM(LENGTH(raw)), 0) FROM pages WHERE current")
        return pages, size

    def stored_items(self) -> Iterator[tuple[int, Item]]:
        """Give number and input of the newest capture of every page, in order of import."""
        last = 0
        while batch := self._session.all(f"{_ITEM} WHERE p.id > ? AND current ORDER BY p.id LIMIT 100", last):
            yield from map(_stored_item, batch)
            last = batch[-1][0]

    def correct(self, key: str, changes: Mapping[str, Value], withdrawn: Iterable[str]) -> tuple[int, Item]:
        """Keep what a person put right in a document; return number and input of its page, to be cleaned again."""
        self._begin()
        self._placing.correct(key, changes, withdrawn)
        (row,) = self._session.all(f"{_ITEM} JOIN documents AS d ON d.page = p.id WHERE d.key = ?", key)
        return _stored_item(row)

    def sites(self) -> Sites:
        """Return what is known of the sites so far."""
        from corpus.importing.learning import stored_site

        return Sites(stored_site(*row) for row in self._session.all("SELECT name, pages, day_first, counts FROM sites"))

    def keep_sites(self, sites: Sites) -> None:
        """Keep what was learned of the sites since."""
        from corpus.importing.learning import site_values

        for site in sites.learned():
            self._begin()
            self._session.run("INSERT OR REPLACE INTO sites VALUES (?, ?, ?, ?)", *site_values(site))

    def remember(self, item: Item, documents: int) -> None:
        """Note that this input has been taken in."""
        self._begin()
        file = self._file(item.path)
        self._session.run("INSERT INTO inputs VALUES (?, ?, ?) ON CONFLICT DO NOTHING", file, item.digest, documents)

    def stories(self) -> Stories:
        """Return what links the documents that tell one story."""
        return Stories(self._session)

    def inferences(self) -> Inferences:
        """Return what keeps the values that are inferred of documents."""
        return Inferences(self._session, self._placing)

    def commit(self) -> None:
        """Keep what has been stored since the commit before."""
        self._session.commit()

    def finish(self) -> None:
        """Commit, and note the time of this import where it has stored anything."""
        if self._import is not None:
            self._begin()
            self._session.run("UPDATE imports SET finished = ? WHERE id = ?", now(), self._import)
        self.commit()

    def close(self) -> None:
        """Give up what is not committed, and close the file."""
        self._session.close()

    def _begin(self) -> None:
        if self._session.begin() and self._import is None:
            self._import = self._session.insert("INSERT INTO imports (started) VALUES (?)", now())

    def _file(self, path: str) -> int:
        if path != self._last_file[0]:
            name = rows.storable_path(path)
            found = self._session.one("SELECT id FROM files WHERE path = ?", name)
            number = found[0] if found else self._session.insert("INSERT INTO files (path) VALUES (?)", name)
            self._last_file = path, number
        return self._last_file[1]

    def _identify(self, item: Item, page: PreparedPage) -> tuple[bytes, _Capture | None]:
        """Return the page's identity, and its current capture where there is one.

        A page is its address, or else its place. Two pages of one import that claim one address and share no text
        are two pages. The number of a line is a poor place, since lines move: it counts only while the text there is
        nearly the same.
        """
        file_origin = item.held_in or (item.origin.removesuffix(f"#{item.record}") if item.record else item.origin)
        place = f"place {item.path}{page.origin.removeprefix(file_origin)}"
        name = f"address {page.address}" if page.address else place
        identity, before = self._capture(name)
        if not before or before.hash == page.hash:
            return identity, before
        doubtful = before.import_id == self._import if page.address else page.origin == f"{file_origin}#{item.record}"
        if doubtful and not self._placing.are_near(before.id, page.documents):
            return self._capture(f"{name} text {page.hash.hex()}")
        return identity, before

    def _capture(self, name: str) -> tuple[bytes, _Capture | None]:
        identity = hashlib.blake2b(name.encode("utf-8", "surrogateescape"), digest_size=16).digest()
        sql = "SELECT id, hash, captured, import, file, digest FROM pages WHERE identity = ? AND current"
        found = self._session.one(sql, identity)
        return identity, _Capture(*found) if found else None

    def _stands_elsewhere(self, page: PreparedPage) -> bool:
        """Return whether this very page, byte for byte, has given its documents to the archive from another place."""
        known = self._session.one("SELECT 1 FROM pages WHERE hash = ?", page.hash)
        return known is not None and self._placing.stand(page.documents)

    def _supersede(self, before: _Capture, file: int) -> None:
        self._session.run("UPDATE pages SET current = 0 WHERE id = ?", before.id)
        if before.import_id != self._import and before.file == file:
            # So that the older bytes, should they come back, count as a change. Two captures in one import stay known.
            self._session.run("DELETE FROM inputs WHERE file = ? AND digest = ?", file, before.digest)

    def _insert_page(self, item: Item, page: PreparedPage, file: int, identity: bytes, *, current: bool) -> int:
        return self._session.insert(
            _INSERT_PAGE,
            identity,
            int(current),
            page.hash,
            self._import,
            file,
            item.digest,
            rows.storable_path(page.origin),
            rows.storable_path(item.name),
            page.format,
            page.encoding,
            rows.storable(page.address),
            rows.storable(page.captured),
            page.declared or None,
            int(page.decodes),
            page.raw,
            page.given or None,
        )


@contextmanager
def open_writer(archive: Archive) -> Iterator[Writer]:
    """Take the archive for writing until the end of the block. Raises BusyError, CannotWriteError."""
    if archive.read_only:
        reason = "it is write-protected or another user's"
        raise CannotWriteError(f"The archive in {archive.folder} can only be read: {reason}.")
    with locked(archive.folder / "archive.lock"):
        writer = Writer(archive.path)
        try:
            yield writer
        finally:
            writer.close()


def _stored_item(row: Sequence[Any]) -> tuple[int, Item]:
    number, *names, raw, given = row
    origin, resolved, called = map(rows.stored_path, names)
    return number, Item(origin, resolved, called, rows.expand(raw), read=len(raw), given=rows.stored_given(given))


def _is_older(captured: str | None, before: str | None) -> bool:
    return bool(captured and before and captured < before)
