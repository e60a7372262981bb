"""The ground of the list, the reader and the filters: a ScrollView that paints runs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.render.runs import Run, width_of
from tui.widgets.theme import palette

_PLAIN = Style()


class LineView(ScrollView, can_focus=True):
    """Draws the lines in view from runs, whose styles are named in the theme's palette.

    Not component classes: Textual works each of those out for each widget anew whenever the focus moves.
    """

    ALLOW_SELECT = False
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)
    """How many lines there are; without scrollbars the screen need not be laid out again when that changes."""
    DEFAULT_CSS = """
    LineView {
        background: $background; color: $foreground; scrollbar-size: 0 0; overflow-x: hidden; overflow-y: scroll;
    }
    """

    @property
    def is_in_use(self) -> bool:
        """Return whether the keys are for these lines."""
        return self.has_focus

    def strip(self, runs: Sequence[Run], width: int, *, selected: bool = False) -> Strip:
        """Return the runs as a strip of `width` cells."""
        styles = palette(self.app.theme, colour=not self.app.no_color)
        focus = "-focus" if self.is_in_use else ""
        base = self.visual_style.rich_style
        if selected:
            base += styles[f"selected{focus}"]
        cells = width_of(runs)
        padded = [*runs, Run(" " * (width - cells))] if cells < width else runs
        pieces = ((text, base + (styles.get(name + focus) or styles.get(name) or _PLAIN)) for text, name in padded)
        strip = Strip(_merged(pieces), max(cells, width))
        return strip if cells <= width else strip.crop(0, width)

    def scroll_now(self, y: float) -> None:
        """Scroll to a line at once."""
        self.scroll_to(y=max(0, y), animate=False, force=True)


def _merged(pieces: Iterable[tuple[str, Style]]) -> list[Segment]:
    """Return segments, blanks drawn in the style beside them where that looks the same: each style costs 24 bytes."""
    merged: list[tuple[str, Style]] = []
    for text, style in pieces:
        if not text:
            continue
        if merged:
            before, last = merged[-1]
            if last == style or (not text.strip() and _same_on_blanks(last, style)):
                merged[-1] = (before + text, last)
                continue
            if not before.strip() and _same_on_blanks(last, style):
                merged[-1] = (before + text, style)
                continue
        merged.append((text, style))
    return [Segment(text, style) for text, style in merged]


def _same_on_blanks(one: Style, other: Style) -> bool:
    shown = any(style.underline or style.reverse or style.strike for style in (one, other))
    return one.bgcolor == other.bgcolor and not shown
