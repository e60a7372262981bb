"""Addresses of pages: what makes two of them the same, and the short key that is made from one."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|ref_src|PHPSESSID|jsessionid", re.IGNORECASE)
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
KEY_LENGTH = 10


def canonical_address(address: str) -> str | None:
    """Return an http(s) address without fragment, tracking parameters and default port; None where it is none."""
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError:
        return None
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme.lower() not in {"http", "https"} or "." not in host or " " in address.strip():
        return None
    netloc = host if port in {None, 80, 443} else f"{host}:{port}"
    kept = [(name, value) for name, value in parse_qsl(parts.query, True) if not _TRACKING.fullmatch(name)]
    return urlunsplit((parts.scheme.lower(), netloc, parts.path or "/", urlencode(kept), ""))


def make_key(identity: str, item: str = "") -> str:
    """Return the key of a document: ten letters and digits that can't be mistaken for one another.

    `identity` is the canonical address of its page, or the page's own text where it has none; `item` is the title of
    the item in a page of many. The scheme and a trailing slash of an address make no difference.
    """
    same = re.sub(r"^https?://(?:www\.)?", "", identity, flags=re.IGNORECASE).rstrip("/")
    digest = hashlib.blake2b(f"{' '.join(same.split())}\0{' '.join(item.casefold().split())}".encode(errors="replace"))
    number = int.from_bytes(digest.digest()[:8], "big")
    letters = []
    for _ in range(KEY_LENGTH):
        number, rest = divmod(number, len(_ALPHABET))
        letters.append(_ALPHABET[rest])
    return "".join(letters)
