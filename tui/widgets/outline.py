"""What the filters show: the values of every facet as rows, folded as far as a person left them folded."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from tui.render.facets import TITLES, UNDATED, Counts, FacetRow, Fold, Picks, State, value_name
from tui.widgets.bodies import Below, Bodies, Entry

SHORT = 8
"""Values of a facet, and of a body, that are shown at first; one more comes instead of a row that says so."""

FURTHER = 8
"""How many times as many come with each step."""


class _Facet(NamedTuple):
    """One facet: its values under one another, the states of some, and which are shown wherever they stand."""

    name: str
    below: Below
    states: Mapping[str, State]
    kept: Collection[str]


class Outline:
    """The rows of all facets that have values.

    Only what is unfolded becomes rows, however many values there are; what is picked or left out always does. The way
    in which a person unfolded them holds from answer to answer.
    """

    def __init__(self) -> None:
        self.rows: list[FacetRow] = []
        self._shown: dict[tuple[str, str], int] = {}
        self._sizes: dict[tuple[str, str], int] = {}
        self._bodies = Bodies()
        self._facets: Mapping[str, Counts] = {}
        self._picks = Picks()
        self._gaps = True

    def show(self, facets: Mapping[str, Counts], picks: Picks, *, gaps: bool = True) -> None:
        """Make the rows anew; `gaps` parts the facets by blank ones."""
        self._facets, self._picks, self._gaps = facets, picks, gaps
        rows: list[FacetRow] = []
        self._sizes.clear()
        for name in TITLES:
            of_facet = self._of_facet(name)
            rows += [FacetRow()] if rows and of_facet and gaps else []
            rows += of_facet
        self.rows = rows

    def unfold(self, number: int) -> bool:
        """Show what lies under a row, or more of what it stands for; False where there is nothing to unfold."""
        row = self.rows[number]
        if not (row.more or row.fold == "folded"):
            return False
        self._set(row, self._limit(row.facet, row.value) * FURTHER if row.more else SHORT)
        return True

    def fold(self, number: int, *, wholly: bool = False) -> bool:
        """Show only the first of the values under a row, or none; False where there is nothing to fold."""
        row = self.rows[number]
        if row.fold != "unfolded":
            return False
        key = row.facet, row.value
        is_long = self._limit(*key) > SHORT and self._sizes[key] > SHORT + 1
        self._set(row, SHORT if is_long and not wholly else 0)
        return True

    def above(self, number: int) -> int:
        """Return the row under which a row lies; a heading lies under none but itself."""
        row = self.rows[number]
        if row.is_heading:
            return number
        before = range(number - 1, -1, -1)
        return next(at for at in before if self.rows[at].is_heading or self.rows[at].depth < row.depth)

    def find(self, row: FacetRow) -> int | None:
        """Return where a row stands that may have another count now; None where it is not shown."""
        wanted = _identity(row)
        return next((at for at, one in enumerate(self.rows) if _identity(one) == wanted), None)

    def place_of(self, row: FacetRow, number: int) -> int:
        """Return where a row stands now that stood at `number`; where it is gone, the nearest place in its facet."""
        found = self.find(row)
        if found is not None:
            return found
        ends = [at for at, one in enumerate(self.rows) if one.facet == row.facet]
        return min(max(number, ends[0]), ends[-1]) if ends else min(number, len(self.rows) - 1)

    def _set(self, row: FacetRow, shown: int) -> None:
        self._shown[row.facet, row.value] = shown
        self.show(self._facets, self._picks, gaps=self._gaps)

    def _limit(self, facet: str, value: str) -> int:
        only = facet == "source" and self._sizes.get((facet, "")) == 1
        return self._shown.get((facet, value), SHORT if only or not value else 0)

    def _of_facet(self, name: str) -> list[FacetRow]:
        states = self._picks.states(name)
        entries = self._with_absent(name, self._facets.get(name, ()), states)
        if not entries:
            return []
        below = self._bodies.arrange(entries) if name == "source" else {"": entries}
        kept = set(states)
        if name == "source":
            present = dict(entries)
            for value in states:
                kept.update(_chain(self._bodies, value, present))
        facet = _Facet(name, below, states, kept)
        rows = list(self._under(facet, "", 0))
        return [FacetRow(name, count=len(entries), fold=self._fold(name, "")), *rows]

    def _under(self, facet: _Facet, body: str, depth: int) -> Iterator[FacetRow]:
        entries = facet.below[body]
        self._sizes[facet.name, body] = len(entries)
        limit = self._limit(facet.name, body)
        if limit and len(entries) == limit + 1:
            limit += 1
        shown = list(entries[:limit])
        if facet.kept:
            shown += [entry for entry in entries[limit:] if entry[0] in facet.kept]
        for value, count in shown:
            yield self._value(facet, value, count, body, depth)
            if value in facet.below:
                yield from self._under(facet, value, depth + 1)
        if limit and len(shown) < len(entries):
            yield FacetRow(facet.name, body, depth=depth, more=len(entries) - len(shown))

    def _value(self, facet: _Facet, value: str, count: int | None, body: str, depth: int) -> FacetRow:
        fold = self._fold(facet.name, value) if value in facet.below else ""
        name = value_name(facet.name, value.removeprefix(f"{body} ") if body else value)
        return FacetRow(facet.name, value, count, facet.states.get(value, ""), depth, fold, 0, name)

    def _fold(self, facet: str, value: str) -> Fold:
        return "unfolded" if self._limit(facet, value) else "folded"

    def _with_absent(self, facet: str, counts: Counts, states: Mapping[str, State]) -> Sequence[Entry]:
        """Return the values with those put in that nothing has but the query: where they stood, or else at the end."""
        if not states:
            return counts
        present = {value for value, _ in counts}
        entries: list[Entry] = [*counts]
        for value in states:
            if value not in present:
                entries.insert(self._place_for(facet, value, entries), (value, None))
        return entries

    def _place_for(self, facet: str, value: str, entries: Sequence[Entry]) -> int:
        if facet == "year":
            return sum(1 for year, _ in entries if (year != UNDATED, year) > (value != UNDATED, value))
        before = list(takewhile(lambda row: (row.facet, row.value) != (facet, value), self.rows))
        if len(before) == len(self.rows):
            return len(entries)
        places = {one: at for at, (one, _) in enumerate(entries)}
        return next(
            (places[row.value] + 1 for row in reversed(before) if row.facet == facet and row.value in places), 0
        )


def _identity(row: FacetRow) -> tuple[str, str, bool]:
    return row.facet, row.value, row.more > 0


def _chain(bodies: Bodies, value: str, present: Collection[str]) -> Iterator[str]:
    while value := bodies.above(value, present):
        yield value
