"""The search box: one line, no blinking, its text never markup."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import Input

from tui.actions import bindings


class SearchBox(Input):
    """Where the query stands; everything else writes into it as well."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("box")]
    DEFAULT_CSS = """
    SearchBox {
        background: $bar; color: $bright; width: 1fr; pointer: default;
        &:focus { background: $bar; background-tint: $bar 0%; }
    }
    SearchBox:nocolor > .input--cursor { text-style: reverse; }
    """

    def __init__(self) -> None:
        super().__init__(id="box", compact=True, select_on_focus=False, placeholder='words, "a phrase", source:, year:')
        self.cursor_blink = False

    def write(self, query: str) -> None:
        """Put a query into the box, the cursor at its end, without telling anybody."""
        with self.prevent(Input.Changed):
            self.value = query
            self.cursor_position = len(query)
