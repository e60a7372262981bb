"""Hits drawn as rows: which lines of which rows are in view, and how they look."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from tui.render.difference import Line
from tui.render.rows import Kept, Row, hit_lines
from tui.render.runs import Run
from tui.render.wrap import wrap
from tui.widgets.drawn_lines import DrawnLines
from tui.widgets.paging import Pages

if TYPE_CHECKING:
    from search import Hit

TALL = 15


class HitRows(DrawnLines):
    """Rows of hits, one of them under the cursor.

    `row` is the number of the hit under the cursor in the answer; versions of a story that are folded into a better
    one keep theirs, so that no number ever changes. `kept_for` says what lies on the desk for some documents.
    """

    def __init__(self) -> None:
        super().__init__("list")
        self.pages = Pages()
        self.row = 0
        self.marked: set[str] = set()
        self.kept_for: Callable[[Sequence[str]], Mapping[str, Kept]] = lambda _: {}
        self.snippets = False
        self.snippet_lines = 1
        self.notice = ""

    @property
    def hit(self) -> Hit | None:
        """Return the hit under the cursor."""
        return self.pages.hit(self.row)

    @property
    def number(self) -> int:
        """Return the number of the hit under the cursor, from 1; under another version of its story, that one's."""
        return self.pages.folding.lead_of(self.row) + 1

    @property
    def row_height(self) -> int:
        """Return how many lines a row takes: two, and those of the snippet where there is room for one."""
        return self._height_of_row(snippets=self.snippets)

    def _height_of_row(self, *, snippets: bool) -> int:
        return 2 + (self.snippet_lines if snippets and self.size.height >= TALL else 0)

    def room_for(self, query: str) -> tuple[int, int]:
        """Return how many rows of a query's answer come into view, and how many of them with a passage."""
        height = self._height_of_row(snippets=bool(query.strip()))
        rows = -(-self.size.height // height)
        return rows, rows if height > 2 else 0

    def _page(self) -> int:
        return max(1, self.size.height // self.row_height)

    @property
    def _top(self) -> int:
        """Return the slot at the top of the view."""
        return self.scroll_offset.y // self.row_height

    def _is_in_view(self, row: int) -> bool:
        return 0 <= self._line_of(row) - self.scroll_offset.y < self.size.height

    def _line_of(self, row: int) -> int:
        """Return the line a row begins at, counted from the first row."""
        return self.pages.folding.slot_of(row) * self.row_height

    def _rows_in_view(self, *, ahead: bool = False) -> Iterator[int]:
        """Give the rows in view; with `ahead` those of as much above and below."""
        first, last = self._top, -(-(self.scroll_offset.y + self.size.height) // self.row_height)
        if ahead:
            count = last - first
            first, last = max(0, first - count), last + count
        folding = self.pages.folding
        return (folding.row_at(slot) for slot in range(first, min(last, folding.slots)))

    # Drawing

    def lines(self) -> list[Line]:
        """Return the lines in view as they are now."""
        if not self.pages.total:
            return self._notice_lines()
        rows = list(self._rows_in_view())
        kept = self.kept_for([hit.key for row in rows if (hit := self.pages.hit(row))])
        lines = [line for row in rows for line in self._row_lines(row, kept)]
        skipped = self.scroll_offset.y - self._top * self.row_height
        return lines[skipped : skipped + self.size.height]

    def _row_lines(self, row: int, kept: Mapping[str, Kept]) -> list[Line]:
        hit, is_selected = self.pages.hit(row), row == self.row
        if hit is None:
            bar = Run("▌" if is_selected else " ", "bar")
            lines = (bar,), (bar, Run("  …", "muted")), *[(bar,)] * (self.row_height - 2)
        else:
            folding = self.pages.folding
            mine = kept.get(hit.key, Kept())._replace(marked=hit.key in self.marked)
            shown = Row(hit, mine, folding.versions(row), folding.lead_of(row) != row, is_selected)
            lines = hit_lines(shown, self.size.width, snippet=self.row_height - 2)
        return [Line(runs, is_selected and part == 1) for part, runs in enumerate(lines)]

    def _notice_lines(self) -> list[Line]:
        lines = wrap(self.notice, max(1, self.size.width - 6)) if self.notice else []
        runs = (Run(self.notice[start:end], "muted" if n else "title") for n, (start, end) in enumerate(lines))
        return [Line(), *(Line((Run("   "), run)) for run in runs)][: self.size.height]
