"""Bytes to pages: one module a format; what can't be read is refused with a reason."""

from __future__ import annotations

from pathlib import PurePath

from corpus.document import Page
from corpus.errors import UnreadableError
from corpus.formats.decoding import looks_binary
from corpus.formats.html import is_html, read_html
from corpus.formats.markdown import read_markdown
from corpus.formats.records import read_record
from corpus.formats.text import read_text

_RECORDS = {".jsonl", ".ndjson", ".jl"}


def is_records(name: str) -> bool:
    """Say whether a file of this name holds a page a line (JSON Lines, plain or gzip)."""
    path = PurePath(name.casefold())
    return (path.with_suffix("") if path.suffix == ".gz" else path).suffix in _RECORDS


def read_pages(origin: str, raw: bytes, name: str) -> list[Page]:
    """Return the pages in the bytes of one file, or of one record of a file of records.

    `origin` is kept as given; `name` is the file's name, whose ending helps to tell the format. Raises UnreadableError,
    whose text is the reason, for bytes that are no page.
    """
    if not raw.strip():
        raise UnreadableError("is empty")
    if is_records(name):
        return [read_record(origin, raw)]
    if looks_binary(raw):
        raise UnreadableError("is a binary file, not text")
    if is_html(raw, name):
        return [read_html(origin, raw)]
    if PurePath(name.casefold()).suffix in {".md", ".markdown"}:
        return [read_markdown(origin, raw)]
    return [read_text(origin, raw)]
