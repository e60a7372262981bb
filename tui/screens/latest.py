"""One job at a time on a thread, the newest asked for wins: how the room searches and opens documents."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from functools import partial
from typing import Generic, TypeVar

from corpus import DatelineError

Asked = TypeVar("Asked")
Given = TypeVar("Given")


class Latest(Generic[Asked, Given]):
    """Runs `work(asked, cancel)` on a thread and hands what it gives to `done`, or the error to `failed`.

    While a job runs, a newer one waits in its place and sets the running one's cancel token; of several waiting only
    the newest is kept. What comes of a job that was overtaken is dropped. `deliver` calls what it is given where the
    screen's messages are handled.
    """

    def __init__(
        self,
        work: Callable[[Asked, threading.Event], Given],
        done: Callable[[Asked, Given], None],
        failed: Callable[[Asked, DatelineError], None],
        deliver: Callable[[Callable[[], None]], object],
    ) -> None:
        self._work, self._done, self._failed, self._deliver = work, done, failed, deliver
        self._waiting: list[Asked] = []
        self._cancel = threading.Event()
        self._task: asyncio.Task[None] | None = None
        self._handing_over = 0
        self.serial = 0

    @property
    def busy(self) -> bool:
        """Return whether a job runs or waits, or what came of one is not handed over yet."""
        return self._task is not None or self._handing_over > 0

    def ask(self, asked: Asked) -> None:
        """Ask for a job; it overtakes those before it."""
        self.serial += 1
        self._waiting = [asked]
        self._cancel.set()
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._run())

    def stop(self) -> None:
        """Let go of everything asked for; nothing is handed over any more."""
        self.serial += 1
        self._waiting.clear()
        self._cancel.set()

    async def idle(self) -> None:
        """Return when nothing runs or waits."""
        while self._task is not None:
            await asyncio.wait({self._task})

    async def _run(self) -> None:
        try:
            while self._waiting:
                await self._one(self._waiting.pop(), self.serial)
        finally:
            self._task = None

    async def _one(self, asked: Asked, serial: int) -> None:
        self._cancel = threading.Event()
        failure: DatelineError | None = None
        try:
            given = await asyncio.to_thread(self._work, asked, self._cancel)
        except DatelineError as error:
            failure = error
        except Exception as error:  # noqa: BLE001 - the edge of a worker: it reports
            failure = DatelineError(f"That went wrong and is a defect of Dateline: {type(error).__name__}: {error}")
        if failure is not None:
            self._hand_over(serial, partial(self._failed, asked, failure))
        else:
            self._hand_over(serial, partial(self._done, asked, given))

    def _hand_over(self, serial: int, result: Callable[[], None]) -> None:
        def if_still_wanted() -> None:
            self._handing_over -= 1
            if serial == self.serial:
                result()

        if serial == self.serial:
            self._handing_over += 1
            self._deliver(if_still_wanted)
