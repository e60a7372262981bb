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
    RefusedValueError,
    UnreadableError,
)
from corpus.locations import Locations, locations
from corpus.store.rows import Entry
from corpus.text import one_line, visible
from corpus.vocabulary import aliases, parent_of
from corpus.vocabulary import extend as extend_vocabulary

if TYPE_CHECKING:
    from corpus.ingest import Progress, Report, Skipped, add, clean, correct, reclean
    from corpus.stories.comparing import Passage, difference
    from corpus.stories.repeats import link_repeats
    from corpus.topics.inference import infer_fields

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
    "Passage",
    "Progress",
    "RefusedValueError",
    "Report",
    "Revision",
    "Skipped",
    "StatedDate",
    "Totals",
    "UnreadableError",
    "add",
    "aliases",
    "as_json",
    "clean",
    "correct",
    "difference",
    "extend_vocabulary",
    "infer_fields",
    "link_repeats",
    "locations",
    "one_line",
    "parent_of",
    "parse_date",
    "reclean",
    "visible",
]

_LATER = {
    **dict.fromkeys(("Progress", "Report", "Skipped", "add", "clean", "correct", "reclean"), "corpus.ingest"),
    **dict.fromkeys(("Passage", "difference"), "corpus.stories.comparing"),
    "link_repeats": "corpus.stories.repeats",
    "infer_fields": "corpus.topics.inference",
}
"""What only some need is loaded when it is first asked for; readers start without it."""


def __getattr__(name: str) -> object:
    """Load one of the names that are loaded later."""
    if name not in _LATER:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(_LATER[name]), name)
