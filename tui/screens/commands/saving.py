"""Searches kept under a name, and what is new in them since they were opened last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from corpus import RefusedValueError, one_line
from tui.news import Count
from tui.render.runs import fit
from tui.render.start import count_runs, moment, only_new
from tui.screens.asking import Ask, Option, Options, among
from tui.screens.commands.listing import Listing
from tui.screens.commands.moving import Moving
from tui.screens.commands.undoing import in_words
from tui.screens.question import Question
from tui.screens.starting import Starting

if TYPE_CHECKING:
    from corpus import DatelineError, SavedSearch
    from tui.render.start import Overview
    from tui.screens.pauses import Pauses

NAME_MOST = 60
PATIENCE = 0.4
RENAME, FORGET, NEW = "rename", "forget", "new:"


class Opening(NamedTuple):
    """A saved search that is being opened by its name, and what is asked for it."""

    search: SavedSearch
    question: Question

    @property
    def is_whole(self) -> bool:
        """Return whether all of it is asked for, not only what is new."""
        return self.question == asked(self.search)


class Saving(Moving, Listing):
    """The commands over saved searches."""

    pauses: Pauses
    _opening: Opening | None = None
    _is_awaited = False
    """Whether the list of saved searches is waited for, until all are counted or for a moment."""

    @cached_property
    def starting(self) -> Starting:
        """Return what counts saved searches, and knows what the start page tells."""
        return Starting(self.archive, self.index, self.desk, self, self.keymap.sign("add"))

    def on_unmount(self) -> None:
        """Let go of what is being counted."""
        self.starting.stop()

    def show_start(self, overview: Overview) -> None:
        """Show what the start page tells."""
        raise NotImplementedError

    def not_counted(self, error: DatelineError) -> None:
        """Say why something could not be counted."""
        self.say(str(error), style="error")

    def action_save_search(self, name: str = "") -> None:
        """Keep the search that stands under a name."""
        question = self.inquiry.question
        if not question.query.strip():
            self.say("Nothing is asked yet, so there is no search to save.")
            return
        with self.telling():
            saved = self.starting.saved()
            save = partial(self._save, question)
            if name:
                save(name)
            else:
                options = [Option(one.name, detail=one_line(one.query)) for one in saved]
                self._ask_name("Save this search as", among(options), proposed(question, saved), save)

    def action_saved_searches(self, name: str = "") -> None:
        """Run a saved search; asks which where none is named, with how many each finds and how many are new."""
        with self.telling():
            if name:
                self.open_saved(name)
            elif self.starting.saved():
                self._is_awaited = True
                self.starting.count_saved(self._choose_saved)
                self.pauses.after(PATIENCE, "saved searches", self._choose_saved)
            else:
                self.say(f"No search is saved yet; {self.keymap.sign('save_search')} saves the one that stands.")

    def action_rename_search(self, name: str = "") -> None:
        """Give a saved search another name."""
        self._with_saved("Rename which search?", name, self._ask_new_name)

    def action_forget_search(self, name: str = "") -> None:
        """Forget a saved search."""
        self._with_saved("Forget which search?", name, self._forget)

    def note_search(self, question: Question, total: int) -> None:
        """Note that a question was asked; of a saved one also that all it finds is seen."""
        opening, self._opening = self._opening, None
        if opening and opening.question == question:
            self.starting.see(opening.search)
            if opening.is_whole:
                super().note_search(question, total)
            return
        # What stood when the room was left is not asked anew on coming in: what is new then has still to be told.
        if question != self._noted:
            self._see(question)
        super().note_search(question, total)

    def _see(self, question: Question) -> None:
        """Note that all that a question finds is seen, where it is that of a saved search."""
        with self.telling():
            search = next((one for one in self.starting.saved() if asked(one) == question), None)
            if search:
                self.starting.see(search)

    def ask_from_list(self, question: Question, told: str = "") -> None:
        """Ask something, standing in the results."""
        # Only behind that it is known how many rows there is room for.
        self.go_to("list")
        self.call_after_refresh(self.inquiry.ask, question, told=told)

    def _save(self, question: Question, name: str) -> None:
        def save() -> str:
            before = {one.name: in_words(asked(one)) for one in self.starting.saved()}
            kept = self.desk.save_search(name, question.query, question.sort)
            undo = self.keymap.sign("undo")
            if before.get(kept, in_words(question)) != in_words(question):
                return f"Saved as “{kept}”, in the place of {before[kept]}; {undo} takes it back."
            return f"Saved as “{kept}”."

        self.keep(save)
        self._see(question)

    def _saved(self, name: str) -> SavedSearch:
        found = [one for one in self.starting.saved() if one.name.casefold() == one_line(name).casefold()]
        if not found:
            raise RefusedValueError(f"There is no saved search “{one_line(name)}”.")
        return next((one for one in found if one.name == name), found[0])

    def open_saved(self, name: str, *, only_new: bool = False) -> None:
        """Run a saved search, whole or only for what is new in it. Raises RefusedValueError where there is none."""
        search = self._saved(name)
        count = self.starting.counts.get(search.query, Count(None))
        question = asked(search)
        if only_new and count.only_new:
            question = question.asking(count.only_new)
        self._opening = Opening(search, question)
        self.ask_from_list(question, news(search, count))

    def _choose_saved(self) -> None:
        self.pauses.forget("saved searches")
        if not self._is_awaited:
            return
        self._is_awaited = False
        with self.telling():
            options = [
                *(option for one in self.starting.saved() for option in self._options(one)),
                Option("Rename one …", id=RENAME),
                Option("Forget one …", id=FORGET),
            ]
            self.app.push_screen(Ask("Saved searches", among(options)), self._chose_saved)

    def _chose_saved(self, option: Option | None) -> None:
        if option is None:
            return
        with self.telling():
            if option.id == RENAME:
                self.action_rename_search()
            elif option.id == FORGET:
                self.action_forget_search()
            else:
                self.open_saved(option.id.removeprefix(NEW) or option.text, only_new=option.id.startswith(NEW))

    def _options(self, search: SavedSearch) -> list[Option]:
        """Return what opens a saved search, and what opens only what is new in it."""
        count = self.starting.counts.get(search.query)
        new = [Option(only_new(count), id=NEW + search.name)] if count and count.only_new else []
        return [self._option(search), *new]

    def _option(self, search: SavedSearch) -> Option:
        count = "".join(run.text for run in count_runs(self.starting.counts.get(search.query)))
        return Option(search.name, count, detail=one_line(search.query) if search.query != search.name else "")

    def _with_saved(self, title: str, name: str, do: Callable[[str], None]) -> None:
        """Do something to a saved search, once it is known to which."""

        def chose(option: Option | None) -> None:
            if option is not None:
                do(option.text)

        with self.telling():
            saved = self.starting.saved()
            if name:
                do(self._saved(name).name)
            elif saved:
                self.app.push_screen(Ask(title, among([self._option(one) for one in saved])), chose)
            else:
                self.say("No search is saved yet.")

    def _ask_new_name(self, name: str) -> None:
        self._ask_name(f"Another name for “{fit(name, 40)}”", None, name, partial(self._rename, name))

    def _ask_name(self, title: str, options: Options | None, value: str, do: Callable[[str], None]) -> None:
        def named(option: Option | None) -> None:
            if option is not None:
                do(option.text)

        self.app.push_screen(Ask(title, options, free=True, value=value, is_proposal=True), named)

    def _rename(self, name: str, new: str) -> None:
        self.keep(lambda: f"“{name}” is called “{self.desk.rename_search(name, new)}” now.")

    def _forget(self, name: str) -> None:
        def forget() -> str:
            self.desk.forget_search(name)
            return f"“{name}” is forgotten; {self.keymap.sign('undo')} brings it back."

        self.keep(forget)


def asked(search: SavedSearch) -> Question:
    """Return the question that a saved search asks."""
    return Question(search.query).sorted_by(search.sort)


def proposed(question: Question, saved: Sequence[SavedSearch]) -> str:
    """Return a name for a question: the one it has already, else its words."""
    same = (one.name for one in saved if asked(one) == question)
    return next(same, fit(one_line(question.query), NAME_MOST))


def news(search: SavedSearch, count: Count) -> str:
    """Return in a sentence what is new in a saved search; nothing where nothing is."""
    if search.seen is None or not count.new:
        return ""
    return f"“{search.name}”: {count.new:,} new since {moment(search.seen.at)}."
