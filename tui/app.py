"""The reading room as an application: it wires the screen, the keys, the theme and the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import BindingType
from textual.filter import LineFilter

from tui import terminal
from tui.actions import app_bindings
from tui.render.safety import Colourless, SafeText
from tui.screens.room import ReadingRoom
from tui.widgets import theme

if TYPE_CHECKING:
    from corpus import Archive, Desk
    from search import Index
    from tui.screens.index_later import IndexLater


class RoomApp(App[None]):
    """The app around the one screen."""

    BINDINGS: ClassVar[list[BindingType]] = [*app_bindings()]
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    TITLE = "Dateline"

    def __init__(
        self, archive: Archive, index: Index | IndexLater, desk: Desk, *, preview: bool = True, guarded: bool = False
    ) -> None:
        super().__init__(ansi_color=True if terminal.no_colour() else None)
        self.register_theme(theme.DARK)
        self.register_theme(theme.LIGHT)
        self.theme = theme.preferred()
        self.animation_level = "none"
        self.room = ReadingRoom(archive, index, desk, preview=preview)
        self._safe_text, self._colourless = SafeText(), Colourless()
        self._guarded = guarded

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what every line passes through on its way to the terminal."""
        return [self._safe_text, self._colourless] if self.no_color else [self._safe_text, *super().get_line_filters()]

    def get_default_screen(self) -> ReadingRoom:
        """Return the reading room."""
        return self.room

    def on_mount(self) -> None:
        """Stand guard over the terminal."""
        if self._guarded:
            terminal.Guard(self.leave, self.refresh_screen)

    def leave(self, code: int) -> None:
        """Keep the session and end with an exit code."""
        self.room.save()
        self.exit(return_code=code)

    def refresh_screen(self) -> None:
        """Draw everything again."""
        self.screen.refresh(layout=True)

    def action_interrupt(self) -> None:
        """Leave from anywhere."""
        self.leave(130)


def run(archive: Archive, index: Index | IndexLater, desk: Desk) -> int:
    """Open the reading room and return the exit code: 0, or 128 and the number of the signal that ended it.

    Raises NoTerminalError where there is no terminal to read on.
    """
    terminal.prepare()
    near = not terminal.over_ssh()
    app = RoomApp(archive, index, desk, preview=near, guarded=True)
    app.run(mouse=near)
    return app.return_code or 0
