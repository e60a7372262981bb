"""What is asked and what was answered: one search at a time, the newest wins, the last good answer stays."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.screens.latest import Latest
from tui.screens.question import Ask, History, Question, stepped_year
from tui.widgets.paging import PAGE

if TYPE_CHECKING:
    from corpus import DatelineError
    from search import Answer, Index
    from tui.screens.index_later import IndexLater


class Inquiry:
    """The question that stands, the answer last shown, and the way back."""

    def __init__(
        self,
        index: Index | IndexLater,
        answered: Callable[[Ask, Answer], None],
        failed: Callable[[Ask, DatelineError], None],
        deliver: Callable[[Callable[[], None]], object],
    ) -> None:
        self.index = index
        self.question = Question()
        self.answer: Answer | None = None
        self.history = History()
        self.jobs: Latest[Ask, Answer] = Latest(self._search, self._take, failed, deliver)
        self._answered = answered
        self._typed = False

    def ask(self, question: Question, *, typing: bool = False, row: int = 0) -> None:
        """Search; `row` is where the cursor goes in the answer."""
        self.question, self._typed = question, typing
        if not typing:
            self.history.record(question)
        self.jobs.ask(Ask(question, typing=typing, row=row))

    def settle(self, query: str) -> bool:
        """Take a query as it stands, its last word whole; False where that is what was asked already."""
        new = self._typed or query != self.question.query
        if new:
            self.ask(self.question.asking(query))
        return new

    def fetch(self, offset: int) -> bool:
        """Fetch more hits of the answer shown; False while a search is under way, whose answer asks again."""
        if self.jobs.busy:
            return False
        self.jobs.ask(Ask(self.question, offset=offset, typing=self._typed))
        return True

    def sort_next(self) -> None:
        """Ask the same in the next order."""
        self.ask(self.question.sorted_next())

    def step_year(self, *, back: bool) -> None:
        """Narrow to the year before or after."""
        years = [year for year, _ in self.answer.facets.get("year", ())] if self.answer else []
        self.ask(self.question.asking(stepped_year(self.question.query, years, back=back)))

    def undo(self) -> bool:
        """Ask again what was asked before; False where there was nothing."""
        before = self.history.back(self.question)
        if before is not None:
            self.ask(before)
        return before is not None

    def take_suggestion(self) -> None:
        """Ask what was offered where nothing was found."""
        if self.answer and self.answer.suggestion:
            self.ask(self.question.asking(self.answer.suggestion))

    def _search(self, asked: Ask, cancel: threading.Event) -> Answer:
        return self.index.search(
            asked.question.query,
            limit=PAGE,
            offset=asked.offset,
            sort=asked.question.sort,
            facets=asked.offset == 0,
            typing=asked.typing,
            cancel=cancel,
        )

    def _take(self, asked: Ask, answer: Answer) -> None:
        if not asked.offset:
            self.answer = answer
        self._answered(asked, answer)
