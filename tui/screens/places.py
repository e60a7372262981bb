"""The places one was at while reading, and the way back through them and forward again, as in a browser."""

from __future__ import annotations

from typing import NamedTuple

MOST = 200


class Spot(NamedTuple):
    """A place in a document of the archive: its key, the block counted from its body, the letter in it."""

    key: str
    block: int
    offset: int


class Places:
    """The places left behind, the last one on top, and those one came back from."""

    def __init__(self) -> None:
        self._behind: list[Spot] = []
        self._ahead: list[Spot] = []
        self._last: Spot | None = None

    def leave(self, spot: Spot) -> None:
        """Keep a place one goes away from; where one had come back from is forgotten."""
        self._behind = [*(one for one in self._behind if one != spot), spot][-MOST:]
        self._ahead.clear()
        self._last = spot

    def back(self, here: Spot) -> Spot | None:
        """Return the place before this one, None where there is none."""
        return self._step(here, self._behind, self._ahead)

    def forward(self, here: Spot) -> Spot | None:
        """Return the place one came back from, None where there is none."""
        return self._step(here, self._ahead, self._behind)

    def last(self, here: Spot) -> Spot | None:
        """Return the place one was at last; asked there, it is this one again."""
        last = self._last
        if last is not None:
            self.leave(here)
        return last

    def _step(self, here: Spot, away: list[Spot], towards: list[Spot]) -> Spot | None:
        while away:
            spot = away.pop()
            if spot != here:
                towards.append(here)
                self._last = here
                return spot
        return None
