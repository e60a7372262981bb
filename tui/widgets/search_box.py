"""The search box: one line, no blinking, its text never markup; in grey behind it, how it could go on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import events
from textual.actions import parse
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widgets import Input

from corpus import one_line
from tui.actions import bindings
from tui.render.runs import fit, text_width

if TYPE_CHECKING:
    from search import Completion

BETWEEN = "  "
LONGEST = 1_000
"""Letters that are taken of what is pasted: no longer query is ever answered."""
EDITING = {
    key: parse(binding.action)[1:]
    for binding in Input.BINDINGS
    if isinstance(binding, Binding) and binding.action != "submit"
    for key in binding.key.split(",")
}
"""What keys do to the text, by Textual's names: an action and its arguments."""


class SearchBox(Input):
    """Where the query stands; everything else writes into it as well."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("box")]
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)
    """How long the text is; the screen need not be laid out again when that changes."""
    DEFAULT_CSS = """
    SearchBox {
        background: $bar; color: $bright; width: 1fr; pointer: default;
        &:focus { background: $bar; background-tint: $bar 0%; }
    }
    SearchBox > .input--placeholder, SearchBox > .input--suggestion { color: $muted; }
    SearchBox:nocolor > .input--cursor { text-style: reverse; }
    """

    def __init__(self) -> None:
        super().__init__(id="box", compact=True, select_on_focus=False, placeholder='words, "a phrase", source:, year:')
        self.cursor_blink = False
        self._offered: tuple[str, Sequence[Completion]] = ("", ())

    def _forward_event(self, event: events.Event) -> None:
        """Take what is typed at once.

        Textual hands letters over, and looks for what other keys do when they have been nowhere else. Of keys that
        come together, as they do over a slow line, Enter would come before the letters before it, and Backspace after
        those behind it.
        """
        if isinstance(event, events.Paste):
            self.replace(one_line(event.text[:LONGEST]), *sorted(self.selection))
        elif not (isinstance(event, events.Key) and self._types(event)):
            super()._forward_event(event)

    def _types(self, key: events.Key) -> bool:
        if key.is_printable and key.character:
            self.replace(key.character, *sorted(self.selection))
        elif key.key in EDITING:
            name, arguments = EDITING[key.key]
            getattr(self, f"action_{name}")(*arguments)
        return key.is_printable or key.key in EDITING

    def write(self, query: str) -> None:
        """Put a query into the box, the cursor at its end, without telling anybody."""
        with self.prevent(Input.Changed):
            self.value = query
            self.cursor_position = len(query)

    def go_on(self) -> None:
        """Make room for another word behind the query."""
        if self.value.strip() and not self.value.endswith(" "):
            self.write(f"{self.value} ")

    def offer(self, text: str, completions: Sequence[Completion]) -> None:
        """Offer what a text could go on with, the best first."""
        before, self._offered = self.offered, (text, completions)
        if self.offered != before:
            self.refresh()

    @property
    def offered(self) -> Sequence[Completion]:
        """Return what could be taken now: nothing where something else was typed since, or the cursor moved away."""
        text, completions = self._offered
        return completions if self.has_focus and self.cursor_at_end and text == self.value else ()

    def render_line(self, y: int) -> Strip:
        """Return the line: the query, and in grey what could be taken."""
        strip = super().render_line(y)
        if y or not self.offered:
            return strip
        used = text_width(self.value) - self.scroll_offset.x
        grey = fit(going_on(self.value, self.offered), self.size.width - used)
        if not grey:
            return strip
        cursor = self.get_component_rich_style("input--cursor")
        faint = self.get_component_rich_style("input--suggestion")
        behind = Strip([Segment(grey[0], cursor), Segment(grey[1:], faint)]).apply_style(self.rich_style)
        return Strip.join([strip.crop(0, used), behind, strip.crop(used + behind.cell_length)])

    def complete(self) -> None:
        """Take what is offered; where nothing is, go one letter on."""
        if not self.offered:
            self.action_cursor_right()
            return
        best = self.offered[0]
        self.value = self.value[: best.start] + best.replacement + self.value[best.end :]
        self.cursor_position = best.start + len(best.replacement)


def going_on(text: str, completions: Sequence[Completion]) -> str:
    """Return how to show what a text could go on with: the rest of the best one, or all of it where it is no rest.

    Of the values of a filter the next ones follow, to say what there is.
    """
    best = completions[0]
    typed = text[best.start : best.end]
    first, *others = (one_line(one.replacement) for one in completions)
    is_rest = first.casefold().startswith(typed.casefold())
    first = first[len(typed) :] if is_rest else f" → {first}"
    return BETWEEN.join([first, *others]) if text[: best.start].endswith((":", "..")) else first
