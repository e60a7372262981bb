"""Where the words of a phrase stand together in one text; `positions` answers the same for a whole index at once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

Chain = tuple[int, ...]


def chains(words: Sequence[int], standing: Sequence[Sequence[int]], near: int | None) -> Iterator[Chain]:
    """Yield the positions of the words of a phrase for every place where its last word ends it.

    `standing` are the positions at which each word stands, rising. Words follow each other in order; the parts of a
    joined word share a position, so the next word may also stand where the one before does, if it is another. With
    `near` each word is at most so far from the one before it, on either side.
    """
    ends: dict[int, Chain] = {place: (place,) for place in standing[0]}
    for number, here in enumerate(standing[1:], start=1):
        if near is None:
            repeated = words[number] == words[number - 1]
            found = ((place, ends.get(place - 1) or (None if repeated else ends.get(place))) for place in here)
        else:
            rising = sorted(ends)
            found = ((place, ends.get(_nearest(rising, place, near))) for place in here)
        ends = {place: (*chain, place) for place, chain in found if chain}
    yield from ends.values()


def _nearest(places: Sequence[int], place: int, near: int) -> int:
    """Return which of some places, rising, is nearest to one without being it; -1 where that is farther than `near`."""
    at = bisect_left(places, place)
    around = [one for one in places[max(0, at - 1) : at + 2] if one != place]
    nearest = min(around, key=lambda one: abs(one - place), default=place + near + 1)
    return nearest if abs(nearest - place) <= near else -1
