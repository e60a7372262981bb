"""A sheet laid over the room: the help, an address in full. Any key that does not scroll takes it away."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.actions import PANES, Action, Pane, actions, here
from tui.render.wrap import wrap

MOST, FRAME = 76, 6
_SCROLLING = {"j": 1, "down": 1, "k": -1, "up": -1, "space": 8, "pagedown": 8, "b": -8, "pageup": -8}


class Paper(ModalScreen[None]):
    """Shows lines of text; document text in them is Content, never markup."""

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

    def __init__(self, title: str, content: Content) -> None:
        super().__init__()
        self._title, self._content = title, content

    def compose(self) -> ComposeResult:
        """Lay out the sheet."""
        sheet = VerticalScroll(Static(self._content))
        sheet.border_title = self._title
        sheet.border_subtitle = "esc back"
        yield sheet

    def on_key(self, event: events.Key) -> None:
        """Scroll, or go back."""
        event.stop()
        event.prevent_default()
        if event.key in _SCROLLING:
            self.query_one(VerticalScroll).scroll_relative(y=_SCROLLING[event.key], animate=False)
        else:
            self.dismiss()


def help_paper(pane: Pane, width: int) -> Paper:
    """Return the help for a screen of a width: what works in this pane first, then the rest."""
    inside = here(pane)
    outside = [action for action in actions() if action not in inside]
    room = min(MOST, width * 96 // 100) - FRAME
    parts = [*_table(f"In the {PANES[pane]}", inside, room), Content(""), *_table("In other panes", outside, room)]
    return Paper("Keys", Content("\n").join(parts))


def address_paper(address: str | None) -> Paper:
    """Return a document's address in full."""
    return Paper("Address", Content(address or "This document states no address."))


def _table(heading: str, listed: Sequence[Action], room: int) -> list[Content]:
    width = max((len(action.signs) for action in actions()), default=0) + 2
    rows = [Content.styled(heading, "bold")]
    for action in listed:
        for number, (start, end) in enumerate(wrap(action.help, room - width)):
            keys = action.signs if number == 0 else ""
            rows.append(Content.assemble((f"{keys:<{width}}", "$accent"), action.help[start:end]))
    return rows
