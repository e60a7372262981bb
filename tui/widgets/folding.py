"""Which of the hits stand in a list of their own, and which are folded into a better hit of the same story."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable


class Folding:
    """The way between rows and slots.

    A row is the number of a hit in its answer and never changes; a slot is the place it is drawn at, counted in rows
    from the top. The versions of a story that were fetched stand under the best of them, one slot for all until they
    are unfolded. Hits that were not fetched are taken to tell stories of their own. A hit that stands somewhere is
    never folded away later: what is fetched only shortens the list where nobody has looked yet.
    """

    def __init__(self, total: int = 0) -> None:
        self.total = total
        self._best: dict[str, int] = {}
        self._lead: dict[int, int] = {}
        self._others: dict[int, list[int]] = {}
        self._away: list[int] = []
        self._unfolded: list[int] = []

    @property
    def slots(self) -> int:
        """Return how many slots there are."""
        return self.total - len(self._away) + sum(len(self._others[lead]) for lead in self._unfolded)

    def add(self, stories: Iterable[tuple[int, str]]) -> None:
        """Learn which story rows tell, in their order; each row is told once."""
        for row, story in stories:
            lead = self._best.get(story)
            if lead is None or lead > row:
                self._best[story] = row
                continue
            self._lead[row] = lead
            insort(self._others.setdefault(lead, []), row)
            insort(self._away, row)

    def versions(self, row: int) -> int:
        """Return how many versions of its story stand at a row, itself counted."""
        return 1 + len(self._others.get(row, ()))

    def lead_of(self, row: int) -> int:
        """Return the row that leads the story of a row: itself where it stands under no other."""
        return self._lead.get(row, row)

    def height(self, lead: int) -> int:
        """Return how many slots the story that a row leads takes now."""
        return self.versions(lead) if lead in self._unfolded else 1

    def toggle(self, row: int) -> int | None:
        """Unfold the story of a row, or fold it; return the row that leads it, None where it has one version."""
        lead = self.lead_of(row)
        if lead not in self._others:
            return None
        if lead in self._unfolded:
            self._unfolded.remove(lead)
        else:
            insort(self._unfolded, lead)
        return lead

    def row_at(self, slot: int) -> int:
        """Return the row drawn at a slot."""
        shown = 0
        for lead in self._unfolded:
            others, at = self._others[lead], self._alone(lead) + shown
            if slot <= at:
                break
            if slot <= at + len(others):
                return others[slot - at - 1]
            shown += len(others)
        number = slot - shown
        return number + bisect_right(range(len(self._away)), number, key=lambda place: self._away[place] - place)

    def slot_of(self, row: int) -> int:
        """Return the slot a row is drawn at; of one that is folded away, that of the row it is folded into."""
        lead = self.lead_of(row)
        slot = self._alone(lead) + sum(len(self._others[one]) for one in self._unfolded if one < lead)
        if lead != row and lead in self._unfolded:
            slot += 1 + self._others[lead].index(row)
        return slot

    def standing(self, row: int) -> int:
        """Return a row that is drawn: this one, or where it is folded away the nearest before it that is."""
        while row in self._lead and self._lead[row] not in self._unfolded:
            row -= 1
        return row

    def _alone(self, row: int) -> int:
        """Return the slot of a row under no other were everything folded."""
        return row - bisect_left(self._away, row)
