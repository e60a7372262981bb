"""All that is known of a document: gathered on a worker, shown in a sheet, put right from there."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from corpus import DatelineError, Document, one_line
from tui.render.known import DESK, Fact, Known
from tui.screens.asking import Ask, Option
from tui.screens.correcting import Correcting, Correction, Value
from tui.screens.latest import Latest

if TYPE_CHECKING:
    from corpus import Archive, Desk
    from tui.screens.commands.base import Room
    from tui.screens.values import ValuesSheet

Counts = Mapping[str, Sequence[tuple[str, int]]]
UNDONE = "Back to what the page states."
DONE = "Put right. u goes back to what the page states."


class Knowing:
    """Shows what is known of documents, for the room."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self.correcting = Correcting(room.archive, self._found, room.call_next)
        self.gathering: Latest[Document, tuple[Known, Counts]] = Latest(
            self._gather, self._show, lambda _, error: room.say(str(error), "error"), room.call_next
        )

    def stop(self) -> None:
        """Let go of what is being gathered or written."""
        self.gathering.stop()
        self.correcting.stop()

    def _gather(self, document: Document, cancel: threading.Event) -> tuple[Known, Counts]:
        known = known_of(self._room.archive, self._room.desk, document)
        try:
            return known, self._room.index.search("", limit=1, cancel=cancel).facets
        except DatelineError:
            return known, {}

    def _show(self, _: Document, gathered: tuple[Known, Counts]) -> None:
        from tui.screens.values import ValuesSheet

        known, counts = gathered
        sheet = ValuesSheet(known, lambda fact: self._ask(sheet, fact, counts), lambda fact: self._undo(sheet, fact))
        self._room.app.push_screen(sheet)

    def _ask(self, sheet: ValuesSheet, fact: Fact, counts: Counts) -> None:
        from tui.screens import right_values

        begun = right_values.written(sheet.known, fact.value)

        def answered(option: Option | None) -> None:
            if option is not None and (option.id or option.text.strip() != begun):
                self._correct(sheet, *right_values.chosen(fact.value, option))

        title = right_values.title_for(fact.value, fact.name)
        options = right_values.choices(sheet.known, fact.value, counts)
        self._room.app.push_screen(Ask(title, options, free=True, value=begun), answered)

    def _undo(self, sheet: ValuesSheet, fact: Fact) -> None:
        self._correct(sheet, {}, frozenset([fact.value]))

    def _correct(self, sheet: ValuesSheet, changes: Mapping[str, Value], withdrawn: frozenset[str]) -> None:
        sheet.tell("Writing …")
        done = partial(self._corrected, sheet, UNDONE if withdrawn else DONE)
        self.correcting.correct(Correction(sheet.known.document.key, changes, withdrawn, done, sheet.refuse))

    def _corrected(self, sheet: ValuesSheet, said: str, document: Document) -> None:
        try:
            sheet.show(known_of(self._room.archive, self._room.desk, document))
            sheet.tell(said)
        except DatelineError as error:
            sheet.refuse(error)
        opened = self._room.reader.opened
        if opened and opened.document.key == document.key:
            self._room.reading.restore(document.key, opened.saved(self._room.reader.place))

    def _found(self, error: DatelineError | None) -> None:
        """Ask again what is asked, so that the list shows what was put right."""
        room = self._room
        if error is not None:
            room.say(str(error), "error")
        elif room.pane != "box":
            room.inquiry.ask(room.inquiry.question, row=room.list.row)


def known_of(archive: Archive, desk: Desk, document: Document) -> Known:
    """Return all that is known of a document. Raises NotFoundError."""
    from corpus import evidence_of

    page = archive.page(document.key)
    tags, notes = ", ".join(map(one_line, desk.tags(document.key))), len(desk.notes(document.key))
    marked = "yes" if document.key in desk.marked() else ""
    rows = (("Marked", marked), ("Tags", tags), ("Notes", f"{notes:,}" if notes else ""))
    return Known(
        document,
        page,
        evidence_of(page, document),
        archive.revisions(document.key),
        len(archive.versions(document.key)),
        [Fact(name, text, DESK) for name, text in rows if text],
    )
