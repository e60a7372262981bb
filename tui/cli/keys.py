"""Documents named by their keys on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli.exits import Code
from tui.cli.output import talk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus import Archive, Document


def found_documents(archive: Archive, keys: Iterable[str]) -> tuple[list[Document], Code]:
    """Return the documents of the keys, naming each key that has none, and the exit code this makes."""
    from corpus import NotFoundError

    documents, is_complete = [], True
    for key in keys:
        try:
            documents.append(archive.document(key))
        except NotFoundError as problem:
            is_complete = False
            talk(f"dateline: {problem}")
    if is_complete:
        return documents, Code.DONE
    return documents, Code.FAILED if documents else Code.NOTHING_FOUND
