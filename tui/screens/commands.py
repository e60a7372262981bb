"""What a person can tell the reading room to do: one method for each action that `actions.toml` gives to the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

from corpus import DatelineError
from tui.screens.arrangement import arrange

if TYPE_CHECKING:
    from corpus import Desk
    from tui.actions import Pane
    from tui.screens.inquiry import Inquiry
    from tui.screens.reading import Reading
    from tui.widgets.reader import Reader
    from tui.widgets.result_list import ResultList


class Commands(Screen[None]):
    """The actions of the room, apart from how it looks."""

    desk: Desk
    inquiry: Inquiry
    reading: Reading
    list: ResultList
    reader: Reader
    pane: Pane
    filters_open: bool
    awaiting_results: bool

    def go_to(self, pane: Pane) -> None:
        """Give a pane the focus."""
        raise NotImplementedError

    def say(self, sentence: str | None, style: str = "title") -> None:
        """Say something in the line of keys."""
        raise NotImplementedError

    def settle(self) -> bool:
        """Take the query in the box as it stands; False where that is what was asked already."""
        raise NotImplementedError

    def save(self) -> None:
        """Keep the session."""
        raise NotImplementedError

    def action_search(self) -> None:
        """Go to the search box."""
        self.go_to("box")

    def action_settle(self) -> None:
        """Search for the words as they stand, and go to the results when they are there."""
        self.awaiting_results = self.settle()
        if not self.awaiting_results:
            self.go_to("list")

    def action_results(self) -> None:
        """Go to the results."""
        self.go_to("list")

    def action_filters(self) -> None:
        """Go to the filters, and back."""
        if self.pane == "filters":
            self.filters_open = False
            self.go_to("list")
        else:
            self.go_to("filters")

    def action_back(self) -> None:
        """Go one step back."""
        if self.pane == "list":
            self.say("q leaves · / searches · u goes back to the search before")
            return
        self.filters_open = False
        self.go_to("list")

    def action_next_pane(self) -> None:
        """Go to the next pane."""
        self._cycle(1)

    def action_previous_pane(self) -> None:
        """Go to the pane before."""
        self._cycle(-1)

    def _cycle(self, step: int) -> None:
        around: list[Pane] = ["box", "filters", "list", "reader"]
        shown = arrange(self.size.width, self.pane, filters_open=self.filters_open)
        if sum(map(bool, shown)) > 1:
            around = [pane for pane in around if shown.shows(pane)]
        self.go_to(around[(around.index(self.pane) + step) % len(around)])

    def action_sort(self) -> None:
        """Sort in the next order."""
        self.inquiry.sort_next()

    def action_undo(self) -> None:
        """Go back to the search before."""
        if not self.inquiry.undo():
            self.say("There is no search before this one.")

    def action_year_back(self) -> None:
        """Narrow to the year before."""
        self.inquiry.step_year(back=True)

    def action_year_forward(self) -> None:
        """Narrow to the year after."""
        self.inquiry.step_year(back=False)

    def action_next_hit(self) -> None:
        """Go to the next hit, on into the next document."""
        if not self.reading.step(forward=True):
            self.say("That was the last hit of the last document.")

    def action_previous_hit(self) -> None:
        """Go to the previous hit, back into the document before."""
        if not self.reading.step(forward=False):
            self.say("That was the first hit of the first document.")

    def _standing_on(self) -> str | None:
        if self.pane == "reader" and self.reader.key:
            return self.reader.key
        return self.list.hit.key if self.list.hit else None

    def action_mark(self) -> None:
        """Mark the document, or take its mark away; kept before it is shown."""
        key = self._standing_on()
        if key is None:
            return
        marked = key in self.list.marked
        try:
            (self.desk.unmark if marked else self.desk.mark)(key)
        except DatelineError as error:
            self.say(str(error), style="error")
            return
        self.list.set_marked(key, marked=not marked)
        self.say("Mark taken away." if marked else "Marked.")

    def action_address(self) -> None:
        """Show the document's address in full."""
        from tui.screens.paper import address_paper

        key = self._standing_on()
        if key is None:
            return
        try:
            document = self.reading.archive.document(key)
        except DatelineError as error:
            self.say(str(error), style="error")
        else:
            self.app.push_screen(address_paper(document.url))

    def action_help(self) -> None:
        """Show what works here."""
        from tui.screens.paper import help_paper

        self.app.push_screen(help_paper(self.pane, self.size.width))

    def action_leave(self) -> None:
        """Leave the room."""
        self.save()
        self.app.exit(return_code=0)
