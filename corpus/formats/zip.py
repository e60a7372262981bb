"""ZIP files of pages, member by member; and web archives packed so (WACZ)."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import IO, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from corpus.errors import UnreadableError
from corpus.formats.parts import Part
from corpus.formats.unpacking import LARGEST_PAGE, LARGEST_RATIO, LARGEST_UNPACKED, Gunzipped
from corpus.formats.warc import read_warc

MOST_MEMBERS: Final = 200_000

_LARGEST_DIRECTORY = 32 << 20
_END = b"PK\x05\x06"
_END_WITHIN = 66_000
_SMALL = 1 << 20
_HIDDEN = re.compile(r"(?:^|/)(?:\.(?!\.?/)|__MACOSX/|Thumbs\.db$|desktop\.ini$)")
_NO_PAGE = re.compile(
    r"\.(?:png|jpe?g|gif|webp|svg|ico|bmp|tiff?|avif|css|m?js|map|woff2?|ttf|otf|eot|mp[34]|m4a|ogg|wav|webm|mov|avi|cdxj?|idx)$",
    re.IGNORECASE,
)
_OFFICE = frozenset({"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"})
_WARCS = (".warc", ".warc.gz")
_METHODS = frozenset({ZIP_STORED, ZIP_DEFLATED})
_DAMAGE = (BadZipFile, ValueError, OSError, EOFError, RuntimeError, zlib.error)


def read_zip(file: IO[bytes], *, streams: bool = True) -> Iterator[Part]:
    """Give the members of a ZIP file that may be pages; those of a WARC among them one by one, where it `streams`.

    Pictures, styles and hidden files are passed over. A member that is encrypted, too large or damaged comes with its
    reason. Raises UnreadableError where the file is none, is a document of an office suite, or holds far too much.
    """
    try:
        _check_directory(file)
        with ZipFile(file) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            _check(members, _size(file))
            is_wacz = any(one.filename == "datapackage.json" for one in members)
            for member in members:
                is_crawl = member.filename.lower().endswith(_WARCS)
                if is_crawl and streams:
                    yield from _crawl(archive, member)
                elif not is_wacz and _may_be_page(member.filename):
                    yield _member(archive, member)
    except _DAMAGE as error:
        raise UnreadableError("is not a whole ZIP file") from error


def _check_directory(file: IO[bytes]) -> None:
    """Refuse a list of members that would fill the memory before it is read."""
    size = _size(file)
    file.seek(max(0, size - _END_WITHIN))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0:
        raise UnreadableError("is not a whole ZIP file")
    listed = int.from_bytes(tail[at + 12 : at + 16], "little")
    if listed == 0xFFFFFFFF:
        at = tail.rfind(b"PK\x06\x06", 0, at)
        listed = int.from_bytes(tail[at + 40 : at + 48], "little") if at >= 0 else size
    if listed > _LARGEST_DIRECTORY:
        raise UnreadableError("lists too many members")


def _check(members: list[ZipInfo], size: int) -> None:
    if len(members) > MOST_MEMBERS:
        raise UnreadableError(f"holds more than {MOST_MEMBERS:,} members")
    if any(one.filename in _OFFICE for one in members[:20]):
        raise UnreadableError("is a document of an office program or an app, not pages")
    if sum(one.file_size for one in members) > max(LARGEST_UNPACKED, size * LARGEST_RATIO):
        raise UnreadableError(f"unpacks to more than {LARGEST_RATIO} times its size")


def _member(archive: ZipFile, member: ZipInfo) -> Part:
    name = member.filename
    reason = _refusal(member)
    if reason:
        return Part(name, name, reason=reason)
    try:
        with archive.open(member) as opened:
            raw = opened.read(LARGEST_PAGE + 1)
    except _DAMAGE:
        return Part(name, name, reason="is damaged")
    if len(raw) > LARGEST_PAGE:
        return Part(name, name, reason=f"is larger than {LARGEST_PAGE >> 20} MB")
    return Part(name, f"{name}l" if name.lower().endswith(".json") else name, raw)


def _refusal(member: ZipInfo) -> str | None:
    if member.flag_bits & 1:
        return "is encrypted"
    if member.compress_type not in _METHODS:
        return "is compressed in a way that is not known"
    if member.file_size > LARGEST_PAGE:
        return f"is larger than {LARGEST_PAGE >> 20} MB"
    if member.file_size > max(_SMALL, member.compress_size * LARGEST_RATIO):
        return f"unpacks to more than {LARGEST_RATIO} times its size"
    return None


def _crawl(archive: ZipFile, member: ZipInfo) -> Iterator[Part]:
    name = member.filename
    if member.flag_bits & 1 or member.compress_type not in _METHODS:
        yield Part(name, name, reason=_refusal(member))
        return
    try:
        with archive.open(member) as opened:
            head = opened.read(2)
        with archive.open(member) as opened:
            stream = Gunzipped(opened) if head == b"\x1f\x8b" else opened
            for part in read_warc(stream):
                anchor = f"{name}#{part.anchor}" if part.anchor else name
                yield Part(anchor, part.name or name, part.raw, part.given, None, part.reason)
    except _DAMAGE:
        yield Part(name, name, reason="is damaged")


def _may_be_page(name: str) -> bool:
    return not _HIDDEN.search(name) and not _NO_PAGE.search(name)


def _size(file: IO[bytes]) -> int:
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    return size
