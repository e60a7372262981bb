"""A question laid over the room: a line to type in, and what there is to choose from, narrowed by the typing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Size
from textual.message import Message
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Input

from tui.render.runs import Run, justify, width_of
from tui.widgets.line_view import LineView

MOST_SHOWN = 14
MARGIN, FRAME = 2, 3
COLUMN_MOST = 18


class Option(NamedTuple):
    """Something to choose: `text` is chosen and searched in, `note` stands at the right, `id` tells it apart.

    `detail` says behind the text what it is, as far as there is room.
    """

    text: str
    note: str = ""
    id: str = ""
    detail: str = ""


Options = Callable[[str], Sequence[Option]]
"""What there is to choose from, for what has been typed so far."""


def among(options: Sequence[Option]) -> Options:
    """Return options narrowed by typing: those that hold the letters typed, in their order, the closest first.

    Behind them come those whose details hold the words typed.
    """

    def narrowed(typed: str) -> Sequence[Option]:
        words = typed.casefold().split()
        if not words:
            return options
        from textual.fuzzy import Matcher

        matcher = Matcher(typed.strip())
        ranks = {option: matcher.match(f"{option.text} {option.note}") for option in options}
        near = [option for option in options if ranks[option] > 0]
        near.sort(key=lambda option: (not option.text.casefold().startswith(words[0]), -ranks[option]))
        told = (option for option in options if not ranks[option])
        return [*near, *(option for option in told if all(word in option.detail.casefold() for word in words))]

    return narrowed


class OptionLines(LineView):
    """The options, one a line, and which one stands out."""

    class Clicked(Message):
        """An option was clicked."""

        def __init__(self, option: Option) -> None:
            self.option = option
            super().__init__()

    def __init__(self) -> None:
        super().__init__()
        self.options: Sequence[Option] = ()
        self.row = 0
        self._most = MOST_SHOWN

    @property
    def is_in_use(self) -> bool:
        """Return True: the line above has the focus, but the keys move about here."""
        return True

    @property
    def chosen(self) -> Option | None:
        """Return the option that stands out."""
        return self.options[self.row] if 0 <= self.row < len(self.options) else None

    def show(self, options: Sequence[Option], *, row: int) -> None:
        """Show other options."""
        self.options, self.row = options, min(row, len(options) - 1)
        self.styles.height = min(len(options), self._most)
        self.virtual_size = Size(self.size.width, len(options))
        self.scroll_now(0)
        self.refresh()

    def fit(self, most: int) -> None:
        """Show no more than so many options at once."""
        self._most = max(1, min(MOST_SHOWN, most))
        self.styles.height = min(len(self.options), self._most)

    def move(self, rows: int, *, first: int) -> None:
        """Go down or up, not above `first`."""
        self.row = max(first, min(len(self.options) - 1, self.row + rows))
        height, top = max(1, self.size.height), self.scroll_offset.y
        if not top <= self.row < top + height:
            self.scroll_now(self.row if self.row < top else self.row - height + 1)
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Take the option clicked."""
        row = event.y + self.scroll_offset.y
        if row < len(self.options):
            self.post_message(self.Clicked(self.options[row]))

    def render_line(self, y: int) -> Strip:
        """Return line `y` of the view."""
        row, width = y + self.scroll_offset.y, self.size.width
        if row >= len(self.options):
            return self.strip([], width)
        option, here = self.options[row], row == self.row
        left = [Run("▌" if here else " ", "bar-focus"), Run(f" {option.text}", "title")]
        if option.detail:
            gap = max(0, self._column - width_of([Run(option.text)])) + 2
            left += [Run(" " * gap), Run(option.detail, "muted")]
        note = [Run(f"{option.note} ", "muted")] if option.note else []
        return self.strip(justify(left, note, width), width, selected=here)

    @property
    def _column(self) -> int:
        """Return how wide the texts are, so that the details behind them stand in a column."""
        return min(COLUMN_MOST, max(width_of([Run(option.text)]) for option in self.options))


class Ask(ModalScreen[Option | None]):
    """Asks for one option, or with `free` also for any text; gives None where the person goes back.

    With `free`, Enter takes what was typed unless one has moved to an option; Tab writes the option into the line.
    What is typed goes behind `value`, or takes its place where that is a proposal.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", priority=True, show=False),
        Binding("down,ctrl+n", "move(1)", priority=True, show=False),
        Binding("up,ctrl+p", "move(-1)", priority=True, show=False),
        Binding("pagedown", f"move({MOST_SHOWN - 1})", priority=True, show=False),
        Binding("pageup", f"move(-{MOST_SHOWN - 1})", priority=True, show=False),
        Binding("tab", "write", priority=True, show=False),
    ]
    DEFAULT_CSS = """
    Ask {
        align: center top; background: $background 0%;
        & > Vertical {
            width: 76; max-width: 96%; height: auto; max-height: 90%; margin-top: 2; background: $surface;
            border: round $faint; border-title-color: $bright; border-subtitle-color: $muted; padding: 0 1;
            Input { background: $surface; color: $bright; width: 1fr; pointer: default; }
            Input:focus { background: $surface; background-tint: $surface 0%; }
            OptionLines { background: $surface; height: auto; max-height: 14; }
        }
    }
    """

    def __init__(
        self,
        title: str,
        options: Options | None = None,
        *,
        free: bool = False,
        value: str = "",
        is_proposal: bool = False,
    ) -> None:
        super().__init__()
        self._title, self._free, self._is_proposal = title, free, is_proposal
        self._options = options or (lambda _: ())
        self._line = Input(value, compact=True, select_on_focus=False)
        self._line.cursor_blink = False
        self._lines = OptionLines()

    def compose(self) -> ComposeResult:
        """Lay out the question."""
        sheet = Vertical(self._line, self._lines)
        sheet.border_title = self._title
        sheet.border_subtitle = "⏎ takes it · esc back"
        yield sheet

    def on_mount(self) -> None:
        """Show what there is to choose from."""
        self._line.cursor_position = len(self._line.value)
        self._lines.can_focus = False
        self._line.focus()
        if self._is_proposal:
            self._line.select_all()
        self._narrow(self._line.value)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._narrow(event.value)

    def on_resize(self) -> None:
        """Show as many options as there is room for."""
        self._lines.fit((self.size.height - MARGIN) * 9 // 10 - FRAME)

    def _narrow(self, typed: str) -> None:
        self._lines.show(self._options(typed), row=-1 if self._free else 0)

    @on(Input.Submitted)
    def _take(self) -> None:
        chosen, typed = self._lines.chosen, self._line.value.strip()
        if chosen is not None:
            self.dismiss(chosen)
        elif self._free and typed:
            self.dismiss(Option(typed))

    @on(OptionLines.Clicked)
    def _take_clicked(self, event: OptionLines.Clicked) -> None:
        self.dismiss(event.option)

    def action_move(self, rows: int) -> None:
        """Go down or up among the options."""
        self._lines.move(rows, first=-1 if self._free else 0)

    def action_write(self) -> None:
        """Write the option one stands on, or the first, into the line."""
        option = self._lines.chosen or next(iter(self._lines.options), None)
        if option is not None:
            self._line.value = option.text
            self._line.cursor_position = len(option.text)

    def action_back(self) -> None:
        """Choose nothing."""
        self.dismiss(None)
