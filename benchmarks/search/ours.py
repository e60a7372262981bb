"""Dateline's own index, through its public door."""

from __future__ import annotations

from benchmarks.search.engine import Place, Question, Reply
from corpus import Archive
from search import Index


def build(place: Place) -> None:
    """Index the archive as it lies, with as many workers as an update takes."""
    with Archive.open(place.archive) as archive, Index.open(archive, folder=place.index) as index:
        index.update()


def opened(place: Place) -> Opened:
    """Open the archive and its index."""
    return Opened(place)


class Opened:
    """The index; hits come with what a list shows of them, read from the archive."""

    def __init__(self, place: Place) -> None:
        self._archive = Archive.open(place.archive)
        self._index = Index.open(self._archive, folder=place.index)

    def ask(self, question: Question, limit: int, *, facets: bool, snippets: int) -> Reply:
        """Answer with `snippets` of the hits' passages."""
        answer = self._index.search(written(question), limit=limit, facets=facets, snippets=snippets)
        return Reply(answer.total, tuple(hit.key for hit in answer.hits), answer.facets)

    def close(self) -> None:
        """Close index and archive."""
        self._index.close()
        self._archive.close()


def written(question: Question) -> str:
    """Return the question in Dateline's query language."""
    together = " OR ".join if question.join == "any" else " ".join
    sought = together(question.words)
    sought = {"phrase": f'"{sought}"', "prefix": f"{sought}*"}.get(question.join, sought)
    unwanted = [f"-{word}" for word in question.without]
    filters = [f'{question.facet}:"{question.value}"'] if question.facet else []
    return " ".join([sought, *unwanted, *filters])
