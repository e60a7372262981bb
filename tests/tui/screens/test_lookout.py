from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import cast

from corpus import Archive, NotFoundError, Totals
from search import Index
from tui.screens.lookout import Lookout

TOTALS = Totals(10, 120, None, None, 1000, None)


class Store:
    """An archive and its index, as far as they are asked."""

    def __init__(self) -> None:
        self.number, self.totals_now, self.waiting, self.asked = 1, TOTALS, 0, 0
        self.gone = False

    def change_number(self) -> int:
        if self.gone:
            raise NotFoundError("There is no archive any more.")
        return self.number

    def totals(self) -> Totals:
        return self.totals_now

    def stale(self) -> int:
        self.asked += 1
        return self.waiting

    def grow(self, documents: int) -> None:
        self.number += documents
        self.totals_now = self.totals_now._replace(documents=self.totals_now.documents + documents)


def lookout(store: Store, noticed: list[int]) -> Lookout:
    def deliver(call: Callable[[], None]) -> None:
        call()

    made = Lookout(cast("Archive", store), cast("Index", store), TOTALS, lambda: noticed.append(made.new), deliver)
    return made


async def looks(watching: Lookout, times: int = 2) -> None:
    for _ in range(times):
        watching.look()
        await watching.jobs.idle()


async def test_while_nothing_changes_nothing_more_is_asked() -> None:
    store, noticed = Store(), list[int]()
    await looks(lookout(store, noticed), 5)
    assert (store.asked, noticed) == (0, [])


async def test_what_came_in_is_told_once_it_stands_still() -> None:
    store, noticed = Store(), list[int]()
    watching = lookout(store, noticed)
    store.grow(4)
    await looks(watching, 1)
    store.grow(3)
    await looks(watching, 1)
    assert noticed == []
    await looks(watching, 3)
    assert noticed == [7]


async def test_what_is_not_indexed_yet_is_not_told() -> None:
    store, noticed = Store(), list[int]()
    watching = lookout(store, noticed)
    store.grow(4)
    store.waiting = 4
    await looks(watching, 3)
    assert noticed == []
    store.waiting = 0
    await looks(watching, 1)
    assert (noticed, watching.totals.documents) == ([4], 124)


async def test_what_was_asked_for_again_is_no_news() -> None:
    store = Store()
    watching = lookout(store, [])
    store.grow(4)
    watching.look(at_once=True)
    await watching.jobs.idle()
    assert (watching.new, watching.is_behind) == (4, True)
    watching.settle()
    assert (watching.new, watching.is_behind) == (0, False)


async def test_what_is_among_the_results_already_is_no_news() -> None:
    store, noticed = Store(), list[int]()
    watching = lookout(store, noticed)
    store.grow(4)
    watching.look(at_once=True, seen=True)
    await watching.jobs.idle()
    assert noticed == [0]


async def test_an_archive_that_goes_away_is_no_news() -> None:
    store, noticed = Store(), list[int]()
    watching = lookout(store, noticed)
    store.gone = True
    await looks(watching)
    await asyncio.sleep(0)
    assert noticed == []
