"""An index that is opened when it is first asked, so that the screen is there before it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search import Answer, Completion, Highlighter, Index, Snippet, Sort


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
        snippets: int | None = None,
        cancel: threading.Event | None = None,
    ) -> Answer:
        """Search as `Index.search` does."""
        return self._opened().search(
            query,
            limit=limit,
            offset=offset,
            sort=sort,
            facets=facets,
            typing=typing,
            snippets=snippets,
            cancel=cancel,
        )

    def keys(self, query: str, *, sort: Sort = "relevance", cancel: threading.Event | None = None) -> list[str]:
        """Return the keys of all hits, as `Index.keys` does."""
        return self._opened().keys(query, sort=sort, cancel=cancel)

    def snippets(self, query: str, keys: Sequence[str], *, typing: bool = False) -> dict[str, Snippet]:
        """Return passages as `Index.snippets` does."""
        return self._opened().snippets(query, keys, typing=typing)

    def complete(self, text: str, cursor: int) -> tuple[Completion, ...]:
        """Return what could stand at the cursor, as `Index.complete` does."""
        return self._opened().complete(text, cursor)

    def highlighter(self, query: str, *, typing: bool = False) -> Highlighter:
        """Return what lights the words of a query, as `Index.highlighter` does."""
        return self._opened().highlighter(query, typing=typing)

    def stale(self) -> int:
        """Return how many changes the index does not have yet, as `Index.stale` does."""
        return self._opened().stale()

    def close(self) -> None:
        """Close the index, if it was ever opened."""
        with self._opening:
            if self._index is not None:
                self._index.close()
