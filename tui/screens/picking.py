"""The reading room as a chooser: Enter chooses instead of reading, and marks are the choice."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from tui.actions import Action, Pane, actions
from tui.keymap import Keymap
from tui.screens.room import ReadingRoom
from tui.screens.session import Session, Sessions

if TYPE_CHECKING:
    from corpus import Archive, Desk
    from search import Index
    from tui.configuration import Configuration
    from tui.screens.index_later import IndexLater

NOTHING_CHOSEN = 130
"""The exit code where nothing was chosen: that of Ctrl-C, as choosers have it."""
_WORDS = {
    "open": ("choose", "Choose the document, or those that are marked"),
    "mark": ("mark", "Mark the document, to choose several; or take its mark away"),
    "back": ("back", "One step back; from the results, leave and choose nothing"),
    "leave": ("leave", "Leave and choose nothing"),
}
_NOT_HERE = {"home"}


class PickingKeymap(Keymap):
    """The keys of the room, with what they do where one chooses."""

    def here(self, pane: Pane) -> list[Action]:
        """Return the actions that work in a pane, each with its keys there."""
        working = [_reworded(action) for action in super().here(pane) if action.id not in _NOT_HERE]
        if pane != "reader":
            return working
        choose = next(action for action in actions() if action.id == "open")
        return [_reworded(choose._replace(keys=("enter",), where=("list", "reader"))), *working]

    def elsewhere(self, pane: Pane) -> list[Action]:
        """Return the actions that work only in other panes, each with its keys in the first of them."""
        left_out = {action.id for action in self.here(pane)} | _NOT_HERE
        others = (action for action in super().elsewhere(pane) if set(action.where) != {"start"})
        return [_reworded(action) for action in others if action.id not in left_out]


class PickingRoom(ReadingRoom):
    """Opens on the results of a query and puts the keys of what is chosen into `chosen`.

    The session of the reading room stays as it was, and so do the marks on the desk.
    """

    LEAVES_WITH = NOTHING_CHOSEN
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", show=False)]

    def __init__(  # noqa: PLR0913 - what a room is made of, and what is asked of this one
        self,
        archive: Archive,
        index: Index | IndexLater,
        desk: Desk,
        configuration: Configuration,
        *,
        query: str,
        chosen: list[str],
    ) -> None:
        super().__init__(archive, index, desk, configuration)
        self.sessions = OneSession(desk, archive.identity, query)
        self._chosen = chosen
        self._marked: dict[str, None] = {}

    @cached_property
    def keymap(self) -> Keymap:
        """Return which keys do what."""
        return PickingKeymap(self.configuration.keymap.chosen)

    def go_to(self, pane: Pane) -> None:
        """Give a pane the focus; there is no start page, one begins by searching."""
        super().go_to("box" if pane == "start" else pane)

    def action_open(self) -> None:
        """Choose instead of reading."""
        if self.list.pages.total:
            self.action_choose()
        else:
            super().action_open()

    def action_choose(self) -> None:
        """Choose what is marked, or else the document one stands on."""
        here = [self.standing_on] if self.standing_on else []
        chosen = list(self._marked) or here
        if chosen:
            self._chosen += chosen
            self.app.exit(return_code=0)
        else:
            self.say("There is no document here to choose.")

    def action_mark(self) -> None:
        """Mark the document for the choice, or take its mark away."""
        key = self.standing_on
        if key is None:
            return
        if key in self._marked:
            del self._marked[key]
        else:
            self._marked[key] = None
        self.catch_up()
        self.show_news()

    def action_back(self) -> None:
        """Go one step back; from the results, leave and choose nothing."""
        if self.pane == "list":
            self.action_leave()
        else:
            super().action_back()

    def catch_up(self) -> None:
        """Show what is kept, and what is marked here in place of the marks on the desk."""
        super().catch_up()
        if self.list.marked != set(self._marked):
            self.list.marked = set(self._marked)
            self.list.redraw()

    def news(self) -> list[str]:
        """Return what goes on, or else what Enter does."""
        open_, mark, leave = map(self.keymap.sign, ("open", "mark", "leave"))
        if count := len(self._marked):
            own = [f"{count:,} marked · {open_} chooses {'them' if count > 1 else 'it'}", f"{count:,} marked"]
        else:
            own = [f"{open_} chooses · {mark} marks several · {leave} chooses nothing", f"{open_} chooses"]
        return super().news() or own

    def _cycle(self, step: int) -> None:
        super()._cycle(step)
        hit = self.list.hit
        if self.pane == "reader" and hit and hit.key != self.reader.key:
            self.reading.open(hit)


class OneSession(Sessions):
    """A session that begins with a query and is not kept."""

    def __init__(self, desk: Desk, archive: str, query: str) -> None:
        super().__init__(desk, archive)
        self._query = query

    def recall(self) -> Session:
        """Return the session to begin with."""
        return Session(query=self._query, pane="list")

    def keep(self, session: Session) -> None:
        """Keep nothing."""


def _reworded(action: Action) -> Action:
    label, help_ = _WORDS.get(action.id, (action.label, action.help))
    name = label if action.id == "open" else action.name
    return action._replace(label=label if action.label else "", help=help_, name=name)
