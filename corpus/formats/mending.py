"""XML as feeds write it, mended as it streams by: entities of HTML become numbers, control characters go."""

from __future__ import annotations

import re
from html.entities import html5
from typing import IO

_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r")
_OF_XML = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
_LONGEST = 40
_STEP = 1 << 16


class Mended:
    """A file of XML to be read forwards, in an encoding that holds ASCII as it is."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._held = b""

    def read(self, size: int = _STEP) -> bytes:
        """Return the next bytes, at about `size` of them; none at the end."""
        while True:
            chunk = self._file.read(max(size, _LONGEST))
            raw = self._held + chunk.translate(None, _CONTROLS)
            start = raw.rfind(b"&", -_LONGEST) if chunk and len(raw) >= _LONGEST else -1
            raw, self._held = (raw[:start], raw[start:]) if start >= 0 else (raw, b"")
            if raw or not chunk:
                return _NAMED.sub(_numbered, raw)


def _numbered(match: re.Match[bytes]) -> bytes:
    letters = None if match[1] in _OF_XML else html5.get(f"{match[1].decode('ascii')};")
    return "".join(f"&#{ord(letter)};" for letter in letters).encode("ascii") if letters else match[0]
