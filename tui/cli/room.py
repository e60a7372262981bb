"""`dateline` without a verb: the reading room."""

from __future__ import annotations

import contextlib
import os
from dataclasses import replace
from typing import TYPE_CHECKING

from tui.cli.exits import Code
from tui.cli.output import talk
from tui.cli.settings import config_file, desk_file, named_archive, open_archive, open_index

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus import JSON, Archive, Desk
    from search import Index
    from tui.app import Opens
    from tui.cli.settings import Settings
    from tui.configuration import Configuration

INDEXED = "indexed"
"""What the desk remembers: the archive, and the change up to which it was seen indexed."""


def open_room(settings: Settings, chooser: Callable[[], Opens] | None = None) -> int:
    """Open the reading room; a first visit to the archive's usual place makes an empty archive there.

    `chooser` gives what makes the room to choose in, of an archive that is there; called once the terminal is fit.
    """
    from corpus import Desk
    from tui import terminal
    from tui.screens.index_later import IndexLater

    try:
        terminal.prepare()
    except terminal.NoTerminalError as problem:
        talk(f"dateline: {problem}")
        return Code.USAGE
    if not settings.colour:
        os.environ["NO_COLOR"] = "1"
    from tui import app

    configuration = configured(settings)
    with (
        open_archive(settings, create=named_archive(settings) is None and chooser is None) as archive,
        Desk.open(desk_file(settings)) as desk,
    ):
        _catch_up(archive, desk)
        index = IndexLater(lambda: _opened(archive, desk))
        try:
            return app.run(archive, index, desk, configuration, *([chooser()] if chooser else []))
        finally:
            index.close()


def configured(settings: Settings) -> Configuration:
    """Return what the configuration file sets, and the option over it."""
    from tui.configuration import read_configuration

    configuration = read_configuration(config_file(settings))
    return replace(configuration, thin=True) if settings.thin else configuration


def _catch_up(archive: Archive, desk: Desk) -> None:
    """Index what was imported since this desk last saw the archive, with progress, before the screen opens."""
    from tui.cli.indexing import catch_up

    seen: JSON = [archive.identity, archive.change_number()]
    if desk.recall(INDEXED) == seen:
        return
    with open_index(archive, desk) as index:
        catch_up(index)
        if not index.stale():
            desk.remember(INDEXED, seen)


def _opened(archive: Archive, desk: Desk) -> Index:
    """Open the index on a thread of the room; one that was deleted meanwhile comes back first."""
    from corpus import DatelineError

    index = open_index(archive, desk)
    if index.stale():
        with contextlib.suppress(DatelineError):
            index.update()
    return index


def has_terminal() -> bool:
    """Say whether the reading room can be opened here."""
    from tui import terminal

    try:
        terminal.prepare()
    except terminal.NoTerminalError:
        return False
    return True
