"""Write what in docs/ is made from the program: keys, commands, configuration, manual page, and pictures of the room.

usage: python docs/make.py
"""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

import corpus
from corpus import Archive, Desk, add
from docs import picturing
from search import Index
from tui.actions import keys_document
from tui.app import RoomApp
from tui.cli.manual import manual
from tui.cli.reference import reference
from tui.configuration import Configuration
from tui.configuration.written import configuration_page, keymap_file

DOCS = Path(__file__).parent
SAMPLE = Path(corpus.__file__).parent / "sample" / "pages"
SIZE = (120, 36)
WRITTEN = {
    "keys.md": keys_document,
    "commands.md": reference,
    "configuration.md": configuration_page,
    "keymap.toml": keymap_file,
    "dateline.1": manual,
}


async def picture(archive: Archive, index: Index) -> str:
    """Return the reading room on the sample archive as SVG, a query typed and a document open at its first hit."""
    app = RoomApp(archive, index, Desk.open(Path(":memory:")), Configuration(theme="dark"))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*"/forced", "space", *"labour", "enter")
        await settled(app)
        await pilot.press("down", "enter")
        await settled(app)
        return app.export_screenshot(title="dateline")


async def settled(app: RoomApp) -> None:
    """Wait until the room has nothing left to do."""
    await asyncio.sleep(0.3)
    await app.workers.wait_for_complete()
    await asyncio.sleep(0.3)


def main() -> None:
    """Write the documents."""
    for name, written in WRITTEN.items():
        (DOCS / name).write_text(written(), "utf-8")
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder, "sample"), create=True) as archive:
        add(archive, [SAMPLE])
        index = Index.open(archive)
        index.update()
        (DOCS / "reading-room.svg").write_text(asyncio.run(picture(archive, index)), "utf-8")
        index.close()
    picturing.write()


if __name__ == "__main__":
    main()
