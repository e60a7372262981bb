"""Taking changes back, and doing them again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from corpus.desk.log import Deed, Image, Logged
from corpus.desk.store import Store

SENTENCES: Final = {
    "mark": ("Mark taken away from {what}.", "Mark put back on {what}."),
    "unmark": ("Mark put back on {what}.", "Mark taken away from {what}."),
    "read": ("Not read any more: {what}.", "Read, as before: {what}."),
    "unread": ("Read, as before: {what}.", "Not read any more: {what}."),
    "tag": ("Tag “{name}” taken off {what}.", "Tag “{name}” put back on {what}."),
    "untag": ("Tag “{name}” put back on {what}.", "Tag “{name}” taken off {what}."),
    "rename_tag": ("The tag “{other}” is called “{name}” again.", "The tag “{name}” is called “{other}” again."),
    "merge_tags": ("What was merged into the tag “{name}” is apart again.", "Merged into the tag “{name}” again."),
    "delete_tag": ("The tag “{name}” is back on its documents.", "The tag “{name}” is deleted again."),
    "note": ("Note taken away from {what}.", "Note put back on {what}."),
    "edit_note": ("The note on {what} says again what it said before.", "The note on {what} is edited again."),
    "delete_note": ("Note put back on {what}.", "Note taken away from {what}."),
    "restore_note": ("Note taken away from {what}.", "Note put back on {what}."),
    "save_search": ("The saved search “{name}” is taken away.", "The saved search “{name}” is back."),
    "replace_search": (
        "The saved search “{name}” is what it was before.",
        "The saved search “{name}” is replaced again.",
    ),
    "forget_search": ("The saved search “{name}” is back.", "The saved search “{name}” is taken away."),
    "rename_search": (
        "The saved search “{other}” is called “{name}” again.",
        "The saved search “{name}” is called “{other}” again.",
    ),
    "import": ("What was imported is taken back.", "What was imported is there again."),
}
"""What is said when a change is taken back, and when it is done again."""

_OF_ONE: Final = {"tags": ("document", "key"), "notes": ("note", "id"), "note_texts": ("note", "note")}
"""What the rows of some tables are of; those of the same are taken back together or not at all."""

_CHANGED_SINCE: Final = "That was changed again since, and stays as it is."
_PARTLY: Final = " What was changed since stays as it is."


class Undo(Store):
    """The part of a desk that takes changes back."""

    def undo(self, named: Callable[[str], str] | None = None) -> str | None:
        """Take the last change of this room back; return a sentence that says what happened, None where there is none.

        Changes of another room that is still open are left alone; those of rooms that are gone come after this room's
        own, the newest first. What was changed again since stays. `named` turns a key into what the sentence calls it.
        """
        with self.changing() as change:
            logged = self._log.last_done()
            if logged is None:
                return None
            kept = [image for unit in _units(logged) if change.replace_all(map(_back, unit)) for image in unit]
            self._log.settle(logged, kept, undone=True)
        return _sentence(logged, kept, 0, named)

    def redo(self, named: Callable[[str], str] | None = None) -> str | None:
        """Do again what `undo` took back last, unless something else was changed since; else as `undo`."""
        with self.changing() as change:
            logged = self._log.last_undone()
            if logged is None:
                return None
            kept = [image for unit in _units(logged) if change.replace_all(unit) for image in unit]
            self._log.settle(logged, kept, undone=False)
        return _sentence(logged, kept, 1, named)

    def last_change(self, *, earlier: bool = False) -> int:
        """Return the number of the last change that `undo` takes back, 0 where there is none; it rises with each.

        Only this room's own changes count, or, `earlier`, also those of rooms that are gone.
        """
        if earlier:
            with self.unchanged():
                logged = self._log.last_done()
            return logged.id if logged else 0
        sql = "SELECT COALESCE(MAX(id), 0) FROM changes WHERE undone IS NULL AND session = ?"
        return int(self.rows(sql, self._log.session)[0][0])


def _back(image: Image) -> Image:
    return Image(image.table, image.after, image.before)


def _units(logged: Logged) -> list[list[Image]]:
    """Return the rows that belong together: those of one note, of one document's tags, of one saved search."""
    if logged.deed.kind == "rename_search":
        return [logged.images]
    units: dict[tuple[str, object], list[Image]] = {}
    for number, image in enumerate(logged.images):
        row = image.after or image.before or {}
        owner, column = _OF_ONE.get(image.table, ("", ""))
        units.setdefault((owner, row[column] if column else number), []).append(image)
    return list(units.values())


def _sentence(logged: Logged, kept: list[Image], which: int, named: Callable[[str], str] | None) -> str:
    if not kept:
        return _CHANGED_SINCE
    deed = logged.deed
    said = SENTENCES[deed.kind][which].format(what=_what(deed, named), name=deed.name, other=deed.other)
    return said if len(kept) == len(logged.images) else said + _PARTLY


def _what(deed: Deed, named: Callable[[str], str] | None) -> str:
    if deed.number != 1:
        return f"{deed.number:,} documents"
    return named(deed.key) if named else deed.key
