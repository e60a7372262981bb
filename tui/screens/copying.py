"""Copying: text goes to a file and to the terminal's clipboard, and what is said of it is what happened."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from corpus import CannotWriteError, DatelineError, visible
from tui import copies
from tui.clipboard import MOST, Way, way_for
from tui.screens.copied import Copied
from tui.screens.latest import Latest
from tui.screens.paper import Paper

if TYPE_CHECKING:
    from textual.timer import Timer

    from tui.screens.commands.base import Room

PATIENCE = 0.4
HOW_OFTEN = 0.5


@dataclass(frozen=True)
class Copy:
    """Something to copy. `pieces` is called on a worker and may take its time; it gives about `total` pieces.

    `ending` is that of the file's name; `done` is told how it went.
    """

    pieces: Callable[[threading.Event], Iterable[str]]
    ending: str
    done: Callable[[Copied], object]
    total: int = 1


class Copying:
    """Copies for the room, one thing at a time; where it takes long there is progress to see, and Esc stops it."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._jobs: Latest[Copy, Copied] = Latest(self._work, self._done, self._failed, room.call_next)
        self._through = 0
        self._paper: Paper | None = None
        self._timer: Timer | None = None

    def copy(self, asked: Copy) -> None:
        """Copy something; it overtakes what is being copied."""
        self._end_progress()
        self._through = 0
        self._jobs.ask(asked)
        self._timer = self._room.set_timer(PATIENCE, lambda: self._show_progress(asked))

    def stop(self) -> None:
        """Let go of what is being copied."""
        self._end_progress()
        self._jobs.stop()

    def _work(self, asked: Copy, cancel: threading.Event) -> Copied:
        folder, gathered = copies.folder_for(self._room.desk), _Beginning()
        file, problem = None, ""
        try:
            file = copies.keep(self._counted(asked, cancel, gathered), asked.ending, folder)
        except CannotWriteError as error:
            problem = str(error)
            gathered = _Beginning()
            for _ in self._counted(asked, cancel, gathered):
                pass
        text = visible(gathered.text).rstrip("\n")
        way = way_for(text, terminal=not self._room.app.is_headless) if gathered.whole else Way.TOO_LARGE
        return Copied(text, gathered.whole, way, file, problem)

    def _counted(self, asked: Copy, cancel: threading.Event, gathered: _Beginning) -> Iterator[str]:
        for number, piece in enumerate(asked.pieces(cancel), 1):
            if cancel.is_set():
                raise StoppedError
            self._through = number
            gathered.add(piece)
            yield piece

    def _done(self, asked: Copy, copied: Copied) -> None:
        self._end_progress()
        if copied.way is Way.SEQUENCE:
            self._room.app.copy_to_clipboard(copied.text)
        asked.done(copied)

    def _failed(self, _: Copy, error: DatelineError) -> None:
        self._end_progress()
        self._room.say(str(error), style="error")

    def _show_progress(self, asked: Copy) -> None:
        if not self._jobs.busy:
            return
        self._paper = Paper("Copying", self._progress(asked), hint="esc stops it", lasting=True)
        self._room.app.push_screen(self._paper, lambda _: self._stopped())
        self._timer = self._room.set_interval(HOW_OFTEN, lambda: self._update(asked))

    def _update(self, asked: Copy) -> None:
        if self._paper:
            self._paper.write(self._progress(asked))

    def _progress(self, asked: Copy) -> Content:
        return Content(f"{min(self._through, asked.total):,} of {asked.total:,} documents")

    def _stopped(self) -> None:
        if self._paper:
            self._paper = None
            self.stop()
            self._room.say("Stopped; nothing was copied.")

    def _end_progress(self) -> None:
        if self._timer:
            self._timer.stop()
            self._timer = None
        if self._paper:
            paper, self._paper = self._paper, None
            paper.dismiss()


class StoppedError(DatelineError):
    """It was stopped before it was through."""


class _Beginning:
    """The beginning of a text that comes in pieces, as much of it as a clipboard might take."""

    def __init__(self) -> None:
        self._size = 0
        self._pieces: list[str] = []

    @property
    def whole(self) -> bool:
        return self._size <= MOST

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    def add(self, piece: str) -> None:
        """Take the next piece."""
        if self.whole:
            self._pieces.append(piece)
        self._size += len(piece.encode("utf-8", "surrogatepass"))
