"""The note that is being written: kept on the desk every while, so that a dropped line takes none of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from corpus import Anchor

if TYPE_CHECKING:
    from corpus import JSON, Desk

NAME = "draft"


class Draft(NamedTuple):
    """A note as far as it is written: on a document, on a passage of it where there is an anchor.

    `note` is the number of the note that is edited, None for a new one.
    """

    key: str
    text: str = ""
    note: int | None = None
    anchor: Anchor | None = None

    def remember(self, desk: Desk) -> None:
        """Keep it on the desk, in place of the one before."""
        place: JSON = {**self.anchor._asdict()} if self.anchor else None
        desk.remember(NAME, {"key": self.key, "text": self.text, "note": self.note, "anchor": place})


def forget(desk: Desk) -> None:
    """Keep no draft any more."""
    if desk.recall(NAME) is not None:
        desk.remember(NAME, None)


def recall(desk: Desk) -> Draft | None:
    """Return the draft kept on the desk; None where there is none, or none that makes sense."""
    match desk.recall(NAME):
        case {"key": str(key), "text": str(text), "note": int() | None as note, "anchor": anchor}:
            return Draft(key, text, note, _anchor(anchor))
    return None


def _anchor(kept: JSON) -> Anchor | None:
    match kept:
        case {"exact": str(exact), "prefix": str(prefix), "suffix": str(suffix), "start": int() | None as start}:
            return Anchor(exact, prefix, suffix, start)
    return None
