"""Files that hold many pages: opened as streams, and given part by part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from corpus.formats.feeds import is_feed, split_feed
from corpus.formats.parts import Part
from corpus.formats.unpacking import Gunzipped
from corpus.formats.warc import is_warc, read_warc

_WITHIN = 8192
_GZIP = b"\x1f\x8b"


def open_container(file: IO[bytes]) -> Iterator[Part] | None:
    """Give the parts of a WARC (gzip or plain), a ZIP file or a feed, known by its content; None for all others.

    `file` is at its beginning, and is there again where it is none. However large it is, only one part is held at a
    time. The iteration raises UnreadableError where the file as a whole must be refused.
    """
    head = file.read(_WITHIN)
    file.seek(0)
    if head.startswith(_GZIP):
        unpacked = Gunzipped(file)
        begins = unpacked.read(16) or b""
        file.seek(0)
        return read_warc(Gunzipped(file)) if is_warc(begins) else None
    if is_warc(head):
        return read_warc(file)
    if is_zip(head):
        from corpus.formats.zip import read_zip

        return read_zip(file)
    return split_feed(file) if is_feed(head) else None


def is_zip(head: bytes) -> bool:
    """Return whether a file that begins so is a ZIP file."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))
