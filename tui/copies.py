"""What was copied, kept as files: a clipboard may not have taken it, or not all of it."""

from __future__ import annotations

import contextlib
import functools
import os
import re
import secrets
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import CannotWriteError, locations

if TYPE_CHECKING:
    from corpus import Desk

KEPT = 20
_NAME = re.compile(r"copy-(\d{1,9})\.[a-z]{2,4}")
_UNFINISHED = re.compile(r"\.copy-[0-9a-f]{16}")
_DAY = 86_400.0


def folder_for(desk: Desk) -> Path:
    """Return the folder that holds the copies: beside the desk, or where a desk would be if this one is not kept."""
    return (desk.path if desk.remembers else locations().desk).parent / "copies"


def keep(pieces: Iterable[str], ending: str, folder: Path) -> Path:
    """Write pieces of text to a new file that only its owner can read, and return its path; the newest 20 stay.

    It appears when it is whole, `copy-17.bib` after `copy-16.txt`; where the folder cannot be written, in one of its
    own for temporary files. Raises CannotWriteError, and what making the pieces raises.
    """
    with _sentence(folder):
        unfinished, descriptor = _begun(folder)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
                stream.writelines(pieces)
                stream.flush()
                os.fsync(stream.fileno())
            path = unfinished.replace(_reserved(unfinished.parent, ending))
        finally:
            unfinished.unlink(missing_ok=True)
    _let_go(path)
    return path


def _begun(folder: Path) -> tuple[Path, int]:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _opened(folder)
    except OSError:
        return _opened(_elsewhere())


@functools.cache
def _elsewhere() -> Path:
    return Path(tempfile.mkdtemp(prefix="dateline-copies-"))


def _opened(folder: Path) -> tuple[Path, int]:
    path = folder / f".copy-{secrets.token_hex(8)}"
    return path, _new(path)


def _new(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)


def _reserved(folder: Path, ending: str) -> Path:
    """Take the next number with an empty file; another room may be copying at the same moment."""
    number = max((number for number, _ in _copies(folder)), default=0)
    while True:
        number += 1
        path = folder / f"copy-{number}.{ending}"
        with contextlib.suppress(FileExistsError):
            os.close(_new(path))
            return path


def _copies(folder: Path) -> Iterator[tuple[int, Path]]:
    for path in folder.iterdir():
        if name := _NAME.fullmatch(path.name):
            yield int(name[1]), path


def _let_go(newest: Path) -> None:
    """Remove all but the newest copies, and what a room that was killed left; nothing else is ours."""
    with contextlib.suppress(OSError):
        numbered = sorted(_copies(newest.parent), reverse=True)
        for _, path in numbered[KEPT:]:
            path.unlink(missing_ok=True)
        for path in newest.parent.iterdir():
            if _UNFINISHED.fullmatch(path.name) and path.stat().st_mtime < time.time() - _DAY:
                path.unlink(missing_ok=True)


@contextlib.contextmanager
def _sentence(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise CannotWriteError(f"No copy could be written to {folder}: {reason}.") from error
