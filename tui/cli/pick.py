"""`dateline pick`: the reading room as a chooser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli.asking import QUERY_SETTINGS, query_text
from tui.cli.exits import Code
from tui.cli.output import say
from tui.cli.settings import Settings, pass_settings

if TYPE_CHECKING:
    from tui.app import Opens


@click.command("pick", context_settings=QUERY_SETTINGS)
@click.argument("query", nargs=-1)
@pass_settings
def command(settings: Settings, *, query: tuple[str, ...]) -> int:
    """Choose documents in the reading room and print their keys.

    Enter chooses the document one stands on, or all that were marked before with m; these marks are not kept. Esc or
    q chooses nothing and ends with exit code 130. The keys stand one a line on standard output; the screen is drawn on
    the terminal, wherever the output goes.

    \b
    dateline read $(dateline pick)
    dateline cite --style bibtex $(dateline pick forced labour) >> thesis.bib
    """  # noqa: D301 - click reads the mark itself
    from tui import terminal
    from tui.cli.room import open_room

    asked, chosen = query_text(query), list[str]()

    def chooser() -> Opens:
        from functools import partial

        from tui.screens.picking import PickingRoom

        return partial(PickingRoom, query=asked, chosen=chosen)

    terminal.take_screen()
    code = open_room(settings, chooser)
    if code == Code.DONE:
        for key in chosen:
            say(key)
    return code
