"""Stock Whoosh: its own codec, writer, parser, collectors and columns, as they come.

Stop words are indexed, as by the other engines, so that phrases mean the same. Of the ways to ask, those that were
quickest: without `optimize`, which saves no time where the total is wanted too, since Whoosh then searches twice;
prefixes without a limit; and a facet's values joined in one sortable column, counted several times as fast as
overlapping groups.
"""

from __future__ import annotations

from whoosh import fields, index, query, sorting
from whoosh.analysis import RegexTokenizer, StemmingAnalyzer
from whoosh.qparser import MultifieldParser

from benchmarks.search.engine import FACETS, TITLE_BOOST, Place, Question, Reply, read_rows

BETWEEN = "\x1f"


def build(place: Place) -> None:
    """Index the rows with the stock writer and commit."""
    place.index.mkdir()
    words = StemmingAnalyzer(stoplist=None, minsize=1)
    whole = RegexTokenizer(f"[^{BETWEEN}]+")
    schema = fields.Schema(
        key=fields.STORED,
        title=fields.TEXT(analyzer=words),
        text=fields.TEXT(analyzer=words),
        **{name: fields.ID(sortable=True, analyzer=whole) for name in FACETS},
    )
    writer = index.create_in(str(place.index), schema).writer()
    for row in read_rows(place.rows):
        facets = {name: BETWEEN.join(values) for name, values in row.facets.items()}
        writer.add_document(key=row.key, title=row.title, text=row.text, **facets)
    writer.commit()


def opened(place: Place) -> Opened:
    """Open the index."""
    return Opened(place)


class Opened:
    """A searcher with a parser of both fields."""

    def __init__(self, place: Place) -> None:
        self._index = index.open_dir(str(place.index))
        self._searcher = self._index.searcher()
        boosts = {"title": TITLE_BOOST}
        self._parser = MultifieldParser(["title", "text"], self._index.schema, fieldboosts=boosts)
        self._grouped = {name: sorting.FieldFacet(name, maptype=sorting.Count) for name in FACETS}

    def ask(self, question: Question, limit: int, *, facets: bool, snippets: int) -> Reply:  # noqa: ARG002
        """Answer; the groups are counted while the hits are collected, which Whoosh then gives without a limit."""
        tree = self._parser.parse(written(question))
        if question.facet:
            tree = query.And([tree, query.Term(question.facet, question.value)])
        grouped = self._grouped if facets else None
        most = None if question.join == "prefix" else limit
        results = self._searcher.search(tree, limit=most, optimize=False, groupedby=grouped)
        counts = {name: _counted(results.groups(name)) for name in FACETS} if facets else {}
        return Reply(len(results), tuple(hit["key"] for hit in results[:limit]), counts)

    def close(self) -> None:
        """Close searcher and index."""
        self._searcher.close()
        self._index.close()


def written(question: Question) -> str:
    """Return the question, but for its filter, in Whoosh's query language."""
    together = " OR ".join if question.join == "any" else " ".join
    sought = together(question.words)
    sought = {"phrase": f'"{sought}"', "prefix": f"{sought}*"}.get(question.join, sought)
    return " ".join([sought, *(f"NOT {word}" for word in question.without)])


def _counted(groups: dict[str | bytes, int]) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for joined, number in groups.items():
        text = joined.decode() if isinstance(joined, bytes) else joined
        for value in text.split(BETWEEN) if text else ():
            counts[value] = counts.get(value, 0) + number
    return list(counts.items())
