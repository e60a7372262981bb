"""The bodies that sources belong to, remembered from answer to answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

Entry = tuple[str, int | None]
"""A value and its count, None where nobody counted it."""

Below = Mapping[str, Sequence[Entry]]
"""The values right under each value; those under none under the empty one."""


class Bodies:
    """Arranges sources under their bodies; which body a source belongs to is looked up once."""

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._above: dict[str, str] = {}

    def arrange(self, entries: Sequence[Entry]) -> Below:
        """Return the sources under their bodies, those of one body in the order given."""
        present = dict(entries)
        self._learn(present)
        below: dict[str, list[Entry]] = {}
        for entry in entries:
            below.setdefault(self.above(entry[0], present), []).append(entry)
        return below

    def above(self, value: str, present: Collection[str]) -> str:
        """Return the nearest body above a source that is present; empty where there is none."""
        body = self._above.get(value, "")
        while body and body not in present:
            body = self._above.get(body, "")
        return body

    def _learn(self, present: Collection[str]) -> None:
        if not all(value in self._known for value in present):
            from search import parents

            self._known.update(present)
            self._above.update(parents(present))
