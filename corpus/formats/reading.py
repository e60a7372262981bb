"""The bytes of one page, by themselves or beside what stood with them, to a `Page`."""

from __future__ import annotations

import re
from pathlib import PurePath

from corpus.document import Given, Page
from corpus.errors import UnreadableError
from corpus.formats.decoding import looks_binary
from corpus.formats.given import with_given
from corpus.formats.html import is_html, read_html
from corpus.formats.markdown import read_markdown
from corpus.formats.records import read_record
from corpus.formats.text import read_text

_PDF = re.compile(rb"(?:\A|[\r\n])%PDF-\d")
_RECORDS = {".jsonl", ".ndjson", ".jl"}
_MESSAGES = (".eml", ".mht", ".mhtml")


def is_records(name: str) -> bool:
    """Say whether a file of this name holds a page a line (JSON Lines, plain or gzip)."""
    path = PurePath(name.casefold())
    return (path.with_suffix("") if path.suffix == ".gz" else path).suffix in _RECORDS


def read_given(origin: str, raw: bytes, given: Given) -> Page:
    """Return the page of bytes that something stood beside. Raises UnreadableError."""
    if given.coding:
        from corpus.formats.unpacking import without_codings

        raw = without_codings(raw, given.coding)
    if not raw.strip():
        raise UnreadableError("is empty")
    return with_given(_read_as(origin, raw, given), given)


def _read_as(origin: str, raw: bytes, given: Given) -> Page:
    """Return the page, read as what is said of it; but bytes that clearly are HTML or PDF are read as that."""
    if given.read_as == "entry":
        from corpus.formats.entry_page import read_entry

        return read_entry(origin, raw, given)
    if given.read_as == "letter":
        from corpus.formats.mail import read_letter

        return read_letter(origin, raw, given.charset)
    if given.read_as == "html" and not _is_pdf(raw):
        return read_html(origin, raw, charset=given.charset)
    return read_file(origin, raw, given.name, given)


def read_file(origin: str, raw: bytes, name: str, given: Given | None = None) -> Page:
    """Return the page of a file that holds one, known by its content and then by its name. Raises UnreadableError."""
    charset = given.charset if given else None
    if not raw.strip():
        raise UnreadableError("is empty")
    if is_records(name) and (given is None or given.read_as == "file"):
        return read_record(origin, raw)
    if _is_pdf(raw):
        from corpus.formats.pdf import read_pdf

        return read_pdf(origin, raw)
    if given is None and may_be_message(raw, name):
        from corpus.formats.mhtml import is_mhtml, read_mhtml

        if is_mhtml(raw, name):
            return read_mhtml(origin, raw)
    if looks_binary(raw):
        raise UnreadableError("is a binary file, not text")
    if is_html(raw, name):
        return read_html(origin, raw, charset=charset)
    if PurePath(name.casefold()).suffix in {".md", ".markdown"} or (given and given.read_as == "markdown"):
        return read_markdown(origin, raw)
    return read_text(origin, raw, charset=charset)


def _is_pdf(raw: bytes) -> bool:
    return _PDF.search(raw, 0, 1024) is not None


def may_be_message(raw: bytes, name: str) -> bool:
    """Return whether it is worth loading what reads messages: by the name, or a first line that is one of a header."""
    first = raw[:200].lstrip().partition(b"\n")[0]
    return name.lower().endswith(_MESSAGES) or (b":" in first[:60] and b" " not in first.partition(b":")[0])
