"""What is kept on the desk: marks and tags, and how the screen keeps up with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, partial

from corpus import DatelineError
from tui.screens.asking import Ask, Option, among
from tui.screens.commands.base import Room
from tui.screens.kept_in_reader import KeptInReader

ALL, ON, OFF = "all", "on", "off"


class Keeping(Room):
    """The commands that write to the desk; what they do is on disk before it is said.

    Results that were narrowed by marks, tags or notes stay as they are after a change, the cursor where it was: the
    next search counts anew.
    """

    _shown: tuple[int, int] | None = None
    """The desk's stamp when what is kept was shown last."""

    @cached_property
    def kept_in_reader(self) -> KeptInReader:
        """Return what shows in the reader what is kept of its document."""
        return KeptInReader(self.desk, self.reader, self._not_found, self.call_next)

    def on_unmount(self) -> None:
        """Let go of what is being looked for."""
        self.kept_in_reader.stop()

    def action_mark(self) -> None:
        """Mark the document, or take its mark away."""
        key = self.standing_on
        if key is not None:
            self.keep(partial(self._mark, key))

    def action_tag(self, name: str = "") -> None:
        """Put a tag on the document, or take one off; while some are marked, on those if the person says so."""
        from tui.citations import gathering

        with self.telling():
            here = [self.standing_on] if self.standing_on else []
            marked = gathering.newest_first(self.archive, self.desk.marked())
            if name and here:
                self.keep(partial(self._tag, here, name))
            elif here:
                self._ask_tag(here, marked if marked != here else [])
            elif marked:
                self._ask_tag(marked, [])
            else:
                self.say("There is no document here.")

    def keep(self, change: Callable[[], str]) -> str:
        """Change the desk and say what `change` gives; where it could not be kept, say why and show what is kept.

        Returns what was said.
        """
        sentence, style = "", "title"
        try:
            sentence = change()
        except DatelineError as error:
            sentence, style = str(error), "error"
        self.catch_up()
        self.say(sentence, style)
        return sentence

    def catch_up(self) -> None:
        """Show what is kept now, where this room or another one changed it since it was shown last."""
        with self.telling():
            stamp = self.desk.stamp()
            if stamp != self._shown:
                self._shown = stamp
                self.list.marked = self.desk.marked()
                self.list.redraw()
                self.kept_in_reader.show()

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Say what went wrong in the block."""
        try:
            yield
        except DatelineError as error:
            self.say(str(error), style="error")

    def _not_found(self, error: DatelineError) -> None:
        self.say(str(error), style="error")

    def _mark(self, key: str) -> str:
        if key in self.desk.marked():
            self.desk.unmark(key)
            return "Mark taken away."
        self.desk.mark(key)
        return "Marked."

    def _ask_tag(self, keys: Sequence[str], marked: Sequence[str]) -> None:
        def chosen(option: Option | None) -> None:
            if option is None:
                return
            if option.id == ALL:
                self._ask_tag(marked, [])
            else:
                self.keep(partial(self._untag if option.id == OFF else self._tag, keys, option.text))

        options = tag_options(self.desk.tags_of(keys), self.desk.all_tags(), len(keys))
        if marked:
            options = [Option(all_marked(len(marked)), id=ALL), *options]
        title = "Tag the document" if len(keys) == 1 else f"Tag {len(keys):,} marked documents"
        self.app.push_screen(Ask(title, among(options), free=True), chosen)

    def _tag(self, keys: Sequence[str], name: str) -> str:
        before = self.desk.tags_of(keys)
        name = self.desk.tag(keys, name)
        if all(name in before.get(key, ()) for key in keys):
            return f"It has the tag “{name}” already."
        return f"Tagged “{name}”{_on(keys)}."

    def _untag(self, keys: Sequence[str], name: str) -> str:
        self.desk.untag(keys, name)
        return f"Tag “{name}” taken off{_on(keys)}."


def tag_options(theirs: dict[str, list[str]], every: dict[str, int], documents: int) -> list[Option]:
    """Return the tags to choose from: those of the documents first, with a tick, then the others with their counts.

    `theirs` are the tags by document, `every` the number of documents of each tag. One that all the documents have is
    taken off where it is chosen.
    """
    have = Counter(tag for tags in theirs.values() for tag in tags)
    first = [
        Option(tag, f"{every.get(tag, 0):,}", OFF if count == documents else ON, _ticked(count, documents))
        for tag, count in have.items()
    ]
    return [*first, *(Option(tag, f"{count:,}", ON) for tag, count in every.items() if tag not in have)]


def all_marked(documents: int) -> str:
    """Return what stands for all marked documents."""
    return f"All {documents:,} marked documents" if documents > 1 else "The marked document"


def _ticked(count: int, documents: int) -> str:
    if count < documents:
        return f"✓ on {count:,} of {documents:,}"
    return "✓ ⏎ takes it off"


def _on(keys: Sequence[str]) -> str:
    return "" if len(keys) == 1 else f" · {len(keys):,} documents"
