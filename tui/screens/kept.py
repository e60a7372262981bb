"""What lies on the desk for the documents in view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from corpus import DatelineError
from tui.render.rows import Kept

if TYPE_CHECKING:
    from corpus import Desk


class KeptHere:
    """Reads the desk only when it changed, and the tags only of the documents that are asked about."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._stamp: tuple[int, int] | None = None
        self._marked: set[str] = set()
        self._read: set[str] = set()
        self._noted: set[str] = set()
        self._tags: dict[str, tuple[str, ...]] = {}

    def of(self, keys: Sequence[str]) -> Mapping[str, Kept]:
        """Return what is kept for some documents; what was known last where the desk cannot be read now."""
        with suppress(DatelineError):
            self._catch_up(keys)
        return {
            key: Kept(key in self._marked, key in self._read, key in self._noted, self._tags.get(key, ()))
            for key in keys
        }

    def _catch_up(self, keys: Sequence[str]) -> None:
        stamp = self._desk.stamp()
        if stamp != self._stamp:
            self._marked, self._read, self._noted = self._desk.marked(), self._desk.read(), self._desk.noted()
            self._tags.clear()
            self._stamp = stamp
        unknown = [key for key in keys if key not in self._tags]
        if unknown:
            tagged = self._desk.tags_of(unknown)
            self._tags.update((key, tuple(tagged.get(key, ()))) for key in unknown)
