"""What concerns the rows of the list: read or not, folded or not; and what is noted of what a person did."""

from __future__ import annotations

from functools import partial

from tui.screens.commands.keeping import Keeping
from tui.screens.question import Question


class Listing(Keeping):
    """The commands over rows. What was opened and what was asked is noted on the desk, as no change to take back."""

    _visited: str | None = None
    _noted = Question()

    def action_toggle_read(self) -> None:
        """Call the document read, or unread again."""
        if self.standing_on is None:
            self.say("There is no document here.")
        else:
            self.keep(partial(self._toggle_read, self.standing_on))

    def action_fold(self) -> None:
        """Unfold the other versions of the story, or fold them."""
        if self.list.hit is None:
            self.say("There is no document here.")
        elif not self.list.toggle_versions():
            self.say("Among the results seen so far this story has one version.")

    def action_complete(self) -> None:
        """Take what the search box offers in grey, or go one letter on."""
        self.box.complete()

    def _toggle_read(self, key: str) -> str:
        was_read = key in self.desk.read()
        self.desk.set_read(key, not was_read)
        return "Unread again." if was_read else "Read."

    def note_visit(self, key: str) -> None:
        """Note that a person opened a document, and so has read it."""
        if key == self._visited:
            return
        self._visited = key
        with self.telling():
            self.desk.visit(key, self.archive.identity)
            self.desk.set_read(key, undoable=False)
        self.catch_up()

    def note_search(self, question: Question, total: int) -> None:
        """Note that a question was asked, and how much it found."""
        if question == self._noted:
            return
        self._noted = question
        with self.telling():
            self.desk.search_made(question.query, question.sort, self.archive.identity, total)
