"""`dateline export`: documents for other programs."""

from __future__ import annotations

from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli.asking import QUERY_SETTINGS, nothing_found, query_text, refusing
from tui.cli.exits import Code
from tui.cli.exporting import WRITERS
from tui.cli.output import talk
from tui.cli.settings import Settings, open_archive, pass_settings, reading
from tui.cli.target import opened
from tui.cli.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus import Archive, Document
    from search import Index

BATCH = 200


@click.command("export", context_settings=QUERY_SETTINGS)
@click.argument("query", metavar="[QUERY...]", nargs=-1)
@click.option("--format", "form", type=click.Choice(tuple(WRITERS)), required=True, help="The form to write.")
@click.option(
    "--output",
    metavar="PATH",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Write to a file instead; it appears when it is complete.",
)
@pass_settings
def command(settings: Settings, *, query: tuple[str, ...], form: str, output: Path | None) -> Code:
    """Write documents for other programs.

    Those that match QUERY, the best first, or all in the order of their import.

    \b
    dateline export --format jsonl --output everything.jsonl
    dateline export tag:thesis --format bibtex > thesis.bib
    """  # noqa: D301 - click reads the mark itself
    asked = query_text(query)
    if not asked.strip():
        with open_archive(settings) as archive:
            return _write(documents_of(archive, archive.keys()), form, output)
    with reading(settings) as (archive, index), refusing(asked):
        first = index.search(asked, limit=0, facets=False)
        if not first.total:
            return nothing_found(first)
        return _write(documents_of(archive, keys_of(index, asked, first.total)), form, output)


def keys_of(index: Index, query: str, total: int) -> Iterator[str]:
    """Give the keys of all hits, the best first, a batch a search."""
    for offset in range(0, total, BATCH):
        yield from (hit.key for hit in index.search(query, limit=BATCH, offset=offset, facets=False).hits)


def documents_of(archive: Archive, keys: Iterable[str]) -> Iterator[Document]:
    """Give the documents of the keys in their order, never more than a batch in memory."""
    remaining = iter(keys)
    while batch := list(islice(remaining, BATCH)):
        held = archive.documents(batch)
        yield from (held[key] for key in batch if key in held)


def _write(documents: Iterator[Document], form: str, output: Path | None) -> Code:
    first = next(documents, None)
    if first is None:
        talk("The archive holds no documents; `dateline add` brings some in.")
        return Code.NOTHING_FOUND
    with opened(output) as stream:
        written = WRITERS[form](chain([first], documents), stream)
    if output is not None:
        talk(f"{counted(written, 'document')} written to {output}")
    return Code.DONE
