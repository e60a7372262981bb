"""`dateline clean`: documents from pages, without an archive."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from tui.cli.exits import Code
from tui.cli.output import say, say_json, talk
from tui.cli.paths import named_paths
from tui.cli.progress import import_status, progress_line
from tui.cli.reading import document_as_text
from tui.cli.skips import say_skipped

if TYPE_CHECKING:
    from corpus import Document


@click.command("clean")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON on a terminal too.")
def command(*, paths: tuple[str, ...], as_json: bool) -> Code:
    """Clean pages without an archive.

    Prints the documents in the order of the inputs: one JSON object a line, or to be read where the output is a
    terminal. PATH is a file, a folder or a pattern; `-` reads a list of paths from standard input, one a line or
    NUL-separated.
    """
    from corpus import Skipped, clean

    as_json = as_json or not sys.stdout.isatty()
    skipped = documents = 0
    with progress_line(shown=not sys.stdout.isatty()) as line:
        for outcome in clean(named_paths(paths), progress=lambda state: line.show(import_status(state))):
            if isinstance(outcome, Skipped):
                skipped += 1
                line.clear()
                say_skipped(outcome)
            else:
                _say_document(outcome, as_json=as_json, is_first=not documents)
                documents += 1
    if not documents and not skipped:
        talk("No pages there.")
    return Code.FAILED if skipped else Code.DONE


def _say_document(document: Document, *, as_json: bool, is_first: bool) -> None:
    if as_json:
        from corpus import as_json as document_as_json

        say_json(document_as_json(document))
        return
    if not is_first:
        say()
    say(document_as_text(document))
