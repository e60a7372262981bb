"""Paths -> inputs: the files under what a person named, read safely, record by record where a file holds many."""

from __future__ import annotations

import errno
import glob
import gzip
import hashlib
import itertools
import os
import stat
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Final, cast

from corpus.document import Given
from corpus.errors import UnreadableError

if TYPE_CHECKING:
    from corpus.formats import Part

LARGEST_FILE: Final = 32 << 20
LARGEST_EXPANDED: Final = 64 << 20
LARGEST_RATIO: Final = 200
LARGEST_RECORD: Final = 32 << 20

_LINES = (".jsonl", ".ndjson", ".jl")
_CHUNK = 1 << 16
_PASSED_OVER = 8
_KINDS = (
    (stat.S_ISFIFO, "is a named pipe"),
    (stat.S_ISSOCK, "is a socket"),
    (stat.S_ISCHR, "is a device"),
    (stat.S_ISBLK, "is a device"),
    (stat.S_ISDIR, "is a folder"),
)


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that gave nothing, and why; `origin` is its path as given and may hold anything a file name can."""

    origin: str
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: its path as given and as resolved, and its size in bytes."""

    origin: str
    path: str
    size: int


@dataclass(frozen=True)  # without slots it travels between processes in half the time
class Item:
    """The bytes of one input: a file, or a record of a file that holds many.

    `record` is the number of its line or part, from 1, or None. With a `reason` there are no bytes, only why. `read` is
    how many bytes of the file have been read so far. Of a part, `held_in` is the origin of the file that holds it, and
    `given` what stood there beside its bytes.
    """

    origin: str
    path: str
    name: str
    raw: bytes
    digest: bytes = b""
    record: int | None = None
    reason: str | None = None
    read: int = 0
    held_in: str = ""
    given: Given | None = None


def find(paths: Sequence[str | os.PathLike[str]]) -> Iterator[Found | Skipped]:
    """Give the files that `paths` name: files, folders with all below them, and patterns where no such file exists.

    Folders are walked in order of name, without hidden files, and each folder once, however links lead to it.
    """
    for path in (os.fspath(path) for path in paths):
        if os.path.lexists(path):
            yield from _under(path)
        elif matches := sorted(glob.glob(path, recursive=True)) if glob.has_magic(path) else []:  # noqa: PTH207
            for one in matches:
                yield from _under(one)
        else:
            yield Skipped(path, "no such file")


def _under(path: str) -> Iterator[Found | Skipped]:
    seen: set[tuple[int, int]] = set()
    left = [path]
    while left:
        one = left.pop()
        try:
            status = os.stat(one)  # noqa: PTH116
            if stat.S_ISDIR(status.st_mode):
                if (status.st_dev, status.st_ino) not in seen:
                    seen.add((status.st_dev, status.st_ino))
                    left += reversed(_visible(one))
                continue
        except OSError as error:
            yield Skipped(one, _sentence(error))
            continue
        yield Found(one, os.path.realpath(one), status.st_size)


def _visible(folder: str) -> list[str]:
    names = sorted((name for name in os.listdir(folder) if not name.startswith(".")), key=os.fsencode)  # noqa: PTH208
    return [os.path.join(folder, name) for name in names]  # noqa: PTH118


def items(found: Found) -> Iterator[Item]:
    """Give what a file holds: itself, or its records or parts. What can't be read comes as an item with a reason."""
    from corpus.formats import open_container

    name = os.path.basename(found.path)  # noqa: PTH119
    plain, packed = (name[:-3], True) if name.lower().endswith(".gz") else (name, False)
    try:
        with _opened(found.path) as file:
            lines = _holds_lines(plain, file, packed=packed)
            if plain.lower().endswith(".json"):
                plain += "l"  # What reads a record reads a whole JSON file as well.
            if lines:
                yield from _records(found, plain, file, packed=packed)
                return
            if parts := open_container(file):
                yield from _parts(found, plain, parts, file)
                return
            raw = _whole(file, packed=packed)
    except OSError as error:
        yield Item(found.origin, found.path, plain, b"", reason=_sentence(error))
    except UnreadableError as error:
        yield Item(found.origin, found.path, plain, b"", reason=str(error))
    else:
        yield Item(found.origin, found.path, plain, raw, _digest(raw), read=found.size)


def _opened(path: str) -> IO[bytes]:
    """Open a regular file; a pipe nobody writes to does not hold it up. Raises UnreadableError, OSError."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    reason = _refusal(os.fstat(descriptor))
    if reason:
        os.close(descriptor)
        raise UnreadableError(reason)
    return os.fdopen(descriptor, "rb")


def _refusal(status: os.stat_result) -> str | None:
    if not stat.S_ISREG(status.st_mode):
        return next((reason for is_kind, reason in _KINDS if is_kind(status.st_mode)), "is not a file")
    return None if status.st_size else "is empty"


def _holds_lines(name: str, file: IO[bytes], *, packed: bool) -> bool:
    """Return whether the file holds a record a line: by its name, or, of `.json`, by the look of its first line."""
    lowered = name.lower()
    if lowered.endswith(_LINES):
        return True
    if not lowered.endswith(".json"):
        return False
    try:
        first = _stream(file, packed=packed).readline(LARGEST_RECORD).strip()
    except (OSError, EOFError, zlib.error):
        return False
    finally:
        file.seek(0)
    return first.startswith(b"{") and first.endswith(b"}")


def _stream(file: IO[bytes], *, packed: bool) -> IO[bytes]:
    return cast("IO[bytes]", gzip.GzipFile(fileobj=file)) if packed else file


def _whole(file: IO[bytes], *, packed: bool) -> bytes:
    raw = file.read(LARGEST_FILE + 1)
    if len(raw) > LARGEST_FILE:
        raise UnreadableError(f"is larger than {LARGEST_FILE >> 20} MB")
    if packed:
        raw = _expanded(raw)
    if not raw.strip():
        raise UnreadableError("is empty")
    return raw


def _expanded(raw: bytes) -> bytes:
    most = min(LARGEST_EXPANDED, max(len(raw) * LARGEST_RATIO, _CHUNK))
    parts: list[bytes] = []
    while raw:
        machine = zlib.decompressobj(wbits=31)
        try:
            parts.append(machine.decompress(raw, most + 1))
        except zlib.error as error:
            raise UnreadableError("is not a whole gzip file") from error
        most -= len(parts[-1])
        if most < 0:
            raise UnreadableError(f"unpacks to more than {LARGEST_EXPANDED >> 20} MB or {LARGEST_RATIO} times its size")
        if not machine.eof:
            raise UnreadableError("is not a whole gzip file")
        raw = machine.unused_data.lstrip(b"\0")
    return b"".join(parts)


def _records(found: Found, name: str, file: IO[bytes], *, packed: bool) -> Iterator[Item]:
    stream = _stream(file, packed=packed)
    any_record = False
    for number in itertools.count(1):
        origin = f"{found.origin}#{number}"
        try:
            line = _line(stream)
        except UnreadableError as error:
            yield Item(origin, found.path, name, b"", record=number, reason=str(error), read=file.tell())
            continue
        except (EOFError, OSError, zlib.error):
            yield Item(origin, found.path, name, b"", record=number, reason="the file cannot be read from here on")
            return
        if not line:
            break
        if raw := line.strip():
            any_record = True
            yield Item(origin, found.path, name, raw, _digest(raw), number, read=file.tell())
    if not any_record:
        yield Item(found.origin, found.path, name, b"", reason="is empty")


def _parts(found: Found, name: str, parts: Iterator[Part], file: IO[bytes]) -> Iterator[Item]:
    number = 0
    for number, part in enumerate(parts, 1):
        yield Item(
            origin=f"{found.origin}#{part.anchor}" if part.anchor else found.origin,
            path=found.path,
            name=part.name or name,
            raw=part.raw,
            digest=b"" if part.reason else _digest(part.raw, part.beside()),
            record=part.number or number,
            reason=part.reason,
            read=file.tell(),
            held_in=found.origin,
            given=part.given,
        )
    if not number:
        yield Item(found.origin, found.path, name, b"", reason="holds no page")


def _line(stream: IO[bytes]) -> bytes:
    """Return the next line, b"" at the end.

    Raises UnreadableError for a line that is too long, having passed over it, and EOFError for one without end.
    """
    line = stream.readline(LARGEST_RECORD + 1)
    if len(line) <= LARGEST_RECORD:
        return line
    passed = len(line)
    while line and not line.endswith(b"\n"):
        line = stream.readline(_CHUNK)
        passed += len(line)
        if passed > LARGEST_RECORD * _PASSED_OVER:
            raise EOFError
    raise UnreadableError(f"is larger than {LARGEST_RECORD >> 20} MB")


def _digest(raw: bytes, beside: bytes = b"") -> bytes:
    digest = hashlib.blake2b(raw, digest_size=16)
    if beside:
        digest.update(b"\0" + beside)
    return digest.digest()


def _sentence(error: OSError) -> str:
    reasons = {
        errno.ENOENT: "no such file",
        errno.EACCES: "may not be read",
        errno.ELOOP: "is a link that leads to itself",
    }
    return reasons.get(error.errno or 0, error.strerror or "cannot be read")
