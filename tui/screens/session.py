"""What the room remembers from one day to the next."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from tui.actions import PANES, Pane
from tui.screens.question import SORTS, Question

if TYPE_CHECKING:
    from corpus import Desk

NAME = "session"


@dataclass(frozen=True, slots=True)
class Session:
    """Query, order, row, open document and the place in it, the pane with the focus, whether filters are open."""

    query: str = ""
    sort: str = "relevance"
    row: int = 0
    key: str | None = None
    block: int = 0
    offset: int = 0
    pane: str = "list"
    filters_open: bool = False

    @property
    def question(self) -> Question:
        """Return the question it asks; an order no longer known is left out."""
        sort = next((sort for sort in SORTS if sort == self.sort), SORTS[0])
        return Question(self.query, sort)

    @property
    def standing(self) -> Pane:
        """Return the pane to stand in on coming back: where one was, the results instead of the search box."""
        return next((pane for pane in PANES if pane == self.pane and pane != "box"), "list")

    @classmethod
    def recall(cls, desk: Desk) -> Session:
        """Return the session kept on the desk; a fresh one where there is none, or one that makes no sense."""
        kept = desk.recall(NAME)
        if not isinstance(kept, dict):
            return cls()
        fresh = asdict(cls())
        sound: dict[str, Any] = {n: value for n, value in kept.items() if n in fresh and _fits(value, fresh[n])}
        session = cls(**sound)
        return session if session.pane in PANES else cls()

    def remember(self, desk: Desk) -> None:
        """Keep the session on the desk, with the reading position of the open document."""
        desk.remember(NAME, asdict(self))
        if self.key:
            desk.set_position(self.key, self.block, self.offset)


def _fits(value: object, example: object) -> bool:
    return isinstance(value, str) if example is None else type(value) is type(example)
