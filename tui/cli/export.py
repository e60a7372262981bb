"""`dateline export`: documents for other programs."""

from __future__ import annotations

import sys
import time
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli.asking import QUERY_SETTINGS, nothing_found, query_text, refusing
from tui.cli.exits import Code
from tui.cli.exporting import as_csv, as_jsonl, as_markdown, remarks_on
from tui.cli.output import talk
from tui.cli.progress import progress_line
from tui.cli.settings import Settings, desk_file, open_archive, pass_settings, reading
from tui.cli.target import opened
from tui.cli.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from corpus import Archive, Document
    from search import Index
    from tui.cli.progress import Line

    Form = Callable[[Iterable[Document]], Iterator[str]]

FORMS = ("jsonl", "csv", "markdown", "bibtex", "ris", "csl-json")

BATCH = 200
HITS_A_SEARCH = 500
PATIENCE = 1.0
"""Seconds after which a person is told how far it is."""


@click.command("export", context_settings=QUERY_SETTINGS)
@click.argument("query", metavar="[QUERY...]", nargs=-1)
@click.option("--format", "form", type=click.Choice(FORMS), required=True, help="The form to write.")
@click.option(
    "--output",
    metavar="PATH",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Write to a file instead; it appears when it is complete.",
)
@pass_settings
def command(settings: Settings, *, query: tuple[str, ...], form: str, output: Path | None) -> Code:
    """Write documents for other programs.

    Those that match QUERY, the best first, or all in the order of their import. Markdown has your marks, tags and
    notes with it. In CSV a cell that a spreadsheet would run as a formula begins with a single quote.

    \b
    dateline export --format jsonl --output everything.jsonl
    dateline export tag:thesis --format bibtex > thesis.bib
    dateline export is:marked --format ris --output marked.ris
    """  # noqa: D301 - click reads the mark itself
    asked = query_text(query)
    if not asked.strip():
        with open_archive(settings) as archive:
            total = archive.totals().documents
            return _write(documents_of(archive, archive.keys()), total, _form(form, settings, archive), output)
    with reading(settings) as (archive, index), refusing(asked):
        first = index.search(asked, limit=0, facets=False)
        if not first.total:
            return nothing_found(first)
        documents = documents_of(archive, keys_of(index, asked, first.total))
        return _write(documents, first.total, _form(form, settings, archive), output)


def keys_of(index: Index, query: str, total: int) -> Iterator[str]:
    """Give the keys of all hits, the best first, a batch a search; each once, though an import moves them meanwhile."""
    given = set()
    for offset in range(0, total, HITS_A_SEARCH):
        for hit in index.search(query, limit=HITS_A_SEARCH, offset=offset, facets=False, snippets=0).hits:
            if hit.key not in given:
                given.add(hit.key)
                yield hit.key


def documents_of(archive: Archive, keys: Iterable[str]) -> Iterator[Document]:
    """Give the documents of the keys in their order, never more than a batch in memory."""
    remaining = iter(keys)
    while batch := list(islice(remaining, BATCH)):
        held = archive.documents(batch)
        yield from (held[key] for key in batch if key in held)


class Counted:
    """Documents on their way out, counted; whoever waits longer than a moment sees how many are through."""

    def __init__(self, documents: Iterable[Document], total: int, line: Line) -> None:
        self.number = 0
        self._documents = documents
        self._total = total
        self._line = line

    def __iter__(self) -> Iterator[Document]:
        begun = time.monotonic()
        for document in self._documents:
            yield document
            self.number += 1
            if time.monotonic() - begun >= PATIENCE:
                self._line.show(f"exporting · {self.number:,} of {self._total:,} documents")


def _form(name: str, settings: Settings, archive: Archive) -> Form:
    if name == "jsonl":
        return as_jsonl
    if name == "csv":
        return as_csv
    if name == "markdown":
        from corpus import Desk

        with Desk.open(desk_file(settings)) as desk:
            remarks = remarks_on(desk)
        return lambda documents: as_markdown(documents, remarks)
    from tui.citations import bibliography

    return lambda documents: bibliography(_with_captures(archive, documents), name)


def _with_captures(archive: Archive, documents: Iterable[Document]) -> Iterator[tuple[Document, str | None]]:
    """Yield each document with when its page was captured, None where that is not stated."""
    following = iter(documents)
    while some := list(islice(following, BATCH)):
        captured = archive.captured([one.key for one in some])
        yield from ((one, captured.get(one.key)) for one in some)


def _write(documents: Iterator[Document], total: int, form: Form, output: Path | None) -> Code:
    first = next(documents, None)
    if first is None:
        talk("The archive holds no documents; `dateline add` brings some in.")
        return Code.NOTHING_FOUND
    to_terminal = sys.stdout.isatty() and str(output or "-") == "-"
    with opened(output) as stream, progress_line(shown=not to_terminal) as line:
        leaving = Counted(chain([first], documents), total, line)
        for piece in form(leaving):
            stream.write(piece)
    if output is not None:
        talk(f"{counted(leaving.number, 'document')} written to {output}")
    return Code.DONE
