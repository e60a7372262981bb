"""A document as a person reads it in plain text: what is known of it, then its paragraphs."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from corpus import one_line
from tui.cli.output import cells
from tui.inferred import inferred_fields

if TYPE_CHECKING:
    from corpus import Document

RULE = "─" * 40


def document_as_text(document: Document, *, width: int | None = None) -> str:
    """Return the header and the text; lines are wrapped to a width where one is given."""
    head, body = header(document), document.text
    if width is not None:
        head, body = _wrapped(head, width), _wrapped(body, width)
    return f"{head}\n{RULE}\n\n{body}\n"


def document_as_markdown(document: Document) -> str:
    """Return the title as a heading, then the document's Markdown."""
    heading = f"# {one_line(document.title)}\n\n" if document.title else ""
    return f"{heading}{document.markdown.strip()}\n"


def header(document: Document) -> str:
    """Return title, date, place and source, fields, address and key, one a line; what is not stated is left out."""
    issued = " · ".join(filter(None, (_date(document), ", ".join(document.place), ", ".join(document.source))))
    lines = [
        document.title or "(no title)",
        issued,
        " · ".join(document.fields) or inferred_fields(document),
        " · ".join(filter(None, (document.type, document.language if document.language != "unknown" else None))),
        document.url,
        f"Key {document.key}" + (" · the page cuts this article off" if document.truncated else ""),
    ]
    return "\n".join(one_line(line) for line in lines if line)


def _date(document: Document) -> str:
    return str(document.date) if document.date else "undated"


def _wrapped(text: str, width: int) -> str:
    return "\n".join(_wrapped_line(line, width) for line in text.split("\n"))


def _wrapped_line(line: str, width: int) -> str:
    """Return a line in several, with its indent; a word is only broken where letters are wide and blanks are rare."""
    if not line.isascii() and cells(line) > len(line):
        from tui.render.wrap import wrap

        return "\n".join(line[start:end] for start, end in wrap(line, width))
    indent = line[: len(line) - len(line.lstrip())]
    return textwrap.fill(
        line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False, drop_whitespace=True
    )
