"""`dateline reclean`: all stored pages cleaned anew."""

from __future__ import annotations

import click

from tui.cli.add import report_as_json, summary
from tui.cli.exits import Code
from tui.cli.indexing import put_in_order
from tui.cli.output import say_json, talk
from tui.cli.progress import import_status, progress_line
from tui.cli.settings import Settings, open_archive, pass_settings
from tui.cli.skips import say_skipped
from tui.cli.stopping import stoppable


@click.command("reclean")
@click.option("--json", "as_json", is_flag=True, help="Print a summary as one JSON object.")
@pass_settings
def command(settings: Settings, *, as_json: bool) -> int:
    """Clean all stored pages anew, with what was learned of their sites since.

    Nobody fetches anything again: the pages are in the archive. Keys, marks and corrections stay; what changes keeps
    its earlier state, which `dateline versions KEY` shows.
    """
    from corpus import reclean

    with open_archive(settings) as archive, stoppable() as stop:
        before = archive.change_number()
        with progress_line() as line:
            report = reclean(archive, progress=lambda state: line.show(import_status(state)), cancel=stop.event)
        changed = [change.key for change in archive.changes(before)]
        indexed = put_in_order(archive, stop)
    for skipped in report.skipped:
        say_skipped(skipped)
    if as_json:
        say_json(report_as_json(report, indexed=indexed, interrupted=stop.event.is_set()) | {"keys": changed})
    if stop.event.is_set():
        talk("Stopped. What was cleaned anew is kept; run the same command for the rest.")
        return stop.code
    if not as_json:
        for key in changed:
            click.echo(key)
        talk(summary(report))
    return Code.FAILED if report.skipped else Code.DONE
