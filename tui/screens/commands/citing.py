"""Taking away what one found: citations, passages, addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial
from threading import Event
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from corpus import DatelineError, visible
from tui.screens.asking import Ask, Option, among
from tui.screens.commands.base import Room

if TYPE_CHECKING:
    from corpus import Document
    from tui.screens.copied import Copied
    from tui.screens.copying import Copying
    from tui.screens.styles import Kind

STYLE_QUESTIONS: dict[Kind, str] = {"cite": "Cite in which style?", "quote": "Copy the passage as what?"}


class Scope(NamedTuple):
    """Documents that may be cited together; `keys` is called on a worker."""

    name: str
    documents: int
    keys: Callable[[Event], Iterable[str]]


class Citing(Room):
    """The commands that show or copy what somebody else is to have; a style may be named, else it is asked."""

    @cached_property
    def copying(self) -> Copying:
        """Return what copies for this room."""
        from tui.screens.copying import Copying

        return Copying(self)

    def on_unmount(self) -> None:
        """Let go of what is being copied."""
        self.copying.stop()

    def action_cite(self, style: str = "") -> None:
        """Cite the document; in the results, while some are marked, ask whether those are meant."""
        document = self.document_here()
        if document is not None:
            here = Scope("This document", 1, lambda _: [document.key])
            several = self._several() if self.pane == "list" and self.list.marked else []
            self._in_style("cite", style, partial(self._cite_one_of, [here, *several]))

    def action_cite_many(self, style: str = "") -> None:
        """Cite the marked documents, or all hits."""
        several = self._several()
        if several:
            self._in_style("cite", style, partial(self._cite_one_of, several))
        else:
            self.say("Nothing is marked and nothing was found.")

    def action_copy(self, style: str = "") -> None:
        """Copy the passage one reads, alone or as a quotation; in the results, title, address and key."""
        document = self.document_here()
        if document is None:
            return
        if self.pane != "reader":
            self._copy(_line(document), lambda copied: self.say(copied.line))
            return
        passage = self.reader.passage()
        if passage is None:
            self.say("There is no passage here.")
        else:
            self._in_style("quote", style, partial(self._quote, document, passage.text))

    def action_address(self) -> None:
        """Show the document's address in full; nothing ever opens it."""
        from tui.citations import reference_to
        from tui.screens.paper import Paper

        document = self.document_here()
        if document is None:
            return
        address = reference_to(document).url
        if address is None:
            self.app.push_screen(Paper("Address", Content("This document states no address.")))
            return
        shown = address_in_full(address)

        def tell(copied: Copied) -> None:
            paper.write(Content("\n").join([Content(copied.told), Content(""), shown]))

        keys = {"y": lambda: self._copy(f"{address}\n", tell)}
        paper = Paper("Address", shown, keys=keys, hint="y copies it · esc back")
        self.app.push_screen(paper)

    def _several(self) -> list[Scope]:
        from tui.citations import gathering

        try:
            marked = gathering.newest_first(self.archive, self.list.marked)
        except DatelineError as error:
            self.say(str(error), style="error")
            return []
        index, question = self.index, self.inquiry.question
        scopes = [
            Scope("The marked documents", len(marked), lambda _: marked),
            Scope(
                "All hits of this search",
                self.list.pages.total,
                lambda cancel: index.keys(question.query, sort=question.sort, cancel=cancel),
            ),
        ]
        return [scope for scope in scopes if scope.documents]

    def _in_style(self, kind: Kind, style: str, then: Callable[[str], None]) -> None:
        """Go on with a style; one that was not named is asked for and remembered."""
        from tui.screens import styles

        def chosen(option: Option | None) -> None:
            if option is not None:
                styles.remember(kind, option.id, self.desk)
                then(option.id)

        if styles.is_known(kind, style):
            then(style)
        else:
            self.app.push_screen(Ask(STYLE_QUESTIONS[kind], among(styles.options(kind, self.desk))), chosen)

    def _cite_one_of(self, scopes: Sequence[Scope], style: str) -> None:
        if len(scopes) == 1:
            self._cite(scopes[0], style)
            return
        options = [Option(scope.name, f"{scope.documents:,}", str(number)) for number, scope in enumerate(scopes)]

        def chosen(option: Option | None) -> None:
            if option is not None:
                self._cite(scopes[int(option.id)], style)

        self.app.push_screen(Ask("Cite which?", among(options)), chosen)

    def _cite(self, scope: Scope, style: str) -> None:
        from tui.citations import bibliography, gathering
        from tui.screens import styles
        from tui.screens.copied import sheet
        from tui.screens.copying import Copy

        def show(copied: Copied) -> None:
            summary = f"{scope.name}, {scope.documents:,}." if scope.documents > 1 else ""
            self.app.push_screen(sheet(f"Citation · {styles.name('cite', style)}", copied, summary=summary))

        def pieces(cancel: Event) -> Iterable[str]:
            return bibliography(gathering.with_captures(self.archive, scope.keys(cancel)), style)

        self.copying.copy(Copy(pieces, styles.ending("cite", style), show, scope.documents))

    def _quote(self, document: Document, passage: str, style: str) -> None:
        from tui.screens import styles
        from tui.screens.copied import sheet
        from tui.screens.copying import Copy

        def words(_: Event) -> Iterable[str]:
            if style == styles.PLAIN:
                return [visible(passage), "\n"]
            from tui.citations import quoted

            captured = self.archive.captured([document.key]).get(document.key)
            return [quoted(document, passage, style, captured=captured), "\n"]

        title = f"Passage · {styles.name('quote', style)}"
        self.copying.copy(
            Copy(words, styles.ending("quote", style), lambda copied: self.app.push_screen(sheet(title, copied)))
        )

    def _copy(self, line: str, done: Callable[[Copied], object]) -> None:
        from tui.screens.copying import Copy

        self.copying.copy(Copy(lambda _: [line], "txt", done))


def address_in_full(address: str) -> Content:
    """Return the host an address leads to, the address, and what it says where letters of it are encoded."""
    from tui.render import addresses

    reads = addresses.readable(address)
    parts = [Content.styled(addresses.host(address) or "No host", "bold"), Content(""), Content(address)]
    return Content("\n").join([*parts, *([Content(""), Content(f"Reads: {reads}")] if reads != address else [])])


def _line(document: Document) -> str:
    from tui.citations import reference_to

    reference = reference_to(document)
    words = [reference.title or reference.description, *filter(None, [reference.url])]
    return f"{' — '.join(words)} [key:{reference.key}]\n"
