"""A passage with its citation, as a reader takes it into a draft."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus import one_line, visible
from tui.citations.apa import apa, apa_in_text
from tui.citations.bibtex import cite_key, tex
from tui.citations.chicago import chicago_note
from tui.citations.marks import escaped_markdown, in_quotation_marks
from tui.citations.reference import reference_to

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tui.citations.reference import Citable, Reference


def quoted(document: Citable, passage: str, style: str, *, captured: str | None = None) -> str:
    """Return the passage in quotation marks with its citation and the document's key, in a style of `QUOTING`.

    The words are the passage's own; white space is folded, but paragraphs stay.
    """
    paragraphs = filter(None, (one_line(paragraph) for paragraph in re.split(r"\n\s*\n", visible(passage))))
    return QUOTING[style](reference_to(document, captured), "\n\n".join(paragraphs))


def _apa(reference: Reference, passage: str) -> str:
    return f"{in_quotation_marks(passage)} {apa_in_text(reference)} {_query_for(reference)}"


def _chicago(reference: Reference, passage: str) -> str:
    return f"{in_quotation_marks(passage)}\n\n{chicago_note(reference)} {_query_for(reference)}"


def _latex(reference: Reference, passage: str) -> str:
    paragraphs = in_quotation_marks(passage).split("\n\n")
    return "\n\n".join(map(tex, paragraphs)) + rf" \cite{{{cite_key(reference)}}}"


def _pandoc(reference: Reference, passage: str) -> str:
    return f"{escaped_markdown(in_quotation_marks(passage))} [@{reference.key}]"


def _markdown(reference: Reference, passage: str) -> str:
    entry, url = apa(reference), reference.url or ""
    words = escaped_markdown(entry.removesuffix(url))
    citation = f"{words}{f'<{url}>' if url else ''} {_query_for(reference)}"
    lines = [*escaped_markdown(passage).split("\n"), "", f"— {citation}"]
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _query_for(reference: Reference) -> str:
    """Return the key as the query that finds the document again."""
    return f"[key:{reference.key}]"


QUOTING: Mapping[str, Callable[[Reference, str], str]] = {
    "apa": _apa,
    "chicago": _chicago,
    "bibtex": _latex,
    "ris": _apa,
    "csl-json": _pandoc,
    "markdown": _markdown,
}
"""How each style quotes, and Markdown. A file of BibTeX is cited from LaTeX, one of CSL-JSON from Pandoc's Markdown."""
