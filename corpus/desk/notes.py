"""Notes on documents and on passages of them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from corpus.desk.anchors import Anchor
from corpus.desk.log import Deed, Row
from corpus.desk.store import Change, Store
from corpus.errors import NotFoundError, RefusedValueError
from corpus.text import visible

LONGEST: Final = 200_000
"""The letters that a note may have."""

_NOTE: Final = "id, key, text, passage, made, changed, prefix, suffix, start, uid"


class Note(NamedTuple):
    """A person's note on a document, or on one passage of it, whose words are `passage`.

    `made` and `changed` are ISO times in UTC, `changed` is None where it never was edited. `id` is the note's number on
    this desk, `uid` its name on every desk it is brought to.
    """

    id: int
    key: str
    text: str
    passage: str | None
    made: str
    changed: str | None = None
    anchor: Anchor | None = None
    uid: str = ""


class EarlierText(NamedTuple):
    """What a note said until it was edited; `until` is an ISO time in UTC."""

    text: str
    until: str


class Notes(Store):
    """The part of a desk that knows notes."""

    def add_note(self, key: str, text: str, passage: str | Anchor | None = None) -> int:
        """Write a note on a document or a passage of it; return the note's number.

        A passage given by its anchor is found again when the document is cleaned anew. Raises RefusedValueError where
        there is neither text nor passage, or far too much.
        """
        text, of = note_text(text), passage_of(passage)
        if not text.strip() and of is None:
            raise RefusedValueError("A note needs a text or a passage.")
        with self.changing(Deed("note", key)) as change:
            return new_note(change, {"key": key, "text": text}, of)

    def edit_note(self, number: int, text: str) -> None:
        """Write a note anew; what it said before is kept. Raises NotFoundError, RefusedValueError."""
        text = note_text(text)
        with self.changing() as change:
            note = self.note(number)
            if not text.strip() and note.passage is None:
                raise RefusedValueError("A note needs a text or a passage; take the note away instead.")
            change.deed = Deed("edit_note", note.key)
            rewrite(change, number, text, change.at)

    def delete_note(self, number: int) -> None:
        """Take a note away. Raises NotFoundError."""
        with self.changing() as change:
            row = _existing(change, number, deleted=False)
            change.deed = Deed("delete_note", str(row["key"]))
            change.put("notes", row | {"deleted": change.at})

    def restore_note(self, number: int) -> None:
        """Bring a note back that was taken away. Raises NotFoundError."""
        with self.changing() as change:
            row = _existing(change, number, deleted=True)
            change.deed = Deed("restore_note", str(row["key"]))
            change.put("notes", row | {"deleted": None})

    def note(self, number: int) -> Note:
        """Return a note by its number. Raises NotFoundError."""
        found = self._notes("id = ? AND deleted IS NULL", number)
        if not found:
            raise NotFoundError("There is no such note.")
        return found[0]

    def notes(self, key: str) -> list[Note]:
        """Return the notes on a document, the oldest first."""
        return self._notes("key = ? AND deleted IS NULL ORDER BY id", key)

    def all_notes(self) -> list[Note]:
        """Return the notes on all documents, the one last written or edited first."""
        return self._notes("deleted IS NULL ORDER BY COALESCE(changed, made) DESC, id DESC")

    def noted(self) -> set[str]:
        """Return the keys of the documents that have a note."""
        return self.column("SELECT DISTINCT key FROM notes WHERE deleted IS NULL")

    def earlier_texts(self, number: int) -> list[EarlierText]:
        """Return what a note said before it was edited, the oldest first."""
        sql = "SELECT text, until FROM note_texts WHERE note = ? ORDER BY until, number"
        return [EarlierText(*row) for row in self.rows(sql, number)]

    def _notes(self, condition: str, *values: object) -> list[Note]:
        return [_note(row) for row in self.rows(f"SELECT {_NOTE} FROM notes WHERE {condition}", *values)]  # noqa: S608


def note_text(text: str) -> str:
    """Return the text of a note as it is kept. Raises RefusedValueError where it is far too long."""
    text = visible(text).rstrip()
    if len(text) > LONGEST:
        raise RefusedValueError(f"A note may have at most {LONGEST:,} letters; this one has {len(text):,}.")
    return text


def passage_of(passage: str | Anchor | None) -> Anchor | None:
    """Return the anchor of a passage as it is kept, None where there is no passage. Raises RefusedValueError."""
    of = Anchor(passage) if isinstance(passage, str) else passage
    if of is None or not of.exact.strip():
        return None
    if len(of.exact) > LONGEST:
        raise RefusedValueError(f"A passage may have at most {LONGEST:,} letters; this one has {len(of.exact):,}.")
    return Anchor(visible(of.exact), visible(of.prefix), visible(of.suffix), of.start)


def new_note(change: Change, values: Row, of: Anchor | None) -> int:
    """Write a note that is not there yet; return its number. `values` may name more than the key and the text."""
    passage: Row = {
        "passage": of.exact if of else None,
        "prefix": of.prefix if of else "",
        "suffix": of.suffix if of else "",
        "start": of.start if of else None,
    }
    number = int(change.value("SELECT MAX(seq) FROM sqlite_sequence WHERE name = 'notes'") or 0) + 1
    fresh: Row = {"id": number, "uid": os.urandom(6).hex(), "made": change.at, "changed": None, "deleted": None}
    change.put("notes", fresh | passage | values)
    return number


def rewrite(change: Change, number: int, text: str, at: str) -> bool:
    """Give a note another text, the one before kept; return whether it is another."""
    before = change.row("notes", number)
    if before is None or before["text"] == text:
        return False
    keep_text(change, number, str(before["text"]), at)
    return change.put("notes", before | {"text": text, "changed": at})


def keep_text(change: Change, number: int, text: str, until: str) -> None:
    """Keep what a note said until a time."""
    place = int(change.value("SELECT COALESCE(MAX(number), 0) + 1 FROM note_texts WHERE note = ?", number))
    change.put("note_texts", {"note": number, "number": place, "text": text, "until": until})


def _existing(change: Change, number: int, *, deleted: bool) -> Row:
    row = change.row("notes", number)
    if row is None or bool(row["deleted"]) != deleted:
        raise NotFoundError("There is no such note.")
    return row


def _note(row: Sequence[Any]) -> Note:
    number, key, text, passage, made, changed, prefix, suffix, start, uid = row
    of = None if passage is None else Anchor(passage, prefix, suffix, start)
    return Note(number, key, text, passage, made, changed, of, uid)
