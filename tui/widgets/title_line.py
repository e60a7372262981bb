"""The title line: which archive this is, what goes on, what was found."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip

from tui.render.runs import Run, justify, width_of
from tui.widgets.status_line import StatusLine

GAP = 2


class TitleLine(StatusLine):
    """Between its left and its right stands what goes on, in as many words as there is room for."""

    def __init__(self) -> None:
        super().__init__("title")
        self._forms: tuple[str, ...] = ()

    def tell(self, forms: Sequence[str]) -> None:
        """Tell what goes on; `forms` say the same, the longest first, and none says nothing."""
        if self._forms != tuple(forms):
            self._forms = tuple(forms)
            self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is one line
        """Return the line."""
        width = self.size.width
        left = told(self.left, self._forms, width - width_of(self.right) - 1)
        return self.strip(justify(left, self.right, width), width)


def told(left: Sequence[Run], forms: Sequence[str], room: int) -> list[Run]:
    """Return the longest form that fits behind `left`; where none does, behind less of it or alone."""
    if not forms:
        return list(left)
    for kept in (left, left[:1], ()):
        for form in forms:
            runs = [*kept, Run(" " * (GAP if kept else 1)), Run(form, "key")]
            if width_of(runs) <= room:
                return runs
    return [Run(f" {forms[-1]}", "key")]
