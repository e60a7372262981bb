"""Bytes to pages: one module a format; what can't be read is refused with a reason."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

from corpus.document import Given, Page
from corpus.errors import UnreadableError
from corpus.formats.containers import is_zip, open_container
from corpus.formats.given import given_from_json, given_to_json, identity_of
from corpus.formats.parts import Part, Unread
from corpus.formats.reading import is_records, may_be_message, read_file, read_given

__all__ = [
    "Part",
    "Unread",
    "given_from_json",
    "given_to_json",
    "identity_of",
    "is_records",
    "open_container",
    "read_all",
    "read_pages",
]

_DEEPEST = 2


def read_pages(origin: str, raw: bytes, name: str, given: Given | None = None) -> list[Page]:
    """Return the pages in the bytes of one file, of one record of a file of records, or of one part of a container.

    `origin` is kept as given; `name` is the file's name, whose ending helps to tell the format; `given` is what stood
    beside the bytes. Of several pages those that can be read are returned. Raises UnreadableError, whose text is the
    reason, where there is none.
    """
    found = list(read_all(origin, raw, name, given))
    pages = [one for one in found if isinstance(one, Page)]
    if not pages:
        raise UnreadableError(next((one.reason for one in found if isinstance(one, Unread)), "holds no page"))
    return pages


def read_all(
    origin: str, raw: bytes, name: str, given: Given | None = None, *, depth: int = 0
) -> Iterator[Page | Unread]:
    """Give what `read_pages` does, one by one, and why where a page could not be read."""
    try:
        if given:
            yield read_given(origin, raw, given)
        elif (parts := _parts(raw, name, depth)) is None:
            page = read_file(origin, raw, name)
            yield replace(page, given=Given("file", name)) if depth and not page.given else page
        else:
            for part in parts:
                yield from _read_part(origin, part, depth + 1)
    except UnreadableError as error:
        yield Unread(origin, str(error))


def _read_part(origin: str, part: Part, depth: int) -> Iterator[Page | Unread]:
    own = f"{origin}#{part.anchor}" if part.anchor else origin
    if part.reason:
        yield Unread(own, part.reason)
    else:
        yield from read_all(own, part.raw, part.name, part.given, depth=depth)


def _parts(raw: bytes, name: str, depth: int) -> Iterator[Part] | None:
    """Return the parts of what holds many pages; None for a page. Raises UnreadableError for boxes in boxes."""
    if depth >= _DEEPEST and is_zip(raw):
        raise UnreadableError("is an archive inside an archive")
    if is_records(name) and _holds_lines(raw):
        return (Part(str(at), name, line) for at, line in enumerate(raw.split(b"\n"), 1) if line.strip())
    container = open_container(io.BytesIO(raw))
    if container is None and _is_message(raw, name):
        from corpus.formats.mail import split_mail

        return split_mail(raw)
    return container


def _holds_lines(raw: bytes) -> bool:
    """Return whether bytes are several records, one a line, and not one that is spread over lines."""
    first, _, rest = raw.strip().partition(b"\n")
    return bool(rest) and first.startswith(b"{") and first.rstrip().endswith(b"}")


def _is_message(raw: bytes, name: str) -> bool:
    """Return whether bytes are mail, and no page that a browser saved in that form."""
    if not may_be_message(raw, name):
        return False
    from corpus.formats.mail import is_mail
    from corpus.formats.mhtml import is_mhtml

    return is_mail(raw) and not is_mhtml(raw, name)
