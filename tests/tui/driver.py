"""The reading room driven in the words of a person who uses it."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from corpus import Archive, Desk
from search import Index
from tui.app import RoomApp
from tui.configuration import Configuration
from tui.widgets.find_line import FindLine

PATIENCE = 20.0


class Room:
    """The room on a screen of a size; every `sees` and `reads` waits until it is so."""

    def __init__(self, app: RoomApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot, self.room = app, pilot, app.room
        self.others = ExitStack()

    async def until(self, seen: Callable[[], bool], what: str) -> None:
        """Wait until something is so."""
        end = time.monotonic() + PATIENCE
        while not seen():
            assert time.monotonic() < end, f"never came to {what}; the list shows:\n{self.screen()}"
            await self.pilot.pause(0.01)

    def screen(self) -> str:
        """Return what stands on the screen."""
        compositor = self.app.screen._compositor
        return "\n".join(strip.text.rstrip() for strip in compositor.render_strips())

    async def presses(self, *keys: str) -> Room:
        """Press keys."""
        await self.pilot.press(*keys)
        return self

    async def search(self, words: str) -> Room:
        """Type a query over the one that stands, and take it with Enter."""
        await self.presses("slash")
        self.room.box.value = words
        await self.presses("enter")
        await self.settles()
        return self

    async def finds(self, words: str) -> Room:
        """Look for words in the open document, and take them with Enter."""
        await self.presses("slash")
        await self.looks_for(words)
        await self.presses("enter")
        await self.until(lambda: not self.room.query(FindLine), "the end of the looking")
        await self.pilot.pause()
        return self

    async def looks_for(self, words: str) -> Room:
        """Write words into the line at the foot that asks what to look for."""
        self.room.query_one(FindLine).line.value = words
        await self.pilot.pause()
        return self

    async def types(self, words: str) -> Room:
        """Type a query without finishing it."""
        await self.presses("slash")
        self.room.box.value = words
        await self.until(lambda: self.room.inquiry.question.query == words, f"a search for {words}")
        await self.settles()
        return self

    async def settles(self) -> Room:
        """Wait until no search and no document is under way."""
        await self.until(lambda: not self.room.inquiry.jobs.busy and not self.room.reading.jobs.busy, "rest")
        await self.pilot.pause()
        return self

    async def sees(self, *words: str) -> Room:
        """See words anywhere on the screen."""
        await self.until(lambda: all(word in self.screen() for word in words), repr(words))
        return self

    async def sees_hit(self, number: int, title: str) -> Room:
        """See a hit in the list, counted from 1."""

        def seen() -> bool:
            hit = self.room.list.pages.hit(number - 1)
            return hit is not None and title in (hit.title or "")

        await self.until(seen, f"hit {number}: {title}")
        return self

    async def reads(self, words: str) -> Room:
        """See words in the reader."""

        def seen() -> bool:
            reader = self.room.reader
            lines = (reader.render_line(y).text for y in range(reader.size.height))
            return reader.display and any(words in line for line in lines)

        await self.until(seen, f"reading {words!r}")
        return self

    async def is_told(self, words: str) -> Room:
        """Read a message in the line of keys."""
        await self.until(lambda: words in self.screen().splitlines()[-1], f"being told {words!r}")
        return self

    def kept(self, desk: Path) -> Desk:
        """Return the desk as it lies on disk, seen by somebody else; closed with the room."""
        return self.others.enter_context(Desk.open(desk))

    def panes(self) -> list[str]:
        """Return the panes that can be seen."""
        return [pane.id or "" for pane in (self.room.filters, self.room.list, self.room.reader) if pane.display]


@asynccontextmanager
async def opened(
    folder: Path,
    size: tuple[int, int] = (120, 40),
    desk: Path = Path(":memory:"),
    configuration: Configuration | None = None,
    *,
    preview: bool = False,
    at_start: bool = False,
) -> AsyncIterator[Room]:
    """Open the room on an archive; from the start page one goes on to the results, unless told to stay there."""
    with Archive.open(folder) as archive, Desk.open(desk) as own, Index.open(archive, own) as index:
        app = RoomApp(archive, index, own, configuration or Configuration(preview=preview))
        async with app.run_test(size=size) as pilot:
            room = Room(app, pilot)
            await room.until(lambda: app.room.inquiry.answer is not None, "a first answer")
            await room.settles()
            if app.room.at_start and not at_start:
                app.room.go_to("list")
                await room.settles()
            with room.others:
                yield room
