"""Where a document goes in the archive: a new row, a new state of a row, or nowhere, as it stands there already."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final, Literal

from corpus.document import Inferred
from corpus.store import matching, rows
from corpus.store.corrections import Value, corrected, unpacked
from corpus.store.database import Session
from corpus.store.matching import Candidate
from corpus.store.rows import Prepared

Outcome = Literal["new", "changed", "same"]

_COLUMNS: Final = [name.strip() for name in rows.STORED.split(",")]
_INSERT: Final = (
    f"INSERT INTO documents (key, page, changed, removed, {rows.STORED}) "  # noqa: S608
    f"VALUES (?, ?, ?, 0, {', '.join('?' * len(_COLUMNS))})"
)
_UPDATE: Final = (
    "UPDATE documents SET page = ?, changed = ?, removed = 0, "  # noqa: S608
    f"{', '.join(f'{name} = ?' for name in _COLUMNS)} WHERE id = ?"
)
_KEEP_REVISION: Final = (
    "INSERT INTO revisions SELECT id, (SELECT COUNT(*) + 1 FROM revisions WHERE document = id), ?, page, "  # noqa: S608
    f"{rows.STORED}, text, markdown FROM documents JOIN texts ON document = id WHERE id = ?"
)


@dataclass(frozen=True, slots=True)
class Stored:
    """What storing a page came to, for the page and in numbers of documents."""

    page: Outcome
    new: int = 0
    changed: int = 0
    same: int = 0
    removed: int = 0


class Placing:
    """The documents of an archive within one transaction; every change gets the next number."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._corrections = unpacked(session.all("SELECT key, name, value FROM corrections"))
        self._change: int = session.all("SELECT COALESCE(MAX(changed), 0) FROM documents")[0][0]

    def replace(self, page: int, before: int | None, documents: Sequence[Prepared]) -> Stored:
        """Make `documents` those of `page`, in the place of the documents of the capture `before`."""
        old = self.of_page(before) if before else []
        matched = matching.match([self._old_candidate(*row) for row in old], list(map(_candidate, documents)))
        outcomes = [
            self._update(old[matched[position]][0], prepared, page)
            if position in matched
            else self._place(prepared, page)
            for position, prepared in enumerate(documents)
        ]
        gone = [row[0] for position, row in enumerate(old) if position not in matched.values()]
        for document in gone:
            self._remove(document)
        kind: Outcome = "changed" if before else "new"
        return Stored(kind, outcomes.count("new"), outcomes.count("changed"), outcomes.count("same"), len(gone))

    def infer(self, document: int, inferred: Mapping[str, tuple[Inferred, ...]]) -> None:
        """Set what is inferred of a document: a change for those who read it, but no other state of what it states."""
        self._change += 1
        packed = rows.packed_inferred(inferred)
        self._session.run("UPDATE documents SET inferred = ?, changed = ? WHERE id = ?", packed, self._change, document)

    def stand(self, documents: Sequence[Prepared]) -> bool:
        """Return whether all these documents are in the archive as they are."""
        sql = "SELECT 1 FROM documents WHERE key = ? AND state = ? AND removed = 0"
        return all(self._session.one(sql, one.document.key, one.state) for one in documents)

    def are_near(self, page: int, documents: Sequence[Prepared]) -> bool:
        """Return whether a document of the page is nearly one of `documents`."""
        old = [self._text(row[0]) for row in self.of_page(page)]
        new = [rows.text(one.text) for one in documents]
        return any(matching.near(one, other) for one in old for other in new)

    def of_page(self, page: int) -> list[tuple[Any, ...]]:
        """Return number, key and title of the documents of a page."""
        return self._session.all(
            "SELECT id, key, title FROM documents WHERE page = ? AND removed = 0 ORDER BY id", page
        )

    def _place(self, prepared: Prepared, page: int) -> Outcome:
        """Store a document that was not on the page before; where its key is taken, find out by whom."""
        key = prepared.document.key
        found = self._session.one("SELECT id, removed, state, url FROM documents WHERE key = ?", key)
        if not found:
            return self._add(prepared, page)
        document, removed, state, url = found
        if removed:
            return self._update(document, prepared, page)
        if state == prepared.state:
            return "same"
        text = rows.text(prepared.text)
        if matching.near(self._text(document), text):
            return self._update(document, prepared, page) if url and url == prepared.document.url else "same"
        other = matching.other_key(key, text)
        return self._place(replace(prepared, document=replace(prepared.document, key=other)), page)

    def correct(self, key: str, changes: Mapping[str, Value], withdrawn: Iterable[str]) -> None:
        """Keep what a person put right in a document, and drop what is `withdrawn`; seen when it is stored again."""
        for name, value in changes.items():
            row = (key, name, json.dumps(value), now())
            self._session.run("INSERT OR REPLACE INTO corrections VALUES (?, ?, ?, ?)", *row)
        for name in withdrawn:
            self._session.run("DELETE FROM corrections WHERE key = ? AND name = ?", key, name)
        self._corrections = unpacked(self._session.all("SELECT key, name, value FROM corrections"))

    def _add(self, prepared: Prepared, page: int) -> Outcome:
        self._change += 1
        prepared = corrected(prepared, self._corrections.get(prepared.document.key, {}))
        values = rows.document_values(prepared)
        document = self._session.insert(_INSERT, prepared.document.key, page, self._change, *values)
        self._session.run("INSERT INTO texts VALUES (?, ?, ?)", document, prepared.text, prepared.markdown)
        return "new"

    def _update(self, document: int, prepared: Prepared, page: int) -> Outcome:
        sql = "SELECT key, state, removed FROM documents WHERE id = ?"
        ((key, state, removed),) = self._session.all(sql, document)
        prepared = corrected(prepared, self._corrections.get(key, {}))
        if state == prepared.state and not removed:
            self._session.run("UPDATE documents SET page = ? WHERE id = ?", page, document)
            return "same"
        if not removed:
            self._keep_revision(document)
        self._change += 1
        self._session.run(_UPDATE, page, self._change, *rows.document_values(prepared), document)
        self._session.run("INSERT OR REPLACE INTO texts VALUES (?, ?, ?)", document, prepared.text, prepared.markdown)
        return "changed"

    def _remove(self, document: int) -> None:
        self._keep_revision(document)
        self._change += 1
        self._session.run("UPDATE documents SET removed = 1, changed = ? WHERE id = ?", self._change, document)
        self._session.run("DELETE FROM texts WHERE document = ?", document)

    def _keep_revision(self, document: int) -> None:
        self._session.run(_KEEP_REVISION, now(), document)

    def _old_candidate(self, document: int, key: str, title: str | None) -> Candidate:
        return Candidate(key, title, lambda: self._text(document))

    def _text(self, document: int) -> str:
        ((text,),) = self._session.all("SELECT text FROM texts WHERE document = ?", document)
        return rows.text(text)


def now() -> str:
    """Return the time as the archive writes it: ISO, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _candidate(prepared: Prepared) -> Candidate:
    return Candidate(prepared.document.key, prepared.document.title, lambda: rows.text(prepared.text))
