"""`dateline desk`: one's own marks, tags, notes and saved searches, out of Dateline and back into it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli.exits import Code
from tui.cli.output import as_json_text, say, talk
from tui.cli.settings import Settings, desk_file, open_archive, pass_settings
from tui.cli.target import opened
from tui.cli.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus import Archive, Brought, Described, Desk

LARGEST = 256 << 20
"""The bytes that an exported desk may have."""


@click.group("desk")
def command() -> None:
    """Take your marks, tags, notes and saved searches out, and bring them in."""


@command.command("export")
@click.option(
    "--format", "form", type=click.Choice(("json", "markdown")), default="json", show_default=True, help="The form."
)
@click.option(
    "--output",
    metavar="PATH",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Write to a file instead; it appears when it is complete.",
)
@pass_settings
def export(settings: Settings, *, form: str, output: Path | None) -> Code:
    """Write what is on the desk.

    JSON holds all of it, for a backup or another machine. Markdown is for reading and editing: marks, tags, notes with
    the passages they are on, each document with its reference.

    \b
    dateline desk export --output desk.json
    dateline desk export --format markdown --output notes.md
    """  # noqa: D301 - click reads the mark itself
    from corpus import Desk

    with Desk.open(desk_file(settings)) as desk:
        text, is_empty = _as_json(desk) if form == "json" else _as_markdown(settings, desk)
    if is_empty:
        talk("There is nothing on the desk yet.")
        return Code.NOTHING_FOUND
    with opened(output) as stream:
        stream.write(text)
    if output is not None:
        talk(f"The desk is written to {output}")
    return Code.DONE


@command.command("import")
@click.argument("path", metavar="PATH", type=click.Path(dir_okay=False, exists=True, allow_dash=True, path_type=Path))
@pass_settings
def bring(settings: Settings, *, path: Path) -> Code:
    """Bring an exported desk in; `-` reads standard input.

    PATH is JSON or Markdown as `dateline desk export` writes it, a note's text perhaps edited. It is added to what is
    there: nothing is taken away, and what is there already does not come twice.
    """
    from corpus import CannotWriteError, Desk, import_desk

    with Desk.open(desk_file(settings)) as desk:
        if not desk.remembers:
            raise CannotWriteError(desk.warning)
        brought = import_desk(desk, _read(path))
    say(summary(brought))
    return Code.DONE


def summary(brought: Brought) -> str:
    """Return what came of an import in one line."""
    parts = [
        counted(brought.marks, "mark") if brought.marks else "",
        counted(brought.tags, "tag") if brought.tags else "",
        counted(brought.notes, "note") if brought.notes else "",
        counted(brought.edits, "edited note") if brought.edits else "",
        counted(brought.searches, "saved search", "saved searches") if brought.searches else "",
        f"{brought.other:,} of what was read, positions and history" if brought.other else "",
    ]
    said = ", ".join(part for part in parts if part)
    return f"Brought in: {said}." if said else "Nothing is new: all of it is on the desk already."


def _as_json(desk: Desk) -> tuple[str, bool]:
    from corpus import desk_as_json

    values = desk_as_json(desk)
    return f"{as_json_text(values, indent=2)}\n", not any(
        isinstance(value, list) and value for value in values.values()
    )


def _as_markdown(settings: Settings, desk: Desk) -> tuple[str, bool]:
    from corpus import NotFoundError, desk_as_markdown

    is_empty = not (desk.marked() or desk.all_tags() or desk.noted() or desk.saved_searches())
    try:
        with open_archive(settings) as archive:
            return desk_as_markdown(desk, describing(archive)), is_empty
    except NotFoundError:
        return desk_as_markdown(desk, lambda _: None), is_empty


def describing(archive: Archive) -> Callable[[str], Described | None]:
    """Return what tells the title and the reference of a document of the archive, None where it has none."""
    from corpus import Described
    from tui.citations import cited

    def described(key: str) -> Described | None:
        document = archive.documents([key]).get(key)
        if document is None:
            return None
        return Described(document.title or "", cited(document, "apa", captured=archive.page(key).captured))

    return described


def _read(path: Path) -> str:
    """Return the text of a file; raises DatelineError where it can't be read, is far too large, or no text."""
    from corpus import DatelineError

    try:
        content = _content(path)
    except OSError as problem:
        raise DatelineError(f"{path} cannot be read: {problem.strerror}.") from problem
    if len(content) > LARGEST:
        raise DatelineError(f"{path} is too large for a desk: more than {LARGEST:,} bytes.")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise DatelineError(f"{path} is not a desk that Dateline exported: it is no text in UTF-8.") from None


def _content(path: Path) -> bytes:
    if str(path) == "-":
        return sys.stdin.buffer.read(LARGEST + 1)
    with path.open("rb") as file:
        return file.read(LARGEST + 1)
