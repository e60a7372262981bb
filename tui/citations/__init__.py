"""Citations: what a reader pastes into a paper, and files of them for reference managers and LaTeX.

A module a style, over one `Reference` that holds only what the page states: a source is a corporate author, a title is
kept as its issuer wrote it, an undated document is `n.d.`, an untitled one is described in brackets.

The styles are written here because CSL processors for Python cite a page without an author by its title twice, drop
Chicago's `n.d.` and its commas inside quotation marks, and writers of BibTeX and RIS let a brace or a line break in a
title break the entry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.citations.apa import apa
from tui.citations.bibtex import bibtex
from tui.citations.chicago import chicago, chicago_note
from tui.citations.csl import csl_item, csl_json
from tui.citations.quoting import QUOTING, quoted
from tui.citations.reference import Reference, reference_to
from tui.citations.ris import ris

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from tui.citations.reference import Citable

__all__ = [
    "QUOTING",
    "STYLES",
    "Reference",
    "apa",
    "bibliography",
    "bibtex",
    "chicago",
    "chicago_note",
    "cited",
    "csl_item",
    "csl_json",
    "quoted",
    "reference_to",
    "ris",
]

STYLES: Mapping[str, Callable[[Reference], str]] = {
    "apa": apa,
    "chicago": chicago,
    "bibtex": bibtex,
    "ris": ris,
    "csl-json": csl_json,
}
"""Every style by the name the command line and the screen give it; each makes one citation, its lines ended by LF."""

_FRAMES = {"csl-json": ("[\n", ",\n", "\n]\n"), "bibtex": ("", "\n\n", "\n"), "ris": ("", "\n\n", "\n")}
_PLAIN_FRAME = ("", "\n", "\n")
_LINE_ENDS = {"ris": "\r\n"}


def cited(document: Citable, style: str, *, captured: str | None = None) -> str:
    """Return one citation in a style of `STYLES`, without a line end behind it.

    `captured` is when the page was fetched, as `Page.captured` has it.
    """
    return STYLES[style](reference_to(document, captured))


def bibliography(documents: Iterable[tuple[Citable, str | None]], style: str) -> Iterator[str]:
    """Give the text of a file of citations piece by piece: one JSON array, RIS with the line ends it asks for.

    Each document comes with when its page was fetched. Of no documents there is no text at all.
    """
    opening, between, closing = _FRAMES.get(style, _PLAIN_FRAME)
    line_end = _LINE_ENDS.get(style, "\n")
    before = opening
    for document, captured in documents:
        yield f"{before}{cited(document, style, captured=captured)}".replace("\n", line_end)
        before = between
    if before is not opening:
        yield closing.replace("\n", line_end)
