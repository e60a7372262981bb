"""Pictures of the eight main states of the room, on the sample archive, for docs/reading-room.md.

They come out the same each time they are made with the same libraries: the clock stands still, the desk is in memory,
and no path of this machine is on them.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest import mock

from textual.pilot import Pilot

import corpus
from corpus import Archive, Desk, add
from search import Answer, Index
from tui import order
from tui.app import RoomApp
from tui.clipboard import Way
from tui.configuration import Configuration

FOLDER = Path(__file__).parent / "pictures"
SAMPLE = Path(corpus.__file__).parent / "sample" / "pages"
NOW = "2026-11-03T10:14:00+00:00"
CLOCKS = ("corpus.store.placing.now", "corpus.store.writer.now", "corpus.desk.store.now", "corpus.desk.entries.now")
SHOWN_DESK = Path("~/.local/share/dateline/desk.db")
NAMED = {" ": "space", "⏎": "enter", "⎋": "escape", "↓": "down", "⌫": "ctrl+u"}
PATIENCE = 10.0
FONT_ELSEWHERE = re.compile(r'(src: local\("[\w-]+"\)),\s*url\([^;]*;')


@dataclass(frozen=True)
class Picture:
    """A state of the room: its file's name, the terminal's size, what is typed to come there and what it then shows.

    Each step is typed once what the step before shows is there.
    """

    name: str
    size: tuple[int, int]
    steps: Sequence[tuple[str, str]]


FOUND = ("⎋/forced labour⏎", "⏎ read")
READ = (FOUND, ("⏎", "2/4"), ("⎋↓⏎", "2/2"), ("⎋↓↓⏎", "4/5"), ("⎋", "4/23"))
SAVED = (("S", "takes it"), ("⏎", "aved"))
PICTURES = (
    Picture("start", (120, 32), (*READ, *SAVED, ("/⌫hotline⏎", "⏎ read"), *SAVED, ("H", "Last read"))),
    Picture("results", (160, 40), (FOUND, ("↓", "2/"))),
    Picture("reader", (100, 30), (FOUND, ("⏎", "2/4"), ("n", "3/4"))),
    Picture("filters", (120, 36), (("⎋/labour⏎", "⏎ read"), ("w", "2000 2005"), ("f⏎", "✓"))),
    Picture("page", (150, 38), (("⎋/title:sea hidden⏎", "⏎ read"), ("v", "lines kept"), ("kkkkkkkk", "lines kept"))),
    Picture("known", (110, 34), (FOUND, ("i", "Date"))),
    Picture("cite", (110, 30), (FOUND, ("c", "Cite in which style?"), ("⏎", "Citation"))),
    Picture("palette", (110, 30), (FOUND, (":", "takes it"), ("year", "year"))),
)


class StillIndex(Index):
    """An index that always takes three milliseconds."""

    def search(self, *args: Any, **options: Any) -> Answer:  # noqa: ANN401 - as what it stands for
        """Search, and say that it took three milliseconds."""
        return replace(super().search(*args, **options), took_ms=3.0)


def write(folder: Path = FOLDER) -> None:
    """Write all pictures into a folder."""
    folder.mkdir(exist_ok=True)
    with (
        still(),
        tempfile.TemporaryDirectory() as passing,
        contextlib.chdir(passing),
        Archive.open(Path("sample"), create=True) as archive,
        StillIndex.open(archive) as index,
    ):
        add(archive, [Path(shutil.copytree(SAMPLE, "pages"))])
        order.put_in_order(archive, index, threading.Event())
        for picture in PICTURES:
            svg = asyncio.run(taken(picture, archive, index))
            (folder / f"{picture.name}.svg").write_text(svg, "utf-8")


async def taken(picture: Picture, archive: Archive, index: Index) -> str:
    """Return a picture as SVG."""
    with Desk.open(Path(":memory:")) as desk:
        app = RoomApp(archive, index, desk, Configuration(theme="dark", preview=True))
        async with app.run_test(size=picture.size) as pilot:
            await shows(pilot, app, "Newest documents", picture.name)
            for typed, shown in picture.steps:
                await pilot.press(*(NAMED.get(letter, letter) for letter in typed))
                await shows(pilot, app, shown, picture.name)
            svg = app.export_screenshot(title="dateline")
    return FONT_ELSEWHERE.sub(r"\1;", svg).replace("<svg ", '<svg xml:space="preserve" ', 1)


async def shows(pilot: Pilot[None], app: RoomApp, words: str, name: str) -> None:
    """Wait until words stand on the screen and nothing more changes there."""
    end, seen, still_for = time.monotonic() + PATIENCE, "", 0
    while still_for < 5:
        await pilot.pause(0.1)
        now = "\n".join(strip.text for strip in app.screen._compositor.render_strips())  # noqa: SLF001
        busy = app.room.inquiry.jobs.busy or app.room.reading.jobs.busy
        still_for = still_for + 1 if now == seen and words in now and not busy else 0
        seen = now
        if time.monotonic() > end:
            raise TimeoutError(f"The picture {name} never came to show {words!r}:\n{now}")


@contextlib.contextmanager
def still() -> Iterator[None]:
    """Let the clock stand still, in UTC, and the clipboard and the desk be those of a usual terminal."""
    with contextlib.ExitStack() as stack:
        stack.enter_context(mock.patch.dict(os.environ, {"TZ": "UTC", "TERM": "xterm-256color"}))
        os.environ.pop("NO_COLOR", None)
        time.tzset()
        for clock in CLOCKS:
            stack.enter_context(mock.patch(clock, return_value=NOW))
        stack.enter_context(mock.patch("tui.copies.locations", return_value=mock.Mock(desk=SHOWN_DESK)))
        stack.enter_context(mock.patch("tui.screens.copying.way_for", return_value=Way.SEQUENCE))
        yield
    time.tzset()


if __name__ == "__main__":
    write()
