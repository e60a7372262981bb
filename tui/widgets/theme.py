"""The colours of the reading room, and how the pieces of a line look in them."""

from __future__ import annotations

import os
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from rich.style import Style
from textual.app import App
from textual.theme import Theme

DARK, LIGHT, ANSI = "dark", "light", "ansi"
THEME_NAMES = (DARK, LIGHT, "contrast-dark", "contrast-light", ANSI)
_OF_TEXTUAL = ("primary", "secondary", "accent", "foreground", "background", "surface", "panel", "warning", "error")


@cache
def _tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_name("themes.toml").read_text("utf-8"))


@cache
def colours(name: str) -> dict[str, str]:
    """Return the colours of a theme by their names."""
    return {colour: value for colour, value in _tables()[name].items() if isinstance(value, str)}


@cache
def theme(name: str) -> Theme:
    """Return a theme as Textual takes it."""
    ours, is_ansi = colours(name), name == ANSI
    derived = {
        "key": ours["foreground" if is_ansi else "accent"],
        "input-cursor-background": ours["foreground" if is_ansi else "accent"],
        "input-cursor-foreground": ours["background"],
        "input-cursor-text-style": "reverse" if is_ansi else "none",
        "input-selection-background": ours["hit-on"],
        "input-selection-foreground": ours["hit-on-text"],
    }
    own: dict[str, Any] = {colour: ours[colour] for colour in _OF_TEXTUAL}
    return Theme(name, **own, dark=_tables()[name]["dark"], ansi=is_ansi, variables=ours | derived)


def wear(app: App[None], name: str) -> None:
    """Put a theme on."""
    app.register_theme(theme(name))
    app.theme = name


def preferred() -> str:
    """Return the theme that fits the terminal: `ansi` where it has no 256 colours, else dark or light as it says."""
    has_many = os.environ.get("TERM", "").rpartition("-")[2] in {"256color", "kitty", "direct"}
    if not has_many and os.environ.get("COLORTERM", "").lower() not in {"truecolor", "24bit"}:
        return ANSI
    background = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return LIGHT if background in {"7", "15"} else DARK


class Look(NamedTuple):
    """How a piece of a line looks: names of the theme's colours, and attributes that need no colour."""

    colour: str = ""
    background: str = ""
    attributes: str = ""


LOOKS = {
    "date": Look("primary"),
    "source": Look("muted"),
    "title": Look("bright"),
    "snippet": Look("muted"),
    "hit": Look("hit", attributes="bold underline"),
    "hit-current": Look("hit-on-text", "hit-on", "bold"),
    "found": Look("background", "secondary"),
    "found-current": Look("hit-on-text", "hit-on", "bold"),
    "passage": Look(attributes="reverse"),
    "noted": Look(background="selected"),
    "mark": Look("accent"),
    "bar": Look("muted"),
    "bar-focus": Look("accent"),
    "edge": Look("panel"),
    "edge-focus": Look("accent"),
    "selected": Look(background="selected"),
    "selected-focus": Look(background="selected-focus", attributes="bold"),
    "muted": Look("muted"),
    "meta": Look("muted"),
    "address": Look("muted"),
    "heading": Look("bright", attributes="bold"),
    "subheading": Look("primary", attributes="bold"),
    "strong": Look("bright", attributes="bold"),
    "em": Look(attributes="italic"),
    "struck": Look(attributes="strike"),
    "off": Look("muted"),
    "deleted": Look("error", attributes="strike"),
    "inserted": Look("secondary", attributes="underline"),
    "code": Look("secondary"),
    "link": Look("primary", attributes="underline"),
    "supplied": Look("muted"),
    "column": Look("bright", attributes="bold"),
    "rule": Look("faint"),
    "prefix": Look("muted"),
    "count": Look("muted"),
    "picked": Look("accent", attributes="bold"),
    "bars": Look("primary"),
    "warning": Look("warning"),
    "error": Look("error", attributes="bold"),
    "key": Look("accent"),
}
IN_16_COLOURS = {
    "found": Look("secondary", attributes="reverse"),
    "title": Look(attributes="bold"),
    "noted": Look(attributes="underline"),
    "off": Look(attributes="dim"),
    "selected-focus": Look(attributes="reverse"),
    "key": Look(attributes="bold"),
    "picked": Look(attributes="bold"),
    "warning": Look("hit-on-text", "hit-on"),
    "error": Look(attributes="bold reverse"),
}
"""Where words have the terminal's own colour, attributes tell them apart."""

WITHOUT_COLOUR = IN_16_COLOURS | {
    "warning": Look(attributes="bold"),
    "hit-current": Look(attributes="bold reverse"),
    "found": Look(attributes="underline"),
    "found-current": Look(attributes="bold reverse"),
}


@cache
def palette(name: str, *, colour: bool) -> dict[str, Style]:
    """Return the styles by their name, in a theme's colours; without colour, attributes alone tell things apart."""
    special = (IN_16_COLOURS if name == ANSI else {}) if colour else WITHOUT_COLOUR
    return {style: _style(look, colours(name)) for style, look in (LOOKS | special).items()}


def _style(look: Look, of_theme: dict[str, str]) -> Style:
    ink, ground = (_for_rich(of_theme.get(colour, "")) for colour in (look.colour, look.background))
    return Style.parse(look.attributes) + Style(color=ink, bgcolor=ground)


def _for_rich(colour: str) -> str | None:
    """Return a colour in Rich's words; none for the terminal's own, which what lies below has already."""
    return None if colour in {"", "ansi_default"} else colour.removeprefix("ansi_")
