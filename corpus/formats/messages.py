"""MIME messages parsed within limits, for mail and for web pages saved as one (MHTML)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.errors import HeaderParseError, MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Final

from corpus.errors import UnreadableError
from corpus.formats.given import utc_time
from corpus.text import one_line

MOST_PARTS: Final = 5_000

_MOST_NESTED = 40
_NESTED = re.compile(rb"^content-type:\s*multipart/", re.IGNORECASE | re.MULTILINE)
_HEADER = re.compile(rb"(?:From |[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,100})")
_TELLING = re.compile(rb"^(?:mime-version|message-id|return-path|received):", re.IGNORECASE | re.MULTILINE)
_FAULTS = (MessageError, HeaderParseError, ValueError, LookupError, TypeError, AttributeError, RecursionError)


def header_of(raw: bytes) -> bytes:
    """Return the lines of header that bytes begin with; none where they are no message."""
    head = raw[:65_536].replace(b"\r\n", b"\n").removeprefix(b"\xef\xbb\xbf").lstrip(b"\n")
    if head.startswith(b"From ") and b"\n" in head:
        head = head.partition(b"\n")[2]
    end = 0
    while found := _HEADER.match(head, end):
        end = found.end()
    lines = head[:end]
    return lines if _TELLING.search(lines) else b""


def parse_message(raw: bytes) -> EmailMessage:
    """Return the message. Raises UnreadableError where it is none, or has more parts than any reader needs."""
    if raw.count(b"\n--") > MOST_PARTS or sum(1 for _ in _NESTED.finditer(raw)) > _MOST_NESTED:
        raise UnreadableError("is a message of far too many parts")
    try:
        message = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(raw.lstrip(b"\r\n"))
    except _FAULTS as error:
        raise UnreadableError("is not a message that can be read") from error
    return message


def leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    """Give the parts that hold something themselves, in order; a message within the message is one."""
    waiting = [message]
    while waiting:
        part = waiting.pop(0)
        if part.is_multipart() and media_type(part) != "message/rfc822":
            waiting[:0] = [one for one in part.get_payload() if isinstance(one, EmailMessage)]
        else:
            yield part


def media_type(part: EmailMessage) -> str:
    """Return the media type of a part in lower case; `text/plain` where it states none, or a broken one."""
    try:
        return part.get_content_type().lower()
    except _FAULTS:
        return "text/plain"


def content(part: EmailMessage) -> bytes:
    """Return the bytes of a part without its transfer encoding; broken encodings give what can be had."""
    try:
        payload = part.get_payload(decode=True)
    except _FAULTS:
        return b""
    return payload if isinstance(payload, bytes) else b""


def charset(part: EmailMessage) -> str | None:
    """Return the charset that a part states."""
    try:
        return part.get_content_charset()
    except _FAULTS:
        return None


def header(message: EmailMessage, name: str) -> str:
    """Return the text of a header on one line, decoded; the empty text where it is missing or broken."""
    try:
        return one_line(str(message.get(name, "")))
    except _FAULTS:
        return ""


def parameter(message: EmailMessage, name: str) -> str:
    """Return a parameter of the message's content type; the empty text where it is missing or broken."""
    try:
        return str(message.get_param(name, ""))
    except _FAULTS:
        return ""


def file_name(part: EmailMessage) -> str:
    """Return the name that a part is to be saved under, without any folder."""
    try:
        name = part.get_filename() or ""
    except _FAULTS:
        return ""
    return one_line(re.split(r"[/\\]", name)[-1])[:200]


def sent(message: EmailMessage) -> tuple[str | None, str | None]:
    """Return the day of the message as its sender saw it, and the moment in UTC; both ISO."""
    try:
        moment = message["Date"].datetime
        return (moment.date().isoformat(), utc_time(moment)) if moment else (None, None)
    except (*_FAULTS, OverflowError):
        return None, None
