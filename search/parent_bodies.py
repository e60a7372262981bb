"""The bodies that sources belong to: `OSCE Mission to Moldova` is a body of the `OSCE`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from corpus import parent_of

LONGEST_BODY = 300
"""Letters up to which a source is looked at for the body it belongs to; a longer one is no name."""


def parents(values: Iterable[str]) -> dict[str, str]:
    """Return the parent of each source that has one among `values`: the nearest body above it that is one of them."""
    present = set(values)
    above = bodies_above(present)
    nearest = {value: next((body for body in _line(value, above) if body in present), None) for value in present}
    return {value: body for value, body in nearest.items() if body is not None}


def bodies_above(values: Iterable[str]) -> dict[str, str]:
    """Return the body directly above each source, and above each of these bodies; nothing is above itself."""
    above: dict[str, str] = {}
    for value in sorted(values):
        body: str | None = value
        while body is not None and body not in above and len(body) <= LONGEST_BODY:
            parent = parent_of(body)
            if parent is None or parent == body or body in _line(parent, above):
                break
            above[body] = parent
            body = parent
    return above


def _line(value: str, above: Mapping[str, str]) -> Iterator[str]:
    while value in above:
        value = above[value]
        yield value
