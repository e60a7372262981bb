"""The clipboard of the terminal a person sits at, near or far: OSC 52, the one way that leads there over a line.

https://invisible-island.net/xterm/ctlseqs/ctlseqs.html, "Operating System Commands". A terminal gives no answer to it;
tmux does, where it is asked with its own command.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Mapping
from enum import Enum

from corpus import visible

MOST = 74_994
"""The bytes of base64 that terminals take; of more, some keep the beginning and some print the rest on the screen."""

_SCREEN_STRING = 252
"""The bytes in one string for GNU screen, which holds 256 in its oldest versions."""
_TMUX_PATIENCE = 2.0


class Way(Enum):
    """How a text goes to the clipboard, or why it does not."""

    SEQUENCE = "sequence"
    """The terminal is sent what `sequence` gives; it does not answer."""
    TMUX = "tmux"
    """tmux has it among its buffers and has sent it on to the terminal, which does not answer."""
    TOO_LARGE = "too large"
    NO_TERMINAL = "no terminal"


def sequence(text: str, environment: Mapping[str, str] | None = None) -> str | None:
    """Return what writes a text into the clipboard, as this terminal needs it; None where it is too large.

    Inside tmux it stands there twice: wrapped for `allow-passthrough`, and bare for `set-clipboard on`. GNU screen
    passes short strings on, one after the other.
    """
    environment = os.environ if environment is None else environment
    encoded = base64.b64encode(visible(text).encode()).decode("ascii")
    if len(encoded) > MOST:
        return None
    bare = f"\x1b]52;c;{encoded}\x07"
    if environment.get("TMUX"):
        return f"\x1bPtmux;\x1b{bare}\x1b\\{bare}"
    if environment.get("STY"):
        starts = range(0, len(bare), _SCREEN_STRING)
        return "".join(f"\x1bP{bare[start : start + _SCREEN_STRING]}\x1b\\" for start in starts)
    return bare


def way_for(text: str, *, terminal: bool, environment: Mapping[str, str] | None = None) -> Way:
    """Return how a text goes to the clipboard, having given it to tmux where one runs; `SEQUENCE` is yet to be written.

    tmux is told with its own command because it drops both forms of the sequence unless it is set up for one of them.
    May wait for tmux, so not for the screen's thread.
    """
    environment = os.environ if environment is None else environment
    if not terminal:
        return Way.NO_TERMINAL
    if sequence(text, environment) is None:
        return Way.TOO_LARGE
    if environment.get("TMUX") and _given_to_tmux(visible(text), environment):
        return Way.TMUX
    return Way.SEQUENCE


def _given_to_tmux(text: str, environment: Mapping[str, str]) -> bool:
    """Load a buffer and have it sent on (`-w`, since tmux 3.2); False where tmux does not take it."""
    import shutil
    import subprocess

    tmux = shutil.which("tmux", path=environment.get("PATH"))
    if tmux is None:
        return False
    try:
        done = subprocess.run(  # noqa: S603 - the person's own tmux, and no word of a page is an argument
            [tmux, "load-buffer", "-w", "-"],
            input=text.encode(),
            capture_output=True,
            check=False,
            timeout=_TMUX_PATIENCE,
            env=dict(environment),
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
