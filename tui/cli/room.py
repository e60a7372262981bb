"""`dateline` without a verb: the reading room."""

from __future__ import annotations

import contextlib
import os
from threading import Thread
from typing import TYPE_CHECKING

from tui.cli.exits import Code
from tui.cli.output import talk
from tui.cli.settings import config_file, desk_file, named_archive, open_archive, open_index

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus import Archive, Desk
    from search import Index
    from tui.app import Opens
    from tui.cli.settings import Settings
    from tui.configuration import Configuration


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
    configuration = configured(settings)
    with (
        open_archive(settings, create=named_archive(settings) is None and chooser is None) as archive,
        Desk.open(desk_file(settings)) as desk,
    ):
        _catch_up(archive, desk)
        Thread(target=_count, args=(archive,)).start()
        from tui import app

        index = IndexLater(lambda: _opened(archive, desk))
        try:
            return app.run(archive, index, desk, configuration, *([chooser()] if chooser else []))
        finally:
            index.close()


def configured(settings: Settings) -> Configuration:
    """Return what the configuration file sets, and the option over it."""
    from tui.configuration import read_configuration

    configuration = read_configuration(config_file(settings))
    return configuration._replace(thin=True) if settings.thin else configuration


def _catch_up(archive: Archive, desk: Desk) -> None:
    """Index what was imported since the last time, with progress, before the screen opens."""
    from search import is_complete
    from tui.cli.indexing import catch_up

    if not is_complete(archive):
        with open_index(archive, desk) as index:
            catch_up(index)


def _count(archive: Archive) -> None:
    """Count what the archive holds while the room is being loaded, which will ask for it."""
    from corpus import DatelineError

    with contextlib.suppress(DatelineError):
        archive.totals()


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
