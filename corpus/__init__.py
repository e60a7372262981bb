"""Pages and the documents cleaned from them: formats, cleaning, the archive and the desk."""

from corpus.archive import Archive, Change, Entry, Revision, Totals
from corpus.desk import Desk, Note
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
from corpus.ingest import Progress, Report, Skipped, add, clean
from corpus.locations import Locations, locations
from corpus.text import one_line, visible

__all__ = [
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
    "locations",
    "one_line",
    "parse_date",
    "visible",
]
