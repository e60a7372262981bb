"""Two texts side by side that scroll together; without room for both, one at a time, or one below the other."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.screen import Screen

from tui.render.columns import Columns, Shown
from tui.render.runs import Run
from tui.screens.latest import Latest
from tui.screens.sides import Sides
from tui.screens.wording import keys_line
from tui.widgets.column_lines import ABOVE, ColumnLines
from tui.widgets.foot import Foot
from tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from corpus import DatelineError
    from tui.actions import Action
    from tui.keymap import Keymap

WIDE = 100


@dataclass(frozen=True, slots=True)
class _Asked:
    """How to lay it out: at a width, which side, and whether the source is meant."""

    width: int
    shown: Shown
    source: bool = False


@dataclass(frozen=True, slots=True)
class _Laid:
    sides: Sides
    columns: Columns


class SideBySide(Screen[None]):
    """Shows two texts, which `load` reads on a worker."""

    DEFAULT_CSS = """
    SideBySide { background: $background; }
    SideBySide > #title, SideBySide > #heads { background: $bar; }
    SideBySide > #columns { height: 1fr; }
    """
    AUTO_FOCUS = "#columns"
    ESCAPE_TO_MINIMIZE = False

    def __init__(self, title: list[Run], keymap: Keymap, load: Callable[[threading.Event], Sides]) -> None:
        super().__init__()
        self._title, self._keymap, self._load = title, keymap, load
        self._sides: Sides | None = None
        self._turned = self._source = False
        self._message: Run | None = None
        self._top, self._heads, self._foot = StatusLine("title"), StatusLine("heads"), Foot()
        self.lines = ColumnLines()
        self._jobs: Latest[_Asked, _Laid] = Latest(self._lay, self._show, self._failed, self.call_next)

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield from (self._top, self._heads, self.lines, self._foot)

    def on_mount(self) -> None:
        """Say what it is while it is read."""
        self._top.show(self._title, [])

    def on_unmount(self) -> None:
        """Let go of what is being read."""
        self._jobs.stop()

    def on_resize(self) -> None:
        """Lay the texts out at the new width."""
        self._ask()

    @property
    def _shown(self) -> Shown:
        if self._source:
            return "left"
        if self.size.width >= WIDE:
            return "both"
        if self._sides and self._sides.in_one:
            return "one"
        return "right" if self._turned else "left"

    def _ask(self) -> None:
        self._jobs.ask(_Asked(self.size.width - 1, self._shown, self._source))

    def _lay(self, asked: _Asked, cancel: threading.Event) -> _Laid:
        sides = self._sides or self._load(cancel)
        shown: Shown = "one" if sides.in_one and asked.shown != "both" else asked.shown
        groups = sides.source() if asked.source and sides.source else sides.groups
        return _Laid(sides, Columns(groups, asked.width, shown))

    def _show(self, _: _Asked, laid: _Laid) -> None:
        before, columns = self.lines.columns, laid.columns
        self._sides = laid.sides
        if before and len(before.groups) == len(columns.groups):
            line = columns.line_of(before.place(self.lines.scroll_offset.y))
        else:
            line = 0 if self._source else columns.top_of(laid.sides.start) - ABOVE
        self.lines.show(columns, line)
        self._top.show(self._title, [Run(f"{laid.sides.summary} ", "muted")])
        left = "The source of the page" if self._source else laid.sides.left.head
        if columns.shown == "one":
            left = f"{laid.sides.left.head}  {laid.sides.right.head}"
        heads = columns.beside([Run(left, "muted")], [Run(laid.sides.right.head, "muted")])
        self._heads.show([Run(" "), *heads], [])
        self.show_keys()

    def _failed(self, _: _Asked, error: DatelineError) -> None:
        self.lines.notice = ""
        self.lines.refresh()
        self.say(str(error), style="error")

    def on_column_lines_moved(self) -> None:
        """Keep the line of keys up with a move."""
        self._message = None
        self.show_keys()

    def say(self, sentence: str, style: str = "title") -> None:
        """Say something in the line of keys."""
        self._message = Run(f" {sentence}", style)
        self.show_keys()

    def show_keys(self) -> None:
        """Show what works here, or what was said; at the right, where one is."""
        keys = keys_line(list(_hints(self._keymap, self._labels())), self._foot.room)
        self._foot.show(keys, self._message, f"{self.lines.share}%" if self.lines.columns else "")

    def _labels(self) -> dict[str, str]:
        sides, columns = self._sides, self.lines.columns
        if sides is None or columns is None:
            return {"back": "back"}
        labels = {}
        if columns.shown in {"left", "right"} and not self._source:
            labels["next_pane"] = (sides.left if self._turned else sides.right).name
        labels |= {"back": "back", "move_down": "move", "next_hit": "next change"}
        if sides.source:
            labels["raw"] = "lines" if self._source else "source"
        return labels

    def action_back(self) -> None:
        """Go back to where one was."""
        self.dismiss()

    def action_leave(self) -> None:
        """Go back to where one was: leaving is for the room."""
        self.dismiss()

    def action_next_hit(self) -> None:
        """Go to the next place where the two differ."""
        if not self.lines.step(forward=True):
            self.say("That was the last one.")

    def action_previous_hit(self) -> None:
        """Go to the place before where the two differ."""
        if not self.lines.step(forward=False):
            self.say("That was the first one.")

    def action_next_pane(self) -> None:
        """Turn to the other text, where one is shown at a time."""
        if self.lines.columns and self.lines.columns.shown in {"left", "right"} and not self._source:
            self._turned = not self._turned
            self._ask()

    def action_raw(self) -> None:
        """Show what the page was made of, and back."""
        if self._sides is None or self._sides.in_one:
            return
        if self._sides.source is None:
            self.say("The page is plain text: this is all of it.")
        else:
            self._source = not self._source
            self._ask()


def _hints(keymap: Keymap, labels: Mapping[str, str]) -> list[Action]:
    """Return actions with what they are called here."""
    here = {action.id: action for action in keymap.here("reader")}
    return [here[name]._replace(label=label) for name, label in labels.items() if name in here]
