"""Where an export goes: standard output, or a file that appears when it is whole."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def opened(path: Path | None) -> Iterator[TextIO]:
    """Give the stream to write to; None and `-` are standard output. Raises CannotWriteError.

    A file is written beside its place and renamed when the block ends well, so that what stood there stays until then.
    A device or a pipe is written to directly.
    """
    if path is None or str(path) == "-":
        yield sys.stdout
        return
    from corpus import CannotWriteError

    try:
        if path.exists() and not path.is_file():
            with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
                yield stream
        else:
            with _replacing(path.resolve()) as stream:
                yield stream
    except OSError as problem:
        raise CannotWriteError(f"Cannot write {path}: {_reason(problem, path)}.") from problem


@contextmanager
def _replacing(path: Path) -> Iterator[TextIO]:
    beside = path.with_name(f".{path.name[:200]}.{secrets.token_hex(4)}.tmp")
    try:
        with beside.open("x", encoding="utf-8", errors="backslashreplace", newline="") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    finally:
        with suppress(FileNotFoundError):
            beside.unlink()


def _reason(problem: OSError, path: Path) -> str:
    if problem.errno == errno.EISDIR:
        return "it is a folder"
    if problem.errno == errno.ENOENT:
        return f"there is no folder {path.parent}"
    return (problem.strerror or str(problem)).lower()
