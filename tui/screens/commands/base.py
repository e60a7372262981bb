"""What every group of commands knows of the room: its panes, and what the room does for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

from corpus import Archive, DatelineError, Document
from tui.screens.arrangement import Arrangement, arrange

if TYPE_CHECKING:
    from corpus import Desk
    from search import Index
    from tui.actions import Pane
    from tui.configuration import Configuration
    from tui.keymap import Keymap
    from tui.screens.index_later import IndexLater
    from tui.screens.inquiry import Inquiry
    from tui.screens.reading import Reading
    from tui.widgets.reader import Reader
    from tui.widgets.result_list import ResultList
    from tui.widgets.search_box import SearchBox


class Room(Screen[None]):
    """The room as its commands see it; a group of commands is a class over this one, in a file of its own."""

    archive: Archive
    desk: Desk
    box: SearchBox
    inquiry: Inquiry
    reading: Reading
    list: ResultList
    reader: Reader
    pane: Pane
    filters_open: bool
    awaiting_results: bool
    configuration: Configuration

    @property
    def keymap(self) -> Keymap:
        """Return which keys do what."""
        return self.configuration.keymap

    @property
    def arrangement(self) -> Arrangement:
        """Return which panes stand side by side, and how wide."""
        wanted = (self.configuration.filters, self.configuration.reader)
        return arrange(self.size.width, self.pane, filters_open=self.filters_open, wanted=wanted)

    @property
    def index(self) -> Index | IndexLater:
        """Return the index that is searched."""
        return self.inquiry.index

    @property
    def standing_on(self) -> str | None:
        """Return the key of the document one reads, or stands on in the results."""
        if self.pane == "reader" and self.reader.key:
            return self.reader.key
        return self.list.hit.key if self.list.hit else None

    def document_here(self) -> Document | None:
        """Return the document of `standing_on`; where there is none, or none any more, that is said."""
        if self.standing_on is None:
            self.say("There is no document here.")
            return None
        try:
            return self.archive.document(self.standing_on)
        except DatelineError as error:
            self.say(str(error), style="error")
            return None

    def go_to(self, pane: Pane) -> None:
        """Give a pane the focus."""
        raise NotImplementedError

    def say(self, sentence: str | None, style: str = "title") -> None:
        """Say something in the line of keys."""
        raise NotImplementedError

    def settle(self) -> bool:
        """Take the query in the box as it stands; False where that is what was asked already."""
        raise NotImplementedError

    def save(self) -> None:
        """Keep the session."""
        raise NotImplementedError
