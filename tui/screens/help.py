"""The help: what works in the pane with the focus, by groups, and what works elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from rich.cells import cell_len
from textual.content import Content

from tui.actions import GROUPS, PANES, Action, Pane
from tui.keymap import Keymap
from tui.render.wrap import wrap
from tui.screens.paper import FRAME, MOST, Paper

KEYS_LEAST, KEYS_MOST, KEYS_NARROW, NARROW = 6, 12, 7, 50


def help_paper(keymap: Keymap, pane: Pane, width: int) -> Paper:
    """Return the help for a screen of a width: what works in this pane first, then the rest."""
    room = max(20, min(MOST, width * 96 // 100) - FRAME)
    outside = _groups(keymap.elsewhere(pane), room)
    named = f"{keymap.sign('palette')} lists every action by its name and does it."
    parts = [
        Content.styled(f"In the {PANES[pane]}", "bold underline"),
        *_groups(keymap.here(pane), room),
        Content(""),
        *(Content(named[start:end]) for start, end in wrap(named, room)),
        *([Content(""), Content.styled("In other panes", "bold underline"), *outside] if outside else []),
    ]
    return Paper("Keys", Content("\n").join(parts), hint="j k scroll · esc back")


def _groups(listed: Sequence[Action], room: int) -> list[Content]:
    listed = [action for action in listed if action.keys]
    most = KEYS_MOST if room >= NARROW else KEYS_NARROW
    width = min(most, max([KEYS_LEAST, *(cell_len(action.signs) for action in listed)])) + 2
    lines: list[Content] = []
    for group, heading in GROUPS.items():
        rows = [line for action in listed if action.group == group for line in _row(action, width, room)]
        if rows:
            lines += [Content(""), Content.styled(heading, "bold"), *rows]
    return lines[1:] if lines else []


def _row(action: Action, width: int, room: int) -> list[Content]:
    keys = [action.signs[start:end] for start, end in wrap(action.signs, width - 2)]
    words = [action.help[start:end] for start, end in wrap(action.help, room - width)]
    return [
        Content.assemble((key + " " * (width - cell_len(key)), "bold $key"), line)
        for key, line in zip_longest(keys, words, fillvalue="")
    ]
