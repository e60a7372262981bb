"""JSON Lines: one page a line, whatever its writer called the text and its values."""

from __future__ import annotations

import json
import re

from corpus.addresses import canonical_address
from corpus.document import Format, Page
from corpus.errors import UnreadableError
from corpus.formats.decoding import decode
from corpus.formats.fields import ID_NAMES, TEXT_NAMES, declared_values, first_text
from corpus.text import one_line, visible

_MARKUP = re.compile(r"<(?:p|div|br|h[1-6]|ul|ol|article|html|table|span)\b[^>]*>", re.IGNORECASE)


def read_record(origin: str, raw: bytes) -> Page:
    """Return the page of one JSON object; raises UnreadableError where it is none or holds no text.

    `origin` is the file and the number of the line, `news.jsonl#12`; a record that has an id is known by that instead.
    """
    text, encoding = decode(raw)
    try:
        record = json.loads(text)
    except (ValueError, RecursionError):
        raise UnreadableError("is not a JSON object on one line") from None
    if not isinstance(record, dict):
        raise UnreadableError("is not a JSON object on one line")
    body_name, body = _body(record)
    declared = declared_values(record)
    return Page(
        origin=_record_origin(origin, record),
        format=_format(body_name, body),
        raw=raw,
        text=visible(body),
        encoding=encoding,
        address=canonical_address(first_text(declared, "url") or ""),
        captured=first_text(declared, "captured"),
        declared=declared,
    )


def _body(record: dict[str, object]) -> tuple[str, str]:
    by_name = {name.casefold(): value for name, value in record.items()}
    for name in TEXT_NAMES:
        value = by_name.get(name)
        if isinstance(value, list):
            value = "\n\n".join(str(part) for part in value)
        if isinstance(value, str) and value.strip():
            return name, value
    raise UnreadableError(f"holds no text (looked for {', '.join(TEXT_NAMES)})")


def _format(name: str, body: str) -> Format:
    if name == "html" or _MARKUP.search(body[:2000]):
        return "html"
    return "markdown" if name == "markdown" else "text"


def _record_origin(origin: str, record: dict[str, object]) -> str:
    for name in ID_NAMES:
        value = record.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return f"{origin.rpartition('#')[0] or origin}#{one_line(str(value))[:200]}"
    return origin
