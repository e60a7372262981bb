"""Which other versions of a document there are: its own earlier states, and the documents that tell the same story."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus import one_line
from tui.render.known import at
from tui.render.rows import UNTITLED
from tui.screens.asking import Option

if TYPE_CHECKING:
    from corpus import Document, Entry, Revision


def version_options(revisions: Sequence[Revision], entries: Sequence[Entry]) -> list[Option]:
    """Return the earlier states of a document, the newest first, then the other documents, as they are chosen from."""
    states = [
        Option(f"state {one.number}", f"until {at(one.replaced_at)}", str(one.number), _title(one.document.title))
        for one in reversed(revisions)
        if one.replaced_at
    ]
    return [*states, *(Option(head(one), one.key, one.key, _title(one.title)) for one in entries)]


def head(one: Document | Entry) -> str:
    """Return how a document is told from another version of it: its date and its source, or its key."""
    source = ", ".join(map(one_line, one.source)) or one.key
    return f"{one.date or 'undated'}  {source}"


def _title(title: str | None) -> str:
    return one_line(title or UNTITLED)
