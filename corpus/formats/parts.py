"""A part of something larger, before it is read: the bytes of one page, or why there are none."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.document import Given
from corpus.formats.given import given_to_json


@dataclass(frozen=True, slots=True)
class Part:
    """One of the pages that a file holds.

    `anchor` tells it from the others (`news/page.html`, a number); `number` is that number, where it is one. With a
    `reason` there are no bytes, only why; without an anchor that is said of the file.
    """

    anchor: str
    name: str
    raw: bytes = b""
    given: Given | None = None
    number: int | None = None
    reason: str | None = None

    def beside(self) -> bytes:
        """Return what stood beside the bytes, as bytes; none where nothing did."""
        return given_to_json(self.given).encode("ascii")


@dataclass(frozen=True, slots=True)
class Unread:
    """A page that could not be read, and why."""

    origin: str
    reason: str
