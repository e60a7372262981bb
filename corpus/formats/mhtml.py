"""Web pages that a browser saved as one file (MHTML, RFC 2557): the page itself, without its pictures and frames."""

from __future__ import annotations

import re

from corpus.addresses import canonical_address
from corpus.document import Given, Page
from corpus.errors import UnreadableError
from corpus.formats.given import with_given
from corpus.formats.html import read_html
from corpus.formats.messages import (
    charset,
    content,
    header,
    header_of,
    leaves,
    media_type,
    parameter,
    parse_message,
    sent,
)

_RELATED = re.compile(rb"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_SAVED = re.compile(rb"^(?:snapshot-content-location:|from:\s*<?saved by)", re.IGNORECASE | re.MULTILINE)
_SUFFIXES = (".mht", ".mhtml")
_HTML = frozenset({"text/html", "application/xhtml+xml"})


def is_mhtml(raw: bytes, name: str) -> bool:
    """Return whether bytes are a saved web page: a message whose parts belong together, saved by a browser."""
    lines = header_of(raw)
    if not lines:
        return False
    return bool(_SAVED.search(lines)) or (name.lower().endswith(_SUFFIXES) and bool(_RELATED.search(lines) or lines))


def read_mhtml(origin: str, raw: bytes) -> Page:
    """Return the saved page, with its address and when it was saved. Raises UnreadableError where there is none."""
    message = parse_message(raw)
    pages = [part for part in leaves(message) if media_type(part) in _HTML]
    start = parameter(message, "start")
    root = next((part for part in pages if start and header(part, "Content-ID") == start), next(iter(pages), None))
    if root is None:
        raise UnreadableError("holds no HTML page")
    addresses = (header(message, "Snapshot-Content-Location"), header(root, "Content-Location"))
    given = Given(
        read_as="html",
        charset=charset(root),
        address=next((found for one in addresses if (found := canonical_address(one))), None),
        captured=sent(message)[1],
    )
    return with_given(read_html(origin, content(root), charset=given.charset), given)
