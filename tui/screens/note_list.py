"""The notes on a document, laid over the room: the passage of each, what it says, and when it was written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from textual.containers import VerticalScroll
from textual.content import Content

from corpus import Note, visible
from tui.render.wrap import wrap
from tui.screens.paper import FRAME, MOST, Paper

HINTS = ("⏎ goes there · e edits · d takes away · esc back", "⏎ go · e edit · d delete · esc")
"""What its keys do, at length and in short."""
PASSAGE_LEAST = 2
"""The lines of a passage that are shown however low the screen is."""
GONE = "This passage is not in the text any more:"


class Placed(NamedTuple):
    """A note, and where its passage stands in the document's text: None where it has none, or it is gone."""

    note: Note
    span: tuple[int, int] | None

    @property
    def gone(self) -> bool:
        """Return whether it is on a passage that is not in the text any more."""
        return self.note.anchor is not None and self.span is None


class NotesSheet(Paper):
    """Shows notes one under the other; one of them stands out, and the keys are for that one."""

    def __init__(self, notes: Sequence[Placed], deeds: Mapping[str, Callable[[Placed], object]]) -> None:
        """Show notes; `deeds` are what keys do to the one that stands out."""

        def deed(key: str) -> Callable[[], object]:
            return lambda: deeds[key](self.notes[self.row])

        keys = {key: deed(key) for key in deeds}
        keys |= dict.fromkeys(("j", "down", "n"), lambda: self.move(1))
        keys |= dict.fromkeys(("k", "up", "N"), lambda: self.move(-1))
        super().__init__("Notes", Content(""), keys=keys, hint=HINTS[0], lasting=True)
        self.notes, self.row = list(notes), 0

    def show(self, notes: Sequence[Placed]) -> None:
        """Show other notes; goes away where there are none left."""
        self.notes, self.row = list(notes), min(self.row, max(0, len(notes) - 1))
        if self.notes:
            self._draw()
        else:
            self.dismiss()

    def tell(self, sentence: str) -> None:
        """Say something at the lower edge."""
        self.query_one(VerticalScroll).border_subtitle = Content(sentence)

    def move(self, rows: int) -> None:
        """Go to the next note, or the one before."""
        self.row = min(max(0, self.row + rows), len(self.notes) - 1)
        self._draw()

    def on_resize(self) -> None:
        """Lay the notes out at the new width."""
        self._draw()

    def _draw(self) -> None:
        room = max(10, min(MOST, self.size.width * 96 // 100) - FRAME - 2)
        self.tell(HINTS[0] if len(HINTS[0]) <= room else HINTS[1])
        most = max(PASSAGE_LEAST, self.size.height // 4)
        of = len(self.notes)
        parts = [note_lines(placed, f"{number} of {of}", room, most) for number, placed in enumerate(self.notes, 1)]
        lines: list[Content] = []
        for number, part in enumerate(parts):
            bar = Content.styled("▌ ", "$accent") if number == self.row else Content("  ")
            lines += [*([Content("")] if number else []), *(bar + line for line in part)]
        self.write(Content("\n").join(lines))
        top = sum(len(part) + 1 for part in parts[: self.row])
        self.call_after_refresh(self._bring, top, top + len(parts[self.row]))

    def _bring(self, top: int, bottom: int) -> None:
        """Scroll so that a note is in view, its beginning where it is longer than the view."""
        sheet = self.query_one(VerticalScroll)
        height, at = max(1, sheet.scrollable_content_region.height), sheet.scroll_offset.y
        if top < at or bottom > at + height:
            sheet.scroll_to(y=top if top < at else min(top, bottom - height), animate=False)


def note_lines(placed: Placed, number: str, width: int, most: int) -> list[Content]:
    """Return the lines of a note: its number and times, its passage in quotation marks, its text.

    Of the passage there are at most `most` lines; of the text there are all.
    """
    note = placed.note
    times = at(note.made) + (f" · edited {at(note.changed)}" if note.changed else "")
    what = "" if note.anchor else " · on the whole document"
    lines = _wrapped(f"{number} · {times}{what}", width, "bold")
    if placed.gone:
        lines += _wrapped(GONE, width, "bold $warning")
    if note.passage:
        quoted = _wrapped(f"“{' '.join(visible(note.passage).split())}”", width, "$muted")
        cut = [Content.styled("…", "$muted")] if len(quoted) > most else []
        lines += [*quoted[:most], *cut]
    return [*lines, *(_wrapped(visible(note.text), width, "") if note.text.strip() else [])]


def at(time: str) -> str:
    """Return an ISO time as the clock here shows it: `2026-05-18 14:02`."""
    return datetime.fromisoformat(time).astimezone().strftime("%Y-%m-%d %H:%M")


def _wrapped(text: str, width: int, style: str) -> list[Content]:
    return [Content.styled(text[start:end], style) for start, end in wrap(text, width)]
