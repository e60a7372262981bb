"""Keys by their names: as Textual calls them, as people write them, as they stand on a keyboard."""

from __future__ import annotations

import difflib
import unicodedata
from functools import cache

from textual.keys import KEY_NAME_REPLACEMENTS, Keys, format_key

_SIGNS = {
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "enter": "⏎",
    "escape": "esc",
    "space": "space",
    "pagedown": "PgDn",
    "pageup": "PgUp",
}
_OTHERWISE = {"return": "enter", "pgdown": "pagedown", "del": "delete", "ins": "insert", "spacebar": "space"}
_MODIFIERS = frozenset({"ctrl", "alt", "shift", "super", "hyper", "meta"})
_EDITING = frozenset({"space", "backspace", "delete"})


def sign(key: str) -> str:
    """Return a key as it stands on a keyboard: `/` for slash, `Ctrl-C`, `⏎`."""
    if known := _SIGNS.get(key) or _character(key):
        return known
    *modifiers, last = key.split("+")
    return "-".join([*(word.capitalize() for word in modifiers), _SIGNS.get(last) or format_key(last).capitalize()])


def written(key: str) -> str:
    """Return a key as one writes it in a file: a sign as it is, any other by its name."""
    return _character(key) or key


@cache
def known_key(text: str) -> str | None:
    """Return Textual's name of a key that somebody wrote: `/`, `slash`, `esc`, `Ctrl-C`; None where there is none."""
    *modifiers, last = [text] if len(text) == 1 else text.replace("-", "+").split("+")
    modifiers = [word.lower() for word in modifiers]
    if not last.isprintable() or not _MODIFIERS.issuperset(modifiers):
        return None
    if modifiers == ["shift"] and len(last) == 1:
        return _of_character(last.upper())
    plain = _plain(last.lower() if len(last) > 1 or modifiers else last)
    is_key = plain in _names() or _character(plain)
    return "+".join([*modifiers, plain]) if is_key else None


def _plain(text: str) -> str:
    if key := _of_signs().get(text) or _OTHERWISE.get(text):
        return key
    return _of_character(text) if len(text) == 1 else text


def nearest_key(text: str) -> str:
    """Return the name of a key most like what somebody wrote; empty where none is."""
    near = difflib.get_close_matches(text.lower(), [*_names(), *_of_signs()], 1)
    return near[0] if near else ""


def writes(key: str) -> bool:
    """Return whether a key types or deletes in a line of text, and so cannot mean anything else there."""
    return key in _EDITING or bool(_character(key))


def _character(key: str) -> str:
    """Return the character that a key types; empty for a key that types none."""
    shown = format_key(key) if key not in _SIGNS and key not in _names() else ""
    return shown if len(shown) == 1 and shown.isprintable() else ""


def _of_character(character: str) -> str:
    if character.isalnum():
        return character
    name = unicodedata.name(character, character).lower().replace("-", "_").replace(" ", "_")
    return KEY_NAME_REPLACEMENTS.get(name, name)


@cache
def _of_signs() -> dict[str, str]:
    return {shown.lower(): key for key, shown in _SIGNS.items()}


@cache
def _names() -> frozenset[str]:
    """Return the names of the keys that type no character."""
    return frozenset(key.value for key in Keys if "+" not in key.value and not key.value.startswith(("<", "ctrl-")))
