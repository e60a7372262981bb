"""Between documents and the rows of the archive."""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from corpus.document import Document, Given, Inferred, Origin, StatedDate, as_json, parse_date
from corpus.errors import DamagedError

LISTED = "title, date, place, source, fields, type, language, url, origin, item, truncated"
DOCUMENT = f"{LISTED}, stated, inferred"
STORED = f"{DOCUMENT}, text_bytes, state"

_LARGEST = 256 << 20


class Entry(NamedTuple):
    """A document as a list shows it: without its text."""

    key: str
    title: str | None
    date: StatedDate | None
    place: tuple[str, ...]
    source: tuple[str, ...]
    fields: tuple[str, ...]
    type: str | None
    language: str
    url: str | None
    origin: str
    item: int | None = None
    truncated: bool = False


@dataclass(frozen=True)  # without slots it travels between processes in half the time
class Prepared:
    """A document ready to be stored: `document` without its texts, and these compressed.

    `markdown` is None where it is the same as the text. `state` is a hash of all that a reader could see of the
    document, so equal states are equal documents.
    """

    document: Document
    text: bytes
    markdown: bytes | None
    text_bytes: int
    state: bytes


def compress(content: bytes) -> bytes:
    """Return `content` as the archive keeps it."""
    return zlib.compress(content, 6)


def expand(blob: bytes) -> bytes:
    """Return what `blob` was compressed from. Raises DamagedError where it is none, or unbelievably large."""
    machine = zlib.decompressobj()
    try:
        content = machine.decompress(blob, _LARGEST)
    except (zlib.error, TypeError) as error:
        raise DamagedError(f"A text in the archive is damaged: {error}.") from error
    if not machine.eof:
        raise DamagedError("A text in the archive is damaged: it is cut off or far too large.")
    return content


def text(blob: bytes) -> str:
    """Return the text that `blob` was compressed from. Raises DamagedError."""
    return expand(blob).decode("utf-8", "replace")


def storable(value: str | None) -> str | None:
    """Return `value` with what no database takes (lone surrogates) replaced."""
    return value if value is None or value.isascii() else value.encode("utf-8", "replace").decode("utf-8")


def storable_path(path: str) -> str | bytes:
    """Return a path as text where it is text, and else as the bytes that name the file."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(path)
    return path


def stored_path(value: str | bytes) -> str:
    """Return the path that `storable_path` stored."""
    return value if isinstance(value, str) else os.fsdecode(value)


def stored_given(value: str | None) -> Given | None:
    """Return what stood beside a page's bytes. Raises DamagedError."""
    from corpus.formats import given_from_json

    try:
        return given_from_json(value)
    except (ValueError, TypeError, AttributeError) as error:
        raise DamagedError(f"A page in the archive is damaged: {error}.") from error


def state_of(bare: Document, text: bytes, markdown: bytes | None) -> bytes:
    """Return a hash of a document without its key and its origin; `bare` is it without its texts."""
    visible = as_json(bare)
    del visible["key"], visible["origin"]
    state = hashlib.blake2b(json.dumps(visible).encode("ascii"), digest_size=16)
    state.update(b"\0" + text + b"\0" + (text if markdown is None else markdown))
    return state.digest()


def document_values(prepared: Prepared) -> tuple[object, ...]:
    """Return the values of the columns STORED."""
    document = prepared.document
    return (
        storable(document.title),
        str(document.date) if document.date else None,
        *(json.dumps(values) if values else None for values in (document.place, document.source, document.fields)),
        storable(document.type),
        storable(document.language),
        storable(document.url),
        storable_path(document.origin),
        document.item,
        int(document.truncated),
        json.dumps(dict(document.stated)) if document.stated else None,
        packed_inferred(document.inferred),
        prepared.text_bytes,
        prepared.state,
    )


def packed_inferred(inferred: Mapping[str, tuple[Inferred, ...]]) -> str | None:
    """Return inferred values as the archive keeps them."""
    if not inferred:
        return None
    return json.dumps({name: [[one.value, one.share] for one in values] for name, values in inferred.items()})


def entry(key: str, columns: Sequence[Any]) -> Entry:
    """Return the entry of a row of the columns LISTED. Raises DamagedError."""
    title, date, place, source, fields, kind, language, url, origin, item, truncated = columns
    try:
        return Entry(
            key=key,
            title=title,
            date=parse_date(date),
            place=_unpacked(place),
            source=_unpacked(source),
            fields=_unpacked(fields),
            type=kind,
            language=language,
            url=url,
            origin=stored_path(origin),
            item=item,
            truncated=bool(truncated),
        )
    except (ValueError, TypeError) as error:
        raise DamagedError(f"The document {key} in the archive is damaged: {error}.") from error


def document(key: str, columns: Sequence[Any], plain: bytes, markdown: bytes | None) -> Document:
    """Return the document of a row of the columns DOCUMENT and its compressed texts. Raises DamagedError."""
    *listed, stated, inferred = columns
    of = entry(key, listed)
    body = text(plain)
    return Document(
        key=key,
        origin=of.origin,
        title=of.title,
        text=body,
        markdown=body if markdown is None else text(markdown),
        item=of.item,
        date=of.date,
        place=of.place,
        source=of.source,
        fields=of.fields,
        type=of.type,
        language=of.language,
        url=of.url,
        truncated=of.truncated,
        stated=_unpacked_stated(key, stated),
        inferred=unpacked_inferred(key, inferred),
    )


@lru_cache(maxsize=4096)
def _unpacked(value: str | None) -> tuple[str, ...]:
    return tuple(json.loads(value)) if value else ()


def _unpacked_stated(key: str, value: str | None) -> dict[str, Origin]:
    try:
        return dict(json.loads(value)) if value else {}
    except (ValueError, TypeError) as error:
        raise DamagedError(f"The document {key} in the archive is damaged: {error}.") from error


def unpacked_inferred(key: str, value: str | None) -> dict[str, tuple[Inferred, ...]]:
    """Return the inferred values of the document `key` that `packed_inferred` stored. Raises DamagedError."""
    try:
        packed = json.loads(value) if value else {}
        return {name: tuple(Inferred(*one) for one in values) for name, values in packed.items()}
    except (ValueError, TypeError) as error:
        raise DamagedError(f"The document {key} in the archive is damaged: {error}.") from error
