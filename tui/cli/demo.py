"""`dateline demo`: the reading room on the built-in sample archive."""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli import VERSION
from tui.cli.add import import_pages, summary
from tui.cli.exits import Code
from tui.cli.indexing import put_in_order
from tui.cli.output import has_colour, talk
from tui.cli.search import say_hits
from tui.cli.search import summary as answer_summary
from tui.cli.settings import Settings, open_archive, pass_settings, reading
from tui.cli.stopping import stoppable
from tui.cli.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus import Archive

QUERY = '"forced labour"'
SHOWN = 3
MARKER = "sample"


@click.command("demo")
@pass_settings
def command(settings: Settings) -> int:
    """Open the reading room on a built-in sample.

    The sample has an archive and a desk of its own. Without a terminal a search is printed instead.
    """
    from tui.cli.room import has_terminal, open_room

    with demo_folder() as folder:
        places = settings._replace(archive=folder / "archive", desk=settings.desk or folder / "desk.db")
        if (code := prepare_sample(places, folder)) != Code.DONE:
            return code
        return open_room(places) if has_terminal() else _show_search(places)


@contextmanager
def demo_folder() -> Iterator[Path]:
    """Give the folder of the sample's archive and desk: lasting where there is a place for one, else until the end."""
    from corpus import locations

    usual = locations()
    lasting = usual.desk.parent / "demo"
    if usual.remembers and _can_be_made(lasting):
        yield lasting
        return
    talk("There is no folder of yours to keep the sample in; it is made anew each time.")
    with tempfile.TemporaryDirectory(prefix="dateline-demo-") as passing:
        yield Path(passing)


def prepare_sample(settings: Settings, folder: Path) -> int:
    """Import the sample unless it is there already as this version has it; returns an exit code."""
    pages = Path(str(resources.files("corpus") / "sample" / "pages"))
    marker, wanted = folder / MARKER, fingerprint(pages)
    if marker.is_file() and marker.read_text("utf-8", "replace") == wanted and _opens(settings):
        return Code.DONE
    marker.unlink(missing_ok=True)
    shutil.rmtree(folder / "archive", ignore_errors=True)
    code = _import(settings, pages)
    if code == Code.DONE:
        marker.write_text(wanted, "utf-8")
    return code


def fingerprint(pages: Path) -> str:
    """Return a digest of the sample and of the version that cleans it."""
    digest = hashlib.sha256(VERSION.encode())
    for path in sorted(path for path in pages.rglob("*") if path.is_file()):
        digest.update(f"\0{path.relative_to(pages)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def _import(settings: Settings, pages: Path) -> int:
    with open_archive(settings, create=True) as archive, stoppable() as stop:
        report = import_pages(archive, [str(pages)], stop)
        if not stop.event.is_set():
            put_in_order(archive, stop)
        if stop.event.is_set():
            talk("Stopped.")
            return stop.code
        talk(f"The sample: {summary(report)}.")
        talk(stated(archive))
    return Code.DONE


def stated(archive: Archive) -> str:
    """Return in one sentence how many documents state what."""
    entries = archive.entries(list(archive.keys())).values()
    parts = [
        f"{sum(bool(entry.date) for entry in entries):,} of {counted(len(entries), 'document')} state a date",
        f"{sum(bool(entry.place) for entry in entries):,} a place",
        f"{sum(bool(entry.source) for entry in entries):,} a source",
        f"{sum(bool(entry.fields) for entry in entries):,} a field of work",
    ]
    return f"{', '.join(parts)}; nothing was guessed."


def _show_search(settings: Settings) -> Code:
    with reading(settings) as (archive, index):
        answer = index.search(QUERY, limit=SHOWN, facets=False)
        documents = archive.totals().documents
    say_hits(answer, bold=has_colour(sys.stdout, wanted=settings.colour))
    talk(answer_summary(answer, documents))
    talk("This is `dateline search` on the sample. In a terminal, `dateline demo` opens its reading room.")
    return Code.DONE


def _opens(settings: Settings) -> bool:
    from corpus import DatelineError

    try:
        open_archive(settings).close()
    except DatelineError:
        return False
    return True


def _can_be_made(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False
