"""What can go wrong while one searches."""

from __future__ import annotations

from corpus import DatelineError


class QueryError(DatelineError):
    """A query that cannot be read; `position` is the offset into the query where it goes wrong."""

    def __init__(self, sentence: str, position: int = 0) -> None:
        super().__init__(sentence)
        self.position = position


class CancelledSearch(DatelineError):  # noqa: N818 - the name of the seam; nothing went wrong
    """The search was cancelled; its answer is not wanted any more."""
