"""The line at the foot in which one types what to find in the open document."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static


class FindLine(Horizontal):
    """Says what is typed in it letter by letter, and whether it was taken or left in the end."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", priority=True, show=False),
        Binding("down,ctrl+n", "step(True)", priority=True, show=False),
        Binding("up,ctrl+p", "step(False)", priority=True, show=False),
    ]
    DEFAULT_CSS = """
    FindLine {
        height: 1; width: 1fr; background: $bar;
        Static { width: 3; color: $accent; }
        Input { background: $bar; color: $bright; width: 1fr; pointer: default; }
        Input:focus { background: $bar; background-tint: $bar 0%; }
        Input:nocolor > .input--cursor { text-style: reverse; }
    }
    """

    class Typed(Message):
        """Other words stand in the line."""

        def __init__(self, words: str) -> None:
            self.words = words
            super().__init__()

    class Ended(Message):
        """The words were taken, or left where they are None."""

        def __init__(self, words: str | None) -> None:
            self.words = words
            super().__init__()

    class Stepped(Message):
        """The next or the previous place is wanted, the words still being typed."""

        def __init__(self, *, forward: bool) -> None:
            self.forward = forward
            super().__init__()

    def __init__(self) -> None:
        super().__init__(id="find")
        self.line = Input(compact=True, select_on_focus=False)
        self.line.cursor_blink = False

    def compose(self) -> ComposeResult:
        """Lay out the line."""
        yield Static(" / ", markup=False)
        yield self.line

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(event.value))

    @on(Input.Submitted)
    def _taken(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Ended(event.value))

    @on(Input.Blurred)
    def _left_alone(self, event: Input.Blurred) -> None:
        event.stop()
        if self.app.app_focus:
            self.post_message(self.Ended(event.value))

    def action_leave(self) -> None:
        """Find nothing."""
        self.post_message(self.Ended(None))

    def action_step(self, forward: bool) -> None:
        """Go to the next or the previous place."""
        self.post_message(self.Stepped(forward=forward))
