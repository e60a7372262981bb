"""An address spelled out for a person who has to decide whether to go there."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from corpus import visible

_BEYOND_ASCII = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")


def host(url: str) -> str:
    """Return the host that an address leads to, also as it is looked up where that looks different; empty for none."""
    try:
        name = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    if name.isascii():
        return name
    try:
        return f"{name} = {name.encode('idna').decode('ascii')}"
    except UnicodeError:
        return name


def readable(url: str) -> str:
    """Return an address with its percent-encoded letters as letters.

    What is ASCII stays encoded, as it might end or part the address, and so does what is no letter to be seen.
    """
    return _BEYOND_ASCII.sub(_decoded, url)


def _decoded(encoded: re.Match[str]) -> str:
    text = unquote(encoded[0], errors="replace")
    safe = text.isprintable() and visible(text) == text and "�" not in text and not re.search(r"\s", text)
    return text if safe else encoded[0]
