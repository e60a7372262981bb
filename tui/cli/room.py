"""`dateline` without a verb: the reading room."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tui.cli.exits import Code
from tui.cli.output import talk
from tui.cli.settings import desk_file, named_archive, open_archive, open_index

if TYPE_CHECKING:
    from tui.cli.settings import Settings


def open_room(settings: Settings) -> int:
    """Open the reading room; a first visit to the archive's usual place makes an empty archive there."""
    from corpus import Desk
    from tui import terminal

    try:
        terminal.prepare()
    except terminal.NoTerminalError as problem:
        talk(f"dateline: {problem}")
        return Code.USAGE
    if not settings.colour:
        os.environ["NO_COLOR"] = "1"
    from tui import app

    with (
        open_archive(settings, create=named_archive(settings) is None) as archive,
        Desk.open(desk_file(settings)) as desk,
        open_index(archive, desk) as index,
    ):
        return app.run(archive, index, desk)


def has_terminal() -> bool:
    """Say whether the reading room can be opened here."""
    from tui import terminal

    try:
        terminal.prepare()
    except terminal.NoTerminalError:
        return False
    return True
