"""What a search gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from corpus import StatedDate

Sort = Literal["relevance", "newest", "oldest"]


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage of a text; `marks` are the offsets in it, from and to, of what was searched for."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


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
    number. `suggestion` is a query that finds something, where this one does not.
    """

    query: str
    total: int
    took_ms: float
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]]
    suggestion: str | None = None
