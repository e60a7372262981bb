"""All that is known of a document, laid over the room; what a page states wrongly can be put right here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content

from tui.render.known import Fact, Known, facts
from tui.render.runs import text_width
from tui.render.wrap import wrap
from tui.screens.paper import FRAME, MOST, Paper

if TYPE_CHECKING:
    from corpus import DatelineError

HINT = "e corrects · u takes that back · esc back"
NOT_OURS = "This is no value that can be put right."
NOT_CORRECTED = "This is what the page states; nothing is corrected here."
NAME_MOST, NAME_LEAST, NARROW = 16, 10, 50
MARK = 2


class ValuesSheet(Paper):
    """Shows what is known, one fact under the other; one of them stands out, and the keys are for that one.

    `edit` and `undo` are told of the fact that is to be put right, or back to what the page states.
    """

    def __init__(self, known: Known, edit: Callable[[Fact], object], undo: Callable[[Fact], object]) -> None:
        keys: dict[str, Callable[[], object]] = {
            "e": lambda: self._if_ours(edit),
            "enter": lambda: self._if_ours(edit),
            "u": lambda: self._if_corrected(undo),
        }
        keys |= dict.fromkeys(("q", "i"), self.dismiss)
        keys |= {key: partial(self.move, rows) for key, rows in _MOVES.items()}
        super().__init__("All that is known", Content(""), keys=keys, hint=HINT, lasting=True)
        self.known, self.facts, self.row = known, facts(known), 0
        self._said: tuple[str, str] = "", ""

    @property
    def fact(self) -> Fact:
        """Return the fact one stands on."""
        return self.facts[self.row]

    def show(self, known: Known) -> None:
        """Show what is known now."""
        self.known, self.facts = known, facts(known)
        self.row = min(self.row, len(self.facts) - 1)
        self._draw()

    def tell(self, sentence: str, style: str = "$primary") -> None:
        """Say something below the fact one stands on; it stays until one moves."""
        self._said = sentence, style
        self._draw()

    def refuse(self, error: DatelineError) -> None:
        """Say why something was not done."""
        self.tell(str(error), "bold $error")

    def move(self, rows: int) -> None:
        """Go to another fact."""
        self.row = min(max(0, self.row + rows), len(self.facts) - 1)
        self._said = "", ""
        self._draw()

    def on_resize(self) -> None:
        """Lay the facts out at the new width."""
        self._draw()

    def _if_ours(self, do: Callable[[Fact], object]) -> None:
        if self.fact.value:
            do(self.fact)
        else:
            self.tell(NOT_OURS)

    def _if_corrected(self, do: Callable[[Fact], object]) -> None:
        if self.fact.corrected:
            do(self.fact)
        else:
            self.tell(NOT_CORRECTED if self.fact.value else NOT_OURS)

    def _draw(self) -> None:
        room = max(20, min(MOST, self.size.width * 96 // 100) - FRAME - MARK)
        lines: list[Content] = []
        top = bottom = 0
        for number, fact in enumerate(self.facts):
            if number == 0 or fact.about != self.facts[number - 1].about:
                lines += [*([Content("")] if lines else []), Content.styled(fact.about, "bold underline")]
            here = number == self.row
            own = [*fact_lines(fact, room), *(_wrapped(*self._said, room) if here and self._said[0] else [])]
            if here:
                top, bottom = len(lines), len(lines) + len(own)
            bar = Content.styled("▌ ", "$accent") if here else Content("  ")
            lines += [bar + line for line in own]
        self.write(Content("\n").join(lines))
        self.call_after_refresh(self._bring, 0 if self.row == 0 else top, bottom)

    def _bring(self, top: int, bottom: int) -> None:
        sheet = self.query_one(VerticalScroll)
        height, at = max(1, sheet.scrollable_content_region.height), sheet.scroll_offset.y
        if top < at or bottom > at + height:
            sheet.scroll_to(y=top if top < at else min(top, bottom - height), animate=False)


_MOVES = {"j": 1, "down": 1, "k": -1, "up": -1, "space": 6, "pagedown": 6, "b": -6, "pageup": -6}
_MOVES |= dict.fromkeys(("g", "home"), -1000) | dict.fromkeys(("G", "end"), 1000)


def fact_lines(fact: Fact, width: int) -> list[Content]:
    """Return a fact as lines: its name and value, below them where it comes from and the words on the page."""
    column = (NAME_MOST if width >= NARROW else NAME_LEAST) + 1
    lines = [Content.styled(line.plain, "$bright") for line in _wrapped(fact.text, "", width - column)]
    origin = f"{fact.origin}: “{fact.words}”" if fact.words else fact.origin
    lines += _wrapped(origin, "bold $warning" if fact.corrected else "$muted", width - column) if origin else []
    names = _wrapped(fact.name, "$primary", column - 1)
    blank = Content(" " * column)
    rows = max(len(lines), len(names))
    padded = [name + Content(" " * (column - text_width(name.plain))) for name in names]
    return [
        (padded[row] if row < len(padded) else blank) + (lines[row] if row < len(lines) else Content(""))
        for row in range(rows)
    ]


def _wrapped(text: str, style: str, width: int) -> list[Content]:
    return [Content.styled(text[start:end], style) for start, end in wrap(text, width)]
