"""`dateline add`: pages into the archive, and their documents into the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli.exits import Code
from tui.cli.indexing import put_in_order
from tui.cli.output import say_json, talk
from tui.cli.paths import may_exist, named_paths
from tui.cli.progress import import_status, progress_line
from tui.cli.settings import Settings, open_archive, pass_settings
from tui.cli.skips import say_skipped
from tui.cli.stopping import stoppable
from tui.cli.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus import Archive, Report
    from tui.cli.stopping import Stop


@click.command("add")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print a summary as one JSON object.")
@pass_settings
def command(settings: Settings, *, paths: tuple[str, ...], as_json: bool) -> int:
    """Bring pages into the archive and index them.

    PATH is a file, a folder or a pattern; `-` reads a list of paths from standard input, one a line or NUL-separated.
    What is there already is left as it is, so the same command goes on where it was stopped.

    \b
    dateline add pages/
    find pages -name '*.html' -print0 | dateline add -
    """  # noqa: D301 - click reads the mark itself
    named = named_paths(paths)
    if named and not any(map(may_exist, named)):
        return _nothing_there(named)
    with open_archive(settings, create=True) as archive, stoppable() as stop:
        report = import_pages(archive, named, stop)
        indexed = put_in_order(archive, stop)
        held = archive.totals().documents
    for skipped in report.skipped:
        say_skipped(skipped)
    if as_json:
        say_json(report_as_json(report, indexed=indexed, interrupted=stop.event.is_set()))
    if stop.event.is_set():
        talk(f"Stopped. {counted(held, 'document is', 'documents are')} in the archive; run the same command to go on.")
        return stop.code
    if not as_json:
        talk(summary(report))
    return Code.FAILED if report.skipped else Code.DONE


def import_pages(archive: Archive, paths: Sequence[str], stop: Stop) -> Report:
    """Bring the pages in, with progress on the terminal."""
    from corpus import add

    with progress_line() as line:
        return add(archive, paths, progress=lambda state: line.show(import_status(state)), cancel=stop.event)


def summary(report: Report) -> str:
    """Return what came of an import in one line."""
    documents = report.documents_new + report.documents_changed + report.documents_same
    pages = report.pages_new + report.pages_changed + report.pages_same
    parts = [
        f"{report.documents_new:,} new",
        f"{report.documents_changed:,} changed",
        f"{report.documents_same:,} already there",
    ]
    if report.documents_removed:
        parts.append(f"{report.documents_removed:,} gone")
    whole = f"{counted(documents, 'document')} from {counted(pages, 'page')}: {', '.join(parts)}"
    return f"{whole}; {len(report.skipped):,} skipped"


def report_as_json(report: Report, *, indexed: int, interrupted: bool) -> dict[str, object]:
    """Return the summary as `--json` prints it."""
    return {
        "files": report.files,
        "pages": {"new": report.pages_new, "changed": report.pages_changed, "same": report.pages_same},
        "documents": {
            "new": report.documents_new,
            "changed": report.documents_changed,
            "same": report.documents_same,
            "removed": report.documents_removed,
        },
        "indexed": indexed,
        "skipped": [{"origin": skipped.origin, "reason": skipped.reason} for skipped in report.skipped],
        "interrupted": interrupted,
    }


def _nothing_there(paths: Sequence[str]) -> Code:
    from corpus import Skipped

    for path in paths:
        say_skipped(Skipped(path, "no such file"))
    return Code.FAILED
