"""`dateline reindex`: the index anew from the archive."""

from __future__ import annotations

import click

from tui.cli.exits import Code
from tui.cli.indexing import index_documents
from tui.cli.output import talk
from tui.cli.settings import Settings, open_archive, pass_settings
from tui.cli.stopping import stoppable
from tui.cli.wording import counted


@click.command("reindex")
@pass_settings
def command(settings: Settings) -> int:
    """Build the index anew from the archive.

    Searches use the one before until the new one is complete.
    """
    with open_archive(settings) as archive, stoppable() as stop:
        indexed = index_documents(archive, stop, rebuild=True)
    if stop.event.is_set():
        talk("Stopped. The archive is untouched; `dateline reindex` starts again.")
        return stop.code
    talk(f"{counted(indexed, 'document')} indexed.")
    return Code.DONE
