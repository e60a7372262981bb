"""The inputs of `add` and `clean` as a person names them; `-` stands for a list of paths on standard input."""

from __future__ import annotations

import glob
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def named_paths(arguments: Iterable[str]) -> list[str]:
    """Return the paths and patterns the arguments stand for, as given and in their order, there or not."""
    return [path for argument in arguments for path in (_listed() if argument == "-" else [argument])]


def split_list(listed: bytes) -> list[str]:
    """Return the names in a list: one a line, or ended by NUL characters where there is one; any bytes make a name."""
    names = listed.split(b"\0") if b"\0" in listed else listed.split(b"\n")
    return [os.fsdecode(name) for name in names if name.strip()]


def may_exist(path: str) -> bool:
    """Say whether there is something at a path, or it is a pattern that may match something."""
    return os.path.lexists(path) or glob.has_magic(path)


def _listed() -> list[str]:
    return split_list(sys.stdin.buffer.read()) if sys.stdin else []
