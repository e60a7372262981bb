"""The colours of the reading room, all of xterm's 256, so that each costs few bytes and looks the same everywhere."""

from __future__ import annotations

import os
from functools import cache
from typing import NamedTuple

from rich.style import Style
from textual.theme import Theme

DARK = Theme(
    name="dateline-dark",
    dark=True,
    primary="#87afd7",
    secondary="#87af87",
    accent="#d7af5f",
    foreground="#d0d0d0",
    background="#1c1c1c",
    surface="#262626",
    panel="#303030",
    warning="#d7af5f",
    error="#d78787",
    success="#87af87",
    variables={
        "muted": "#8a8a8a",
        "faint": "#4e4e4e",
        "bright": "#eeeeee",
        "selected": "#303030",
        "selected-focus": "#3a3a3a",
        "hit": "#ffd787",
        "hit-on": "#d7af5f",
        "hit-on-text": "#1c1c1c",
        "bar": "#262626",
        "input-cursor-background": "#d7af5f",
        "input-cursor-foreground": "#1c1c1c",
        "input-cursor-text-style": "none",
        "input-selection-background": "#4e4e4e",
        "input-selection-foreground": "#eeeeee",
    },
)

LIGHT = Theme(
    name="dateline-light",
    dark=False,
    primary="#005f87",
    secondary="#005f5f",
    accent="#875f00",
    foreground="#303030",
    background="#ffffff",
    surface="#eeeeee",
    panel="#e4e4e4",
    warning="#875f00",
    error="#af0000",
    success="#005f00",
    variables={
        "muted": "#6c6c6c",
        "faint": "#bcbcbc",
        "bright": "#080808",
        "selected": "#eeeeee",
        "selected-focus": "#dadada",
        "hit": "#870000",
        "hit-on": "#ffd75f",
        "hit-on-text": "#080808",
        "bar": "#eeeeee",
        "input-cursor-background": "#875f00",
        "input-cursor-foreground": "#ffffff",
        "input-cursor-text-style": "none",
        "input-selection-background": "#bcbcbc",
        "input-selection-foreground": "#080808",
    },
)


def preferred() -> str:
    """Return the theme's name: the light one where the terminal says that its background is light."""
    background = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return LIGHT.name if background in {"7", "15"} else DARK.name


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
    "hit": Look("hit", attributes="bold"),
    "hit-current": Look("hit-on-text", "hit-on", "bold"),
    "mark": Look("accent"),
    "bar": Look("faint"),
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
    "code": Look("secondary"),
    "link": Look("primary", attributes="underline"),
    "rule": Look("faint"),
    "prefix": Look("faint"),
    "count": Look("muted"),
    "picked": Look("accent", attributes="bold"),
    "bars": Look("primary"),
    "warning": Look("warning"),
    "error": Look("error", attributes="bold"),
    "key": Look("accent"),
}
WITHOUT_COLOUR = {
    "hit": Look(attributes="bold underline"),
    "hit-current": Look(attributes="bold reverse"),
    "selected-focus": Look(attributes="reverse"),
}


@cache
def palette(name: str, *, colour: bool) -> dict[str, Style]:
    """Return the styles by their name, in a theme's colours; without colour, attributes alone tell things apart."""
    theme = LIGHT if name == LIGHT.name else DARK
    looks = LOOKS if colour else LOOKS | WITHOUT_COLOUR
    return {
        style: Style.parse(look.attributes)
        + Style(color=_hex(theme, look.colour), bgcolor=_hex(theme, look.background))
        for style, look in looks.items()
    }


def _hex(theme: Theme, colour: str) -> str | None:
    return theme.variables.get(colour) or getattr(theme, colour) if colour else None
