"""Pages and the documents cleaned from them: formats, cleaning, the archive and the desk."""

from typing import TYPE_CHECKING

from corpus.archive import Archive, Change, Revision, Totals
from corpus.desk import JSON, Desk, Note
from corpus.document import (
    Document,
    Inferred,
    Page,
    StatedDate,
    as_json,
    parse_date,
)
from corpus.errors import (
    BusyError,
    CannotWriteError,
    DamagedError,
    DatelineError,
    NotFoundError,
    UnreadableError,
)
from corpus.locations import Locations, locations
from corpus.rows import Entry
from corpus.text import one_line, visible

if TYPE_CHECKING:
    from corpus.ingest import Progress, Report, Skipped, add, clean, correct, reclean

__all__ = [
    "JSON",
    "Archive",
    "BusyError",
    "CannotWriteError",
    "Change",
    "DamagedError",
    "DatelineError",
    "Desk",
    "Document",
    "Entry",
    "Inferred",
    "Locations",
    "NotFoundError",
    "Note",
    "Page",
    "Progress",
    "Report",
    "Revision",
    "Skipped",
    "StatedDate",
    "Totals",
    "UnreadableError",
    "add",
    "as_json",
    "clean",
    "correct",
    "locations",
    "one_line",
    "parse_date",
    "reclean",
    "visible",
]

_OF_INGEST = frozenset({"Progress", "Report", "Skipped", "add", "clean", "correct", "reclean"})


def __getattr__(name: str) -> object:
    """Load the import of pages when somebody first imports pages; readers start without it."""
    if name not in _OF_INGEST:
        raise AttributeError(name)
    from corpus import ingest

    return getattr(ingest, name)
