"""The forms an export takes. Each writer streams documents to a text stream and returns how many there were."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, TextIO

from corpus import visible
from tui.cli.output import as_json_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from corpus import Document

COLUMNS = (
    "key", "title", "date", "date_precision", "place", "source", "fields", "type", "language", "url", "origin", "item",
    "truncated", "text",
)  # fmt: skip
"""The columns of CSV and, but for the text, the front matter of Markdown: names of a document's JSON form."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_jsonl(documents: Iterable[Document], stream: TextIO) -> int:
    """Write one JSON document a line."""
    return _written(documents, stream, lambda document: f"{as_json_text(_as_json(document))}\n")


def write_markdown(documents: Iterable[Document], stream: TextIO) -> int:
    """Write each document as Markdown behind YAML front matter of its stated values."""
    return _written(documents, stream, _markdown)


def write_bibtex(documents: Iterable[Document], stream: TextIO) -> int:
    """Write one BibTeX entry a document."""
    from tui.citations import bibtex

    return _written(documents, stream, lambda document: f"{bibtex(document)}\n\n")


def write_csv(documents: Iterable[Document], stream: TextIO) -> int:
    """Write a table with a header; several values of one cell stand apart by `; `, and no cell is a formula."""
    table = csv.writer(stream, lineterminator="\n")
    table.writerow(COLUMNS)
    return sum(bool(table.writerow(_cells(document))) for document in documents)


WRITERS: Mapping[str, Callable[[Iterable[Document], TextIO], int]] = {
    "jsonl": write_jsonl,
    "csv": write_csv,
    "markdown": write_markdown,
    "bibtex": write_bibtex,
}


def _written(documents: Iterable[Document], stream: TextIO, form: Callable[[Document], str]) -> int:
    return sum(bool(stream.write(form(document))) for document in documents)


def _as_json(document: Document) -> dict[str, object]:
    from corpus import as_json

    return as_json(document)


def _cells(document: Document) -> list[str]:
    values = _as_json(document)
    return [_cell(values[name]) for name in COLUMNS]


def _cell(value: object) -> str:
    """Return a value as a cell of text; a spreadsheet would run what begins like a formula, so that gets a quote."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = visible("; ".join(map(str, value)) if isinstance(value, list) else str(value))
    return f"'{text}" if text.startswith(_FORMULA) else text


def _markdown(document: Document) -> str:
    """Return a document with front matter; a JSON value is a YAML value too."""
    values = _as_json(document)
    stated = [(name, values[name]) for name in COLUMNS if name != "text"]
    matter = [f"{name}: {as_json_text(value)}" for name, value in stated if value not in (None, [], False)]
    body = document.markdown.strip("\n")
    return "\n".join(["---", *matter, "---", "", body, "", ""])
