"""Things done once a person pauses."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.timer import Timer


class Pauses:
    """Does each thing when nobody asked for it again for a while."""

    def __init__(self, screen: Screen[None]) -> None:
        self._screen = screen
        self._pending: dict[str, Timer] = {}

    def after(self, seconds: float, name: str, do: Callable[[], None]) -> None:
        """Do something after a pause; asked for again before that, the pause begins anew."""
        self.forget(name)
        self._pending[name] = self._screen.set_timer(seconds, do)

    def forget(self, name: str) -> None:
        """Do not do it after all."""
        if timer := self._pending.pop(name, None):
            timer.stop()


def freeze() -> None:
    """Leave what is there for good out of what Python looks through for garbage: that took 50 ms every so often."""
    gc.collect()
    gc.freeze()
    gc.enable()
