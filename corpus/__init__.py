"""Pages and the documents cleaned from them: formats, cleaning, the archive and the desk."""

from typing import TYPE_CHECKING

from corpus.archive import Archive, Change, Revision, Totals
from corpus.desk import (
    JSON,
    Anchor,
    Desk,
    EarlierText,
    Note,
    PastSearch,
    Position,
    SavedSearch,
    Seen,
    Visit,
    anchor,
)
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
from corpus.vocabulary import aliases, known_values, parent_of
from corpus.vocabulary import extend as extend_vocabulary

if TYPE_CHECKING:
    from corpus.desk.exporting import desk_as_json
    from corpus.desk.finding import find_passage, find_position
    from corpus.desk.importing import Brought, import_desk
    from corpus.desk.markdown_writing import Described, desk_as_markdown
    from corpus.evidence import Evidence, evidence_of, page_lines, page_source
    from corpus.ingest import Progress, Report, Skipped, add, clean, correct, reclean
    from corpus.stories.comparing import Passage, difference
    from corpus.stories.repeats import link_repeats
    from corpus.topics.inference import infer_fields

__all__ = [
    "JSON",
    "Anchor",
    "Archive",
    "Brought",
    "BusyError",
    "CannotWriteError",
    "Change",
    "DamagedError",
    "DatelineError",
    "Described",
    "Desk",
    "Document",
    "EarlierText",
    "Entry",
    "Evidence",
    "Inferred",
    "Locations",
    "NotFoundError",
    "Note",
    "Page",
    "Passage",
    "PastSearch",
    "Position",
    "Progress",
    "RefusedValueError",
    "Report",
    "Revision",
    "SavedSearch",
    "Seen",
    "Skipped",
    "StatedDate",
    "Totals",
    "UnreadableError",
    "Visit",
    "add",
    "aliases",
    "anchor",
    "as_json",
    "clean",
    "correct",
    "desk_as_json",
    "desk_as_markdown",
    "difference",
    "evidence_of",
    "extend_vocabulary",
    "find_passage",
    "find_position",
    "import_desk",
    "infer_fields",
    "known_values",
    "link_repeats",
    "locations",
    "one_line",
    "page_lines",
    "page_source",
    "parent_of",
    "parse_date",
    "reclean",
    "visible",
]

_LATER = {
    **dict.fromkeys(("add", "clean", "correct", "reclean"), "corpus.ingest"),
    **dict.fromkeys(("Progress", "Report"), "corpus.importing.progress"),
    "Skipped": "corpus.importing.inputs",
    **dict.fromkeys(("Evidence", "evidence_of", "page_lines", "page_source"), "corpus.evidence"),
    **dict.fromkeys(("Passage", "difference"), "corpus.stories.comparing"),
    "link_repeats": "corpus.stories.repeats",
    "infer_fields": "corpus.topics.inference",
    "desk_as_json": "corpus.desk.exporting",
    **dict.fromkeys(("find_passage", "find_position"), "corpus.desk.finding"),
    **dict.fromkeys(("Brought", "import_desk"), "corpus.desk.importing"),
    **dict.fromkeys(("Described", "desk_as_markdown"), "corpus.desk.markdown_writing"),
}
"""What only some need is loaded when it is first asked for; readers start without it."""


def __getattr__(name: str) -> object:
    """Load one of the names that are loaded later."""
    if name not in _LATER:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(_LATER[name]), name)
