"""`dateline edit`: what a person puts right in a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli.exits import Code
from tui.cli.indexing import put_in_order
from tui.cli.output import say, say_json, talk
from tui.cli.reading import document_as_text
from tui.cli.settings import Settings, open_archive, pass_settings
from tui.cli.stopping import stoppable

if TYPE_CHECKING:
    from corpus import Document

NAMES = {"title": "title", "date": "date", "type": "type", "place": "place", "source": "source", "field": "fields"}


@click.command("edit")
@click.argument("key", metavar="KEY")
@click.option("--title", metavar="TEXT", help="The title.")
@click.option("--date", metavar="DATE", help="The date of issue: 2011-06-20, 2011-06 or 2011; 'none' for no date.")
@click.option("--type", "kind", metavar="TEXT", help="The type, such as 'Press release'.")
@click.option("--place", metavar="NAME", multiple=True, help="A place; several are given one by one.")
@click.option("--source", metavar="NAME", multiple=True, help="An issuing body; several are given one by one.")
@click.option("--field", metavar="NAME", multiple=True, help="A field of work; several are given one by one.")
@click.option("--undo", type=click.Choice([*NAMES, "all"]), multiple=True, help="Back to what the page states.")
@click.option("--json", "as_json", is_flag=True, help="Print the document as one JSON object.")
@pass_settings
def command(  # noqa: PLR0913 - one for each value that can be put right
    settings: Settings,
    *,
    key: str,
    title: str | None,
    date: str | None,
    kind: str | None,
    place: tuple[str, ...],
    source: tuple[str, ...],
    field: tuple[str, ...],
    undo: tuple[str, ...],
    as_json: bool,
) -> int:
    """Put right what a document says of itself; the page stays as it is.

    The correction says that it is one, and survives imports and re-cleaning. 'none' as a value says that the page
    states nothing.

    \b
    dateline edit 7t84hpw23k --date 2011-06-20 --field Migration --field Policing
    """  # noqa: D301 - click reads the mark itself
    from corpus import correct

    given = {"title": title, "date": date, "type": kind, "place": place, "source": source, "fields": field}
    changes = {name: _value(value) for name, value in given.items() if value}
    withdrawn = set(NAMES.values()) if "all" in undo else {NAMES[name] for name in undo}
    if not changes and not withdrawn:
        raise click.UsageError("Say what is right: --title, --date, --type, --place, --source, --field or --undo.")
    with open_archive(settings) as archive, stoppable() as stop:
        document = correct(archive, key, changes, withdrawn=withdrawn)
        put_in_order(archive, stop)
    _say(document, as_json=as_json)
    return Code.DONE


def _value(value: str | tuple[str, ...]) -> str | tuple[str, ...] | None:
    if isinstance(value, tuple):
        return tuple(name for name in value if name.casefold() != "none")
    return None if value.casefold() == "none" else value


def _say(document: Document, *, as_json: bool) -> None:
    if as_json:
        from corpus import as_json as document_as_json

        say_json(document_as_json(document))
        return
    say(document_as_text(document, width=None).split("\n\n")[0])
    names = sorted(name for name, origin in document.stated.items() if origin == "correction")
    talk(f"Corrected: {', '.join(names)}." if names else "Nothing is corrected: all is as the page states it.")
