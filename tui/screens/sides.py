"""What stands side by side: a page and the document cleaned from it, or two versions of one story."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus import difference, evidence_of, one_line, page_lines, page_source, visible
from tui.render.columns import Group
from tui.render.compared import GONE, NEW, changes, compared, first_change
from tui.render.raw import KEPT, OFF, READ, cleaned_beside_raw, kept_lines, place_of, source_of
from tui.render.rows import UNTITLED
from tui.render.runs import Run

if TYPE_CHECKING:
    from corpus import Archive, Document, Page

WORDS = 60
LEGEND = f"{KEPT} kept  {READ} read  {OFF} off"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: what it is called where there is room, and in one word."""

    head: str
    name: str


@dataclass(frozen=True, slots=True)
class Sides:
    """Two texts to look at. `start` is the group to begin with; `summary` says in short what comes out of it.

    `in_one` says that on a narrow screen both stand in one column, instead of one after the other. `source` gives what
    the left one was made of, None where it is all there is; it is called on a worker.
    """

    left: Side
    right: Side
    groups: Sequence[Group]
    start: int = 0
    summary: str = ""
    in_one: bool = False
    source: Callable[[], Sequence[Group]] | None = None


def page_and_document(archive: Archive, key: str, words: str, _: threading.Event) -> Sides:
    """Return the page that a document was cleaned from beside it, from where `words` stand. Raises NotFoundError."""
    document, page = archive.document(key), archive.page(key)
    read = {number for one in evidence_of(page, document).values() for number in one.lines}
    groups = cleaned_beside_raw(page_lines(page), read, document)
    kept, lines = kept_lines(groups)
    return Sides(
        Side(f"The page  {LEGEND}", "page"),
        Side("The document", "document"),
        groups,
        place_of(groups, words.partition("\n")[0][:WORDS].strip()),
        f"{kept:,} of {lines:,} lines kept",
        source=_source(page, document.key),
    )


def two_versions(before: Document, now: Document, heads: tuple[str, str]) -> Sides:
    """Return two documents, or two states of one, beside one another; `heads` say which they are."""
    groups = compared(difference(before, now))
    count = changes(groups)
    paragraphs = "1 paragraph differs" if count == 1 else f"{count:,} paragraphs differ"
    left, right = (Side(f"{sign} {head}", head) for sign, head in zip((GONE, NEW), heads, strict=True))
    summary = paragraphs if count else "Word for word alike"
    return Sides(left, right, groups, first_change(groups), summary, in_one=True)


def head_of(document: Document) -> list[Run]:
    """Return what stands in the title line."""
    return [Run(f" {one_line(document.title or UNTITLED)}", "heading")]


def _source(page: Page, key: str) -> Callable[[], Sequence[Group]] | None:
    source = page_source(page)
    if page.format != "html" and visible(source) == visible(page.text):
        return None
    return lambda: source_of(visible(source).expandtabs(4), key)
