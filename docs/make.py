"""Write what in docs/ is made from the program: keys, commands, configuration, manual page, and pictures of the room.

usage: python docs/make.py
"""

from __future__ import annotations

from pathlib import Path

from docs import picturing
from tui.actions import keys_document
from tui.cli.manual import manual
from tui.cli.reference import reference
from tui.configuration.written import configuration_page, keymap_file

DOCS = Path(__file__).parent
WRITTEN = {
    "keys.md": keys_document,
    "commands.md": reference,
    "configuration.md": configuration_page,
    "keymap.toml": keymap_file,
    "dateline.1": manual,
}


def main() -> None:
    """Write the documents."""
    for name, written in WRITTEN.items():
        (DOCS / name).write_text(written(), "utf-8")
    picturing.write()


if __name__ == "__main__":
    main()
