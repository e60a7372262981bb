"""The styles there are to choose from, for a citation and for a quoted passage; the one chosen last stands first."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from corpus import DatelineError
from tui.screens.asking import Option

if TYPE_CHECKING:
    from corpus import Desk

Kind = Literal["cite", "quote"]

PLAIN = "plain"
OPTIONS: dict[Kind, tuple[Option, ...]] = {
    "cite": (
        Option("APA", "reference list", "apa"),
        Option("Chicago", "bibliography", "chicago"),
        Option("BibTeX", "LaTeX", "bibtex"),
        Option("RIS", "Zotero, EndNote", "ris"),
        Option("CSL-JSON", "Zotero, Pandoc", "csl-json"),
    ),
    "quote": (
        Option("The words alone", "", PLAIN),
        Option("Quote, APA", "(Source, 2011)", "apa"),
        Option("Quote, Chicago", "full note", "chicago"),
        Option("Quote, Markdown", "> block", "markdown"),
        Option("Quote, LaTeX", "\\cite", "bibtex"),
        Option("Quote, Pandoc", "[@key]", "csl-json"),
    ),
}
_ENDINGS: dict[Kind, dict[str, str]] = {
    "cite": {"bibtex": "bib", "ris": "ris", "csl-json": "json"},
    "quote": {"markdown": "md", "csl-json": "md", "bibtex": "tex"},
}
_NAMES: dict[Kind, str] = {"cite": "citation style", "quote": "quoting style"}


def options(kind: Kind, desk: Desk) -> Sequence[Option]:
    """Return the styles, the one that was chosen last on this desk first."""
    last = None
    with contextlib.suppress(DatelineError):
        last = desk.recall(_NAMES[kind])
    return sorted(OPTIONS[kind], key=lambda option: option.id != last)


def is_known(kind: Kind, style: str) -> bool:
    """Return whether there is a style of that name."""
    return any(option.id == style for option in OPTIONS[kind])


def name(kind: Kind, style: str) -> str:
    """Return what a person calls a style."""
    return next(option.text for option in OPTIONS[kind] if option.id == style)


def remember(kind: Kind, style: str, desk: Desk) -> None:
    """Keep a choice for the next time; one that cannot be kept is no reason not to go on."""
    with contextlib.suppress(DatelineError):
        desk.remember(_NAMES[kind], style)


def ending(kind: Kind, style: str) -> str:
    """Return how the name of a file in this style ends, without the dot."""
    return _ENDINGS[kind].get(style, "txt")
