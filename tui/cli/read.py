"""`dateline read`: documents by their keys."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Literal

import click

from corpus import visible
from tui.cli.keys import found_documents
from tui.cli.output import say, say_json, width_of
from tui.cli.reading import document_as_markdown, document_as_text
from tui.cli.settings import Settings, open_archive, pass_settings

if TYPE_CHECKING:
    from corpus import Document, Page
    from tui.cli.exits import Code

Format = Literal["text", "markdown", "json", "raw"]

WIDEST = 80


@click.command("read")
@click.argument("keys", metavar="KEY...", nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json", "raw"]),
    default="text",
    show_default=True,
    help="raw is the page as it came in.",
)
@pass_settings
def command(settings: Settings, *, keys: tuple[str, ...], form: Format) -> Code:
    """Print documents by their keys.

    The beginning of a key will do where only one begins so.
    """
    with open_archive(settings) as archive:
        documents, code = found_documents(archive, keys)
        for number, document in enumerate(documents):
            if number and form in {"text", "markdown"}:
                say()
            if form == "raw":
                _say_raw(archive.page(document.key))
            else:
                _say(document, form)
    return code


def _say(document: Document, form: Format) -> None:
    if form == "json":
        from corpus import as_json

        say_json(as_json(document))
    elif form == "markdown":
        say(document_as_markdown(document).rstrip())
    else:
        width = min(width_of(sys.stdout), WIDEST) if sys.stdout.isatty() else None
        say(document_as_text(document, width=width).rstrip("\n"))


def _say_raw(page: Page) -> None:
    """Write the page's bytes unchanged; a terminal gets them decoded and made visible instead."""
    if sys.stdout.isatty():
        say(visible(page.text))
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(page.raw)
