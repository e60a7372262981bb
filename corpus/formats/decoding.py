"""Bytes to text: the byte order mark, the declared charset, strict UTF-8, then Windows-1252; nothing is guessed."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32's little-endian mark begins with UTF-16's, so it is looked for first."""

_ALLOWED = frozenset(
    codecs.lookup(name).name
    for name in [
        "utf-8",
        "ascii",
        "koi8-r",
        "koi8-u",
        "cp866",
        "cp1250",
        "cp1251",
        "cp1252",
        "cp1253",
        "cp1254",
        "cp1255",
        "cp1256",
        "cp1257",
        "cp1258",
        "cp874",
        "mac-roman",
        "mac-cyrillic",
        "iso-8859-1",
        "iso-8859-2",
        "iso-8859-3",
        "iso-8859-4",
        "iso-8859-5",
        "iso-8859-6",
        "iso-8859-7",
        "iso-8859-8",
        "iso-8859-9",
        "iso-8859-10",
        "iso-8859-13",
        "iso-8859-14",
        "iso-8859-15",
        "iso-8859-16",
        "gb2312",
        "gbk",
        "gb18030",
        "big5",
        "big5hkscs",
        "shift_jis",
        "cp932",
        "euc-jp",
        "iso2022-jp",
        "euc-kr",
        "cp949",
    ]
)
_READ_AS = {"ascii": "cp1252", "iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949"}
"""Browsers read these names as the wider set of the same family, and pages rely on it."""

_META = re.compile(rb"<meta\b[^>]{0,300}?\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"\s{0,20}<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_DECLARED_WITHIN = 4096

_MAGIC = (
    b"\x89PNG\r\n\x1a\n",
    b"GIF87a",
    b"GIF89a",
    b"\xff\xd8\xff",
    b"BM",
    b"II*\x00",
    b"MM\x00*",
    b"RIFF",
    b"\x00\x00\x01\x00",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"%PDF-",
    b"SQLite format 3\x00",
    b"\x7fELF",
    b"MZ",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ\x00",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"\x28\xb5\x2f\xfd",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"OggS",
    b"ID3",
    b"fLaC",
    b"wOFF",
    b"wOF2",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa",
    b"\x00asm",
    b"!<arch>\n",
    b"{\\rtf",
)
_WORDLIKE_MAGIC = frozenset({b"BM", b"MZ", b"ID3", b"RIFF", b"OggS", b"fLaC", b"wOFF", b"wOF2", b"BZh"})
"""Magic numbers that a text could begin with too: they count only where control characters follow."""

_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\f\r\x1b")


def decode(raw: bytes, declared: str | None = None) -> tuple[str, str]:
    """Return the text and the encoding it was read by; `declared` is the charset of an HTTP header.

    A byte order mark wins, then `declared`, then what the first 4 KB state in a `<meta>` element or XML declaration,
    then strict UTF-8, then Windows-1252. UTF-16 and UTF-32 are read only behind their mark. NULs are dropped.
    """
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _plain(raw[len(mark) :].decode(encoding, "replace")), encoding
    for name in (declared, stated_charset(raw)):
        encoding_or_none = allowed_encoding(name)
        if encoding_or_none and (text := _strictly(raw, encoding_or_none)) is not None:
            return _plain(text), encoding_or_none
    text = _strictly(raw, "utf-8")
    if text is not None:
        return _plain(text), "utf-8"
    return _plain(raw.decode("cp1252", "replace")), "cp1252"


def stated_charset(raw: bytes) -> str | None:
    """Return the charset that the first 4 KB of an HTML page state, as written there."""
    head = raw[:_DECLARED_WITHIN]
    found = _XML.match(head) or _META.search(head)
    return found[1].decode("ascii") if found else None


def allowed_encoding(name: str | None) -> str | None:
    """Return the encoding to read a declared charset by; None where it is unknown or not one of the allowed."""
    if not name:
        return None
    try:
        known = codecs.lookup(name.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    return _READ_AS.get(known, known) if known in _ALLOWED else None


def looks_binary(raw: bytes) -> bool:
    """Return whether the bytes are no text: a known magic number, or many control characters in the first 4 KB."""
    if any(raw.startswith(mark) for mark, _ in _BOMS):
        return False
    head = raw[:4096]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if any(head.startswith(magic) and (magic not in _WORDLIKE_MAGIC or controls > 0) for magic in _MAGIC):
        return True
    if head[4:8] == b"ftyp":
        return True
    return controls > max(8, len(head) // 20)


def _strictly(raw: bytes, encoding: str) -> str | None:
    """Return the text, or None where the bytes are not of this encoding.

    A single-byte declaration on bytes that are valid UTF-8 with characters beyond ASCII is a wrong declaration.
    """
    if encoding != "utf-8" and not raw.isascii() and _is_utf8(raw):
        return None
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return raw.decode(encoding, "replace") if _nearly(raw, encoding) else None


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _nearly(raw: bytes, encoding: str) -> bool:
    """Return whether at most one character in a thousand is broken, as in a page cut in the middle of one."""
    return raw.decode(encoding, "replace").count("\ufffd") <= 1 + len(raw) // 1000


def _plain(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\x00", "")
