"""The reading room: it mediates between search box, filters, list and reader, and carries out what they ask for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.reactive import Reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from corpus import DatelineError
from tui.actions import PANES, Pane
from tui.render.runs import Run
from tui.screens.arrangement import Arrangement
from tui.screens.changes import Changes
from tui.screens.commands import Commands
from tui.screens.inquiry import Inquiry
from tui.screens.kept import KeptHere
from tui.screens.pauses import Pauses, freeze
from tui.screens.question import Ask, Found
from tui.screens.reading import Open, Reading
from tui.screens.session import Session, Sessions
from tui.screens.times import unit_named
from tui.screens.wording import (
    in_all,
    keys_line,
    nothing_found,
    place_in_words,
    position_of,
    refused,
    title_left,
    title_right,
    warned,
)
from tui.widgets.filters_pane import FiltersPane
from tui.widgets.foot import Foot
from tui.widgets.reader import Reader
from tui.widgets.result_list import ResultList
from tui.widgets.search_box import SearchBox
from tui.widgets.start_page import StartPage
from tui.widgets.timeline import Timeline
from tui.widgets.title_line import TitleLine

if TYPE_CHECKING:
    from corpus import Archive, Desk
    from search import Index
    from tui.configuration import Configuration
    from tui.screens.index_later import IndexLater

PREVIEW_PAUSE = 0.15
PATIENCE = 0.4
STANDING_STILL = 1.0
SETTLED = 3.0


class ReadingRoom(Commands):
    """The one screen of the room."""

    DEFAULT_CSS = """
    ReadingRoom { background: $background; }
    #title { background: $bar; }
    #query { height: 1; background: $bar; & > Static { width: 3; color: $accent; } }
    #panes { height: 1fr; & > LineView { height: 100%; } }
    #results > ResultList { height: 1fr; }
    #filters { border-right: solid $panel; }
    #filters.-alone { border: none; }
    """
    AUTO_FOCUS = ""
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """What has the focus; the panes draw that themselves, so the whole screen need not be drawn again."""
    ESCAPE_TO_MINIMIZE = False

    def __init__(self, archive: Archive, index: Index | IndexLater, desk: Desk, configuration: Configuration) -> None:
        super().__init__()
        self.archive, self.desk, self.configuration = archive, desk, configuration
        self.preview = configuration.preview is not False
        self.totals = archive.totals()
        self.title_line, self.foot = TitleLine(), Foot()
        self.box, self.filters, self.list, self.reader = SearchBox(), FiltersPane(), ResultList(), Reader()
        self.timeline, self.start = Timeline(), StartPage()
        self.results = Vertical(self.timeline, self.list, id="results")
        self.inquiry = Inquiry(index, archive, self, Changes(self.last_change, lambda: self.list.row))
        self.reading = Reading((archive, index, desk), (self.list, self.reader), self)
        self.pane: Pane = "list"
        self.filters_open = self.awaiting_results = False
        self.message: Run | None = None
        self.warning: Run | None = None
        self._arrangement: Arrangement | None = None
        self.sessions = Sessions(desk, archive.identity)
        self.pauses = Pauses(self)

    def compose(self) -> ComposeResult:
        """Lay out the room."""
        yield self.title_line
        with Horizontal(id="query"):
            yield Static(" / ", markup=False)
            yield self.box
        with Horizontal(id="panes"):
            yield from (self.start, self.filters, self.results, self.reader)
        yield self.foot

    def on_mount(self) -> None:
        """Come back to where one was."""
        session = self.sessions.recall()
        self.catch_up()
        self.filters_open = session.filters_open
        self.unit = unit_named(session.timeline)
        self.list.snippet_lines = self.configuration.snippet_lines
        self.list.kept_for = KeptHere(self.desk).of
        self.title_line.show(
            title_left(self.archive.folder.name), [] if session.query else in_all(self.totals.documents)
        )
        self.reader.notice = "" if self.preview else "⏎ opens the document here."
        self.box.write(session.query)
        self.go_to(session.standing)
        if self.at_start:
            self.show_known()
        self.call_after_refresh(self._begin, session)

    def _begin(self, session: Session) -> None:
        """Ask what was asked last, once the screen is there: loading the index takes as long again."""
        self.pauses.after(SETTLED, "freeze", freeze)
        self.warning = warned([*filter(None, [self.desk.warning]), *self.configuration.problems])
        self.reading.query = session.query
        self._noted = session.question
        self.inquiry.ask(session.question, row=session.row)
        if self.at_start:
            self.begin()
        if session.key:
            self.reading.restore(session.key, (session.block, session.offset))
        self.resume_writing()

    def on_unmount(self) -> None:
        """Let go of what is still under way."""
        self.inquiry.jobs.stop()
        self.reading.stop()

    # What comes back from the workers

    def room_for(self, query: str) -> tuple[int, int]:
        """Return how many rows of a query's answer come into view, and how many of them with a passage."""
        return self.list.room_for(query)

    def fetched(self, asked: Ask, found: Found) -> None:
        """Show more of the answer that is shown."""
        if found.answer and self.overtaken(found.answer):
            return
        if found.answer:
            self.list.take(asked.offset, found.answer, found.stories)
            self.reading.go_on()
        self.list.take_passages(found.passages)

    def answered(self, asked: Ask, found: Found) -> None:
        """Show the answer to a question."""
        answer, query = found.answer, asked.question.query
        if answer is None:
            return
        if not self.box.has_focus:
            self.box.write(query)
        self.took_stock(answer)
        self.reading.look_for(query, typing=asked.typing)
        self.list.show_notice(nothing_found(answer, self.totals.documents))
        self.list.show(answer, found.stories, row=asked.row)
        self.box.offer(query, found.completions)
        self.show_filters(answer, query)
        left = [*title_left(self.archive.folder.name), *self.likened(query)]
        self.title_line.show(left, title_right(answer, asked.question, self.totals.documents))
        self.catch_up()
        self.leave_start(asked.question)
        self.say(asked.told or None)
        if self.awaiting_results:
            self.awaiting_results = False
            self.go_to("list")
            self.held_keys.let_go()
        self.follow()
        self.save_soon()
        if not asked.typing:
            self.pauses.after(STANDING_STILL, "note", partial(self.note_search, asked.question, answer.total))

    def not_answered(self, asked: Ask, error: DatelineError) -> None:
        """Say why a question has no answer, and where; what is only being typed is never refused."""
        self.awaiting_results = False
        self.held_keys.let_go()
        if asked.typing and position_of(error) is not None:
            return
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
            self.held_keys.let_go()
            self.call_after_refresh(self.note_visit, opened.key)
        self.show_on_document()
        self.show_keys()
        self.save_soon()

    def not_opened(self, error: DatelineError) -> None:
        """Say why a document could not be opened."""
        self.pauses.forget("opening")
        if self.pane == "reader" and self.reader.key is None:
            self.go_to("list")
        self.held_keys.let_go()
        self.say(str(error), style="error")

    # What the panes ask for

    @on(Input.Changed)
    def search_typed(self) -> None:
        """Search for what is being typed, at once."""
        if self.box.value != self.inquiry.question.query:
            self.inquiry.ask(self.inquiry.question.asking(self.box.value), typing=True)

    def settle(self) -> bool:
        """Take the query in the box as it stands; False where that is what was asked already."""
        return self.inquiry.settle(self.box.value.rstrip())

    @on(ResultList.MoreWanted)
    def fetch(self, wanted: ResultList.MoreWanted) -> None:
        """Fetch what the list lacks."""
        ahead = wanted.ahead
        self.inquiry.fetch(self.list.missing(ahead=ahead), self.list.without_passage(ahead=ahead))

    @on(ResultList.Moved)
    @on(Reader.Moved)
    def moved(self, moved: Message) -> None:
        """Keep the line of keys, the preview and the session up with a move."""
        if isinstance(moved, ResultList.Moved) or self.pane == "reader":
            self.message = None
        self.catch_up()
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
            self.leave_box(pane)
        self.pane = pane
        self.at_start = pane == "start" or (pane == "box" and self.at_start)
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
        widths = self.arrangement
        if widths == self._arrangement:
            return
        self._arrangement = widths
        self.start.display = self.at_start
        alone = sum(map(bool, widths)) == 1
        for pane, width in zip((self.filters, self.results, self.reader), widths, strict=True):
            pane.display = width > 0
            pane.styles.width = max(1, width)
            pane.set_class(alone, "-alone")
        self.list.display = self.results.display
        self.follow()

    async def on_event(self, event: events.Event) -> None:
        """Pass over a size that is the terminal's no longer: two under way would follow each other for ever."""
        if not isinstance(event, events.Resize) or event.size == self.app.size:
            await super().on_event(event)

    def on_resize(self) -> None:
        """Arrange the panes anew."""
        self.place_panes()
        self.show_timeline()
        self.call_after_refresh(self.show_keys)

    def say(self, sentence: str | None, style: str = "title") -> None:
        """Say something in the line of keys; it stays until something else happens."""
        self.message = Run(f" {sentence}", style) if sentence else None
        self.show_keys()

    def forget_warning(self) -> None:
        """Take away what was said on coming in."""
        if self.warning:
            self.warning = None
            self.show_keys()

    def show_keys(self) -> None:
        """Show what was said last, or else what works here; at the right, where one is."""
        where = place_in_words(self.pane, self.list, self.reader)
        self.foot.show(keys_line(self.keymap.here(self.pane), self.foot.room), self.message or self.warning, where)

    # Remembering

    def save_soon(self) -> None:
        """Keep the session once one stands still."""
        self.pauses.after(STANDING_STILL, "save", self.save)

    def save(self) -> None:
        """Keep the session now, and what is written of a note."""
        self.keep_draft()
        if self.inquiry.answer is None or (self.reader.key is None and self.reading.jobs.busy):
            # What is kept is still being brought back.
            return
        pane: Pane = "start" if self.at_start else self.pane
        session = Session.of(self.inquiry.question, self.list, self.reader, pane)
        try:
            self.sessions.keep(session._replace(filters_open=self.filters_open, timeline=self.unit))
        except DatelineError as error:
            self.say(str(error), style="error")
