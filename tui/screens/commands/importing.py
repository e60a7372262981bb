"""Bringing files and folders in while one reads, and learning of what came in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from textual import on

from corpus import DatelineError
from tui.cli.paths import may_exist
from tui.cli.wording import counted
from tui.render.runs import Run
from tui.screens import import_words
from tui.screens.asking import Ask, Option, among
from tui.screens.commands.beginning import Beginning
from tui.screens.import_job import ImportJob
from tui.screens.imports import Imports
from tui.screens.lookout import Lookout

if TYPE_CHECKING:
    from search import Answer
    from tui.screens.import_sheet import ImportSheet
    from tui.screens.pauses import Pauses
    from tui.widgets.title_line import TitleLine

LOOK = 5.0
AGAIN, LAST = "again", "last"
STAY, WAIT, STOP = "stay", "wait", "stop"
QUESTION = "Bring in which file or folder?"
NOT_THERE = "There is no such file or folder. Which one?"


class Importing(Beginning):
    """The commands around imports. One runs at a time, in a process of its own; the room goes on meanwhile.

    What came in is told, and stands among the results once they are asked for again: nothing moves by itself.
    """

    title_line: TitleLine
    pauses: Pauses
    warning: Run | None
    _import_sheet: ImportSheet | None = None
    _leaves_after_import = False

    @cached_property
    def imports(self) -> Imports:
        """Return what imports into this archive."""
        return Imports(self.archive, self.desk, self.post_message)

    @cached_property
    def lookout(self) -> Lookout:
        """Return what notices new documents."""
        return Lookout(self.archive, self.index, self.totals, self.notice_new, self.call_next)

    def on_mount(self) -> None:
        """Begin to look out for new documents, and remind of an import that was stopped."""
        self.look_out()
        self.call_after_refresh(self._remind_of_import)

    def on_unmount(self) -> None:
        """Let go of an import that still runs: it ends at its next whole step."""
        self.lookout.jobs.stop()
        self.imports.end()

    # What a person asks for

    def action_add(self, path: str = "") -> None:
        """Bring something in; while an import runs, show how far it is."""
        from tui.screens.path_asking import chosen_paths

        if self.imports.running:
            self._show_import()
        elif path:
            self._import(chosen_paths(Option(path)), path)
        else:
            self._ask_what_to_import(QUESTION)

    def action_stop_import(self) -> None:
        """Stop the import; what came in until then stays."""
        if self.imports.running:
            self.imports.stop()
            self.say("The import is being stopped.")
            self._show_standing()
        else:
            self.say("No import is running.")

    def action_refresh(self) -> None:
        """Search again, so that what came in meanwhile is among the results."""
        new = self.lookout.new
        told = f"Searched again, with {counted(new, 'new document')} in the archive." if new else "Searched again."
        self.inquiry.ask(self.inquiry.question, row=self.list.row, told=told)
        if self.at_start:
            self.begin()

    def action_leave(self) -> None:
        """Leave the room; while an import runs, ask what is to become of it."""
        if not self.imports.running:
            super().action_leave()
            return
        options = [
            Option("Stay", id=STAY),
            Option("Leave when the import is done", id=WAIT),
            Option("Stop the import and leave", id=STOP),
        ]
        self.app.push_screen(Ask("An import is running", among(options)), self._leave_or_stay)

    def _leave_or_stay(self, option: Option | None) -> None:
        chosen = option.id if option else STAY
        self._leaves_after_import = chosen != STAY
        if self._leaves_after_import and not self.imports.running:
            super().action_leave()
        elif chosen == STOP:
            self.imports.end()
            self.say("The import is being stopped; then the room closes.")
        elif chosen == WAIT:
            self.say(f"The room closes when the import is done. {self.keymap.sign('leave')} asks again.")

    def _ask_what_to_import(self, question: str, value: str = "") -> None:
        from tui.screens.path_asking import AskPath, chosen_paths

        def chosen(option: Option | None) -> None:
            if option is None:
                return
            if option.id == LAST:
                self._show_import()
            else:
                self._import(unfinished if option.id == AGAIN else chosen_paths(option), option.text)

        unfinished = self._unfinished_import()
        offers = []
        if unfinished:
            offers.append(Option(f"Go on with {import_words.in_short(unfinished)}", id=AGAIN))
        if last := self.imports.standing:
            note = f"{len(last.skipped):,} skipped" if last.skipped else ""
            offers.append(Option("What became of the last import", note=note, id=LAST))
        self.app.push_screen(AskPath(question, offers, value=value), chosen)

    def _import(self, paths: Sequence[str], typed: str) -> None:
        if not any(map(may_exist, paths)):
            self._ask_what_to_import(NOT_THERE, value=typed)
            return
        with self.telling():
            self.imports.begin(paths)
            how_far = f"{self.keymap.sign('add')} shows how far it is."
            self.say(f"Bringing in {import_words.in_short(paths)}. {how_far}")
        self._show_standing()

    # The import that runs

    @on(ImportJob.Heard)
    def import_heard(self, heard: ImportJob.Heard) -> None:
        """Take in how the import stands, and what came of it."""
        with self.telling():
            self.imports.take(heard)
        self._show_standing()
        standing = self.imports.standing
        if standing and standing.has_ended:
            style = "error" if standing.error else "title"
            self.say(import_words.outcome(standing, self.keymap.sign("add")), style)
            self.lookout.look(at_once=True)
            if self._leaves_after_import:
                super().action_leave()

    def _show_standing(self) -> None:
        self.show_news()
        if self._import_sheet and self.imports.standing:
            self._import_sheet.show(self.imports.standing)

    def _show_import(self) -> None:
        from tui.screens.import_sheet import ImportSheet

        if self.imports.standing:
            self._import_sheet = ImportSheet(self, self.imports.standing, self.action_stop_import)
            self.app.push_screen(self._import_sheet)

    def _unfinished_import(self) -> list[str]:
        try:
            return self.imports.unfinished()
        except DatelineError:
            return []

    def _remind_of_import(self) -> None:
        paths = self._unfinished_import()
        if paths and self.warning is None:
            sign = self.keymap.sign("add")
            reminder = f"The import of {import_words.in_short(paths)} did not come to its end; {sign} goes on with it."
            self.warning = Run(f" {reminder}", "title")
            self.say(None)

    # What came in

    def look_out(self) -> None:
        """Look whether something came in, now and every few seconds; while an import runs here, its end is awaited."""
        if not self.imports.running:
            self.lookout.look()
        self.pauses.after(LOOK, "look", self.look_out)

    def notice_new(self) -> None:
        """Learn that the archive has changed; where nothing is under a cursor, show that at once."""
        self.totals = self.lookout.totals
        self.show_news()
        if self.lookout.new and not self.list.pages.total:
            self.action_refresh()
        elif self.at_start:
            self.begin()

    def took_stock(self, answer: Answer) -> None:
        """Learn that the results are those of the archive as it is now."""
        self.lookout.settle()
        if answer.total > self.totals.documents:
            self.totals = self.totals._replace(documents=answer.total)
        self.show_news()

    def overtaken(self, more: Answer) -> bool:
        """Search again where more of the results was fetched and what came in since has shifted them all."""
        is_so = more.total != self.list.pages.total and self.lookout.is_behind
        if is_so:
            told = "Documents came in, so this was searched again."
            self.inquiry.ask(self.inquiry.question, row=self.list.row, told=told)
            self.lookout.look(at_once=True, seen=True)
        return is_so

    def show_news(self) -> None:
        """Show in the title line what goes on."""
        self.title_line.tell(self.news())

    def news(self) -> list[str]:
        """Return how the import stands, or else that there are new documents, the most words first."""
        if running := self.imports.running:
            return import_words.title_forms(running)
        return import_words.news_forms(self.lookout.new, self.keymap.sign("refresh"))
