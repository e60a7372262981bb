"""Where an index lies, and who may write it."""

from __future__ import annotations

import contextlib
import getpass
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from corpus import BusyError, CannotWriteError
from search.manifest import is_ours


def index_folder(wanted: Path, identity: str) -> Path:
    """Return the folder to keep an index in: the wanted one where it is ours to write, else one in the user's cache.

    Where the user has no cache either, a temporary folder that is forgotten.
    """
    if _is_ours_to_write(wanted):
        return wanted
    name = re.sub(r"[^\w-]", "_", identity)
    try:
        import platformdirs

        cached = Path(platformdirs.user_cache_dir("dateline")) / "index" / name
        make_folder(cached)
    except (OSError, RuntimeError, KeyError, CannotWriteError):
        return Path(tempfile.mkdtemp(prefix="dateline-index-"))
    return cached


def _is_ours_to_write(folder: Path) -> bool:
    try:
        if folder.exists():
            return is_ours(folder) and os.access(folder, os.W_OK | os.X_OK)
        parent = next(one for one in folder.parents if one.exists())
        return is_ours(parent) and os.access(parent, os.W_OK | os.X_OK)
    except OSError:
        return False


def make_folder(folder: Path) -> None:
    """Make a folder that is the user's own; raises CannotWriteError where it belongs to somebody else."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        ours = is_ours(folder)
    except OSError as error:
        raise CannotWriteError(f"The index cannot be written to {folder}: {error.strerror}.") from error
    if not ours:
        raise CannotWriteError(f"The index folder {folder} belongs to another user.")


@contextlib.contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """Hold the index folder for writing; raises BusyError while another process or thread does."""
    import fcntl

    handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise BusyError(f"The index is being written by {_holder(handle)}; try again when it is done.") from error
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"process {os.getpid()} of {_user()}".encode(), 0)
        yield
    finally:
        os.close(handle)


def _holder(handle: int) -> str:
    return os.pread(handle, 200, 0).decode("utf-8", "replace").strip() or "another process"


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "an unnamed user"
