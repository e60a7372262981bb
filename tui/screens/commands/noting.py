"""Notes on documents and on passages of them."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from corpus import DatelineError, NotFoundError, anchor
from tui.screens import draft as drafts
from tui.screens.commands.undoing import Undoing
from tui.screens.draft import Draft
from tui.widgets.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus import Document, Note
    from tui.screens.note_editor import NoteEditor
    from tui.screens.note_list import NotesSheet, Placed


class Noting(Undoing):
    """The commands that write, show and take away notes."""

    editor: NoteEditor | None = None
    """The editor, while a note is being written."""
    _bound_for: Placed | None = None
    """The note whose document is being opened to go to its passage."""

    def action_note(self) -> None:
        """Write a note on the passage one reads; in the results on the document."""
        with self.telling():
            document = self.document_here()
            if document is None:
                return
            passage = self.reader.passage() if self.pane == "reader" else None
            of = anchor(document.text, passage.start, passage.end) if passage else None
            self.write_note(Draft(document.key, anchor=of))

    def action_notes(self) -> None:
        """Show the notes on the document."""
        from tui.screens.note_list import NotesSheet

        with self.telling():
            document = self.document_here()
            if document is None:
                return
            notes = self._placed(document)
            if not notes:
                self.say(f"There is no note on this document; {self.keymap.sign('note')} writes one.")
                return
            deeds: dict[str, Callable[[Placed], object]] = {
                "enter": lambda placed: self._go_to_note(sheet, placed),
                "e": lambda placed: self._edit(sheet, placed.note),
                "d": lambda placed: self._delete(sheet, placed.note),
                "u": lambda placed: self._take_back(sheet, placed.note.key),
            }
            sheet = NotesSheet(notes, deeds)
            self.app.push_screen(sheet)

    def write_note(self, draft: Draft, sheet: NotesSheet | None = None) -> None:
        """Write a note, or go on writing one."""
        from tui.screens.note_editor import NoteEditor

        self.editor = NoteEditor(draft, self._text_of(draft.note), self._save_note, self._keep_draft)
        self.app.push_screen(self.editor, partial(self._written, draft.key, sheet))

    def resume_writing(self) -> None:
        """Go on with the note that was being written when the room was left."""
        with self.telling():
            if draft := drafts.recall(self.desk):
                self.write_note(draft)

    def keep_draft(self) -> None:
        """Keep what is written of a note at once."""
        if self.editor:
            self.editor.keep_draft()

    def show_on_document(self) -> None:
        """Show in the document that was opened what is kept of it, and go to a note's passage where that was wanted."""
        with self.telling():
            self.kept_in_reader.show()
        placed, self._bound_for = self._bound_for, None
        if placed and placed.note.key == self.reader.key:
            self._go_to_passage(placed)

    def _go_to_note(self, sheet: NotesSheet, placed: Placed) -> None:
        if placed.gone:
            sheet.tell("Its passage is not in the text any more.")
            return
        sheet.dismiss()
        if placed.note.key == self.reader.key:
            self._go_to_passage(placed)
        else:
            self._bound_for = placed
            self.reading.restore(placed.note.key, (0, 0))

    def _go_to_passage(self, placed: Placed) -> None:
        self.go_to("reader")
        if placed.span:
            self.reader.go_to_text(*placed.span)

    def _text_of(self, number: int | None) -> str:
        """Return what a note says; nothing where there is no such note any more."""
        with suppress(NotFoundError):
            return self.desk.note(number).text if number else ""
        return ""

    def _save_note(self, draft: Draft) -> str:
        """Keep a note; one that was taken away while it was edited is written anew."""
        is_new = draft.note is None
        if draft.note is not None:
            try:
                self.desk.edit_note(draft.note, draft.text)
            except NotFoundError:
                is_new = True
        if is_new:
            self.desk.add_note(draft.key, draft.text, draft.anchor)
        with suppress(DatelineError):
            drafts.forget(self.desk)
        return "Note saved."

    def _keep_draft(self, draft: Draft | None) -> None:
        if draft is None:
            drafts.forget(self.desk)
        else:
            draft.remember(self.desk)

    def _placed(self, document: Document) -> list[Placed]:
        from corpus import find_passage
        from tui.screens.note_list import Placed

        return [Placed(note, find_passage(note, document.text)) for note in self.desk.notes(document.key)]

    def _show_again(self, sheet: NotesSheet, key: str, said: str) -> None:
        """Show in a sheet the notes that there are now."""
        with self.telling():
            sheet.show(self._placed(self.archive.document(key)))
            sheet.tell(said)

    def _written(self, key: str, sheet: NotesSheet | None, said: str | None) -> None:
        self.editor = None
        if not said:
            return
        if self.reader.selection:
            with self.reader.prevent(Reader.Selected):
                self.reader.let_go()
        self.catch_up()
        self.say(said)
        if sheet:
            self._show_again(sheet, key, said)

    def _edit(self, sheet: NotesSheet, note: Note) -> None:
        self.write_note(Draft(note.key, note.text, note.id, note.anchor), sheet)

    def _delete(self, sheet: NotesSheet, note: Note) -> None:
        def delete() -> str:
            self.desk.delete_note(note.id)
            return "Note taken away; u brings it back."

        self._show_again(sheet, note.key, self.keep(delete))

    def _take_back(self, sheet: NotesSheet, key: str) -> None:
        if self.inquiry.changes.last(self.inquiry.question) == "desk":
            self._show_again(sheet, key, self.keep(self.undo_on_desk))
        else:
            sheet.tell("There is nothing to take back here.")
