"""Where archive, desk, configuration and caches of one person live."""

from __future__ import annotations

import atexit
import functools
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple


class Locations(NamedTuple):
    """Folders and files, none of which need be there yet.

    Without a home there is only a temporary folder, gone when the program ends: then `remembers` is False.
    """

    archive: Path
    desk: Path
    config: Path
    cache: Path
    remembers: bool


def locations(environment: Mapping[str, str] | None = None) -> Locations:
    """Return where things live; `$DATELINE_ARCHIVE` names another folder for the archive."""
    named = (os.environ if environment is None else environment).get("DATELINE_ARCHIVE")
    data, config, cache, remembers = _roots()
    return Locations(
        archive=Path(named) if named else data / "archive",
        desk=data / "desk.db",
        config=config / "config.toml",
        cache=cache,
        remembers=remembers,
    )


def _roots() -> tuple[Path, Path, Path, bool]:
    import platformdirs

    try:
        roots = (
            platformdirs.user_data_path("dateline", appauthor=False),
            platformdirs.user_config_path("dateline", appauthor=False),
            platformdirs.user_cache_path("dateline", appauthor=False),
        )
    except (RuntimeError, KeyError, OSError):
        roots = None
    if roots and all(root.is_absolute() for root in roots):
        return *roots, True
    folder = _temporary()
    return folder / "data", folder / "config", folder / "cache", False


@functools.cache
def _temporary() -> Path:
    """Return a folder for this process alone: a name that others could guess would not be ours to trust."""
    folder = tempfile.mkdtemp(prefix="dateline-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)
