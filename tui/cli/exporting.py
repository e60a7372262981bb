"""The forms an export takes. Each turns documents into pieces of text as they come, so that any number fits."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus import visible
from tui.cli.output import as_json_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from corpus import Desk, Document, Note

COLUMNS = (
    "key", "title", "date", "date_precision", "place", "source", "fields", "type", "language", "url", "origin", "item",
    "truncated", "text",
)  # fmt: skip
"""The columns of CSV and, but for the text, the front matter of Markdown: names of a document's JSON form."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Remarks:
    """What a person added to documents, by their keys."""

    marked: AbstractSet[str]
    tags: Mapping[str, Sequence[str]]
    notes: Mapping[str, Sequence[Note]]


def remarks_on(desk: Desk) -> Remarks:
    """Return all that lies on the desk; a person's own work is small, whatever the size of the archive."""
    tags: dict[str, list[str]] = {}
    for name in desk.all_tags():
        for key in desk.tagged(name):
            tags.setdefault(key, []).append(name)
    return Remarks(desk.marked(), tags, {key: desk.notes(key) for key in desk.noted()})


def as_jsonl(documents: Iterable[Document]) -> Iterator[str]:
    """Give one JSON document a line."""
    for document in documents:
        yield f"{as_json_text(_values(document))}\n"


def as_csv(documents: Iterable[Document]) -> Iterator[str]:
    """Give a table with a header; several values of one cell stand apart by `; `, and no cell is a formula."""
    row = csv.writer(_Echo(), lineterminator="\n").writerow
    yield str(row(COLUMNS))
    for document in documents:
        values = _values(document)
        yield str(row([_cell(values[name]) for name in COLUMNS]))


def as_markdown(documents: Iterable[Document], remarks: Remarks) -> Iterator[str]:
    """Give each document behind YAML front matter of its stated values and the person's tags; notes stand under it."""
    for document in documents:
        matter = [*_stated(document), *_added(document.key, remarks)]
        body = document.markdown.strip("\n")
        notes = _notes(remarks.notes.get(document.key, ()))
        yield "\n".join(["---", *matter, "---", "", body, "", *notes, ""])


class _Echo:
    """A file for `csv` that gives each row back instead of keeping it."""

    def write(self, row: str) -> str:
        return row


def _values(document: Document) -> dict[str, object]:
    from corpus import as_json

    return as_json(document)


def _cell(value: object) -> str:
    """Return a value as a cell of text; a spreadsheet would run what begins like a formula, so that gets a quote."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = visible("; ".join(map(str, value)) if isinstance(value, list) else str(value))
    return f"'{text}" if text.startswith(_FORMULA) else text


def _stated(document: Document) -> list[str]:
    """Return lines of front matter; a JSON value is a YAML value too."""
    values = _values(document)
    stated = [(name, values[name]) for name in COLUMNS if name != "text"]
    return [f"{name}: {as_json_text(value)}" for name, value in stated if value not in (None, [], False)]


def _added(key: str, remarks: Remarks) -> list[str]:
    tags = remarks.tags.get(key)
    marked = ["marked: true"] if key in remarks.marked else []
    return [*marked, *([f"tags: {as_json_text(tags)}"] if tags else [])]


def _notes(notes: Sequence[Note]) -> list[str]:
    lines = ["## Notes", ""] if notes else []
    for note in notes:
        passage, words = (visible(text).strip() for text in (note.passage or "", note.text))
        quoted = "\n".join(f"> {line}".rstrip() for line in passage.split("\n")) if passage else ""
        for part in filter(None, (quoted, words, f"*{note.made[:10]}*")):
            lines += [part, ""]
    return lines
