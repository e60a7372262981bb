"""What an index consists of: a small JSON file that names its segments, their files and a checksum of each.

The manifest is the only truth. Segment files are written once, synced, and only then named in a new manifest, which
replaces the old one in one step; a file that no manifest names is litter.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

NAME = "manifest.json"

ANALYSIS = 1
"""Raised with every change of what a text is analysed into; an index of another version is rebuilt."""

SCHEMA = 2
"""Raised with every change of the schema, the columns or the word list; an index of another version is rebuilt."""


@dataclass(frozen=True, slots=True)
class FileMark:
    """Size in bytes, time of the last change in ns, and SHA-256 of a file."""

    size: int
    changed: int
    digest: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the index, never changed once written; `lengths` are the words in all documents by field."""

    name: str
    documents: int
    lengths: Mapping[str, int]
    languages: tuple[str, ...]
    files: Mapping[str, FileMark]
    deleted: tuple[int, ...] = ()

    @property
    def live(self) -> int:
        """Return the number of documents that are not deleted."""
        return self.documents - len(self.deleted)


@dataclass(frozen=True, slots=True)
class Manifest:
    """An index as of one change of one archive; `generation` is the folder its segments lie in."""

    archive: str
    change: int
    generation: str
    segments: tuple[Segment, ...]
    versions: tuple[int | str, ...]


def versions() -> tuple[int | str, ...]:
    """Return what an index must have been built with to be of use now."""
    from whoosh import __version__

    return (ANALYSIS, SCHEMA, ".".join(map(str, __version__)))


def mark(path: Path) -> FileMark:
    """Return size, time and digest of a file."""
    status = path.stat()
    return FileMark(status.st_size, status.st_mtime_ns, digest(path))


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read(folder: Path) -> Manifest | None:
    """Return the manifest of an index folder; None where there is none or it cannot be understood."""
    try:
        return _from_json(json.loads((folder / NAME).read_bytes()))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def write(folder: Path, manifest: Manifest) -> None:
    """Replace the manifest in one step; the files it names must have been synced before."""
    sync_folder(folder)
    fresh = folder / f"{NAME}.new"
    with fresh.open("w", encoding="utf-8") as file:
        json.dump(asdict(manifest), file, separators=(",", ":"))
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, folder / NAME)  # noqa: PTH105 - named as the step that counts
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last through a power cut, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def is_sound(folder: Path, manifest: Manifest) -> bool:
    """Say whether every file the manifest names is there, ours, and what was written.

    A file whose size and time are as recorded is trusted; one that was copied or touched is read and compared.
    """
    home = folder / manifest.generation
    try:
        return is_ours(home) and all(
            _is_as_marked(home / name, expected) for one in manifest.segments for name, expected in one.files.items()
        )
    except OSError:
        return False


def _is_as_marked(path: Path, expected: FileMark) -> bool:
    status = path.stat()
    if status.st_size != expected.size or not is_ours(path):
        return False
    return status.st_mtime_ns == expected.changed or digest(path) == expected.digest


def is_ours(path: Path) -> bool:
    """Say whether a file or folder belongs to the current user."""
    return os.name != "posix" or path.stat().st_uid == os.geteuid()


def segment_from_json(stored: dict[str, Any]) -> Segment:
    """Return the segment of what `json.dump(asdict(segment))` wrote."""
    return Segment(
        name=str(stored["name"]),
        documents=int(stored["documents"]),
        lengths={str(field): int(words) for field, words in stored["lengths"].items()},
        languages=tuple(map(str, stored["languages"])),
        files={_plain_name(name): FileMark(**of) for name, of in stored["files"].items()},
        deleted=tuple(map(int, stored["deleted"])),
    )


def _from_json(stored: dict[str, Any]) -> Manifest:
    segments = tuple(map(segment_from_json, stored["segments"]))
    generation = _plain_name(stored["generation"])
    return Manifest(str(stored["archive"]), int(stored["change"]), generation, segments, tuple(stored["versions"]))


def _plain_name(name: str) -> str:
    if Path(name).name != name or name in {"", ".", ".."}:
        raise ValueError(f"not a plain file name: {name}")
    return name
