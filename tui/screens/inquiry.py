"""What is asked and what was answered: one search at a time, the newest wins, the last good answer stays."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from tui.screens.changes import Changes
from tui.screens.latest import Latest
from tui.screens.question import Ask, Found, Question
from tui.screens.times import Times, widened

if TYPE_CHECKING:
    from corpus import Archive, DatelineError
    from search import Answer, Index
    from tui.screens.index_later import IndexLater

SPARE = 4
"""Hits fetched beyond those in view, to take the place of versions that are folded away."""


class Shows(Protocol):
    """Where answers are shown."""

    def room_for(self, query: str) -> tuple[int, int]:
        """Return how many rows of a query's answer come into view, and how many of them with a passage."""

    def answered(self, asked: Ask, found: Found) -> None:
        """Learn the answer to a question."""

    def fetched(self, asked: Ask, found: Found) -> None:
        """Learn more of the answer that is shown."""

    def not_answered(self, asked: Ask, error: DatelineError) -> None:
        """Learn why a question has no answer."""

    def call_next(self, callback: Callable[[], None]) -> object:
        """Call something where the screen's messages are handled."""


class Inquiry:
    """The question that stands, the answer last shown, and the way back.

    What a person types is asked at once, and only as much of its answer as comes into view; the rest is fetched where
    it is looked at.
    """

    def __init__(
        self, index: Index | IndexLater, archive: Archive, shows: Shows, changes: Changes | None = None
    ) -> None:
        self.index, self.archive = index, archive
        self.question = Question()
        self.answer: Answer | None = None
        self.times = Times()
        self.changes = changes or Changes()
        self.jobs: Latest[Ask, Found] = Latest(self._find, self._take, shows.not_answered, shows.call_next)
        self._shows = shows
        self._typed = False

    def ask(self, question: Question, *, typing: bool = False, row: int = 0, told: str = "") -> None:
        """Search; `row` is where the cursor goes in the answer, `told` what is said with it."""
        if not self._typed:
            self.changes.leave(self.question)
        self.question, self._typed = question, typing
        if not typing:
            self.changes.record(question)
        rows, passages = self._shows.room_for(question.query)
        self.jobs.ask(
            Ask(question, limit=rows + SPARE, passages=passages, facets=True, typing=typing, row=row, told=told)
        )

    def settle(self, query: str) -> bool:
        """Take a query as it stands, its last word whole; False where that is what was asked already."""
        new = self._typed or query != self.question.query
        if new:
            self.ask(self.question.asking(query))
        return new

    def fetch(self, rows: range | None, keys: tuple[str, ...]) -> None:
        """Fetch more hits of the answer shown, or the passages of some that are shown without.

        While a search is under way nothing is fetched: its answer asks for what it lacks.
        """
        if self.jobs.busy or not (rows or keys):
            return
        asked = Ask(self.question, typing=self._typed, keys=keys)
        if rows:
            _, passages = self._shows.room_for(self.question.query)
            more = len(rows) if passages else 0
            asked = Ask(self.question, offset=rows.start, limit=len(rows), passages=more, typing=self._typed)
        self.jobs.ask(asked)

    def sort_next(self) -> None:
        """Ask the same in the next order."""
        self.ask(self.question.sorted_next())

    def sort(self, order: str) -> None:
        """Ask the same in an order."""
        self.ask(self.question.sorted_by(order))

    def take_suggestion(self) -> None:
        """Ask what was offered where nothing was found."""
        if self.answer and self.answer.suggestion:
            self.ask(self.question.asking(self.answer.suggestion))

    def _find(self, asked: Ask, cancel: threading.Event) -> Found:
        query = asked.question.query
        if asked.keys:
            return Found(passages=self.index.snippets(query, asked.keys, typing=asked.typing))
        answer = self.index.search(
            query,
            limit=asked.limit,
            offset=asked.offset,
            sort=asked.question.sort,
            facets=asked.facets,
            typing=asked.typing,
            snippets=asked.passages,
            cancel=cancel,
        )
        stories = self.archive.story([hit.key for hit in answer.hits])
        completions = self.index.complete(query, len(query)) if asked.typing and asked.facets else ()
        times = self._times(asked, answer, cancel) if asked.facets else Times()
        return Found(answer, stories, completions=completions, times=times)

    def _times(self, asked: Ask, answer: Answer, cancel: threading.Event) -> Times:
        """Return when the documents are dated that would be found were no date asked for."""
        query = widened(asked.question.query)
        if query != asked.question.query:
            answer = self.index.search(query, limit=0, typing=asked.typing, cancel=cancel)
        return Times(answer.facets.get("year", ()), answer.months)

    def _take(self, asked: Ask, found: Found) -> None:
        if asked.facets:
            self.answer, self.times = found.answer, found.times
            self._shows.answered(asked, found)
        else:
            self._shows.fetched(asked, found)
