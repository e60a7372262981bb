"""What was changed, in one order: which question is asked, and what lies on the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from tui.screens.question import Question

Kind = Literal["search", "desk"]


class Step(NamedTuple):
    """A question that was settled on; the number of the desk's last change then, and the row where one left it."""

    question: Question
    desk: int = 0
    row: int = 0


class Changes:
    """The way back and forward through questions and changes of the desk, whatever was changed last coming first.

    The desk keeps its own changes; `desk` gives the number of the last of them that can be taken back. It rises with
    each, whoever in the room made it, so that nobody needs to tell of them here. `row` gives where one stands.
    """

    def __init__(self, desk: Callable[[], int] = lambda: 0, row: Callable[[], int] = lambda: 0) -> None:
        self._desk, self._row = desk, row
        self._done = [Step(Question(), desk())]
        self._undone: list[Step | None] = []
        self._desk_then = desk()
        self.going_further = False
        """Whether the person was told that only what was changed before coming in is left."""

    def leave(self, question: Question) -> None:
        """Keep where one stands in the answer to a question that is about to be left."""
        if self._done[-1].question == question:
            self._done[-1] = self._done[-1]._replace(row=self._row())

    def record(self, question: Question) -> None:
        """Keep a question one may want to come back to."""
        if question != self._done[-1].question:
            self._done.append(Step(question, self._desk()))
            self._undone.clear()
            self.going_further = False

    def last(self, current: Question) -> Kind | None:
        """Return what was changed last; None where nothing was since coming in."""
        self._forget_stale()
        if self._done[-1].question == current and self._desk() > self._done[-1].desk:
            return "desk"
        return "search" if len(self._done) > 1 or self._done[-1].question != current else None

    def back(self, current: Question) -> Step | None:
        """Return the question before the current one, which is left; None where there is none."""
        if self._done[-1].question != current:
            return self._done[-1]
        if len(self._done) == 1:
            return None
        self._forget_stale()
        self.leave(current)
        self._undone.append(self._done.pop())
        return self._done[-1]

    def desk_went_back(self) -> None:
        """Learn that the desk took its last change back."""
        self._desk_then = self._desk()
        self._undone.append(None)

    def next(self) -> Kind | None:
        """Return what was taken back last; None where nothing was, or where something was changed since."""
        self._forget_stale()
        if not self._undone:
            return None
        return "desk" if self._undone[-1] is None else "search"

    def forward(self, current: Question) -> Step | None:
        """Return the question that was left last, to be asked again; None where it was not what was taken back last."""
        self._forget_stale()
        step = self._undone[-1] if self._undone else None
        if step is None:
            return None
        self.leave(current)
        self._undone.pop()
        self._done.append(step._replace(desk=self._desk()))
        return step

    def desk_went_forward(self) -> None:
        """Learn that the desk did again what it had taken back last."""
        self._desk_then = self._desk()
        if self._undone:
            self._undone.pop()

    def _forget_stale(self) -> None:
        """Forget what was taken back where the desk was changed anew since."""
        now = self._desk()
        if now != self._desk_then:
            self._desk_then = now
            self._undone.clear()
