"""Text that is safe to show: nothing in it steers a terminal, hides itself or turns the reading order round."""

from __future__ import annotations

import re

_ODD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ud800-\udfff\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_MARKS = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4})"
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_LINE_ENDS = frozenset("\r\x85\u2028\u2029")
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _replacement(match: re.Match[str]) -> str:
    char = match[0]
    code = ord(char)
    if char in _LINE_ENDS:
        return "\n"
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if char in _BIDI:
        return f"⟨U+{code:04X}⟩"
    if code < 0xA0 or 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return ""


def visible(text: str) -> str:
    """Return the text with every control character shown as a picture, or dropped where it is only invisible.

    TAB and LF stay; CR, NEL and the Unicode line ends become LF; other C0 become control pictures, C1 and surrogates
    U+FFFD, bidi overrides `⟨U+202E⟩`; zero-width and filler characters go, joiners needed by scripts stay; at most four
    combining marks follow one another.
    """
    if text.isascii() and text.isprintable():
        return text
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if text.isascii():
        return _ODD.sub(_replacement, text)
    return _MARKS.sub(r"\1", _ODD.sub(_replacement, text))


def one_line(text: str) -> str:
    """Return the visible text on one line, each run of white space folded to a blank."""
    return " ".join(visible(text).split())
