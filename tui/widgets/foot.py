"""The foot of the room: the keys that work here or what was said last; at the right, where one is."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from tui.render.runs import Run, width_of
from tui.widgets.status_line import StatusLine


class Foot(Vertical):
    """A sentence too long for the line of keys gets lines of its own above it."""

    DEFAULT_CSS = """
    Foot {
        height: auto; background: $bar;
        & > Horizontal { height: 1; }
        & > #sentence { display: none; height: auto; max-height: 5; padding: 0 1; color: $error; }
        #keys { width: 1fr; background: $bar; }
        #where { width: 16; background: $bar; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="foot")
        self._sentence = Static(id="sentence", markup=False)
        self._long: Run | None = None
        self._keys, self._where = StatusLine("keys"), StatusLine("where")

    def compose(self) -> ComposeResult:
        """Lay out the foot."""
        yield self._sentence
        with Horizontal():
            yield from (self._keys, self._where)

    @property
    def room(self) -> int:
        """Return how many cells there are for the keys."""
        return self._keys.size.width

    def show(self, keys: Sequence[Run], message: Run | None, where: str) -> None:
        """Show the message if there is one, the keys otherwise."""
        long = message if message and width_of([message]) > self.room else None
        if long != self._long:
            self._long = long
            self._sentence.display = long is not None
            self._sentence.update(Content(long.text.strip() if long else ""))
        self._keys.show([message] if message and not long else keys, [])
        self._where.show([], [Run(f"{where} ", "muted")])
