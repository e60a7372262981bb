"""A sheet laid over the room: the help, a citation, an address in full. A key that does nothing on it takes it away."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

MOST, FRAME = 76, 6
_SCROLLING = {"j": 1, "down": 1, "k": -1, "up": -1, "space": 8, "pagedown": 8, "b": -8, "pageup": -8}


class Paper(ModalScreen[None]):
    """Shows lines of text; document text in them is Content, never markup.

    `keys` are keys of its own and what they do; `hint` names them at its lower edge. One that is `lasting` goes away
    with Esc alone.
    """

    DEFAULT_CSS = """
    Paper {
        align: center middle; background: $background 0%;
        & > VerticalScroll {
            width: 76; max-width: 96%; height: auto; max-height: 90%; background: $surface; color: $foreground;
            border: round $faint; border-title-color: $bright; border-subtitle-color: $muted; padding: 0 2;
            scrollbar-size-vertical: 0;
        }
    }
    """

    def __init__(
        self,
        title: str,
        content: Content,
        *,
        keys: Mapping[str, Callable[[], object]] | None = None,
        hint: str = "esc back",
        lasting: bool = False,
    ) -> None:
        super().__init__()
        self._title, self._hint = title, hint
        self._text = Static(content)
        self._keys, self._lasting = keys or {}, lasting

    def compose(self) -> ComposeResult:
        """Lay out the sheet."""
        sheet = VerticalScroll(self._text)
        sheet.border_title = self._title
        sheet.border_subtitle = self._hint
        yield sheet

    def write(self, content: Content) -> None:
        """Show other lines in place of those that stand there."""
        self._text.update(content)

    def on_key(self, event: events.Key) -> None:
        """Do what the key does here, scroll, or go back."""
        event.stop()
        event.prevent_default()
        if event.key in self._keys:
            self._keys[event.key]()
        elif event.key in _SCROLLING:
            self.query_one(VerticalScroll).scroll_relative(y=_SCROLLING[event.key], animate=False)
        elif event.key == "escape" or not self._lasting:
            self.dismiss()
