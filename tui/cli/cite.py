"""`dateline cite`: references to documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli.keys import found_documents
from tui.cli.output import say
from tui.cli.settings import Settings, open_archive, pass_settings

if TYPE_CHECKING:
    from tui.cli.exits import Code

STYLES = ("apa", "bibtex")


@click.command("cite")
@click.argument("keys", metavar="KEY...", nargs=-1, required=True)
@click.option(
    "--style", type=click.Choice(STYLES), default="apa", show_default=True, help="The style of the reference."
)
@pass_settings
def command(settings: Settings, *, keys: tuple[str, ...], style: str) -> Code:
    """Print references to documents.

    Only what a page states is cited; a source is the author.
    """
    from tui import citations

    with open_archive(settings) as archive:
        documents, code = found_documents(archive, keys)
    for document in documents:
        say(citations.STYLES[style](document))
    return code
