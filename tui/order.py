"""Bringing up to what an archive holds now whatever is worked out from it: repeats, inferences, the index."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus import Archive
    from search import Index

COMPARING, INFERRING = "comparing stories", "inferring fields of work"


def put_in_order(
    archive: Archive,
    index: Index,
    cancel: threading.Event,
    *,
    tell: Callable[[str, int, int], None] = lambda _name, _done, _total: None,
    indexing: Callable[[int, int], None] | None = None,
) -> int:
    """Link repeats, infer fields of work and index what has changed; returns how many documents were indexed.

    `tell` hears the work's name and how far it is, `indexing` how many documents are indexed. After `cancel` all so
    far is kept, and the same call again goes on from there. Raises BusyError, CannotWriteError.
    """
    from corpus import infer_fields, link_repeats

    for work, name in ((link_repeats, COMPARING), (infer_fields, INFERRING)):
        if not cancel.is_set():
            work(archive, progress=partial(tell, name), cancel=cancel)
    return 0 if cancel.is_set() else index.update(progress=indexing, cancel=cancel)
