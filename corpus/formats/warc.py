"""WARC files (ISO 28500): the responses of a crawl, record by record, as they stream by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Final
from urllib.parse import urlsplit

from corpus.addresses import canonical_address
from corpus.document import Given
from corpus.formats.parts import Part
from corpus.formats.unpacking import LARGEST_PAGE, Gunzipped
from corpus.text import one_line

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_READ_AS: Final = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "markdown",
    "application/pdf": "pdf",
    "application/x-pdf": "pdf",
}
_NO_PAGE = re.compile(r"/(?:robots|ads|app-ads|humans|security)\.txt$", re.IGNORECASE)
_TIME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?Z")
_BROKEN = "cannot be read from here on: it is cut off or damaged"


def is_warc(head: bytes) -> bool:
    """Return whether a file that begins so, unpacked, is a WARC."""
    return head.startswith(b"WARC/")


def read_warc(stream: IO[bytes] | Gunzipped) -> Iterator[Part]:
    """Give the pages in a WARC: responses with status 200, resources and conversions that hold HTML, text or PDF.

    All other records are passed over. A file that is cut off or damaged gives what stands before that, then the reason.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    number = 0
    reason = None
    try:
        for record in ArchiveIterator(stream, record_types=wanted, parse_http=False):
            number += 1
            reason, part = _part(record, number)
            if part:
                yield part
            if reason:
                break
    except OSError:
        reason = _BROKEN
    if isinstance(stream, Gunzipped) and stream.reason:
        reason = stream.reason
    if reason:
        yield Part("", "", reason=reason)


def _part(record: WarcRecord, number: int) -> tuple[str | None, Part | None]:
    """Return why the file ends here, if it does, and the record's page, if it is one."""
    if "Content-Length" not in record.headers:
        return _BROKEN, None
    address = record.headers.get("WARC-Target-URI", "") or ""
    address = address.strip("<> ")
    given = _given(record, address)
    if given is None:
        return None, None
    name = urlsplit_path(address)
    size = record.content_length
    if size > LARGEST_PAGE:
        return None, Part(str(number), name, number=number, reason=f"is larger than {LARGEST_PAGE >> 20} MB")
    raw = record.reader.read(size) if size else b""
    if len(raw) < size:
        return _BROKEN, None
    return None, Part(str(number), name, raw, given, number) if raw.strip() else None


def _given(record: WarcRecord, address: str) -> Given | None:
    """Return what the record says of its payload; None where that is no page. Its HTTP header is read off."""
    if not address.startswith(("http:", "https:", "file:")) or _NO_PAGE.search(urlsplit_path(address)):
        return None
    coding = ""
    if _holds_http(record):
        try:
            record.parse_http(quirks_mode=True)
        except OSError:
            return None
        headers = record.http_headers
        if headers is None or headers.status_code != 200:
            return None
        content_type = headers.get("Content-Type") or ""
        coding = f"{headers.get('Transfer-Encoding') or ''} {headers.get('Content-Encoding') or ''}".strip()
    else:
        content_type = record.headers.get("Content-Type") or ""
    media = content_type.partition(";")[0].strip().lower()
    if media and media not in _READ_AS:
        return None
    return Given(
        read_as=_READ_AS.get(media, "page"),
        name=urlsplit_path(address),
        charset=_charset(content_type),
        coding=coding,
        address=canonical_address(address),
        captured=_moment(record.headers.get("WARC-Date")),
    )


def _holds_http(record: WarcRecord) -> bool:
    return bool(record.is_http) or (record.headers.get("Content-Type") or "").startswith("application/http")


def _charset(content_type: str) -> str | None:
    found = re.search(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{2,40})", content_type, re.IGNORECASE)
    return found[1] if found else None


def _moment(stated: str | None) -> str | None:
    found = _TIME.match((stated or "").strip())
    return f"{found[1]}Z" if found else None


def urlsplit_path(address: str) -> str:
    """Return the path of an address; its ending helps to tell what it holds."""
    try:
        return one_line(urlsplit(address).path)[:300]
    except ValueError:
        return ""
