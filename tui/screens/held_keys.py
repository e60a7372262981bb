"""Keys pressed right behind one that leads elsewhere: they are for where it leads."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.events import Key


class HeldKeys:
    """Holds keys back from when results or a document are asked for until they are there; `give` presses one again."""

    def __init__(self, give: Callable[[Key], object]) -> None:
        self._give = give
        self._held: list[Key] | None = None

    def hold(self) -> None:
        """Hold back what comes from now on."""
        self._held = self._held or []

    def takes(self, key: Key) -> bool:
        """Take a key where keys are held back; Escape lets go of all of them."""
        if key.key == "escape":
            self._held = None
        elif self._held is not None:
            self._held.append(key)
        return self._held is not None

    def let_go(self) -> None:
        """Give the keys to whoever has the focus now."""
        held, self._held = self._held, None
        for key in held or ():
            self._give(key)
