"""Finding one's way in the open document: words, headings, passages, and the places one was at."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual import on
from textual.containers import Horizontal
from textual.message import Message

from corpus import one_line
from tui.render.contents import headings
from tui.render.layout import Place
from tui.render.runs import fit
from tui.screens.asking import Ask, Option, among
from tui.screens.commands.moving import Moving
from tui.widgets.find_line import FindLine
from tui.widgets.foot import Foot
from tui.widgets.reader import Reader
from tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from tui.render.overlay import Overlay

AT_ONCE = 200_000
"""Letters of a document in which even a single letter is found while one types."""


class Before(NamedTuple):
    """Where one was, and what was looked for, when one began to type."""

    place: Place
    words: str


class Told(Message):
    """Something to say once everything is dealt with that the reader has told before: a move takes words away."""

    def __init__(self, *sentences: str) -> None:
        self.sentences = sentences
        super().__init__()


class Finding(Moving):
    """The commands of the reader."""

    _before: Before | None = None

    # Words in the document

    async def action_find(self, words: str = "") -> None:
        """Ask what to find in the document, or find it; where none is open yet, the words are for the search."""
        over = self._open_here() if self.reader.over else None
        if over is None:
            self.action_search(words)
            return
        if self._before:
            return
        before = Before(self.reader.place, over.words)
        if words:
            self._keep_found(words, before)
            return
        self._before = before
        line = FindLine()
        self.query_one("#keys", StatusLine).display = False
        await self.query_one("Foot > Horizontal", Horizontal).mount(line, before=0)
        self.set_focus(line.line, scroll_visible=False)

    @on(FindLine.Typed)
    def find_typed(self, typed: FindLine.Typed) -> None:
        """Light what is being typed, where that takes no time."""
        over, before = self.reader.over, self._before
        if over and before and (len(typed.words) > 2 or over.findable.size < AT_ONCE):
            self.reader.find(typed.words, before.place)

    @on(FindLine.Stepped)
    def find_stepped(self, stepped: FindLine.Stepped) -> None:
        """Go to the next or the previous place while typing."""
        self.reader.step_hit(forward=stepped.forward)

    @on(FindLine.Ended)
    async def find_ended(self, ended: FindLine.Ended) -> None:
        """Keep what was found, or go back to where one was."""
        before, self._before = self._before, None
        if before is None:
            return
        line = self.query_one(FindLine)
        was_here = line.line.has_focus
        await line.remove()
        self.query_one("#keys", StatusLine).display = True
        if was_here:
            self.go_to("reader")
        # Only then is it known again how much room the line of keys has.
        self.call_after_refresh(self._keep_found, ended.words, before)

    @on(Told)
    def tell(self, told: Told) -> None:
        """Say the first sentence that fits into the line of keys, else the last."""
        room = self.query_one(Foot).room
        self.say(next((sentence for sentence in told.sentences if len(sentence) < room), told.sentences[-1]))

    def _unfind(self, before: Before) -> None:
        self.reader.find(before.words, before.place)
        self.reader.go(before.place)

    def _keep_found(self, words: str | None, before: Before) -> None:
        if words is None:
            self._unfind(before)
            self.say(None)
            return
        over = self.reader.over
        if over and over.words != words:
            self.reader.find(words, before.place)
        shown = f"“{fit(one_line(words), 30)}”"
        if not words.strip():
            self.reader.go(before.place)
            self._tell(
                "The hits of the search are lit again." if self.reading.query.strip() else "Nothing is lit any more."
            )
        elif not self.reader.walk_.hits:
            self._unfind(before)
            self._tell(f"{shown} is not in this document.")
        else:
            self.reading.leave(before.place)
            again, back = self.keymap.sign("next_hit"), self.keymap.sign("back")
            self._tell(f"{shown} · {again} goes on to the next · {back} takes it away", shown)

    # Headings

    def action_contents(self) -> None:
        """Choose a heading to go to."""
        over = self._open_here()
        if over is None:
            return
        found = headings(over.blocks, over.opened.body)
        if not found:
            self._tell("This document has no headings.")
            return
        counts = over.walk.counts([heading.place.block for heading in found])
        options = [
            Option("  " * min(heading.depth, 6) + heading.text, note=f"{count:,}×" if count else "", id=str(number))
            for number, (heading, count) in enumerate(zip(found, counts, strict=True))
        ]

        def chosen(option: Option | None) -> None:
            if option is not None:
                self.reader.jump(found[int(option.id)].place)

        self.app.push_screen(Ask("Contents", among(options)), chosen)

    # Passages

    def action_select(self) -> None:
        """Begin to select, by sentences; once more, by paragraphs."""
        if self._open_here():
            self.reader.select()

    @on(Reader.Selected)
    def selected(self) -> None:
        """Say how much is selected, and what can be done."""
        selection = self.reader.selection
        if selection is None:
            self.say(None)
            return
        passage = self.reader.passage()
        count = len(passage.text.split()) if passage else 0
        words = f"{count:,} word{'s' if count != 1 else ''} selected"
        select, back = self.keymap.sign("select"), self.keymap.sign("back")
        kind = "sentences" if selection.by_paragraph else "paragraphs"
        ends = f"{select} {kind} · {back} ends"
        self._tell(f"{words} · ↑↓ more or less · ←→ another · {ends}", f"{words} · {ends}", words)

    # Places

    @on(Reader.Jumped)
    def jumped(self, jumped: Reader.Jumped) -> None:
        """Keep the place one went away from."""
        self.reading.leave(jumped.left)

    def action_place_back(self) -> None:
        """Go back to the place one was at before."""
        if not self.reading.go_back():
            self.say("There is no place before this one.")

    def action_place_forward(self) -> None:
        """Go forward to the place one came back from."""
        if not self.reading.go_forward():
            self.say("There is no place to go forward to.")

    def action_last_place(self) -> None:
        """Go to the place one was at last, and back again."""
        if not self.reading.go_last():
            self.say("There is no other place to go back to.")

    @on(Reader.Ran)
    def ran_on(self, ran: Reader.Ran) -> None:
        """Say that the next hit stands in another document."""
        on = f"No more “{fit(one_line(ran.words), 20)}” there: this is another document"
        self._tell(
            f"{on}, with the hits of the search." if self.reader.walk_.hits else f"{on}.", f"{on}.", "Another document."
        )

    def action_back(self) -> None:
        """Go one step back: out of a selection, then of what was found, then of the pane."""
        if self.pane != "reader" or not self.reader.let_go():
            super().action_back()

    def _open_here(self) -> Overlay | None:
        """Return the open document, in the reader; where there is none, that is said."""
        if self.reader.over is None:
            self.say("No document is open.")
        elif self.pane != "reader":
            self.go_to("reader")
        return self.reader.over

    def _tell(self, *sentences: str) -> None:
        """Say one of some sentences that say the same, the longest first."""
        self.reader.post_message(Told(*sentences))
