"""The start page: what there is, what one did last, and a cursor that goes over all of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, NamedTuple

from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from tui.actions import bindings
from tui.render.runs import Run
from tui.render.start import Cell, Choice, Line, Overview, page
from tui.widgets.line_view import LineView


class Place(NamedTuple):
    """Where something to choose stands: its line, and what is drawn there."""

    line: int
    cell: Cell


class StartPage(LineView):
    """An overview drawn in one or two columns; the cursor goes down the first and then down the second.

    Counts may come while one moves about: the cursor stays on what it stands on.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("start")]
    DEFAULT_CSS = "StartPage { width: 1fr; }"

    class Chosen(Message):
        """Something was chosen."""

        def __init__(self, choice: Choice) -> None:
            self.choice = choice
            super().__init__()

    def __init__(self) -> None:
        super().__init__(id="start")
        self.overview: Overview | None = None
        self.unfolded: set[str] = set()
        self.lines: list[Line] = []
        self.places: list[Place] = []
        self.at = 0
        self._laid_out_for = 0

    @property
    def choice(self) -> Choice | None:
        """Return what the cursor stands on."""
        return self.places[self.at].cell.choice if self.places else None

    @property
    def document(self) -> str | None:
        """Return the key of the document under the cursor."""
        choice = self.choice
        return choice.value if choice and choice.what in {"read", "newest"} else None

    def show(self, overview: Overview) -> None:
        """Show an overview; the cursor stays where it was."""
        self.overview = overview
        self._lay_out()

    def _lay_out(self) -> None:
        if self.overview is None or not self.size.width:
            return
        before = self.choice
        self._laid_out_for = self.size.width
        self.lines = page(self.overview, self.size.width, self.unfolded)
        cells = [(number, cell) for number, line in enumerate(self.lines) for cell in line if cell.choice]
        self.places = [Place(*found) for found in sorted(cells, key=lambda found: (found[1].start, found[0]))]
        same = (number for number, place in enumerate(self.places) if place.cell.choice == before)
        # Who has not moved yet stays at the top, whatever comes in there.
        self.at = next(same, min(self.at, max(0, len(self.places) - 1))) if self.at else 0
        self.virtual_size = Size(self.size.width, len(self.lines))
        self._keep_in_view()
        self.refresh()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Return line `y` of the view; the first are asked for before the page is told its size."""
        if self._laid_out_for != self.size.width:
            self._lay_out()
        number = y + self.scroll_offset.y
        strips: list[Strip] = []
        drawn = 0
        for cell in self.lines[number] if number < len(self.lines) else ():
            strips += [self.strip([], cell.start - drawn), self._cell(number, cell)]
            drawn = cell.start + cell.width
        return Strip.join([*strips, self.strip([], max(0, self.size.width - drawn))])

    def _cell(self, line: int, cell: Cell) -> Strip:
        is_selected = bool(self.places) and self.places[self.at] == (line, cell)
        lead = [Run("▌ " if is_selected else "  ", "bar")] if cell.choice else []
        return self.strip([*lead, *cell.runs], cell.width, selected=is_selected)

    # Where one is

    def move_to(self, at: int) -> None:
        """Set the cursor on one of the things to choose from."""
        old, self.at = self.at, min(max(0, at), max(0, len(self.places) - 1))
        self._keep_in_view()
        for number in {old, self.at} if self.places else ():
            line, cell = self.places[number]
            self.refresh(Region(cell.start, line - self.scroll_offset.y, cell.width, 1))

    def _keep_in_view(self) -> None:
        """Scroll so that the cursor is in view, with the heading above it; from the first on with the head as well."""
        top, height = self.scroll_offset.y, self.size.height
        line = self.places[self.at].line if self.places else 0
        first = 0 if self.at == 0 else line - 1
        if first < top:
            self.scroll_now(max(first, line - height + 1))
        elif line >= top + height > 0:
            self.scroll_now(min(first, line - height // 2))

    def _beside(self, line: int, start: int) -> int:
        """Return what stands nearest to a line, among what begins at a column."""
        column = [number for number, place in enumerate(self.places) if place.cell.start == start]
        return min(column, key=lambda number: abs(self.places[number].line - line), default=self.at)

    def _go_to_line(self, line: int) -> None:
        if self.places:
            self.move_to(self._beside(line, self.places[self.at].cell.start))

    def on_resize(self) -> None:
        """Lay the page out anew."""
        self._lay_out()

    def on_click(self, event: events.Click) -> None:
        """Choose what is clicked."""
        line = event.y + self.scroll_offset.y
        hit = (at for at, (number, cell) in enumerate(self.places) if number == line and event.x in cell.columns)
        if (at := next(hit, None)) is not None:
            self.move_to(at)
            self.action_choose()

    def action_choose(self) -> None:
        """Choose what the cursor stands on, or unfold the rest of its section."""
        choice = self.choice
        if choice is None:
            return
        if choice.what == "more":
            self.unfolded.add(choice.value)
            self._lay_out()
        else:
            self.post_message(self.Chosen(choice))

    def action_column_left(self) -> None:
        """Go to the left column."""
        self._to_column(min)

    def action_column_right(self) -> None:
        """Go to the right column."""
        self._to_column(max)

    def _to_column(self, which: Callable[[list[int]], int]) -> None:
        if self.places:
            start = which([place.cell.start for place in self.places])
            if start != self.places[self.at].cell.start:
                self.move_to(self._beside(self.places[self.at].line, start))

    def action_move_down(self) -> None:
        """Go one down."""
        self.move_to(self.at + 1)

    def action_move_up(self) -> None:
        """Go one up."""
        self.move_to(self.at - 1)

    def action_page_down(self) -> None:
        """Go a page down in the column."""
        self._go_to_line(self.places[self.at].line + self.size.height if self.places else 0)

    def action_page_up(self) -> None:
        """Go a page up in the column."""
        self._go_to_line(self.places[self.at].line - self.size.height if self.places else 0)

    def action_first(self) -> None:
        """Go to the first."""
        self.move_to(0)

    def action_last(self) -> None:
        """Go to the last."""
        self.move_to(len(self.places) - 1)
