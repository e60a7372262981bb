"""`dateline cite`: references to documents."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from tui.citations import STYLES, bibliography
from tui.cli.keys import found_documents
from tui.cli.settings import Settings, open_archive, pass_settings

if TYPE_CHECKING:
    from tui.cli.exits import Code


@click.command("cite")
@click.argument("keys", metavar="KEY...", nargs=-1, required=True)
@click.option(
    "--style", type=click.Choice(tuple(STYLES)), default="apa", show_default=True, help="The style of the reference."
)
@pass_settings
def command(settings: Settings, *, keys: tuple[str, ...], style: str) -> Code:
    """Print references to documents.

    Only what a page states is cited; a source is the author. chicago is an entry of the bibliography; bibtex, ris and
    csl-json can be read by LaTeX, Zotero, EndNote and Pandoc. To cite all that match a query, see export.
    """
    with open_archive(settings) as archive:
        found, code = found_documents(archive, keys)
        documents = {document.key: document for document in found}
        captured = archive.captured(list(documents))
        cited = [(document, captured.get(key)) for key, document in documents.items()]
    for piece in bibliography(cited, style):
        sys.stdout.write(piece)
    return code
