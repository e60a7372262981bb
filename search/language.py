"""The query language: from a query to a tree of Whoosh queries, by Whoosh's own parser.

The scanner cuts the query; its tokens become Whoosh's syntax nodes, and Whoosh's plugins make the tree of them:
brackets group, OR binds closer than standing side by side, a field name belongs to what follows it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from whoosh import query as whoosh_query
from whoosh.qparser import plugins, syntax
from whoosh.qparser.default import QueryParser

from search.analysis import Analyzer, fold, parts, query_forms, words
from search.errors import QueryError
from search.nearness import default_distance
from search.scanner import Token, scan
from search.schema import FACET_OF, FILTERS, TITLE_BOOST, WORD_FIELDS, make_schema
from search.tree import Forms, Select, Similar, StartsWith, Together
from search.values import read_value

SHORTEST_UNFINISHED = 2
"""Letters of an unfinished word from which it stands for all words it begins."""

MOST_UNFINISHED = 500
"""Words, the most frequent ones, that an unfinished word stands for."""


class Languages(Protocol):
    """What the parser must know of an index: the languages in it, and how each is analysed."""

    @property
    def languages(self) -> Sequence[str]:
        """Return the languages of the indexed documents."""

    @property
    def analyzers(self) -> Mapping[str, Analyzer]:
        """Return the analyzer of each language."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query read: `facets` are its filters by facet, of which any may match; `rest` must match too, None is all."""

    tokens: tuple[Token, ...]
    facets: Mapping[str, tuple[Select, ...]]
    rest: whoosh_query.Query | None


def parse(text: str, index: Languages, *, typing: bool = False) -> Parsed:
    """Read a query. Raises QueryError, never while `typing`; then the last word may be the beginning of a word."""
    tokens = scan(text, lenient=typing)
    nodes = _Parser(index, tokens, typing=typing).process(text)
    tree = nodes.query(_Parser(index, tokens, typing=typing)) if len(nodes) else None
    return _split(tuple(tokens), tree)


def _split(tokens: tuple[Token, ...], tree: whoosh_query.Query | None) -> Parsed:
    facets: dict[str, tuple[Select, ...]] = {}
    rest: list[whoosh_query.Query] = []
    for part in _conjuncts(tree):
        alternatives = _alternatives(part)
        names = {FACET_OF.get(one.name, "") for one in alternatives}
        if len(names) == 1 and "" not in names:
            facet = names.pop()
            facets[facet] = (*facets.get(facet, ()), *alternatives)
        else:
            rest.append(part)
    return Parsed(tokens, facets, whoosh_query.And(rest) if rest else None)


def _conjuncts(tree: whoosh_query.Query | None) -> list[whoosh_query.Query]:
    if tree is None:
        return []
    if isinstance(tree, whoosh_query.And):
        return [part for one in tree.subqueries for part in _conjuncts(one)]
    return [tree]


def _alternatives(tree: whoosh_query.Query) -> tuple[Select, ...]:
    """Return the filters of a tree that is nothing but filters of which any may match; else none."""
    if isinstance(tree, Select):
        return (tree,)
    if type(tree) not in {whoosh_query.Or, whoosh_query.And} or (
        type(tree) is whoosh_query.And and len(tree.subqueries) != 1
    ):
        return ()
    found = [_alternatives(one) for one in tree.subqueries]
    return tuple(one for several in found for one in several) if all(found) else ()


class _Parser(QueryParser):  # type: ignore[misc]
    """Whoosh's parser, fed with the scanner's tokens instead of its own taggers' matches."""

    def __init__(self, index: Languages, tokens: Sequence[Token], *, typing: bool) -> None:
        operators = plugins.OperatorsPlugin(AndNot=None, AndMaybe=None, Require=None)
        chosen = [plugins.GroupPlugin(), plugins.FieldsPlugin(remove_unknown=False), operators]
        super().__init__(None, make_schema(), plugins=chosen)
        self.index = index
        self.typing = typing
        self._tokens = tokens

    def tag(self, text: str, pos: int = 0, debug: bool = False) -> syntax.GroupNode:  # noqa: ARG002
        """Return the scanner's tokens as a flat group of syntax nodes."""
        return self.group([_node(token) for token in self._tokens])


def _node(token: Token) -> syntax.SyntaxNode:
    prefix, infix = syntax.PrefixOperator, syntax.InfixOperator
    if token.is_term:
        node: syntax.SyntaxNode = _TermNode(token)
    elif token.kind == "field":
        node = syntax.FieldnameNode(token.text, token.text)
    elif token.kind == "NOT":
        node = prefix(token.text, syntax.NotGroup)
    elif token.kind in {"AND", "OR"}:
        node = infix(token.text, syntax.AndGroup if token.kind == "AND" else syntax.OrGroup)
    else:
        node = plugins.GroupPlugin.OpenBracket() if token.kind == "(" else plugins.GroupPlugin.CloseBracket()
    return node.set_range(token.start, token.end)


class _TermNode(syntax.TextNode):  # type: ignore[misc]
    """A word, prefix, misspelt word or phrase, in the field that Whoosh's parser found for it."""

    def __init__(self, token: Token) -> None:
        super().__init__(token.text)
        self.token = token

    def query(self, parser: _Parser) -> whoosh_query.Query | None:
        """Return the tree of this term, None where it says nothing."""
        token = self.token
        if self.fieldname in FILTERS:
            return _filter(self.fieldname, token, parser)
        fields = (self.fieldname,) if self.fieldname else WORD_FIELDS
        return _words(token, fields, parser)


def _filter(name: str, token: Token, parser: _Parser) -> whoosh_query.Query | None:
    try:
        value = read_value(name, token)
    except QueryError:
        if not parser.typing:
            raise
        return None if token.last else _words(token, WORD_FIELDS, parser)
    unfinished = parser.typing and token.last and token.kind == "word"
    return Select(name, replace(value, prefix=value.prefix or unfinished), token.start)


def _words(token: Token, fields: Sequence[str], parser: _Parser) -> whoosh_query.Query | None:
    pieces = words(token.text)
    if not pieces:
        return None
    if token.kind == "phrase":
        return _phrase(pieces, token.number, fields, parser)
    kind = "prefix" if parser.typing and token.last and token.kind == "word" else token.kind
    unfinished = kind != token.kind
    leading = [_either_field(fields, _Word(piece, parser.index)) for piece in pieces[:-1]]
    final = _either_field(fields, _Word(pieces[-1], parser.index, kind, token.number, unfinished=unfinished))
    return whoosh_query.And([*leading, final]) if leading else final


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    index: Languages
    kind: str = "word"
    distance: int | None = None
    unfinished: bool = False

    def in_field(self, field: str, boost: float) -> whoosh_query.Query:
        forms = query_forms(self.text, self.index.languages, self.index.analyzers)
        folded = "".join(fold(part) for part in parts(self.text)[:1])
        if self.kind == "prefix" and (not self.unfinished or len(folded) >= SHORTEST_UNFINISHED):
            limit = MOST_UNFINISHED if self.unfinished else 0
            return StartsWith(field, folded, also=forms if self.unfinished else (), boost=boost, limit=limit)
        if self.kind == "fuzzy":
            distance = default_distance(folded) if self.distance is None else self.distance
            return Similar(field, folded, distance, boost=boost)
        return Forms(field, forms, boost=boost)


def _either_field(fields: Sequence[str], word: _Word) -> whoosh_query.Query:
    ways = [word.in_field(field, _boost(field)) for field in fields]
    return whoosh_query.Or(ways) if len(ways) > 1 else ways[0]


def _phrase(pieces: Sequence[str], near: int | None, fields: Sequence[str], parser: _Parser) -> whoosh_query.Query:
    if len(pieces) == 1:
        return _either_field(fields, _Word(pieces[0], parser.index))
    ways = []
    for field in fields:
        forms = [query_forms(piece, parser.index.languages, parser.index.analyzers) for piece in pieces]
        boost = _boost(field)
        ways.append(Together([Forms(field, one) for one in forms], near=near, boost=boost))
    return whoosh_query.Or(ways) if len(ways) > 1 else ways[0]


def _boost(field: str) -> float:
    return TITLE_BOOST if field == "title" else 1.0
