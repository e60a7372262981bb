"""The hits of one answer, fetched by pages as one scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search import Answer, Hit

PAGE = 50


class Pages:
    """What is known of the hits of one answer."""

    def __init__(self, answer: Answer | None = None) -> None:
        self.total = answer.total if answer else 0
        self._hits: dict[int, Hit] = {}
        if answer:
            self.take(0, answer)

    def take(self, offset: int, answer: Answer) -> None:
        """Keep the hits of a page that begins at `offset`."""
        self._hits.update(enumerate(answer.hits, offset))

    def hit(self, row: int) -> Hit | None:
        """Return the hit of a row; None where its page has not come yet."""
        return self._hits.get(row)

    def missing(self, first: int, last: int) -> int | None:
        """Return the offset of the page to fetch for rows `first` to `last`; None where all are there."""
        for row in range(max(0, first), min(last, self.total - 1) + 1):
            if row not in self._hits:
                return row - row % PAGE
        return None

    def row_of(self, key: str) -> int | None:
        """Return the row of a document among the hits fetched."""
        return next((row for row, hit in self._hits.items() if hit.key == key), None)
