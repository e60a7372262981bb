"""Notices what came into the archive, from this room or from another process, once it can be found."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from corpus import DatelineError
from tui.screens.latest import Latest

if TYPE_CHECKING:
    from corpus import Archive, Totals
    from search import Index
    from tui.screens.index_later import IndexLater


class Held(NamedTuple):
    """What an archive holds, all of it indexed, up to a change."""

    totals: Totals
    change: int


class Lookout:
    """Tells how many documents are new since the results were last asked for; `noticed` shows that.

    A look costs one short question to the archive while nothing changes; more is asked on a thread, once the archive
    stands still.
    """

    def __init__(
        self,
        archive: Archive,
        index: Index | IndexLater,
        totals: Totals,
        noticed: Callable[[], object],
        deliver: Callable[[Callable[[], None]], object],
    ) -> None:
        self._archive, self._index, self._noticed = archive, index, noticed
        self._now = Held(totals, 0)
        self._shown = self._now = Held(totals, self._change_number())
        self._looked = self._shown.change
        self.jobs: Latest[bool, Held | None] = Latest(self._look, self._take, lambda _, __: None, deliver)

    @property
    def totals(self) -> Totals:
        """Return what the archive holds, as far as that was asked."""
        return self._now.totals

    @property
    def new(self) -> int:
        """Return how many documents can be found now that could not when the results were asked for."""
        return max(0, self._now.totals.documents - self._shown.totals.documents)

    @property
    def is_behind(self) -> bool:
        """Return whether the archive was changed since the results were asked for."""
        return self._change_number() != self._shown.change

    def look(self, *, at_once: bool = False, seen: bool = False) -> None:
        """See whether something came in; unless `at_once`, not while more keeps coming.

        With `seen` it is among the results already.
        """
        number = self._change_number()
        before, self._looked = self._looked, number
        if number != self._now.change and (at_once or number == before):
            self.jobs.ask(seen)

    def settle(self) -> None:
        """Learn that the results were asked for anew."""
        self._shown = self._now

    def _change_number(self) -> int:
        with suppress(DatelineError):
            return self._archive.change_number()
        return self._now.change

    def _look(self, _seen: bool, _cancel: threading.Event) -> Held | None:
        number = self._archive.change_number()
        return None if self._index.stale() else Held(self._archive.totals(), number)

    def _take(self, seen: bool, held: Held | None) -> None:
        if held is not None:
            self._now = held
            if seen:
                self.settle()
            self._noticed()
