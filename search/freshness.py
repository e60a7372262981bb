"""Whether an archive's index has all its documents: asked before anything of the search is loaded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from search import manifest, places

if TYPE_CHECKING:
    from corpus import Archive
    from search.manifest import Manifest


def folder_of(archive: Archive, wanted: Path | None = None) -> Path:
    """Return where the index of an archive lies: where it is wanted, or beside it; else in the user's cache."""
    return places.index_folder(wanted or archive.folder / "index", archive.identity)


def usable(archive: Archive, folder: Path) -> Manifest | None:
    """Return the manifest in a folder where it is of use: of this archive, built as we build, its files sound."""
    found = manifest.read(folder)
    if found is None or found.archive != archive.identity or found.versions != manifest.versions():
        return None
    if found.change > archive.change_number() or not manifest.is_sound(folder, found):
        return None
    return found


def is_complete(archive: Archive) -> bool:
    """Say whether the index of an archive is there and has every change."""
    found = usable(archive, folder_of(archive))
    return found is not None and found.change == archive.change_number()
