"""The tables of the archive: one tuple of statements for each format there has been; they only ever grow at the end."""

from __future__ import annotations

from typing import Final

_DOCUMENT = """
    title TEXT, date TEXT, place TEXT, source TEXT, fields TEXT, type TEXT, language TEXT NOT NULL, url TEXT,
    origin NOT NULL, item INTEGER, truncated INTEGER NOT NULL, stated TEXT, inferred TEXT,
    text_bytes INTEGER NOT NULL, state BLOB NOT NULL
"""

ARCHIVE: Final = (
    (
        "CREATE TABLE meta (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID",
        "INSERT INTO meta VALUES ('identity', lower(hex(randomblob(16))))",
        "CREATE TABLE imports (id INTEGER PRIMARY KEY, started TEXT NOT NULL, finished TEXT)",
        "CREATE TABLE files (id INTEGER PRIMARY KEY, path NOT NULL UNIQUE)",
        # What has been taken in from which file, so that it is not cleaned again.
        """CREATE TABLE inputs (
            file INTEGER NOT NULL REFERENCES files, digest BLOB NOT NULL, documents INTEGER NOT NULL,
            PRIMARY KEY (file, digest)
        ) WITHOUT ROWID""",
        """CREATE TABLE pages (
            id INTEGER PRIMARY KEY, identity BLOB NOT NULL, current INTEGER NOT NULL, hash BLOB NOT NULL,
            import INTEGER NOT NULL REFERENCES imports, file INTEGER NOT NULL REFERENCES files, digest BLOB NOT NULL,
            origin NOT NULL, name NOT NULL, format TEXT NOT NULL, encoding TEXT NOT NULL, address TEXT,
            captured TEXT, declared TEXT, decodes INTEGER NOT NULL, raw BLOB NOT NULL
        )""",
        "CREATE UNIQUE INDEX pages_current ON pages (identity) WHERE current",
        "CREATE INDEX pages_hash ON pages (hash)",
        f"""CREATE TABLE documents (
            id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, page INTEGER NOT NULL REFERENCES pages,
            changed INTEGER NOT NULL, removed INTEGER NOT NULL, {_DOCUMENT}
        )""",
        "CREATE UNIQUE INDEX documents_changed ON documents (changed, removed, key)",
        "CREATE INDEX documents_page ON documents (page)",
        "CREATE INDEX documents_live ON documents (date, text_bytes) WHERE removed = 0",
        """CREATE TABLE texts (
            document INTEGER PRIMARY KEY REFERENCES documents, text BLOB NOT NULL, markdown BLOB
        )""",
        f"""CREATE TABLE revisions (
            document INTEGER NOT NULL REFERENCES documents, number INTEGER NOT NULL, replaced_at TEXT NOT NULL,
            page INTEGER NOT NULL REFERENCES pages, {_DOCUMENT}, text BLOB NOT NULL, markdown BLOB,
            PRIMARY KEY (document, number)
        ) WITHOUT ROWID""",
    ),
    # What stood beside the bytes of a page in what held them, so that they can be read again by themselves.
    ("ALTER TABLE pages ADD COLUMN given TEXT",),
    # Which documents tell one story. A text too short to be compared has no `prints`; `story` is the smallest key.
    (
        """CREATE TABLE sketches (
            document INTEGER PRIMARY KEY REFERENCES documents, state BLOB NOT NULL, prints BLOB NOT NULL
        )""",
        """CREATE TABLE links (
            one INTEGER NOT NULL REFERENCES documents, other INTEGER NOT NULL REFERENCES documents,
            part INTEGER NOT NULL, PRIMARY KEY (one, other)
        ) WITHOUT ROWID""",
        "CREATE INDEX links_other ON links (other)",
        "CREATE TABLE stories (document INTEGER PRIMARY KEY REFERENCES documents, story TEXT NOT NULL)",
        "CREATE INDEX stories_story ON stories (story)",
        "INSERT INTO meta VALUES ('linked', 0)",
    ),
    # What a person has put right, by key and by name of the value; the value as JSON.
    (
        """CREATE TABLE corrections (
            key TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, made TEXT NOT NULL, PRIMARY KEY (key, name)
        ) WITHOUT ROWID""",
    ),
    # What each site repeats: how many of its pages were counted, and on how many of them each line stood.
    ("CREATE TABLE sites (name TEXT PRIMARY KEY, pages REAL NOT NULL, day_first REAL NOT NULL, counts BLOB NOT NULL)",),
)
