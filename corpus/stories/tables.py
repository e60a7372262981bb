"""Which documents tell one story: the tables of sketches, links and stories, and what is read from them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from corpus.document import StatedDate, parse_date
from corpus.store import rows
from corpus.store.database import Session
from corpus.store.rows import Entry

_MANY: Final = 500
_LINKS: Final = "SELECT one, other, part FROM links WHERE"
_LINKS_OF: Final = f"{_LINKS} one IN ({{0}}) UNION {_LINKS} other IN ({{0}})"


class Link(NamedTuple):
    """Two documents, by number, that tell one story; with `part`, `one` is a part of `other`."""

    one: int
    other: int
    part: bool


class Pending(NamedTuple):
    """A document that has changed, by the number of its change; `is_same` says that what is linked by has not."""

    number: int
    document: int
    is_gone: bool
    is_same: bool


class Telling(NamedTuple):
    """What of a stored document shows which story it tells."""

    title: str | None
    text: str
    source: tuple[str, ...]
    date: StatedDate | None


class Stories:
    """The links of an archive, for its writer; `finish()` keeps what has been done."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def linked(self) -> int:
        """Return the number of the last change that the links know of."""
        ((number,),) = self._session.all("SELECT value FROM meta WHERE name = 'linked'")
        return int(number)

    def count_pending(self) -> int:
        """Return the number of documents that have changed since."""
        ((count,),) = self._session.all("SELECT COUNT(*) FROM documents WHERE changed > ?", self.linked())
        return int(count)

    def pending(self, limit: int) -> list[Pending]:
        """Return the next documents that have changed since, in the order of their changes."""
        sql = (
            "SELECT changed, d.id, removed, NOT removed AND s.state IS d.state FROM documents AS d "
            "LEFT JOIN sketches AS s ON s.document = d.id WHERE changed > ? ORDER BY changed LIMIT ?"
        )
        found = self._session.all(sql, self.linked(), limit)
        return [Pending(number, document, bool(gone), bool(same)) for number, document, gone, same in found]

    def begin(self) -> None:
        """Begin a transaction."""
        self._session.begin()

    def finish(self, number: int) -> None:
        """Keep what has been done, up to the change `number`."""
        self._session.run("UPDATE meta SET value = ? WHERE name = 'linked'", number)
        self._session.commit()

    def forget(self, document: int) -> set[int]:
        """Take the document out of everything; return the documents that told one story with it."""
        ((story,),) = self._session.all("SELECT (SELECT story FROM stories WHERE document = ?)", document)
        others = {row[0] for row in self._session.all("SELECT document FROM stories WHERE story = ?", story)}
        self._session.run("DELETE FROM links WHERE one = ? OR other = ?", document, document)
        for table in ("sketches", "stories"):
            self._session.run(f"DELETE FROM {table} WHERE document = ?", document)  # noqa: S608
        return others - {document}

    def sign(self, document: int, prints: bytes) -> None:
        """Store the sketch of a document."""
        sql = "INSERT INTO sketches SELECT id, state, ? FROM documents WHERE id = ?"
        self._session.run(sql, prints, document)

    def sketches(self) -> list[tuple[int, bytes]]:
        """Return all documents and their sketches; those too short to have one are left out."""
        return self._session.all("SELECT document, prints FROM sketches WHERE prints != x'' ORDER BY document")

    def telling(self, document: int) -> Telling:
        """Return what of a document shows its story. Raises DamagedError."""
        sql = "SELECT title, text, source, date FROM documents JOIN texts ON document = id WHERE id = ?"
        ((title, text, source, date),) = self._session.all(sql, document)
        return Telling(title, rows.text(text), tuple(json.loads(source)) if source else (), parse_date(date))

    def link(self, links: Iterable[Link]) -> None:
        """Store links."""
        for link in links:
            self._session.run("INSERT OR REPLACE INTO links VALUES (?, ?, ?)", *link)

    def links_of(self, documents: Iterable[int]) -> list[Link]:
        """Return the links of these documents and of all that hang together with them."""
        found: set[Link] = set()
        seen: set[int] = set()
        border = set(documents)
        while border:
            seen |= border
            new = {Link(one, other, bool(part)) for one, other, part in self._by_document(_LINKS_OF, sorted(border))}
            found |= new
            border = {document for link in new for document in link[:2]} - seen
        return sorted(found)

    def tell(self, documents: Iterable[int], groups: Iterable[Sequence[int]]) -> None:
        """Make each of `groups` a story, and the others of `documents` none."""
        for document in documents:
            self._session.run("DELETE FROM stories WHERE document = ?", document)
        for group in groups:
            keys = self._by_document("SELECT MIN(key) FROM documents WHERE id IN ({0})", group)
            story = min(key for (key,) in keys)
            for document in group:
                self._session.run("INSERT INTO stories VALUES (?, ?)", document, story)

    def count(self) -> int:
        """Return the number of documents that tell a story with others."""
        ((count,),) = self._session.all("SELECT COUNT(*) FROM stories")
        return int(count)

    def _by_document(self, sql: str, documents: Sequence[int]) -> Iterator[tuple[Any, ...]]:
        for start in range(0, len(documents), _MANY):
            yield from self._session.all(sql.format(",".join(map(str, documents[start : start + _MANY]))))


Rows = Callable[..., list[Any]]


def versions(read: Rows, key: str) -> list[Entry]:
    """Return the entries of the other documents of the story, the oldest first and the undated last."""
    listed = ", ".join(f"d.{name.strip()}" for name in rows.LISTED.split(","))
    sql = (
        f"SELECT d.key, {listed} FROM documents AS o JOIN stories AS s ON s.document = o.id "  # noqa: S608
        "JOIN stories AS t ON t.story = s.story JOIN documents AS d ON d.id = t.document "
        "WHERE o.key = ? AND d.id != o.id AND d.removed = 0 ORDER BY d.date IS NULL, d.date, d.key"
    )
    return [rows.entry(row[0], row[1:]) for row in read(sql, key)]


def story(by_key: Callable[[str, Sequence[str]], Iterable[Any]], keys: Sequence[str]) -> dict[str, str]:
    """Return the story of each of `keys` that tells one with other documents."""
    found = dict(by_key("SELECT key, story FROM documents JOIN stories ON document = id", keys))
    return {key: found[key] for key in keys if key in found}


def groups(links: Sequence[Link]) -> list[list[int]]:
    """Return the documents that hang together by `links`, each group rising.

    A document that holds several unlike documents is a digest of them, and one that stands in several unlike ones
    is a passage they share: neither joins them.
    """
    chief: dict[int, int] = {}
    for link in links:
        if not link.part:
            _join(chief, link.one, link.other)
    parts = [link for link in links if link.part]
    holders = _unlike(chief, ((link.other, link.one) for link in parts))
    passages = _unlike(chief, ((link.one, link.other) for link in parts))
    for link in parts:
        if link.other not in holders and link.one not in passages:
            _join(chief, link.one, link.other)
    found: Mapping[int, list[int]] = defaultdict(list)
    for document in sorted(chief):
        found[_chief(chief, document)].append(document)
    return [group for group in found.values() if len(group) > 1]


def _unlike(chief: dict[int, int], pairs: Iterable[tuple[int, int]]) -> set[int]:
    """Return the documents that are paired with documents of several groups other than their own."""
    others: Mapping[int, set[int]] = defaultdict(set)
    for document, other in pairs:
        others[document].add(_chief(chief, other))
    return {document for document, found in others.items() if len(found - {_chief(chief, document)}) > 1}


def _chief(chief: dict[int, int], document: int) -> int:
    root = chief.setdefault(document, document)
    while root != chief[root]:
        root = chief[root]
    chief[document] = root
    return root


def _join(chief: dict[int, int], one: int, other: int) -> None:
    one, other = _chief(chief, one), _chief(chief, other)
    chief[max(one, other)] = min(one, other)
