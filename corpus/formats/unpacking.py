"""Compressed bytes unpacked within limits: what swells beyond any page's needs is refused, not held."""

from __future__ import annotations

import io
import re
import zlib
from typing import IO, Final

from corpus.errors import UnreadableError

LARGEST_PAGE: Final = 32 << 20
LARGEST_UNPACKED: Final = 64 << 20
LARGEST_RATIO: Final = 200

_SMALL = 1 << 20
_STEP = 1 << 16
_CHUNK_HEADER = re.compile(rb"\s*([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
_SWELLS = f"unpacks to more than {LARGEST_UNPACKED >> 20} MB or {LARGEST_RATIO} times its size"


def allowed_size(packed: int) -> int:
    """Return how many bytes so many compressed bytes may become."""
    return min(LARGEST_UNPACKED, max(packed * LARGEST_RATIO, _SMALL))


def without_codings(raw: bytes, codings: str) -> bytes:
    """Return the payload of an HTTP message without its `codings`, named outermost first (`chunked gzip`).

    Many archives keep the header but not the coding: bytes that are not in the coding are returned as they are. Raises
    UnreadableError for what is cut off, swells too far, or is in a coding that is not known.
    """
    for coding in codings.lower().replace(",", " ").split():
        if coding == "chunked":
            raw = _without_chunks(raw)
        elif coding in {"gzip", "x-gzip"}:
            raw = _inflated(raw, 31) if raw.startswith(b"\x1f\x8b") else raw
        elif coding == "deflate":
            raw = _inflated(raw, _deflate_window(raw))
        elif coding in {"br", "zstd"}:
            raw = _read_by_library(raw, coding)
        elif coding != "identity":
            raise UnreadableError(f"is in a coding that is not known ({coding[:40]})")
    return raw


def _without_chunks(raw: bytes) -> bytes:
    parts: list[bytes] = []
    position = 0
    while header := _CHUNK_HEADER.match(raw, position):
        size = int(header[1], 16)
        if not size:
            return b"".join(parts)
        parts.append(raw[header.end() : header.end() + size])
        position = header.end() + size
    return b"".join(parts) if parts else raw


def _deflate_window(raw: bytes) -> int:
    has_header = len(raw) > 1 and raw[0] & 15 == 8 and int.from_bytes(raw[:2], "big") % 31 == 0
    return 15 if has_header else -15


def _inflated(raw: bytes, window: int) -> bytes:
    most = allowed_size(len(raw))
    machine = zlib.decompressobj(window)
    try:
        content = machine.decompress(raw, most + 1)
    except zlib.error:
        if window == 31:
            raise UnreadableError("is damaged: its compression is broken") from None
        return raw
    if len(content) > most:
        raise UnreadableError(_SWELLS)
    return content


def _read_by_library(raw: bytes, coding: str) -> bytes:
    from fastwarc.stream_io import BrotliReader, ZstdReader

    reader = (BrotliReader if coding == "br" else ZstdReader)(io.BytesIO(raw))
    most = allowed_size(len(raw))
    parts: list[bytes] = []
    try:
        while most >= 0 and (part := reader.read(_STEP)):
            parts.append(part)
            most -= len(part)
    except OSError:
        return b"".join(parts) or raw
    if most < 0:
        raise UnreadableError(_SWELLS)
    return b"".join(parts)


class Gunzipped(io.RawIOBase):
    """The content of a gzip file of any number of members, read forwards; only a few steps are ever held.

    A member that swells too far or is broken or cut off ends it early; `reason` then says why.
    """

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self.reason: str | None = None
        self._file = file
        self._machine = zlib.decompressobj(31)
        self._left = b""
        self._given = 0
        self._taken = self._made = 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def tell(self) -> int:
        """Return how many unpacked bytes have been given."""
        return self._given

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer with the next bytes, as far as one step goes; return how many there are."""
        part = self._next(len(buffer))
        buffer[: len(part)] = part
        self._given += len(part)
        return len(part)

    def _next(self, most: int) -> bytes:
        while not self.reason:
            packed = self._left or self._file.read(_STEP)
            if self._machine.eof:
                packed = packed.lstrip(b"\0")
                if not packed:
                    return b""
                self._machine = zlib.decompressobj(31)
                self._taken = self._made = 0
            if part := self._unpacked(packed, most):
                return part
            if not packed and not self._machine.eof:
                self.reason = self.reason or "is cut off: the file ends in the middle of its compression"
        return b""

    def _unpacked(self, packed: bytes, most: int) -> bytes:
        try:
            part = self._machine.decompress(packed, most)
        except zlib.error:
            self.reason = "cannot be read from here on: its compression is broken"
            return b""
        self._left = self._machine.unconsumed_tail or self._machine.unused_data
        self._taken += len(packed) - len(self._left)
        self._made += len(part)
        if self._made > max(LARGEST_UNPACKED, self._taken * LARGEST_RATIO):
            self.reason = f"cannot be read from here on: {_SWELLS}"
            return b""
        return part
