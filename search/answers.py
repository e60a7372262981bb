"""What a search gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from corpus import StatedDate

Sort = Literal["relevance", "newest", "oldest"]


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage of a text; `marks` are the offsets in it, from and to, of what was searched for.

    `start` is the offset in the document's text at which the passage begins.
    """

    text: str
    marks: tuple[tuple[int, int], ...] = ()
    start: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that matches."""

    key: str
    title: str | None
    date: StatedDate | None
    source: tuple[str, ...]
    place: tuple[str, ...]
    fields: tuple[str, ...]
    type: str | None
    language: str
    score: float
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class Answer:
    """The hits asked for, out of `total`, with counts over all of them by facet.

    A facet's own filter is left out of its counts. Years come newest first with undated last, other values by their
    number. Where nothing is found, `suggestion` is a query that
    finds something, and `emptied` the piece of this one, as written, without which it would. `months` are the months in
    which hits are dated (`2011-05`), in order, with their number.
    """

    query: str
    total: int
    took_ms: float
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]]
    suggestion: str | None = None
    emptied: str | None = None
    months: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one word or phrase of a query adds to the score of a document, in one field.

    `words` are the terms looked for; they stand in the document `frequency` times (a phrase counts once), and in
    `documents` documents in all. `score` is BM25F, multiplied with `boost`.
    """

    words: str
    field: str
    frequency: int
    documents: int
    boost: float
    score: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the score of a document is made of; `title_first` says that its title holds the words as written."""

    score: float
    title_first: bool
    parts: tuple[Contribution, ...]
