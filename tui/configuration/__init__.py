"""What a person set: theme, thin line, mouse, panes and keys, out of `config.toml`."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from tui import terminal
from tui.keymap import Keymap
from tui.widgets.theme import ANSI, preferred


class Configuration(NamedTuple):
    """What is set, None where it is left to the room; `problems` are sentences on what could not be taken."""

    theme: str | None = None
    thin: bool | None = None
    mouse: bool = True
    preview: bool | None = None
    snippet_lines: int = 1
    filters: int | None = None
    reader: int | None = None
    keymap: Keymap = Keymap()
    problems: tuple[str, ...] = ()


def read_configuration(path: Path | None) -> Configuration:
    """Read what is set in a file; what is wrong in it keeps its default. Without a file all is as it comes."""
    if path is None:
        return Configuration()
    from tui.configuration.reading import read

    return read(path)


def in_force(configuration: Configuration) -> Configuration:
    """Return the configuration with nothing left open, as this terminal and the line to it want it."""
    thin = terminal.over_ssh() if configuration.thin is None else configuration.thin
    return configuration._replace(
        thin=thin,
        theme=ANSI if thin else configuration.theme or preferred(),
        mouse=configuration.mouse and not thin,
        preview=not thin if configuration.preview is None else configuration.preview,
    )
