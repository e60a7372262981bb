"""What the room remembers from one day to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from tui.actions import PANES, Pane
from tui.screens.question import SORTS, Question

if TYPE_CHECKING:
    from corpus import Desk
    from tui.widgets.reader import Reader
    from tui.widgets.result_list import ResultList


class Session(NamedTuple):
    """Query, order, row, open document and the place in it, the pane with the focus, whether filters are open.

    `words` are those that stand at the place, `timeline` is what it shows bars of.
    """

    query: str = ""
    sort: str = "relevance"
    row: int = 0
    key: str | None = None
    block: int = 0
    offset: int = 0
    pane: str = "start"
    filters_open: bool = False
    words: str = ""
    timeline: str = "off"

    @property
    def question(self) -> Question:
        """Return the question it asks; an order no longer known is left out."""
        sort = next((sort for sort in SORTS if sort == self.sort), SORTS[0])
        return Question(self.query, sort)

    @property
    def standing(self) -> Pane:
        """Return the pane to stand in on coming back: where one was, the results instead of the search box.

        Where nothing was asked or opened, it is the start page.
        """
        if not (self.query or self.key or self.row):
            return "start"
        return next((pane for pane in PANES if pane == self.pane and pane != "box"), "list")

    @classmethod
    def of(cls, question: Question, results: ResultList, reader: Reader, pane: Pane) -> Session:
        """Return what is to be kept of a question, of the row and of the document one is at."""
        opened = reader.opened
        if opened is None:
            return cls(question.query, question.sort, results.row, pane=pane)
        block, offset = opened.saved(reader.place)
        words = opened.words(reader.place)
        return cls(question.query, question.sort, results.row, reader.key, block, offset, pane, words=words)

    @property
    def place(self) -> tuple[str | None, int, int, str]:
        """Return the document and the place in it."""
        return self.key, self.block, self.offset, self.words


class Sessions:
    """The session of one archive on a desk. Of several rooms the one that wrote last is the one that is kept."""

    def __init__(self, desk: Desk, archive: str) -> None:
        self._desk, self._name = desk, f"session {archive}"
        self._kept = Session()

    def recall(self) -> Session:
        """Return the session kept on the desk; a fresh one where there is none, or one that makes no sense."""
        self._kept = _sound(self._desk.recall(self._name))
        return self._kept

    def keep(self, session: Session) -> None:
        """Keep what is not kept yet, and the reading position of the open document. Raises DatelineError."""
        if session == self._kept:
            return
        if session.key and session.place != self._kept.place:
            self._desk.set_position(session.key, session.block, session.offset, session.words)
        self._desk.remember(self._name, session._asdict())
        self._kept = session


def _sound(kept: object) -> Session:
    """Return the values of a session that are what they should be."""
    if not isinstance(kept, dict):
        return Session()
    fresh = Session()._asdict()
    sound: dict[str, Any] = {name: kept[name] for name in fresh if name in kept and _fits(kept[name], fresh[name])}
    session = Session(**sound)
    return session if session.pane in PANES else Session()


def _fits(value: object, example: object) -> bool:
    return isinstance(value, str) if example is None else type(value) is type(example)
