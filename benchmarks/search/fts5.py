"""SQLite FTS5: an index without the texts, ranked by bm25, facets counted by GROUP BY over the hits.

Of the ways to ask, those that were quickest: hits and their number in one statement with a window, the counts in a
second; `+rowid` keeps SQLite from looking up a filter's documents one by one.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import groupby

from benchmarks.search.engine import TITLE_BOOST, Place, Question, Reply, Row, read_rows

TABLES = f"""
    CREATE VIRTUAL TABLE words USING fts5(title, text, content='', tokenize='porter unicode61');
    INSERT INTO words (words, rank) VALUES ('rank', 'bm25({TITLE_BOOST}, 1.0)');
    CREATE TABLE documents (id INTEGER PRIMARY KEY, key TEXT NOT NULL);
    CREATE TABLE named (code INTEGER PRIMARY KEY, facet TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (facet, value));
    CREATE TABLE valued (document INTEGER NOT NULL, code INTEGER NOT NULL, PRIMARY KEY (document, code)) WITHOUT ROWID;
    CREATE INDEX valued_code ON valued (code, document);
"""  # noqa: S608 - a number of ours
FILTER = (
    " AND +rowid IN (SELECT document FROM valued WHERE code = (SELECT code FROM named WHERE facet = ? AND value = ?))"
)
HITS = """
    SELECT key, hits FROM (
        SELECT rowid AS id, rank AS score, COUNT(*) OVER () AS hits
        FROM words WHERE words MATCH ?{filter} ORDER BY rank LIMIT ?
    ) JOIN documents USING (id) ORDER BY score
"""
COUNTS = """
    SELECT facet, value, hits FROM (
        SELECT code, COUNT(*) AS hits FROM words JOIN valued ON document = words.rowid
        WHERE words MATCH ?{filter} GROUP BY code
    ) JOIN named USING (code) ORDER BY facet
"""


def build(place: Place) -> None:
    """Index the rows in one transaction."""
    place.index.mkdir()
    with closing(sqlite3.connect(place.index / "fts5.db")) as connection:
        connection.executescript(TABLES)
        codes: dict[tuple[str, str], int] = {}
        for number, row in enumerate(read_rows(place.rows), start=1):
            _add(connection, number, row, codes)
        connection.executemany("INSERT INTO named VALUES (?, ?, ?)", ((code, *name) for name, code in codes.items()))
        connection.commit()


def opened(place: Place) -> Opened:
    """Open the file."""
    return Opened(place)


class Opened:
    """A connection."""

    def __init__(self, place: Place) -> None:
        self._connection = sqlite3.connect(place.index / "fts5.db")

    def ask(self, question: Question, limit: int, *, facets: bool, snippets: int) -> Reply:  # noqa: ARG002
        """Answer with one statement, and a second one for the counts."""
        narrowed = FILTER if question.facet else ""
        sought = (written(question), *((question.facet, question.value) if question.facet else ()))
        hits = self._connection.execute(HITS.format(filter=narrowed), (*sought, limit)).fetchall()
        counts = {}
        if facets:
            rows = self._connection.execute(COUNTS.format(filter=narrowed), sought).fetchall()
            counts = {name: [row[1:] for row in same] for name, same in groupby(rows, key=lambda row: row[0])}
        return Reply(hits[0][1] if hits else 0, tuple(key for key, _ in hits), counts)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def written(question: Question) -> str:
    """Return the question, but for its filter, in FTS5's query language."""
    words = [f'"{word}"' for word in question.words]
    if question.join == "phrase":
        sought = f'"{" ".join(question.words)}"'
    elif question.join == "prefix":
        sought = f"{words[0]}*"
    else:
        sought = (" OR " if question.join == "any" else " AND ").join(words)
    return "".join([f"({sought})", *(f' NOT "{word}"' for word in question.without)])


def _add(connection: sqlite3.Connection, number: int, row: Row, codes: dict[tuple[str, str], int]) -> None:
    connection.execute("INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", (number, row.title, row.text))
    connection.execute("INSERT INTO documents VALUES (?, ?)", (number, row.key))
    of_row = [(name, value) for name, values in row.facets.items() for value in values]
    numbers = [(number, codes.setdefault(name, len(codes) + 1)) for name in of_row]
    connection.executemany("INSERT INTO valued VALUES (?, ?)", numbers)
