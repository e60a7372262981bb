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
@click.option(
    "--width",
    type=click.IntRange(min=0),
    metavar="COLUMNS",
    help="Wrap the text form at so many columns, 0 not at all; by default as wide as the terminal, 80 at most.",
)
@pass_settings
def command(settings: Settings, *, keys: tuple[str, ...], form: Format, width: int | None) -> Code:
    """Print documents by their keys.

    The beginning of a key will do where only one begins so. Where there is no terminal at all, lines are left whole.

    \b
    dateline read KEY | less
    """  # noqa: D301 - click reads the mark itself
    columns = _columns() if width is None else width or None
    with open_archive(settings) as archive:
        documents, code = found_documents(archive, keys)
        for number, document in enumerate(documents):
            if number and form in {"text", "markdown"}:
                say()
            if form == "raw":
                _say_raw(archive.page(document.key))
            else:
                _say(document, form, columns)
    return code


def _say(document: Document, form: Format, columns: int | None) -> None:
    if form == "json":
        from corpus import as_json

        say_json(as_json(document))
    elif form == "markdown":
        say(document_as_markdown(document).rstrip())
    else:
        say(document_as_text(document, width=columns).rstrip("\n"))


def _columns() -> int | None:
    """Return the width to wrap at: that of the terminal, also where a pager stands between; None without one."""
    terminal = next((stream for stream in (sys.stdout, sys.stderr) if stream.isatty()), None)
    return min(width_of(terminal), WIDEST) if terminal else None


def _say_raw(page: Page) -> None:
    """Write the page's bytes unchanged; a terminal gets them decoded and made visible instead."""
    if sys.stdout.isatty():
        say(visible(page.text))
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(page.raw)
