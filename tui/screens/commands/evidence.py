"""Looking at the evidence: the page beside the document, all that is known and from where, other versions, the like."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from corpus import Document
from tui.render.runs import Run
from tui.screens.asking import Ask, Option, among
from tui.screens.commands.undoing import Undoing
from tui.screens.question import Question

if TYPE_CHECKING:
    from corpus import Revision
    from tui.screens.knowing import Knowing
    from tui.screens.sides import Sides

LIKE = re.compile(r"(?<!\S)like:(\w+)")


class Checking(Undoing):
    """The commands that show what a document rests on."""

    @cached_property
    def knowing(self) -> Knowing:
        """Return what shows all that is known, and writes corrections."""
        from tui.screens.knowing import Knowing

        return Knowing(self)

    def on_unmount(self) -> None:
        """Let go of what is being gathered or written."""
        self.knowing.stop()

    def action_raw(self) -> None:
        """Show the page as it came in beside the document, what was taken off dimmed."""
        from tui.screens.side_by_side import SideBySide
        from tui.screens.sides import head_of, page_and_document

        document = self.document_here()
        if document is not None:
            opened = self.reader.opened if self.pane == "reader" else None
            words = opened.words(self.reader.place) if opened else ""
            load = partial(page_and_document, self.archive, document.key, words)
            self.app.push_screen(SideBySide(head_of(document), self.keymap, load))

    def action_known(self) -> None:
        """Show all that is known of the document and from where; it can be put right there."""
        document = self.document_here()
        if document is not None:
            self.knowing.gathering.ask(document)

    def action_versions(self) -> None:
        """Show another version of the story beside this one, or what the document said before it changed."""
        from tui.screens.other_versions import version_options

        document = self.document_here()
        if document is None:
            return
        with self.telling():
            revisions = self.archive.revisions(document.key)[:-1]
            options = version_options(revisions, self.archive.versions(document.key))
            compare = partial(self._compare, document, revisions)
            if not options:
                self.say("There is no other version of this story.")
            elif len(options) == 1:
                compare(options[0])
            else:
                self.app.push_screen(Ask(f"Compare with which of {len(options)}?", among(options)), compare)

    def _compare(self, document: Document, revisions: Sequence[Revision], option: Option | None) -> None:
        from tui.screens.other_versions import head
        from tui.screens.side_by_side import SideBySide
        from tui.screens.sides import head_of, two_versions

        if option is None:
            return
        earlier = next((one.document for one in revisions if str(one.number) == option.id), None)

        def load(_: threading.Event) -> Sides:
            before = earlier or self.archive.document(option.id)
            heads = (
                (f"{option.text} {option.note}", "now") if earlier else (head(before), f"{head(document)} (this one)")
            )
            return two_versions(before, document, heads)

        self.app.push_screen(SideBySide(head_of(document), self.keymap, load))

    def action_similar(self) -> None:
        """Look for documents that are like this one."""
        document = self.document_here()
        if document is not None:
            self.inquiry.ask(Question(f"like:{document.key}"), told=f"Like {self.named(document.key)}.")
            self.go_to("list")

    def likened(self, query: str) -> list[Run]:
        """Return what the title line says of a query that asks for what is like a document."""
        match = LIKE.search(query)
        return [Run(f"  like {self.named(match[1])}", "title")] if match else []
