"""Going about in the room: panes, searches, hits."""

from __future__ import annotations

from functools import cached_property

from textual import on

from tui.actions import Pane
from tui.screens.commands.base import Room
from tui.screens.held_keys import HeldKeys
from tui.widgets.result_list import ResultList


class Moving(Room):
    """The commands that go somewhere else."""

    LEAVES_WITH = 0
    """The exit code of one who leaves."""

    @cached_property
    def held_keys(self) -> HeldKeys:
        """Return what holds keys back while results or a document are awaited."""
        return HeldKeys(self.app.post_message)

    @on(ResultList.Clicked)
    def action_open(self) -> None:
        """Read the hit under the cursor, or search for the query offered where nothing was found."""
        if not self.list.pages.total:
            self.inquiry.take_suggestion()
        elif self.list.hit:
            self.held_keys.hold()
            self.reading.open(self.list.hit)

    def action_search(self, words: str = "") -> None:
        """Go to the search box, or search for words."""
        if words:
            self.inquiry.ask(self.inquiry.question.asking(words))
            self.go_to("list")
        else:
            self.go_to("box")
            self.box.go_on()

    def action_settle(self) -> None:
        """Search for the words as they stand, and go to the results when they are there."""
        self.awaiting_results = self.settle()
        if self.awaiting_results:
            self.held_keys.hold()
        else:
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
            leave, search, undo = map(self.keymap.sign, ("leave", "search", "undo"))
            self.say(f"{leave} leaves · {search} searches · {undo} goes back to the search before")
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
        shown = self.arrangement
        if sum(map(bool, shown)) > 1:
            around = [pane for pane in around if shown.shows(pane)]
        self.go_to(around[(around.index(self.pane) + step) % len(around)])

    def action_sort(self, order: str = "") -> None:
        """Sort in the next order, or in one that is named."""
        if order:
            self.inquiry.sort(order)
        else:
            self.inquiry.sort_next()

    def action_next_hit(self) -> None:
        """Go to the next hit, on into the next document."""
        if not self.reading.step(forward=True):
            self.say("That was the last hit of the last document.")

    def action_previous_hit(self) -> None:
        """Go to the previous hit, back into the document before."""
        if not self.reading.step(forward=False):
            self.say("That was the first hit of the first document.")

    def action_leave(self) -> None:
        """Leave the room."""
        self.save()
        self.app.exit(return_code=self.LEAVES_WITH)
