"""The reading room: it mediates between search box, filters, list and reader, and carries out what they ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.reactive import Reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from corpus import DatelineError
from tui.actions import PANES, Pane
from tui.render.runs import Run
from tui.screens.arrangement import Arrangement, arrange
from tui.screens.commands import Commands
from tui.screens.inquiry import Inquiry
from tui.screens.pauses import Pauses
from tui.screens.question import Ask, picked_values, toggled
from tui.screens.reading import Open, Reading
from tui.screens.session import Session
from tui.screens.wording import keys_line, nothing_found, place_in_words, position_of, refused, title_left, title_right
from tui.widgets.filters_pane import FiltersPane
from tui.widgets.foot import Foot
from tui.widgets.reader import Reader
from tui.widgets.result_list import ResultList
from tui.widgets.search_box import SearchBox
from tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from corpus import Archive, Desk
    from search import Answer, Index
    from tui.screens.index_later import IndexLater

TYPING_PAUSE = 0.08
PREVIEW_PAUSE = 0.15
PATIENCE = 0.4
STANDING_STILL = 1.0


class ReadingRoom(Commands):
    """The one screen of the room. `preview` says whether the reader follows the cursor of the list."""

    DEFAULT_CSS = """
    ReadingRoom { background: $background; }
    #title { background: $bar; }
    #query { height: 1; background: $bar; & > Static { width: 3; color: $accent; } }
    #panes { height: 1fr; & > LineView { height: 100%; } }
    #filters { border-right: solid $panel; }
    #filters.-alone { border: none; }
    """
    AUTO_FOCUS = ""
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """What has the focus; the panes draw that themselves, so the whole screen need not be drawn again."""
    ESCAPE_TO_MINIMIZE = False

    def __init__(self, archive: Archive, index: Index | IndexLater, desk: Desk, *, preview: bool) -> None:
        super().__init__()
        self.archive, self.desk, self.preview = archive, desk, preview
        self.documents = archive.totals().documents
        self.title_line, self.foot = StatusLine("title"), Foot()
        self.box, self.filters, self.list, self.reader = SearchBox(), FiltersPane(), ResultList(), Reader()
        self.inquiry = Inquiry(index, self._answered, self._not_answered, self.call_next)
        self.reading = Reading((archive, index, desk), (self.list, self.reader), self)
        self.pane: Pane = "list"
        self.filters_open = self.awaiting_results = False
        self.message: Run | None = None
        self._arrangement: Arrangement | None = None
        self._saved = Session()
        self.pauses = Pauses(self)

    def compose(self) -> ComposeResult:
        """Lay out the room."""
        yield self.title_line
        with Horizontal(id="query"):
            yield Static(" / ", markup=False)
            yield self.box
        with Horizontal(id="panes"):
            yield from (self.filters, self.list, self.reader)
        yield self.foot

    def on_mount(self) -> None:
        """Come back to where one was."""
        session = self._saved = Session.recall(self.desk)
        self.list.marked = set(self.desk.marked())
        self.filters_open = session.filters_open
        self.title_line.show(title_left(self.archive.folder.name), [])
        self.reader.notice = "" if self.preview else "⏎ opens the document here."
        self.box.write(session.query)
        self.go_to(session.standing)
        self.call_after_refresh(self._begin, session)

    def _begin(self, session: Session) -> None:
        """Ask what was asked last, once the screen is there: loading the index takes as long again."""
        self.reading.query = session.query
        self.inquiry.ask(session.question, row=session.row)
        if session.key:
            self.reading.restore(session.key, (session.block, session.offset))

    def on_unmount(self) -> None:
        """Let go of what is still under way."""
        self.inquiry.jobs.stop()
        self.reading.stop()

    # What comes back from the workers

    def _answered(self, asked: Ask, answer: Answer) -> None:
        if asked.offset:
            self.list.take(asked.offset, answer)
            self.reading.go_on()
            return
        query = self.inquiry.question.query
        if not self.box.has_focus:
            self.box.write(query)
        self.reading.query = query
        self.list.show_notice(nothing_found(answer, self.documents))
        self.list.show(answer, row=asked.row)
        self.filters.show(answer.facets, picked_values(query))
        self.title_line.show(self.title_line.left, title_right(answer, asked.question, self.documents))
        self.say(None)
        if self.awaiting_results:
            self.awaiting_results = False
            self.go_to("list")
        self.follow()
        self.save_soon()

    def _not_answered(self, asked: Ask, error: DatelineError) -> None:
        self.awaiting_results = False
        if (position := position_of(error)) is not None:
            self.box.cursor_position = position
        self.say(refused(error, asked.question.query), style="error")

    def opening(self) -> None:
        """Say so where opening a document takes long."""
        self.pauses.after(PATIENCE, "opening", lambda: self.say("Opening the document …"))

    def opened(self, opened: Open) -> None:
        """Show that a document is there, and go to it where that was asked for."""
        self.pauses.forget("opening")
        if opened.focus:
            self.go_to("reader")
        self.show_keys()
        self.save_soon()

    def not_opened(self, error: DatelineError) -> None:
        """Say why a document could not be opened."""
        self.pauses.forget("opening")
        self.say(str(error), style="error")

    # What the panes ask for

    @on(Input.Changed)
    def search_soon(self) -> None:
        """Search when typing pauses."""
        self.pauses.after(TYPING_PAUSE, "typing", self._search_typed)

    def _search_typed(self) -> None:
        if self.box.value != self.inquiry.question.query:
            self.inquiry.ask(self.inquiry.question.asking(self.box.value), typing=True)

    def settle(self) -> bool:
        """Take the query in the box as it stands; False where that is what was asked already."""
        self.pauses.forget("typing")
        return self.inquiry.settle(self.box.value)

    @on(ResultList.PageWanted)
    def fetch_page(self) -> None:
        """Fetch more hits, after the search under way if there is one."""
        offset = self.list.missing_page()
        if offset and not self.inquiry.fetch(offset):
            self.pauses.after(TYPING_PAUSE, "page", self.fetch_page)

    @on(FiltersPane.Picked)
    def pick(self, picked: FiltersPane.Picked) -> None:
        """Write a facet's value into the query, or take it out."""
        query, row = self.inquiry.question.query, picked.row
        query = toggled(query, row.facet, row.value, exclude=picked.exclude)
        self.inquiry.ask(self.inquiry.question.asking(query))

    @on(ResultList.SuggestionTaken)
    def take_suggestion(self) -> None:
        """Search for what was offered where nothing was found."""
        self.inquiry.take_suggestion()

    @on(ResultList.Opened)
    def open_hit(self, opened: ResultList.Opened) -> None:
        """Read a hit."""
        self.reading.open(opened.hit)

    @on(ResultList.Moved)
    @on(Reader.Moved)
    def moved(self) -> None:
        """Keep the line of keys, the preview and the session up with a move."""
        self.message = None
        self.show_keys()
        self.follow()
        self.save_soon()

    def follow(self) -> None:
        """Let the reader follow the list, or light the new words in what is being read."""
        if self.pane == "reader":
            self.reading.light()
        elif self.preview and self.reader.display and self.list.hit:
            self.pauses.after(PREVIEW_PAUSE, "preview", self._preview)

    def _preview(self) -> None:
        if self.list.hit and self.pane != "reader":
            self.reading.open(self.list.hit, focus=False)

    # Panes

    def go_to(self, pane: Pane) -> None:
        """Give a pane the focus, and a place on the screen."""
        self._stand_in(pane)
        # At once: the keys typed right behind this one are for the pane already.
        self.set_focus(self.query_one(f"#{pane}"), scroll_visible=False)

    def _stand_in(self, pane: Pane) -> None:
        if self.pane == "box" != pane:
            self.settle()
        self.pane = pane
        self.filters_open = pane == "filters" or (self.filters_open and pane != "reader")
        self.message = None
        self.place_panes()
        self.show_keys()
        self.save_soon()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the focus where the mouse moved it."""
        pane = next((pane for pane in PANES if pane == event.widget.id), self.pane)
        if pane != self.pane:
            self._stand_in(pane)

    def place_panes(self) -> None:
        """Put the panes that fit side by side."""
        widths = arrange(self.size.width, self.pane, filters_open=self.filters_open)
        if widths == self._arrangement:
            return
        self._arrangement = widths
        alone = sum(map(bool, widths)) == 1
        for pane, width in zip((self.filters, self.list, self.reader), widths, strict=True):
            pane.display = width > 0
            pane.styles.width = max(1, width)
            pane.set_class(alone, "-alone")

    def on_resize(self) -> None:
        """Arrange the panes anew."""
        self.place_panes()
        self.call_after_refresh(self.show_keys)

    def say(self, sentence: str | None, style: str = "title") -> None:
        """Say something in the line of keys; it stays until something else happens."""
        self.message = Run(f" {sentence}", style) if sentence else None
        self.show_keys()

    def show_keys(self) -> None:
        """Show what was said last, or else what works here; at the right, where one is."""
        where = place_in_words(self.pane, self.list, self.reader)
        self.foot.show(keys_line(self.pane, self.foot.room), self.message, where)

    # Remembering

    def save_soon(self) -> None:
        """Keep the session once one stands still."""
        self.pauses.after(STANDING_STILL, "save", self.save)

    def save(self) -> None:
        """Keep the session now."""
        opened, question = self.reader.opened, self.inquiry.question
        block, offset = opened.saved(self.reader.place) if opened else (0, 0)
        session = Session(
            question.query, question.sort, self.list.row, self.reader.key, block, offset, self.pane, self.filters_open
        )
        if session == self._saved:
            return
        try:
            session.remember(self.desk)
        except DatelineError as error:
            self.say(str(error), style="error")
        self._saved = session
