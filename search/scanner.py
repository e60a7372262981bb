"""Cut a query into its tokens, each with its place, and refuse what cannot be read.

When lenient nothing is refused, for whoever is still typing: a quotation left open holds the words up to where the
query's own signs go on, a bracket left open is closed at the end, what does not fit is left out, and what is too much
is cut off.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from search.errors import QueryError
from search.grammar import fit, with_few_terms
from search.marks import WordKind, read_boost, read_marks
from search.schema import FILTERS

LONGEST_QUERY = 1024
FARTHEST = 999
LIKE = "like"
FIELDS = frozenset(("title", LIKE, *FILTERS))

Kind = Literal[WordKind, "phrase", "begun", "field", "(", ")", "NOT", "AND", "OR"]
"""`begun` is a phrase whose quotation is still open."""

_CLOSING = {'"': '"', "“": "”“", "„": "“”", "”": "”", "«": "»", "»": "«»"}
_QUOTES = "".join(_CLOSING)
_FIELD = re.compile(r"([A-Za-z]+):(?=\S)")
_WORD = re.compile(rf"[^\s(){_QUOTES}]+")
_NEAR = re.compile(r"~([0-9]*)(?=[\s()^]|$)")
_BOOST = re.compile(rf"\^([^\s(){_QUOTES}]*)")
_SIGN = re.compile(rf"\s+(?=(?:AND|OR|NOT)(?:\s|$)|-?(?i:{'|'.join(FIELDS)}):|[-(]\S)|(?=\))")
_SURROGATE = re.compile("[\ud800-\udfff]")
_TERMS: tuple[Kind, ...] = ("word", "prefix", "fuzzy", "pattern", "phrase", "begun")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query.

    `number` is how far apart (phrase) or how many letters off (fuzzy), `boost` how much it weighs; None where not said.
    `last` says that it ends where the query ends and somebody still types, so that it may go on.
    """

    kind: Kind
    text: str
    start: int
    end: int
    number: int | None = None
    boost: float | None = None
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
    return fit(with_few_terms(cut(query, lenient=lenient), lenient=lenient), lenient=lenient)


def cut(query: str, *, lenient: bool) -> list[Token]:
    """Return the tokens as they stand, without a look at whether they fit together."""
    query = _SURROGATE.sub("\ufffd", query)
    tokens: list[Token] = []
    at = 0
    while at < len(query):
        if query[at].isspace():
            at += 1
            continue
        fresh = _next(query, at, lenient)
        if fresh:
            tokens.append(fresh)
        at = fresh.end if fresh else _skip(query, at)
    if lenient and tokens and tokens[-1].end == len(query) and "^" not in query[tokens[-1].start :]:
        tokens[-1] = replace(tokens[-1], last=True)
    return tokens


def closing_quote(quote: str) -> str:
    """Return the mark that closes a quotation opened with this one."""
    return _CLOSING[quote][0]


def _skip(query: str, at: int) -> int:
    word = _WORD.match(query, at)
    return word.end() if word and query[at] != "-" else at + 1


def _next(query: str, at: int, lenient: bool) -> Token | None:
    letter = query[at]
    if letter == "(":
        return Token("(", letter, at, at + 1)
    if letter == ")":
        end, boost = _boosted(query, at + 1, lenient)
        return Token(")", letter, at, end, boost=boost)
    if letter in _QUOTES:
        return _quoted(query, at, lenient)
    if letter == "-" and _begins_word(query, at):
        following = query[at + 1 : at + 2]
        return Token("NOT", "-", at, at + 1) if following.strip() and following != "-" else None
    field = _FIELD.match(query, at)
    if field and field[1].lower() in FIELDS:
        return Token("field", field[1].lower(), at, field.end())
    word = _WORD.match(query, at)
    return _word(word, lenient) if word else None


def _begins_word(query: str, at: int) -> bool:
    return at == 0 or query[at - 1].isspace() or query[at - 1] == "("


def _boosted(query: str, at: int, lenient: bool) -> tuple[int, float | None]:
    """Return where what stands before an offset ends with its weight, and the weight."""
    caret = _BOOST.match(query, at)
    return (caret.end(), read_boost(caret[1], at, lenient=lenient)) if caret else (at, None)


def _quoted(query: str, at: int, lenient: bool) -> Token | None:
    end = _end_of_quotation(query, at)
    if end < 0:
        if not lenient:
            raise QueryError("The quotation that begins here has no end.", at)
        return _begun(query, at)
    near = _NEAR.match(query, end + 1)
    after, boost = _boosted(query, near.end() if near else end + 1, lenient)
    number = _words_apart(near, lenient) if near else None
    return Token("phrase", query[at + 1 : end], at, after, number, boost)


def _begun(query: str, at: int) -> Token | None:
    sign = _SIGN.search(query, at + 1)
    text = query[at + 1 : sign.start() if sign else len(query)].rstrip()
    return Token("begun", text, at, at + 1 + len(text)) if text else None


def _words_apart(near: re.Match[str], lenient: bool) -> int:
    number = int(near[1][:4] or 5)
    if number > FARTHEST and not lenient:
        raise QueryError(f"Words may be at most {FARTHEST} apart.", near.start(1))
    return max(1, min(number, FARTHEST))


def _end_of_quotation(query: str, at: int) -> int:
    ends = [end for end in (query.find(mark, at + 1) for mark in _CLOSING[query[at]]) if end >= 0]
    return min(ends, default=-1)


def _word(word: re.Match[str], lenient: bool) -> Token | None:
    text, (at, end) = word[0], word.span()
    operator = text.partition("^")[0] if lenient else text
    if operator in {"AND", "OR", "NOT"}:
        return Token(operator, operator, at, end)  # type: ignore[arg-type]
    if (lenient and text.endswith(":") and text[:-1].lower() in FIELDS) or _says_nothing(word, lenient):
        return None
    marked = read_marks(text, at, lenient=lenient)
    return Token(marked.kind, marked.text, at, end, marked.number, marked.boost) if marked.text else None


def _says_nothing(word: re.Match[str], lenient: bool) -> bool:
    """Say whether a word is signs that can be passed over; as a value they may be a tag."""
    if any(map(str.isalnum, word[0])) or word.string[word.start() - 1 : word.start()] == ":":
        return False
    return lenient or not ("*" in word[0] or "^" in word[0])
