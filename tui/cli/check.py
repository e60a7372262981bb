"""`dateline check`: is everything whole?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli.exits import Code
from tui.cli.indexing import index_documents
from tui.cli.output import talk
from tui.cli.settings import Settings, open_archive, open_index, pass_settings
from tui.cli.stopping import stoppable
from tui.cli.wording import counted

if TYPE_CHECKING:
    from corpus import Archive


@click.command("check")
@click.option("--repair", is_flag=True, help="Build the index anew; the archive's pages are never touched.")
@pass_settings
def command(settings: Settings, *, repair: bool) -> int:
    """Say whether archive and index are whole."""
    with open_archive(settings) as archive:
        archive.check()
        talk(f"The archive is whole: {counted(archive.totals().documents, 'document')}.")
        return _repaired(archive) if repair else _index_checked(archive)


def _repaired(archive: Archive) -> int:
    with stoppable() as stop:
        indexed = index_documents(archive, stop, rebuild=True)
    if stop.event.is_set():
        talk("Stopped. The archive is untouched.")
        return stop.code
    talk(f"The index was built anew: {counted(indexed, 'document')}.")
    return Code.DONE


def _index_checked(archive: Archive) -> Code:
    with open_index(archive) as index:
        waiting = index.stale()
        indexed = index.search("", limit=0, facets=False).total
    if waiting:
        talk(f"The index is behind by {counted(waiting, 'change')}; the next search takes them in.")
        return Code.DONE
    held = archive.totals().documents
    if indexed != held:
        talk(f"dateline: The index has {indexed:,} of {held:,} documents; `dateline check --repair` builds it anew.")
        return Code.DAMAGED
    talk("The index is whole and up to date.")
    return Code.DONE
