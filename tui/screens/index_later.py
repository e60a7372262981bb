"""An index that is opened when it is first asked, so that the screen is there before it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search import Answer, Highlighter, Index, Sort


class IndexLater:
    """Stands for an index until it is asked; the asking is done on a worker's thread, which loads and opens it."""

    def __init__(self, open_index: Callable[[], Index]) -> None:
        self._open_index = open_index
        self._opening = threading.Lock()
        self._index: Index | None = None

    def _opened(self) -> Index:
        with self._opening:
            if self._index is None:
                self._index = self._open_index()
            return self._index

    def search(  # noqa: PLR0913 - the door of Index
        self,
        query: str,
        *,
        limit: int = 50,
        offset: int = 0,
        sort: Sort = "relevance",
        facets: bool = True,
        typing: bool = False,
        cancel: threading.Event | None = None,
    ) -> Answer:
        """Search as `Index.search` does."""
        index = self._opened()
        return index.search(query, limit=limit, offset=offset, sort=sort, facets=facets, typing=typing, cancel=cancel)

    def highlighter(self, query: str) -> Highlighter:
        """Return what lights the words of a query, as `Index.highlighter` does."""
        return self._opened().highlighter(query)

    def close(self) -> None:
        """Close the index, if it was ever opened."""
        with self._opening:
            if self._index is not None:
                self._index.close()
