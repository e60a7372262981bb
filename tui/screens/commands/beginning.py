"""The start page: what there is, what one did last, and everything one can begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from tui.actions import Pane
from tui.render.start import Choice
from tui.screens.arrangement import Arrangement
from tui.screens.commands.saving import Saving
from tui.screens.question import Question, toggled
from tui.widgets.start_page import StartPage

if TYPE_CHECKING:
    from corpus import Totals
    from tui.render.start import Overview


class Beginning(Saving):
    """The commands of the start page.

    It lies over the panes and changes nothing of the search that stands: going back, all is as it was.
    """

    start: StartPage
    totals: Totals
    at_start = False
    """Whether the start page is shown, be it that one stands in it or in the search box above."""
    _begun_from: Pane = "list"
    _begun_with = Question()

    # The page

    def begin(self) -> None:
        """Show the start page with what is known now; any other question than the one that stands leaves it."""
        self._begun_with = self.inquiry.question
        with self.telling():
            self.starting.show(self.totals)

    def show_known(self) -> None:
        """Show the start page as it was when one left, as far as the archive is the same."""
        with self.telling():
            self.starting.show_known(self.totals)

    def action_home(self) -> None:
        """Go to the start page."""
        self._begun_from = self.pane
        self.go_to("start")
        self.begin()

    def show_start(self, overview: Overview) -> None:
        """Show what the start page tells."""
        self.totals = overview.totals
        self.start.show(overview)

    def catch_up(self) -> None:
        """Show what is kept now, on the start page as well."""
        before = self._shown
        super().catch_up()
        if self.at_start and before not in {None, self._shown}:
            self.begin()

    @property
    def arrangement(self) -> Arrangement:
        """Return which panes can be seen: none while the start page lies over them."""
        return Arrangement(0, 0, 0) if self.at_start else super().arrangement

    @property
    def standing_on(self) -> str | None:
        """Return the key of the document one stands on, also on the start page."""
        return self.start.document if self.pane == "start" else super().standing_on

    def leave_box(self, pane: Pane) -> None:
        """Take the query in the box as it stands; going back to the start page, let go of it."""
        if pane == "start":
            self.box.write(self.inquiry.question.query)
        else:
            self.settle()

    def leave_start(self, question: Question) -> None:
        """Show the results where another question was answered than the one that stood."""
        if self.pane == "start" and question != self._begun_with:
            self.go_to("list")
        elif self.at_start and question != self._begun_with:
            self.at_start = False
            self.place_panes()

    def place_panes(self) -> None:
        """Put the panes that fit side by side."""
        raise NotImplementedError

    def action_search(self, words: str = "") -> None:
        """Go to the search box, from the start page with nothing in it; or search for words."""
        if self.pane == "start" and not words:
            self.box.write("")
        super().action_search(words)

    def action_back(self) -> None:
        """Go one step back: from the start page to where one was, from the box above it to the page."""
        if self.pane == "start":
            self.go_to(self._begun_from)
        elif self.at_start:
            self.go_to("start")
        else:
            super().action_back()

    def _cycle(self, step: int) -> None:
        if self.at_start:
            self.go_to("start" if self.pane == "box" else "box")
        else:
            super()._cycle(step)

    @on(StartPage.Chosen)
    def chosen(self, chosen: StartPage.Chosen) -> None:
        """Open the document, or search for what was chosen."""
        choice = chosen.choice
        with self.telling():
            if choice.what in {"read", "newest"}:
                left = self.desk.position(choice.value)
                self.reading.restore(choice.value, left or (0, 0), focus=True)
            elif choice.what in {"saved", "new"}:
                self.open_saved(choice.value, only_new=choice.what == "new")
            else:
                self.ask_from_list(question_of(choice))


def question_of(choice: Choice) -> Question:
    """Return the question that something chosen on the start page asks."""
    if choice.what == "searched":
        return Question(choice.value).sorted_by(choice.sort)
    return Question(toggled("", choice.what, choice.value))
