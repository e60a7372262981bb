"""The command line: one verb a module, each imported when it is asked for.

Standard output is data, standard error is talk.
"""

from __future__ import annotations

import sys

VERSION = "0.1.0"
"""The version in `pyproject.toml`; kept here because reading a package's metadata takes longer than Python's start."""


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code; `--version` alone imports nothing."""
    given = sys.argv[1:] if arguments is None else arguments
    if given == ["--version"]:
        sys.stdout.write(f"dateline {VERSION}\n")
        return 0
    import gc

    gc.disable()  # Until all is loaded: looking for garbage in that takes a fifth of the start.
    from tui.cli.running import run

    return run(given)
