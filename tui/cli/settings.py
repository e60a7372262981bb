"""What the global options say, and the archive, index and desk they lead to."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus import Archive, Desk
    from search import Index
    from tui.toml_file import TomlFile

UNREMEMBERED = Path(":memory:")


class Settings(NamedTuple):
    """The global options as given; None where they name no place."""

    archive: Path | None
    desk: Path | None
    config: Path | None
    colour: bool
    thin: bool = False


pass_settings = click.make_pass_decorator(Settings)


def named_archive(settings: Settings) -> Path | None:
    """Return the folder of the archive where an option, the environment or the configuration names it."""
    return settings.archive or _configured(settings).get("archive")


def archive_folder(settings: Settings) -> Path:
    """Return the folder of the archive; raises DatelineError where the system names no place for one."""
    from corpus import DatelineError, locations

    if named := named_archive(settings):
        return named
    usual = locations()
    if not usual.remembers:
        raise DatelineError("There is no home folder to keep an archive in; name one with --archive DIR.")
    return usual.archive


def open_archive(settings: Settings, *, create: bool = False) -> Archive:
    """Open the archive, as its context manager; raises what `Archive.open` raises."""
    from corpus import Archive

    return Archive.open(archive_folder(settings), create=create)


def desk_file(settings: Settings) -> Path:
    """Return where the desk is kept, or a name that keeps nothing."""
    from corpus import locations

    if named := settings.desk or _configured(settings).get("desk"):
        return named
    usual = locations()
    return usual.desk if usual.remembers else UNREMEMBERED


def config_file(settings: Settings) -> Path | None:
    """Return the configuration file in use, if there is one."""
    from corpus import locations

    path = settings.config or locations().config
    return path if path.is_file() else None


def open_index(archive: Archive, desk: Desk | None = None) -> Index:
    """Open the index of an archive as it is, as its context manager."""
    from search import Index

    return Index.open(archive, desk)


@contextmanager
def reading(settings: Settings) -> Iterator[tuple[Archive, Index]]:
    """Give the archive and its index, which first takes in what was imported since, where it can."""
    from corpus import Desk
    from tui.cli.indexing import catch_up

    with (
        open_archive(settings) as archive,
        Desk.open(desk_file(settings)) as desk,
        open_index(archive, desk) as index,
    ):
        catch_up(index)
        yield archive, index


def _configured(settings: Settings) -> dict[str, Path]:
    """Return the places that the configuration file names, relative to its own folder."""
    path = config_file(settings)
    if path is None:
        return {}
    from tui.toml_file import read_toml

    try:
        file = read_toml(path)
    except OSError as problem:
        raise click.UsageError(f"{path} cannot be read: {problem.strerror}") from problem
    return {name: place for name in ("archive", "desk") if (place := _place(path, file, name))}


def _place(path: Path, file: TomlFile, name: str) -> Path | None:
    """Return a place that the file names; one that cannot be read is refused: the wrong archive must not be opened."""
    if problem := file.broken(name):
        raise click.UsageError(f"{path}, line {problem.line}: {problem.words}.")
    value = file.values.get(name, "")
    if not isinstance(value, str):
        raise click.UsageError(f"{path}, line {file.line_of((name,))}: `{name}` must be a path in quotes.")
    return path.parent / Path(value).expanduser() if value else None
