"""Messages (`.eml`): the text of a message, and the pages that are attached to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import parseaddr

from corpus.addresses import canonical_address
from corpus.document import Given, Page
from corpus.errors import UnreadableError
from corpus.formats.decoding import decode
from corpus.formats.given import declare, language_code
from corpus.formats.messages import (
    charset,
    content,
    file_name,
    header,
    header_of,
    leaves,
    media_type,
    parse_message,
    sent,
)
from corpus.formats.paragraphs import WIDEST_MAIL, join_paragraphs
from corpus.formats.parts import Part
from corpus.text import one_line, visible

_ATTACHED_PAGES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "text/markdown": "markdown",
    "text/plain": "text",
}
_BY_NAME = {".pdf": "pdf", ".html": "html", ".htm": "html", ".md": "markdown", ".txt": "text"}
_BLOCKS = re.compile(rb"<(?:p|li|h[1-6]|td|blockquote)\b", re.IGNORECASE)
_FEWEST_BLOCKS = 2
_REPLY = re.compile(r"^(?:\s*(?:re|fwd?|aw|wg|tr)\s*:\s*)+", re.IGNORECASE)
_SIGNATURE = re.compile(r"\n-- \n.{0,4000}\Z", re.DOTALL)
_LIST = re.compile(r"(.*?)\s*<[^<>]*>\s*$")
_MOST_ATTACHED = 200


def is_mail(raw: bytes) -> bool:
    """Return whether bytes are a message: lines of header, one of which no person writes above a text."""
    return bool(header_of(raw))


def split_mail(raw: bytes) -> Iterator[Part]:
    """Give the text of a message (without an anchor), then its attachments that are pages, named as they are.

    Raises UnreadableError where it is no message or holds neither.
    """
    message = parse_message(raw)
    parts = list(leaves(message))
    plain = next((part for part in parts if media_type(part) == "text/plain" and not _is_attached(part)), None)
    rich = next((part for part in parts if media_type(part) == "text/html" and not _is_attached(part)), None)
    body = rich if plain is None or (rich is not None and _is_rich(rich, plain)) else plain
    found = False
    if body is not None and (text := content(body)).strip():
        found = True
        kind = "html" if body is rich else "letter"
        yield Part("", "", text, _given(message, kind, charset(body)))
    names: set[str] = set()
    attached = [part for part in parts if part is not plain and part is not rich]
    for number, part in enumerate(attached[:_MOST_ATTACHED], 1):
        page_kind = _page_kind(part)
        if page_kind and (text := content(part)).strip():
            found = True
            name = file_name(part) or f"attachment {number}"
            name = f"{number} {name}" if name in names else name
            names.add(name)
            yield Part(name, name, text, Given(read_as=page_kind, name=name, charset=charset(part)))
    if not found:
        raise UnreadableError("is a message without text")


def read_letter(origin: str, raw: bytes, stated_charset: str | None) -> Page:
    """Return the page of a message's plain text: its lines joined to paragraphs, without the sender's signature."""
    text, encoding = decode(raw, stated_charset)
    text = _SIGNATURE.sub("\n", visible(text))
    return Page(
        origin=origin, format="text", raw=raw, text=join_paragraphs(text.splitlines(), WIDEST_MAIL), encoding=encoding
    )


def _given(message: EmailMessage, kind: str, stated_charset: str | None) -> Given:
    day, _ = sent(message)
    title = _REPLY.sub("", header(message, "Subject"))[:300]
    source = _sender(message)
    return Given(
        read_as=kind,
        charset=stated_charset,
        address=canonical_address(header(message, "Archived-At").strip("<> ")),
        declared=declare(
            title=title,
            date=day,
            source=(source,) if source else (),
            language=language_code(header(message, "Content-Language")),
        ),
    )


def _sender(message: EmailMessage) -> str:
    """Return the name the message is from, else that of its list; an address is no name."""
    name = one_line(parseaddr(header(message, "From"))[0])
    if not name or "@" in name:
        found = _LIST.match(header(message, "List-Id"))
        name = found[1].strip("\" '") if found else ""
    return name[:200]


def _is_rich(rich: EmailMessage, plain: EmailMessage) -> bool:
    """Return whether the HTML of a message has more structure than its plain text, and is not just an empty shell."""
    html = content(rich)
    visible_size = len(re.sub(rb"<style\b.{0,60000}?</style>|<[^<>]*>|\s+", b"", html, flags=re.DOTALL | re.IGNORECASE))
    return len(_BLOCKS.findall(html)) >= _FEWEST_BLOCKS and visible_size >= 0.5 * len(b"".join(content(plain).split()))


def _is_attached(part: EmailMessage) -> bool:
    return header(part, "Content-Disposition").lower().startswith("attachment") or bool(file_name(part))


def _page_kind(part: EmailMessage) -> str | None:
    name = file_name(part).lower()
    by_name = next((kind for suffix, kind in _BY_NAME.items() if name.endswith(suffix)), None)
    stated = _ATTACHED_PAGES.get(media_type(part))
    return by_name or (stated if not name or "." not in name else None)
