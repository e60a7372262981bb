"""`dateline export`: documents for other programs."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

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
    from corpus import Archive, Document
    from tui.cli.progress import Line


FORMS = ("jsonl", "csv", "markdown", "bibtex", "ris", "csl-json")

T = TypeVar("T")

BATCH = 200
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
            return _write(archive.keys(), total, _form(form, settings, archive), output)
    with reading(settings) as (archive, index), refusing(asked):
        first = index.search(asked, limit=0, facets=False)
        if not first.total:
            return nothing_found(first)
        return _write(index.keys(asked), first.total, _form(form, settings, archive), output)


def documents_of(archive: Archive, keys: Iterable[str]) -> Iterator[Document]:
    """Give the documents of the keys in their order, never more than a batch in memory."""
    remaining = iter(keys)
    while batch := list(islice(remaining, BATCH)):
        held = archive.documents(batch)
        yield from (held[key] for key in batch if key in held)


@dataclass(frozen=True, slots=True)
class Form(Generic[T]):
    """How a form is made: what is `read` of the documents with some keys, and the text that is written of that."""

    read: Callable[[Iterable[str]], Iterator[T]]
    write: Callable[[Iterable[T]], Iterator[str]]


class Counted(Generic[T]):
    """Documents on their way out, counted; whoever waits longer than a moment sees how many are through."""

    def __init__(self, documents: Iterable[T], total: int, line: Line) -> None:
        self.number = 0
        self._documents = documents
        self._total = total
        self._line = line

    def __iter__(self) -> Iterator[T]:
        begun = time.monotonic()
        for document in self._documents:
            yield document
            self.number += 1
            if time.monotonic() - begun >= PATIENCE:
                self._line.show(f"exporting · {self.number:,} of {self._total:,} documents")


def _form(name: str, settings: Settings, archive: Archive) -> Form[Any]:
    documents = partial(documents_of, archive)
    if name == "jsonl":
        return Form(documents, as_jsonl)
    if name == "csv":
        return Form(documents, as_csv)
    if name == "markdown":
        from corpus import Desk

        with Desk.open(desk_file(settings)) as desk:
            remarks = remarks_on(desk)
        return Form(documents, lambda read: as_markdown(read, remarks))
    from tui.citations import bibliography
    from tui.citations.gathering import with_captures

    return Form(partial(with_captures, archive), lambda read: bibliography(read, name))


def _write(keys: Iterable[str], total: int, form: Form[Any], output: Path | None) -> Code:
    documents = iter(form.read(keys))
    first = next(documents, None)
    if first is None:
        talk("The archive holds no documents; `dateline add` brings some in.")
        return Code.NOTHING_FOUND
    to_terminal = sys.stdout.isatty() and str(output or "-") == "-"
    with opened(output) as stream, progress_line(shown=not to_terminal) as line:
        leaving = Counted(chain([first], documents), total, line)
        for piece in form.write(leaving):
            stream.write(piece)
    if output is not None:
        talk(f"{counted(leaving.number, 'document')} written to {output}")
    return Code.DONE
