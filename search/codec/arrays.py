"""One file of named arrays: little-endian, aligned, read through a memory map, with a checksum each.

The file is a magic, the arrays, a directory in JSON, and a trailer that says where the directory is:

    DLARRAY1 | array | ... | {"arrays": {name: [type, offset, count, crc32]}, "info": {...}} | <QII offset, size, crc32
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import tempfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import numpy as np
from numpy.typing import NDArray

from search.manifest import sync_folder

MAGIC = b"DLARRAY1"
ALIGNMENT = 8
_TRAILER = struct.Struct("<QII")
_TYPES = frozenset("uiS")
_SPOOLED = 1 << 20
_COPIED = 1 << 20

Array = NDArray[Any]


class ArrayWriter:
    """Writes a file of arrays, each in as many pieces as one likes; `info` is kept beside them."""

    def __init__(self, path: Path) -> None:
        self.info: dict[str, Any] = {}
        self._path = path
        self._types: dict[str, np.dtype[Any]] = {}
        self._counts: dict[str, int] = {}
        self._checks: dict[str, int] = {}
        self._pieces: dict[str, IO[bytes]] = {}

    def append(self, name: str, piece: Array, dtype: str | None = None) -> None:
        """Add to the end of an array; its first piece, or `dtype`, decides its type."""
        if name not in self._types:
            self._types[name] = _little_endian(np.dtype(dtype) if dtype else piece.dtype)
            self._counts[name] = self._checks[name] = 0
            # Closed in close(), like every one of them.
            self._pieces[name] = tempfile.SpooledTemporaryFile(_SPOOLED, dir=str(self._path.parent))  # noqa: SIM115
        content = np.ascontiguousarray(piece, dtype=self._types[name])
        self._counts[name] += content.size
        raw = content.view(np.uint8).data if content.size else b""
        self._checks[name] = zlib.crc32(raw, self._checks[name])
        self._pieces[name].write(raw)

    def write(self) -> None:
        """Write the file, so that it and its name last through a power cut."""
        directory: dict[str, list[object]] = {}
        with self._path.open("wb") as file:
            file.write(MAGIC)
            for name, pieces in self._pieces.items():
                file.write(bytes(-file.tell() % ALIGNMENT))
                directory[name] = [self._types[name].str, file.tell(), self._counts[name], self._checks[name]]
                pieces.seek(0)
                while chunk := pieces.read(_COPIED):
                    file.write(chunk)
            offset = file.tell()
            listed = json.dumps({"arrays": directory, "info": self.info}).encode()
            file.write(listed + _TRAILER.pack(offset, len(listed), zlib.crc32(listed)))
            file.flush()
            os.fsync(file.fileno())
        sync_folder(self._path.parent)

    def close(self) -> None:
        """Let go of what was collected."""
        for pieces in self._pieces.values():
            pieces.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class ArrayFile(Mapping[str, Array]):
    """A file of arrays opened for reading: `file[name]` is an array that lies in the file. Raises ValueError."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        listed = _directory(self._map, path.name)
        self.info: dict[str, Any] = listed["info"]
        self._listed: dict[str, tuple[str, int, int, int]] = listed["arrays"]
        self._opened: dict[str, Array] = {}

    def __getitem__(self, name: str) -> Array:
        opened = self._opened.get(name)
        if opened is None:
            kind, offset, count, _ = self._listed[name]
            dtype = np.dtype(kind)
            if dtype.kind not in _TYPES:
                raise ValueError(f"{name} is an array of no known type: {kind}")
            opened = self._opened[name] = np.frombuffer(self._map, dtype, count, offset) if count else _empty(dtype)
        return opened

    def __iter__(self) -> Any:  # noqa: ANN401 - an iterator of names, as Mapping has it
        return iter(self._listed)

    def __len__(self) -> int:
        return len(self._listed)

    def damaged(self) -> list[str]:
        """Return the names of the arrays that are not what was written, or have something in front of them."""
        found, end = [], len(MAGIC)
        for name, (_, offset, _, check) in self._listed.items():
            content = np.ascontiguousarray(self[name])
            raw = content.view(np.uint8).data if content.size else b""
            if zlib.crc32(raw) != check or any(self._map[end:offset]):
                found.append(name)
            end = offset + content.nbytes
        return found


def _directory(data: mmap.mmap, name: str) -> dict[str, Any]:
    if len(data) < len(MAGIC) + _TRAILER.size or data[: len(MAGIC)] != MAGIC:
        raise ValueError(f"{name} is no file of arrays")
    offset, size, check = _TRAILER.unpack(data[-_TRAILER.size :])
    listed = data[offset : offset + size]
    if offset + size + _TRAILER.size != len(data) or zlib.crc32(listed) != check:
        raise ValueError(f"{name} is damaged")
    directory: dict[str, Any] = json.loads(listed)
    return directory


def _empty(dtype: np.dtype[Any]) -> Array:
    return np.empty(0, dtype)


def _little_endian(dtype: np.dtype[Any]) -> np.dtype[Any]:
    if dtype.kind not in _TYPES:
        raise ValueError(f"an array of {dtype} cannot be written")
    return dtype.newbyteorder("<")


def narrowest(largest: int) -> str:
    """Return the type of whole numbers from 0 to the largest, of four bytes or of eight."""
    return "<u4" if largest < 1 << 32 else "<u8"
