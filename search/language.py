"""The query language: from a query to a tree of Whoosh queries, by Whoosh's own parser.

The scanner cuts the query; its tokens become Whoosh's syntax nodes, and Whoosh's plugins make the tree of them:
brackets group, OR binds closer than standing side by side, a field name belongs to what follows it.

While somebody types, the query is read so that each letter narrows what was found before and nothing found flickers
away: the last word stands for all words that it begins, in a quotation left open behind the words before it; a single
letter asks for nothing yet, but ranks first what has it as a word; what is denied counts only as it stands, not as a
beginning; a filter that cannot be read yet is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Protocol

from whoosh import query as whoosh_query
from whoosh.qparser import plugins, syntax
from whoosh.qparser.default import QueryParser

from search.analysis import Analyzer
from search.errors import QueryError
from search.scanner import LIKE, Token, scan
from search.schema import FACET_OF, FILTERS, WORD_FIELDS, make_schema
from search.terms import is_letter, term_query
from search.tree import Like, Select
from search.values import read_key, read_value


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
    parser = _Parser(index, _as_typed(tokens) if typing else tokens, typing=typing)
    nodes = parser.process(text)
    return _split(tuple(tokens), _conjuncts(nodes.query(parser)) if len(nodes) else [])


def _as_typed(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens, the last one taken for finished where it is denied, or a letter that is an alternative."""
    return [replace(token, last=token.last and not _stands_whole(tokens, at)) for at, token in enumerate(tokens)]


def _stands_whole(tokens: Sequence[Token], at: int) -> bool:
    return _is_denied(tokens, at) or (is_letter(tokens[at].text) and _is_alternative(tokens, at))


def _is_alternative(tokens: Sequence[Token], at: int) -> bool:
    before = next((token for token in tokens[:at][::-1] if token.kind not in {"field", "("}), None)
    return before is not None and before.kind == "OR"


def _is_denied(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a token, or a bracket around it, stands behind a NOT."""
    depth = 0
    for place in range(at, -1, -1):
        token = tokens[place]
        depth += (token.kind == ")") - (token.kind == "(")
        if place == at or (token.kind == "(" and depth < 0):
            depth = 0
            before = place - 1 - (place > 0 and tokens[place - 1].kind == "field")
            if before >= 0 and tokens[before].kind == "NOT":
                return True
    return False


def _split(tokens: tuple[Token, ...], parts: Sequence[whoosh_query.Query]) -> Parsed:
    facets: dict[str, tuple[Select, ...]] = {}
    rest: list[whoosh_query.Query] = []
    for part in parts:
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


@cache
def _syntax() -> dict[str, Any]:
    """Return what every parser has in common: it is made once, and nothing writes to it."""
    operators = plugins.OperatorsPlugin(AndNot=None, AndMaybe=None, Require=None)
    chosen = [plugins.GroupPlugin(), plugins.FieldsPlugin(remove_unknown=False), operators]
    return dict(vars(QueryParser(None, make_schema(), plugins=chosen)))


class _Parser(QueryParser):  # type: ignore[misc]
    """Whoosh's parser, fed with the scanner's tokens instead of its own taggers' matches."""

    def __init__(self, index: Languages, tokens: Sequence[Token], *, typing: bool) -> None:
        self.__dict__.update(_syntax())
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
    """A word, prefix, misspelt word, pattern or phrase, in the field that Whoosh's parser found for it."""

    def __init__(self, token: Token) -> None:
        super().__init__(token.text)
        self.token = token

    def query(self, parser: _Parser) -> whoosh_query.Query | None:
        """Return the tree of this term, None where it says nothing."""
        try:
            found = _query(self.fieldname, self.token, parser)
        except QueryError:
            if not parser.typing:
                raise
            return None
        if found is not None:
            found.token = self.token
        return found


def _query(field: str | None, token: Token, parser: _Parser) -> whoosh_query.Query | None:
    if field == LIKE:
        return Like(read_key(field, token), boost=token.boost or 1.0)
    if field in FILTERS:
        value = read_value(field, token)
        unfinished = token.last and token.kind == "word"
        return Select(field, replace(value, prefix=value.prefix or unfinished), token.start)
    found = term_query(token, (field,) if field else WORD_FIELDS, parser.index)
    if found is None and field:
        raise QueryError("This value has no letters or digits.", token.start)
    return found
