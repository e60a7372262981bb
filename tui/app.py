"""The reading room as an application: it wires the screen, the keys, the theme and the terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App
from textual.binding import BindingType
from textual.filter import LineFilter

from tui import terminal
from tui.actions import app_bindings
from tui.clipboard import sequence
from tui.configuration import Configuration, in_force
from tui.render.safety import Colourless, OwnColours, SafeText
from tui.screens.room import ReadingRoom
from tui.sparing import Sparing, sparing_driver
from tui.widgets import theme

if TYPE_CHECKING:
    from corpus import Archive, Desk
    from search import Index
    from tui.screens.index_later import IndexLater

    Opens = Callable[[Archive, Index | IndexLater, Desk, Configuration], ReadingRoom]
    """What makes the room."""

AS_IT_COMES = Configuration()


class RoomApp(App[None]):
    """The app around the one screen."""

    BINDINGS: ClassVar[list[BindingType]] = [*app_bindings()]
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    TITLE = "Dateline"
    DEFAULT_CSS = """
    Screen Input > .input--placeholder { color: $muted; }
    Screen Input:ansi > .input--cursor, Screen Input:nocolor > .input--cursor {
        color: $foreground; background: $background; text-style: reverse;
    }
    """

    def __init__(  # noqa: PLR0913 - what a room is made of
        self,
        archive: Archive,
        index: Index | IndexLater,
        desk: Desk,
        configuration: Configuration = AS_IT_COMES,
        *,
        guarded: bool = False,
        opens: Opens = ReadingRoom,
    ) -> None:
        self._sparing = Sparing()
        super().__init__(sparing_driver(self._sparing), ansi_color=True if terminal.no_colour() else None)
        theme.wear(self, configuration.theme or theme.preferred())
        self.set_keymap(configuration.keymap.for_textual())
        self.animation_level = "none"
        self.room = opens(archive, index, desk, configuration)
        self._safe_text, self._colourless, self._own_colours = SafeText(), Colourless(), OwnColours()
        self._guarded = guarded

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what every line passes through on its way to the terminal."""
        if self.no_color:
            return [self._safe_text, self._colourless]
        own = [self._own_colours] if self.native_ansi_color else super().get_line_filters()
        return [self._safe_text, *own]

    def get_default_screen(self) -> ReadingRoom:
        """Return the reading room."""
        return self.room

    async def on_event(self, event: events.Event) -> None:
        """Take what was said on coming in away at the first key, hold keys back; draw all lines at another size."""
        if isinstance(event, events.Key):
            self.room.forget_warning()
            if self.screen is self.room and self.room.held_keys.takes(event):
                return
        elif isinstance(event, events.Resize):
            self._sparing.forget()
        await super().on_event(event)

    def on_mount(self) -> None:
        """Stand guard over the terminal."""
        if self._guarded:
            terminal.Guard(self.leave, self.refresh_screen)

    def leave(self, code: int) -> None:
        """Keep the session and end with an exit code."""
        self.room.save()
        self.exit(return_code=code)

    def _fatal_error(self) -> None:
        """Close the room where something nobody foresaw went wrong; `run` raises it once the terminal is as it was."""
        self._close_messages_no_wait()

    @property
    def unforeseen(self) -> Exception | None:
        """Return what went wrong that nobody foresaw."""
        return self._exception

    def refresh_screen(self) -> None:
        """Draw everything again."""
        self._sparing.forget()
        self.screen.refresh(layout=True)

    def copy_to_clipboard(self, text: str) -> None:
        """Send a text to the terminal's clipboard, as far as that takes it; there is no answer to it."""
        self._clipboard = text
        steering = sequence(text)
        if steering and self._driver and not self.is_headless:
            self._driver.write(steering)

    def action_redraw(self) -> None:
        """Draw the screen anew, where something else has written on it."""
        self.refresh_screen()

    def action_interrupt(self) -> None:
        """Leave from anywhere."""
        self.leave(130)


def run(
    archive: Archive,
    index: Index | IndexLater,
    desk: Desk,
    configuration: Configuration = AS_IT_COMES,
    opens: Opens = ReadingRoom,
) -> int:
    """Open the reading room and return the exit code: 0, or 128 and the number of the signal that ended it.

    Raises NoTerminalError where there is no terminal to read on.
    """
    terminal.prepare()
    settled = in_force(configuration)
    app = RoomApp(archive, index, desk, settled, guarded=True, opens=opens)
    app.run(mouse=settled.mouse)
    if app.unforeseen:
        raise app.unforeseen
    return app.return_code or 0
