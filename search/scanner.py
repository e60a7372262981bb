"""Cut a query into its tokens, each with its place, and refuse what cannot be read.

With `lenient` nothing is refused: an unfinished quotation is read as words, brackets and operators that do not fit are
left out, and what is too much is cut off.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from search.errors import QueryError
from search.schema import FILTERS

LONGEST_QUERY = 1024
MOST_TERMS = 64
DEEPEST = 16
FIELDS = frozenset(("title", *FILTERS))

Kind = Literal["word", "prefix", "fuzzy", "phrase", "field", "(", ")", "NOT", "AND", "OR"]

_CLOSING = {'"': '"', "“": "”“", "„": "“”", "”": "”", "«": "»", "»": "«»"}
_QUOTES = "".join(_CLOSING)
_FIELD = re.compile(r"([A-Za-z]+):(?=\S)")
_WORD = re.compile(rf"[^\s(){_QUOTES}]+")
_NEAR = re.compile(r"~(\d{0,3})(?=[\s)]|$)")
_FUZZY = re.compile(r"(.+?)~(\d*)$")
_TERMS: tuple[Kind, ...] = ("word", "prefix", "fuzzy", "phrase")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query; `number` is how far apart (phrase) or how many letters off (fuzzy), None where not said.

    `last` says that it ends where the query ends, so that it may not be finished.
    """

    kind: Kind
    text: str
    start: int
    end: int
    number: int | None = None
    last: bool = False

    @property
    def is_term(self) -> bool:
        """Say whether the token stands for something to be found."""
        return self.kind in _TERMS


def scan(query: str, *, lenient: bool = False) -> list[Token]:
    """Return the tokens of a query. Raises QueryError unless lenient."""
    if len(query) > LONGEST_QUERY:
        if not lenient:
            raise QueryError(
                f"A query may have {LONGEST_QUERY:,} characters; this one has {len(query):,}.", LONGEST_QUERY
            )
        query = query[:LONGEST_QUERY]
    tokens = cut(query, lenient=lenient)
    for rule in (_with_few_terms, _with_brackets_paired, _with_fields_filled, _with_operators_between):
        tokens = rule(tokens, lenient)
    return tokens


def cut(query: str, *, lenient: bool) -> list[Token]:
    """Return the tokens as they stand, without a look at whether they fit together."""
    tokens: list[Token] = []
    at = 0
    while at < len(query):
        if query[at].isspace():
            at += 1
            continue
        fresh = _next(query, at, lenient)
        tokens.extend(fresh)
        at = fresh[-1].end if fresh else _skip(query, at)
    if tokens and tokens[-1].end == len(query):
        tokens[-1] = replace(tokens[-1], last=True)
    return tokens


def _skip(query: str, at: int) -> int:
    word = _WORD.match(query, at)
    return word.end() if word and query[at] != "-" else at + 1


def _next(query: str, at: int, lenient: bool) -> list[Token]:
    letter = query[at]
    if letter == "(":
        return [Token("(", letter, at, at + 1)]
    if letter == ")":
        return [Token(")", letter, at, at + 1)]
    if letter in _QUOTES:
        return _quoted(query, at, lenient)
    if letter == "-" and _begins_word(query, at):
        following = query[at + 1 : at + 2]
        return [Token("NOT", "-", at, at + 1)] if following.strip() and following != "-" else []
    field = _FIELD.match(query, at)
    if field and field[1].lower() in FIELDS:
        return [Token("field", field[1].lower(), at, field.end())]
    word = _WORD.match(query, at)
    return _word(word[0], at, lenient) if word else []


def _begins_word(query: str, at: int) -> bool:
    return at == 0 or query[at - 1].isspace() or query[at - 1] == "("


def _quoted(query: str, at: int, lenient: bool) -> list[Token]:
    end = _end_of_quotation(query, at)
    if end < 0:
        if not lenient:
            raise QueryError("The quotation that begins here has no end.", at)
        if at and query[at - 1] == ":" and query[at + 1 :].strip():
            return [Token("prefix", query[at + 1 :], at, len(query))]
        return []
    near = _NEAR.match(query, end + 1)
    if near:
        apart = int(near[1] or 5)
        return [Token("phrase", query[at + 1 : end], at, near.end(), max(1, apart))]
    return [Token("phrase", query[at + 1 : end], at, end + 1)]


def _end_of_quotation(query: str, at: int) -> int:
    closing = _CLOSING[query[at]]
    return next((place for place in range(at + 1, len(query)) if query[place] in closing), -1)


def missing_quote(query: str) -> str:
    """Return the quotation mark that closes a quotation left open, or nothing."""
    at = 0
    while at < len(query):
        if query[at] in _QUOTES:
            end = _end_of_quotation(query, at)
            if end < 0:
                return _CLOSING[query[at]][0]
            at = end
        at += 1
    return ""


def _word(text: str, at: int, lenient: bool) -> list[Token]:
    end = at + len(text)
    if text in {"AND", "OR", "NOT"}:
        return [Token(text, text, at, end)]  # type: ignore[arg-type]
    fuzzy = _FUZZY.match(text)
    if fuzzy and "*" not in text:
        distance = int(fuzzy[2]) if fuzzy[2] else None
        if distance is not None and distance > 2:
            if not lenient:
                raise QueryError("At most 2 letters may differ: write ~1 or ~2.", at + fuzzy.start(2))
            distance = 2
        return [Token("fuzzy", fuzzy[1], at, end, distance)]
    bare = text.rstrip("*")
    if lenient and text.endswith(":") and text[:-1].lower() in FIELDS:
        return []
    star = text.find("*")
    if star >= 0 and (star < len(bare) or not bare):
        if not lenient:
            raise QueryError("A * stands only at the end of a word, for what follows: traffic*.", at + star)
        bare = bare.replace("*", "")
    if star >= 0:
        return [Token("prefix", bare, at, end)] if bare else []
    return [Token("word", text, at, end)]


def _with_few_terms(tokens: list[Token], lenient: bool) -> list[Token]:
    terms = [token for token in tokens if token.is_term]
    if len(terms) <= MOST_TERMS:
        return tokens
    if not lenient:
        raise QueryError(f"A query may have {MOST_TERMS} words; this one has {len(terms)}.", terms[MOST_TERMS].start)
    return [token for token in tokens if token.start < terms[MOST_TERMS].start]


def _with_brackets_paired(tokens: list[Token], lenient: bool) -> list[Token]:
    opened: list[Token] = []
    unpaired: set[int] = set()
    for token in tokens:
        if token.kind == "(":
            opened.append(token)
            if len(opened) > DEEPEST:
                if lenient:
                    return [one for one in tokens if one.kind not in {"(", ")"}]
                raise QueryError(f"Brackets may stand {DEEPEST} deep.", token.start)
        elif token.kind == ")" and opened:
            opened.pop()
        elif token.kind == ")":
            unpaired.add(token.start)
    unpaired |= {token.start for token in opened}
    if unpaired and not lenient:
        wrong = min(unpaired)
        closing = any(token.start == wrong and token.kind == ")" for token in tokens)
        raise QueryError("This bracket was never opened." if closing else "This bracket is not closed.", wrong)
    return [token for token in tokens if token.start not in unpaired]


def _with_fields_filled(tokens: list[Token], lenient: bool) -> list[Token]:
    kept: list[Token] = []
    for token, following in zip(tokens, [*tokens[1:], None], strict=False):
        filled = following is not None and (following.is_term or following.kind == "(") and following.start == token.end
        if token.kind != "field" or filled:
            kept.append(token)
        elif not lenient:
            raise QueryError(f"{token.text}: needs a value right behind it.", token.start)
    return kept


def _with_operators_between(tokens: list[Token], lenient: bool) -> list[Token]:
    for fits, complaint in _OPERATOR_RULES:
        kept: list[Token] = []
        for place, token in enumerate(tokens):
            before = kept[-1] if kept else None
            after = tokens[place + 1] if place + 1 < len(tokens) else None
            if fits(before, token, after):
                kept.append(token)
            elif not lenient:
                raise QueryError(complaint.format(token.text), token.start)
        tokens = kept
    return tokens


def _group_has_content(before: Token | None, token: Token, after: Token | None) -> bool:
    del before
    return token.kind != "(" or after is None or after.kind != ")"


def _stands_before_something(before: Token | None, token: Token, after: Token | None) -> bool:
    del before
    if token.kind not in {"NOT", "AND", "OR"}:
        return True
    if after is None or after.kind in {")", "AND", "OR"} or token.kind == after.kind == "NOT":
        return False
    return token.text != "-" or after.start == token.end


def _stands_behind_something(before: Token | None, token: Token, after: Token | None) -> bool:
    del after
    if token.kind not in {"AND", "OR"}:
        return True
    return before is not None and (before.is_term or before.kind == ")")


_OPERATOR_RULES: tuple[tuple[Callable[[Token | None, Token, Token | None], bool], str], ...] = (
    (_group_has_content, "There is nothing between these brackets."),
    (_stands_before_something, "{} needs something behind it."),
    (_stands_behind_something, "{} needs something in front of it."),
)
