"""Archives of any size, made of one: a part of it, or its documents several times over under fresh names.

Rows are copied inside SQLite; nothing is imported again. A copy has a key of its own and a number in its title, and of
one document in four the sources have other names. The texts are the same, so that the words of an archive several
times as large are no more than its own: only the lists of documents grow.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

from corpus import Archive

RENAMED = 4
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"


def replicate(source: Archive, documents: int, folder: Path) -> None:
    """Make an archive of so many documents in `folder`, of those of `source` spread evenly over it."""
    with Archive.open(folder, create=True):
        pass
    with closing(sqlite3.connect(folder / "archive.db", isolation_level=None, uri=True)) as target:
        target.create_function("fresh_key", 2, fresh_key, deterministic=True)
        target.create_function("fresh_sources", 3, fresh_sources, deterministic=True)
        target.execute("PRAGMA journal_mode = OFF")
        target.execute("PRAGMA synchronous = OFF")
        target.execute("ATTACH ? AS source", (f"{source.path.absolute().as_uri()}?mode=ro",))
        target.execute("BEGIN")
        _copy_a_page(target)
        _copy_documents(target, documents)
        target.execute("COMMIT")


def fresh_key(key: str, copy: int) -> str:
    """Return the key of a copy of a document, of the same form."""
    number = int.from_bytes(hashlib.blake2b(f"{key} {copy}".encode(), digest_size=8).digest(), "big")
    return "".join(LETTERS[number // len(LETTERS) ** place % len(LETTERS)] for place in range(len(key)))


def fresh_sources(sources: str | None, key: str, copy: int) -> str | None:
    """Return the sources (a JSON list) of a copy of a document."""
    if sources is None or int.from_bytes(key.encode(), "big") % RENAMED:
        return sources
    return json.dumps([f"{source} {copy}" for source in json.loads(sources)])


def _copy_a_page(target: sqlite3.Connection) -> None:
    """Copy the one page that all documents will be said to come from: no search reads pages."""
    target.execute("INSERT INTO imports SELECT * FROM source.imports")
    page, file = target.execute("SELECT id, file FROM source.pages ORDER BY id LIMIT 1").fetchone()
    target.execute("INSERT INTO files SELECT * FROM source.files WHERE id = ?", (file,))
    names = ", ".join(_columns(target, "pages"))
    target.execute(f"INSERT INTO pages ({names}) SELECT {names} FROM source.pages WHERE id = ?", (page,))  # noqa: S608


def _copy_documents(target: sqlite3.Connection, documents: int) -> None:
    ids = [row[0] for row in target.execute("SELECT id FROM source.documents WHERE removed = 0 ORDER BY id")]
    (page,) = target.execute("SELECT id FROM pages").fetchone()
    target.execute("CREATE TEMP TABLE picked (old INTEGER PRIMARY KEY, new INTEGER NOT NULL)")
    done = 0
    for copy, wanted in enumerate(shares(documents, len(ids))):
        target.execute("DELETE FROM picked")
        picked = ((ids[at * len(ids) // wanted], done + at + 1) for at in range(wanted))
        target.executemany("INSERT INTO picked VALUES (?, ?)", picked)
        _copy_picked(target, page, copy)
        done += wanted


def shares(documents: int, there: int) -> Iterator[int]:
    """Give how many documents each copy of an archive of `there` documents has, for so many in all."""
    for copy in count():
        left = documents - copy * there
        if left <= 0 or there == 0:
            return
        yield min(left, there)


def _copy_picked(target: sqlite3.Connection, page: int, copy: int) -> None:
    changed = {"id": "new", "changed": "new", "page": str(page)}
    if copy:
        changed |= {
            "key": f"fresh_key(key, {copy})",
            "title": f"title || ' ({copy + 1})'",
            "source": f"fresh_sources(source, key, {copy + 1})",
        }
    names = _columns(target, "documents")
    values = ", ".join(changed.get(name, name) for name in names)
    target.execute(
        f"INSERT INTO documents ({', '.join(names)}) SELECT {values} "  # noqa: S608
        "FROM picked JOIN source.documents ON id = old ORDER BY new"
    )
    target.execute(
        "INSERT INTO texts (document, text, markdown) SELECT new, text, markdown "
        "FROM picked JOIN source.texts ON document = old ORDER BY new"
    )


def _columns(target: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in target.execute(f"PRAGMA main.table_info({table})")]
