"""Writing a note: the passage it is on above, the text below."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Static

from corpus import DatelineError, visible
from tui.screens.asking import Ask, Option, among

if TYPE_CHECKING:
    from textual.widgets import TextArea

    from tui.screens.draft import Draft

STANDING_STILL = 1.0
SAVE, DROP = "save", "drop"
UNSAVED = (Option("Save it", id=SAVE), Option("Throw away what was written", id=DROP))


class NoteEditor(ModalScreen[str | None]):
    """Asks for the text of a note, which said `before`; gives what to say of it, None where there was nothing to keep.

    `save` keeps the note and returns that sentence, or raises a DatelineError: then one goes on writing, the reason
    below the text. `keep` is given the draft whenever the person pauses, and None where it is thrown away.
    """

    # Not before the letters typed ahead of them: those are still on their way to the text.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", show=False),
        Binding("escape", "back", show=False),
    ]
    DEFAULT_CSS = """
    NoteEditor {
        align: center top; background: $background 0%;
        & > Vertical {
            width: 76; max-width: 96%; height: 20; max-height: 90%; margin-top: 2; background: $surface;
            border: round $faint; border-title-color: $bright; border-subtitle-color: $muted; padding: 0 1;
            VerticalScroll {
                height: auto; max-height: 50%; scrollbar-size-vertical: 0; padding: 0 1; border-bottom: solid $panel;
            }
            #passage { color: $muted; }
            #problem { display: none; color: $error; text-style: bold; padding: 0 1; }
            TextArea {
                height: 1fr; border: none; padding: 0 1; background: $surface; color: $bright;
                scrollbar-size-vertical: 0; pointer: default;
                & .text-area--cursor-line { background: $surface; }
            }
            TextArea:focus { border: none; }
        }
    }
    """

    def __init__(
        self, draft: Draft, before: str, save: Callable[[Draft], str], keep: Callable[[Draft | None], None]
    ) -> None:
        from textual.widgets import TextArea

        super().__init__()
        self._draft, self._before = draft, before
        self._save, self._keep = save, keep
        self._area: TextArea = TextArea(draft.text or before, compact=True, highlight_cursor_line=False)
        self._area.cursor_blink = False
        self._problem = Static(id="problem", markup=False)
        self._pause: Timer | None = None

    @property
    def written(self) -> Draft:
        """Return the note as it stands."""
        return self._draft._replace(text=self._area.text)

    def compose(self) -> ComposeResult:
        """Lay out the editor."""
        passage = self._draft.anchor.exact if self._draft.anchor else ""
        above = VerticalScroll(Static(Content(f"“{visible(passage).strip()}”"), id="passage"), can_focus=False)
        above.display = bool(passage)
        sheet = Vertical(above, self._area, self._problem)
        sheet.border_title = "Note on this passage" if passage else "Note on the document"
        sheet.border_subtitle = "Ctrl-S saves · esc back"
        yield sheet

    def on_mount(self) -> None:
        """Go on writing at the end."""
        self._area.move_cursor(self._area.document.end)
        self._area.focus()

    def on_text_area_changed(self) -> None:
        """Keep a draft once one pauses."""
        if self._pause:
            self._pause.stop()
        self._pause = self.set_timer(STANDING_STILL, self.keep_draft)

    def keep_draft(self) -> None:
        """Keep what is written so far, where that is not what was kept."""
        written = self.written
        if written == self._draft or written.text == self._before:
            return
        try:
            self._keep(written)
        except DatelineError as error:
            self._tell(error)
        else:
            self._draft = written

    def action_save(self) -> None:
        """Keep the note; where that cannot be, go on writing."""
        try:
            said = self._save(self.written)
        except DatelineError as error:
            self._tell(error)
        else:
            self._leave(said)

    def action_back(self) -> None:
        """Go back; what was written and not saved is asked about."""
        if self._area.text.rstrip() == self._before.rstrip():
            self._throw_away()
        else:
            self.app.push_screen(Ask("The note is not saved", among(UNSAVED)), self._decided)

    def _tell(self, error: DatelineError) -> None:
        self._problem.update(Content(f"Not saved. {error}"))
        self._problem.display = True

    def _decided(self, option: Option | None) -> None:
        if option is None:
            self._area.focus()
        elif option.id == SAVE:
            self.action_save()
        else:
            self._throw_away()

    def _throw_away(self) -> None:
        with suppress(DatelineError):
            self._keep(None)
        self._leave(None)

    def _leave(self, said: str | None) -> None:
        if self._pause:
            self._pause.stop()
        self._draft = self.written
        self.dismiss(said)
