"""tantivy through its Python package: a thread for each core while indexing, facets by aggregation of fast fields."""

from __future__ import annotations

from typing import Any

import tantivy

from benchmarks.search.engine import FACETS, TITLE_BOOST, Place, Question, Reply, read_rows

MOST_VALUES = 65_000
WORD_FIELDS = ["title", "text"]


def build(place: Place) -> None:
    """Index the rows with the stock writer, commit, and wait for the merges under way."""
    place.index.mkdir()
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    for name in WORD_FIELDS:
        schema.add_text_field(name, tokenizer_name="en_stem")
    for name in FACETS:
        schema.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    writer = tantivy.Index(schema.build(), path=str(place.index)).writer()
    for row in read_rows(place.rows):
        facets = {name: list(values) for name, values in row.facets.items()}
        writer.add_document(tantivy.Document(key=row.key, title=row.title, text=row.text, **facets))
    writer.commit()
    writer.wait_merging_threads()


def opened(place: Place) -> Opened:
    """Open the index."""
    return Opened(place)


class Opened:
    """A searcher; hits and facets are two calls of it."""

    def __init__(self, place: Place) -> None:
        self._index = tantivy.Index.open(str(place.index))
        self._searcher = self._index.searcher()
        self._aggregations = {name: {"terms": {"field": name, "size": MOST_VALUES}} for name in FACETS}

    def ask(self, question: Question, limit: int, *, facets: bool, snippets: int) -> Reply:  # noqa: ARG002
        """Answer; every hit's key comes from the document store."""
        query = self._query(question)
        found: Any = self._searcher.search(query, limit=limit, count=True)  # its stub knows no `count`
        keys = tuple(self._searcher.doc(address)["key"][0] for _, address in found.hits)
        counts = {}
        if facets:
            counted = self._searcher.aggregate(query, self._aggregations)
            counts = {name: [(one["key"], one["doc_count"]) for one in counted[name]["buckets"]] for name in FACETS}
        return Reply(found.count, keys, counts)

    def close(self) -> None:
        """Nothing is to be closed."""

    def _query(self, question: Question) -> tantivy.Query:
        if question.join == "prefix":
            pattern = f"{question.words[0]}.*"
            schema = self._index.schema
            either = [(tantivy.Occur.Should, tantivy.Query.regex_query(schema, name, pattern)) for name in WORD_FIELDS]
            return tantivy.Query.boolean_query(either)
        boosts = {"title": TITLE_BOOST}
        return self._index.parse_query(written(question), WORD_FIELDS, field_boosts=boosts, conjunction_by_default=True)


def written(question: Question) -> str:
    """Return the question in tantivy's query language, which has no prefixes."""
    together = " OR ".join if question.join == "any" else " ".join
    sought = together(question.words)
    sought = f'"{sought}"' if question.join == "phrase" else sought
    filters = [f'{question.facet}:"{question.value}"'] if question.facet else []
    return " ".join([sought, *(f"-{word}" for word in question.without), *filters])
