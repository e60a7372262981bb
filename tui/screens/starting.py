"""What the start page tells: read off the desk at once, counted on a worker one search after the other."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from corpus import DatelineError
from tui.glance import Glances
from tui.news import Arrivals, Count, News
from tui.render.start import Overview
from tui.screens.latest import Latest

if TYPE_CHECKING:
    from corpus import Archive, Desk, Entry, PastSearch, SavedSearch, Totals
    from search import Answer, Index
    from tui.screens.index_later import IndexLater

NEWEST, READ, SEARCHES = 8, 8, 8


class Job(NamedTuple):
    """What is counted: a saved search, or with none the whole archive. With `seen`, as one that is opened now."""

    search: SavedSearch | None = None
    seen: bool = False


class Holdings(NamedTuple):
    """What was counted of an archive."""

    totals: Totals
    answer: Answer
    change_number: int | None


class Host(Protocol):
    """Where the page is shown."""

    def show_start(self, overview: Overview) -> None:
        """Learn what the page tells."""

    def not_counted(self, error: DatelineError) -> None:
        """Learn why the archive could not be counted, or what was seen not be kept."""

    def call_next(self, callback: Callable[[], None]) -> object:
        """Call something where the screen's messages are handled."""


class Starting:
    """Keeps the overview, and tells the host of each piece that is added to it."""

    def __init__(self, archive: Archive, index: Index | IndexLater, desk: Desk, host: Host, adds: str) -> None:
        """Make one for a host in which the key `adds` brings files in."""
        self._archive, self._index, self._desk, self._host = archive, index, desk, host
        self._adds = adds
        self._news, self._arrivals, self._glances = (
            News(archive, index),
            Arrivals(archive, desk),
            Glances(archive, desk),
        )
        self._jobs: Latest[Job, Holdings | Count] = Latest(self._work, self._done, self._failed, host.call_next)
        self._waiting: list[Job] = []
        self._is_at_work = False
        self._counted: Callable[[], None] | None = None
        self.overview: Overview | None = None
        self.counts: dict[str, Count] = {}

    def show(self, totals: Totals) -> None:
        """Show what is known now, and count everything anew. Raises DatelineError."""
        known = self.show_known(totals)
        self._count([Job(), *map(Job, known.saved)])

    def show_known(self, totals: Totals) -> Overview:
        """Show what is known now. Raises DatelineError."""
        before, saved = self.overview or Overview(totals, glance=self._glances.recall()), self.saved()
        self.overview = before._replace(
            totals=totals,
            new=self._arrivals.count(totals),
            saved=saved,
            read=self._read(),
            searches=self._searches(saved),
            notice=self._notice(totals, None),
        )
        self._tell()
        return self.overview

    def saved(self) -> list[SavedSearch]:
        """Return the saved searches, with what was seen of them here. Raises DatelineError."""
        return self._desk.saved_searches(self._archive.identity)

    def count_saved(self, then: Callable[[], None]) -> None:
        """Count the saved searches, and call `then` when all are counted. Raises DatelineError."""
        self._counted = then
        self._count(list(map(Job, self.saved())))

    def see(self, search: SavedSearch) -> None:
        """Note that what a saved search finds was seen, as soon as it is counted."""
        self._waiting.insert(0, Job(search, seen=True))
        self._next()

    def stop(self) -> None:
        """Let go of what is being counted."""
        self._jobs.stop()

    # What the desk knows

    def _read(self) -> Sequence[Entry]:
        visits = self._desk.history(READ, self._archive.identity)
        return list(self._archive.entries([visit.key for visit in visits]).values())

    def _searches(self, saved: Sequence[SavedSearch]) -> list[PastSearch]:
        """Return what was asked last, without what stands on the page as a saved search."""
        known = {(one.query, one.sort) for one in saved}
        made = self._desk.searches_made(SEARCHES + len(known), self._archive.identity)
        return [one for one in made if (one.query, one.sort) not in known][:SEARCHES]

    def _notice(self, totals: Totals, answer: Answer | None) -> str:
        """Return in a sentence why there is nothing to see, and what to do; nothing where there is something."""
        if not totals.documents:
            return f"The archive is empty: {self._adds} brings files and folders in, and so does dateline add FOLDER."
        if answer and not answer.total:
            return "The archive is not indexed yet: dateline reindex does that."
        return ""

    # Counting

    def _count(self, jobs: Sequence[Job]) -> None:
        self._waiting = [*(job for job in self._waiting if job.seen), *jobs]
        self._next()

    def _next(self) -> None:
        if self._is_at_work:
            return
        if self._waiting:
            self._is_at_work = True
            self._jobs.ask(self._waiting.pop(0))
        elif self._counted:
            then, self._counted = self._counted, None
            then()

    def _work(self, job: Job, cancel: threading.Event) -> Holdings | Count:
        if job.search:
            return self._news.count(job.search, cancel)
        change = self._archive.change_number()
        answer = self._index.search("", limit=NEWEST, sort="newest", facets=True, snippets=0, cancel=cancel)
        return Holdings(self._archive.totals(), answer, None if self._index.stale() else change)

    def _done(self, job: Job, found: Holdings | Count) -> None:
        self._is_at_work = False
        try:
            if isinstance(found, Count):
                self._take_count(job, found)
            else:
                self._take_holdings(found)
        except DatelineError as error:
            self._host.not_counted(error)
        self._next()

    def _failed(self, job: Job, error: DatelineError) -> None:
        self._is_at_work = False
        if job.search:
            self.counts[job.search.query] = Count(None)
            self._tell()
        else:
            self._host.not_counted(error)
        self._next()

    def _take_count(self, job: Job, count: Count) -> None:
        search = job.search
        if search is None:
            return
        self.counts[search.query] = count
        if job.seen and count.change_number is not None:
            self._desk.seen(search.name, self._archive.identity, count.change_number, count.total or 0)
            self.counts[search.query] = count._replace(new=0, only_new="")
        self._tell()

    def _take_holdings(self, found: Holdings) -> None:
        if self.overview is None:
            return
        totals, answer, change = found
        self.overview = self.overview._replace(
            totals=totals,
            new=self._arrivals.count(totals),
            glance=self._glances.take(answer, change),
            notice=self._notice(totals, answer),
        )
        self._tell()

    def _tell(self) -> None:
        if self.overview:
            self.overview = self.overview._replace(counts=dict(self.counts))
            self._host.show_start(self.overview)
