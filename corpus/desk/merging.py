"""One note of two desks: the same note is one note, and what either ever said is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from corpus.desk.notes import keep_text, new_note

if TYPE_CHECKING:
    from corpus.desk.anchors import Anchor
    from corpus.desk.log import Row
    from corpus.desk.store import Change

_SAME: Final = "SELECT id FROM notes WHERE key = ? AND text = ? AND passage IS ? AND (made = ? OR ?)"


class Incoming(NamedTuple):
    """A note from elsewhere. `note` names key, text, made, changed and, where it has one, uid.

    `earlier` are its texts before, each with the time until which it said so. `based` is when the text that a person
    edited outside was written, None where nobody did.
    """

    note: Row
    of: Anchor | None
    earlier: list[tuple[str, str]]
    based: str | None = None


def merge_note(change: Change, incoming: Incoming) -> str:
    """Bring a note here; return `notes` where it is new or back, `edits` where it says something else, or nothing."""
    number = _same_note(change, incoming)
    if number is None:
        return _take(change, incoming)
    row = change.row("notes", number) or {}
    ours = {
        (str(one[0]), str(one[1])) for one in change.all("SELECT text, until FROM note_texts WHERE note = ?", number)
    }
    for text, until in incoming.earlier:
        if (text, until) not in ours:
            keep_text(change, number, text, until)
    merged = _merged(change, row, incoming, {text for text, _ in ours})
    change.put("notes", row | merged | {"deleted": None})
    if row["deleted"]:
        return "notes"
    return "edits" if merged else ""


def _take(change: Change, incoming: Incoming) -> str:
    note = incoming.note
    if change.value("SELECT 1 FROM notes WHERE uid = ?", note.get("uid")):
        note = {name: value for name, value in note.items() if name != "uid"}
    number = new_note(change, note, incoming.of)
    for text, until in incoming.earlier:
        keep_text(change, number, text, until)
    return "notes"


def _same_note(change: Change, incoming: Incoming) -> int | None:
    """Return the number of the same note here: by its name, or one that says the same, made at the same time."""
    note, uid = incoming.note, incoming.note.get("uid")
    found = change.value("SELECT id FROM notes WHERE uid = ? AND key = ?", uid, note["key"])
    if found is None:
        passage = incoming.of.exact if incoming.of else None
        sql = f"{_SAME} ORDER BY deleted IS NOT NULL"
        found = change.value(sql, note["key"], note["text"], passage, note["made"], uid is None)
    return None if found is None else int(found)


def _merged(change: Change, row: Row, incoming: Incoming, ours: set[str]) -> Row:
    """Return what is other in the note here: the later text stands, and the one that does not is kept."""
    note, number = incoming.note, int(row["id"] or 0)
    here, there = str(row["text"]), str(note["text"])
    at_here, at = str(row["changed"] or row["made"]), str(note["changed"] or note["made"])
    if incoming.based:
        here, there = _tidy(here), _tidy(there)
        at = change.at
    if there == here or (there in ours and incoming.based != at_here):
        return {}
    is_followed = here in {text for text, _ in incoming.earlier}
    if not is_followed and not incoming.based and at <= at_here:
        keep_text(change, number, there, at)
        return {}
    if not is_followed:
        keep_text(change, number, str(row["text"]), at)
    return {"text": there, "changed": at}


def _tidy(text: str) -> str:
    """Return a text without what an editor may change by itself: blanks at the ends of lines."""
    return "\n".join(line.rstrip() for line in text.strip().split("\n"))
