"""Where a person was: the place in each document, and which documents and queries came last."""

from __future__ import annotations

from typing import Final, NamedTuple

from corpus.desk.log import Row
from corpus.desk.schema import TABLES
from corpus.desk.store import Change, Store
from corpus.text import one_line

WORDS: Final = 100
"""The letters kept of the words at a place, to the end of a word."""
KEPT: Final = 5_000
"""The documents, and the queries, that are remembered for their time."""


class Position(NamedTuple):
    """Where a document was left: the block, the letter in it, and the words that stood there."""

    block: int
    offset: int
    words: str
    made: str


class Visit(NamedTuple):
    """When a document of an archive was last opened; an ISO time in UTC."""

    key: str
    archive: str
    opened: str


class PastSearch(NamedTuple):
    """A query that was asked of an archive, last at `made`; `total` is what it found, None where nobody counted."""

    query: str
    sort: str
    archive: str
    total: int | None
    made: str


class Places(Store):
    """The part of a desk that knows where a person was. None of it is a change to take back."""

    def set_position(self, key: str, block: int, offset: int, words: str = "") -> None:
        """Keep where a document was left: the block, the letter in it, and the first words from there on.

        Without words, those of the same place stay.
        """
        with self.changing() as change:
            before = change.row("positions", key)
            if not words and before and (before["block"], before["offset"]) == (block, offset):
                words = str(before["words"])
            place: Row = {"key": key, "block": block, "offset": offset, "words": first_words(words)}
            change.put("positions", place | {"made": change.at})

    def position(self, key: str) -> tuple[int, int] | None:
        """Return the block and the letter where the document was left, None where it never was open."""
        left = self.left_at(key)
        return (left.block, left.offset) if left else None

    def left_at(self, key: str) -> Position | None:
        """Return where the document was left, with the words that stood there; `find_position` finds them again."""
        found = self.rows("SELECT block, offset, words, made FROM positions WHERE key = ?", key)
        return Position(*found[0]) if found else None

    def visit(self, key: str, archive: str = "") -> None:
        """Note that a person opened a document of the archive with this identity."""
        with self.changing() as change:
            self._newest(change, "visits", {"archive": archive, "key": key, "opened": change.at})

    def history(self, limit: int = 20, archive: str | None = None) -> list[Visit]:
        """Return the documents that were opened last, each once, the newest first; of one archive, or of all."""
        condition, values = _of(archive)
        sql = f"SELECT key, archive, opened FROM visits {condition} ORDER BY opened DESC, rowid DESC LIMIT ?"  # noqa: S608
        return [Visit(*row) for row in self.rows(sql, *values, limit)]

    def search_made(self, query: str, sort: str = "relevance", archive: str = "", total: int | None = None) -> None:
        """Note that a query was asked of the archive with this identity, and how many documents it found."""
        query = query.strip()
        if not query:
            return
        with self.changing() as change:
            asked = {"archive": archive, "query": query, "sort": sort, "total": total, "made": change.at}
            self._newest(change, "queries", asked)

    def searches_made(self, limit: int = 20, archive: str | None = None) -> list[PastSearch]:
        """Return the queries that were asked last, each once, the newest first; of one archive, or of all."""
        condition, values = _of(archive)
        sql = f"SELECT query, sort, archive, total, made FROM queries {condition}"  # noqa: S608
        return [PastSearch(*row) for row in self.rows(f"{sql} ORDER BY made DESC, rowid DESC LIMIT ?", *values, limit)]

    def _newest(self, change: Change, table: str, row: Row) -> None:
        """Write a row as the newest of its table, and let go of the oldest where there are too many."""
        change.drop(table, *(str(row[name]) for name in TABLES[table].key))
        change.put(table, row)
        order = f"SELECT rowid FROM {table} ORDER BY {TABLES[table].columns[-1]} DESC, rowid DESC"  # noqa: S608
        self.rows(f"DELETE FROM {table} WHERE rowid IN ({order} LIMIT -1 OFFSET ?)", KEPT)  # noqa: S608


def first_words(text: str) -> str:
    """Return the beginning of a text as it is kept with a place."""
    line = one_line(text[: 4 * WORDS])
    if len(line) <= WORDS:
        return line
    return line[:WORDS].rpartition(" ")[0] or line[:WORDS]


def _of(archive: str | None) -> tuple[str, tuple[str, ...]]:
    return ("", ()) if archive is None else ("WHERE archive = ?", (archive,))
