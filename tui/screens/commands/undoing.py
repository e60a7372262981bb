"""Taking back whatever was changed last, be it what is asked or what is kept, and doing it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus import DatelineError, one_line
from tui.render.runs import fit
from tui.screens.commands.keeping import Keeping
from tui.screens.question import SORT_WORDS, Question

if TYPE_CHECKING:
    from tui.screens.changes import Step

TITLE_MOST = 48


class Undoing(Keeping):
    """The way back and forward through everything that was changed."""

    def action_undo(self) -> None:
        """Take the last change back: go back to the search before, or undo what was last kept on the desk."""
        changes, question = self.inquiry.changes, self.inquiry.question
        last = changes.last(question)
        if last == "search":
            self._ask_again(changes.back(question), "Back to")
        elif last == "desk" or changes.going_further:
            self.keep(self.undo_on_desk)
        else:
            with self.telling():
                changes.going_further = self.desk.last_change(earlier=True) > 0
                further = " {} again takes back what was changed before you came in.".format(self.keymap.sign("undo"))
                self.say(f"Nothing is left to take back.{further if changes.going_further else ''}")

    def action_redo(self) -> None:
        """Do again what was taken back last."""
        if self.inquiry.changes.next() == "search":
            self._ask_again(self.inquiry.changes.forward(self.inquiry.question), "Again:")
        else:
            self.keep(self._redo_on_desk)

    def _ask_again(self, step: Step | None, how: str) -> None:
        if step is not None:
            self.inquiry.ask(step.question, row=step.row, told=f"{how} {in_words(step.question)}.")

    def undo_on_desk(self) -> str:
        """Take the desk's last change back; return the sentence that says so. Raises DatelineError."""
        sentence = self.desk.undo(self.named)
        if sentence is None:
            return "Nothing is left to take back."
        self.inquiry.changes.desk_went_back()
        return sentence

    def _redo_on_desk(self) -> str:
        sentence = self.desk.redo(self.named)
        self.inquiry.changes.desk_went_forward()
        return sentence or "There is nothing to do again."

    def last_change(self) -> int:
        """Return the number of the last change of the desk that can be taken back."""
        try:
            return self.desk.last_change()
        except DatelineError:
            return 0

    def named(self, key: str) -> str:
        """Return what to call a document in a sentence: its title, or its key where there is none."""
        try:
            entry = self.archive.entries([key]).get(key)
        except DatelineError:
            entry = None
        title = one_line(entry.title or "") if entry else ""
        return f"“{fit(title, TITLE_MOST)}”" if title else f"document {key}"


def in_words(question: Question) -> str:
    """Return a question as a sentence names it."""
    what = f"“{fit(one_line(question.query), TITLE_MOST)}”" if question.query.strip() else "all documents"
    return what if question.sort == "relevance" else f"{what}, {SORT_WORDS[question.sort]}"
