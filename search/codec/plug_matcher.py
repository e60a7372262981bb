"""The postings of a term as Whoosh's searcher walks through them."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any, NamedTuple

from whoosh.formats import Format, Positions
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo
from whoosh.scoring import BaseScorer
from whoosh.system import pack_uint

Term = tuple[str, bytes]


class PostingList(NamedTuple):
    """The postings of a term: `starts` says where the positions of each begin."""

    documents: list[int]
    frequencies: list[int]
    positions: list[int]
    starts: list[int]


class ArrayMatcher(ListMatcher):  # type: ignore[misc]
    """Walks through the postings of a term, which are one block."""

    _i: int
    _ids: list[int]

    def __init__(
        self, postings: PostingList, format_: Format, scorer: BaseScorer | None, term: Term, info: TermInfo
    ) -> None:
        super().__init__(
            postings.documents, postings.frequencies, None, format_, scorer=scorer, term=term, terminfo=info
        )
        self._postings = postings

    def copy(self) -> ArrayMatcher:
        """Return another that stands where this one does."""
        other = ArrayMatcher(self._postings, self._format, self._scorer, self._term, self._terminfo)
        other._i = self._i
        return other

    def skip_to(self, docnum: int) -> None:
        """Go on to a document, or the first one beyond."""
        self._i = bisect_left(self._ids, docnum, lo=self._i)

    def skip_to_quality(self, minquality: float) -> int:
        """Go on to a block that may score more than this; returns the number of blocks left out."""
        if not self.is_active() or self.block_quality() > minquality:
            return 0
        self._i = len(self._ids)
        return 1

    def block_max_weight(self) -> float:
        """Return the frequency in the document where it is highest."""
        return float(self._terminfo.max_weight())

    def value(self) -> bytes:
        """Return the frequency or the positions as Whoosh's format has them."""
        if isinstance(self._format, Positions):
            return bytes(self._format.encode(self._positions()))
        return bytes(pack_uint(self._postings.frequencies[self._i])) if self._format.posting_size else b""

    def value_as(self, astype: str) -> Any:  # noqa: ANN401 - what Whoosh's formats decode
        """Return the positions, or whatever the format makes of its value."""
        return self._positions() if astype == "positions" else super().value_as(astype)

    def _positions(self) -> list[int]:
        starts = self._postings.starts
        return self._postings.positions[starts[self._i] : starts[self._i + 1]]
