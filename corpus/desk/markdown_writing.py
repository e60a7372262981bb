r"""The desk as Markdown: to be read, and edited, by a person. `markdown_reading` reads it back.

A document is a heading of the second level followed by a list that begins with its key; a note is a heading of the
third level, `Note`, its name and when it was written; what it is on stands quoted below, then its text. Where a line of
a note begins with `#`, `>` or `\\`, a `\\` stands before it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from corpus.desk.store import now
from corpus.text import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from corpus.desk import Desk, Note

TITLE: Final = "# Desk"
SEARCHES: Final = "## Saved searches"
_INTRODUCTION: Final = (
    "Exported by Dateline, {time}. The text of a note may be edited here, and tags, marks and notes added: "
    "`dateline desk import` brings them back. What is taken out here stays on the desk."
)
_SPECIAL: Final = re.compile(r"^(?=[#>\\])", re.MULTILINE)


class Described(NamedTuple):
    """What a document is called, and its reference."""

    title: str
    reference: str


def desk_as_markdown(desk: Desk, described: Callable[[str], Described | None]) -> str:
    """Return marks, tags, notes and saved searches by document, those first that came first to the desk.

    `described` says what is known of a document, None where the archive has none of that key. What was read, positions
    and history are in the JSON form alone.
    """
    with desk.unchanged():
        parts = [TITLE, _INTRODUCTION.format(time=_moment(now()))]
        for key in _keys(desk):
            parts += _document(desk, key, described(key))
        parts += _searches(desk)
    return "\n\n".join(parts) + "\n"


def _keys(desk: Desk) -> list[str]:
    found = desk.rows(
        "SELECT key FROM (SELECT key, made FROM marks WHERE deleted IS NULL UNION ALL "
        "SELECT key, made FROM tags WHERE deleted IS NULL UNION ALL SELECT key, made FROM notes WHERE deleted IS NULL) "
        "GROUP BY key ORDER BY MIN(made), key"
    )
    return [key for (key,) in found]


def _document(desk: Desk, key: str, described: Described | None) -> Iterator[str]:
    title = one_line(described.title) if described else ""
    yield f"## {title or f'Document {key}'}"
    facts = [f"- Key: {key}"]
    if described and described.reference:
        facts.append(f"- Reference: {one_line(described.reference)}")
    marked = desk.rows("SELECT made FROM marks WHERE key = ? AND deleted IS NULL", key)
    facts += [f"- Marked: {_moment(made)}" for (made,) in marked]
    facts += [f"- Tag: {tag}" for tag in desk.tags(key)]
    yield "\n".join(facts)
    for note in desk.notes(key):
        yield from _note(note)


def _note(note: Note) -> Iterator[str]:
    yield f"### Note {note.uid}, {_moment(note.changed or note.made)}"
    if note.passage is not None:
        yield "\n".join(f"> {line}".rstrip() for line in visible(note.passage).split("\n"))
    if text := visible(note.text).strip():
        yield _SPECIAL.sub(r"\\", text)


def _searches(desk: Desk) -> Iterator[str]:
    searches = desk.saved_searches()
    if searches:
        yield SEARCHES
    for search in searches:
        yield f"### {one_line(search.name)}"
        yield f"- Query: {one_line(search.query)}\n- Sort: {one_line(search.sort)}"


def _moment(iso: str) -> str:
    return f"{iso[:10]} {iso[11:19]} UTC"
