"""The room's own words: title line, line of keys, what stands where nothing was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus import one_line
from tui.actions import Pane, here
from tui.render.rows import found
from tui.render.runs import Run, fit, width_of
from tui.screens.question import SORT_WORDS, Question

if TYPE_CHECKING:
    from corpus import DatelineError
    from search import Answer
    from tui.widgets.reader import Reader
    from tui.widgets.result_list import ResultList

GAP = "  "


def title_left(name: str) -> list[Run]:
    """Return the left of the title line."""
    return [Run(" dateline", "heading"), Run(GAP + one_line(name), "muted")]


def title_right(answer: Answer, question: Question, documents: int) -> list[Run]:
    """Return how many were found, in which order, how fast."""
    order = "" if question.sort == "relevance" else f" · {SORT_WORDS[question.sort]}"
    took = "<1 ms" if answer.took_ms < 1 else f"{answer.took_ms:,.0f} ms"
    return [Run(found(answer.total, documents), "title"), Run(f"{order} · {took} ", "muted")]


def keys_line(pane: Pane, room: int) -> list[Run]:
    """Return the keys that work in a pane, as many as there is room for; help is always among them."""
    shown = [action for action in here(pane) if action.label]
    fitted = _keys(pane, len(shown))
    while len(fitted) > 1 and width_of(fitted) > room and shown:
        shown.pop()
        fitted = _keys(pane, len(shown))
    return fitted


def _keys(pane: Pane, count: int) -> list[Run]:
    shown = [action for action in here(pane) if action.label]
    last = [action for action in shown[count:] if action.id == "help"]
    runs: list[Run] = []
    for action in (*shown[: count - len(last)], *last):
        key, _, label = action.short.partition(" ")
        runs += [Run(" " if not runs else GAP), Run(key, "key"), Run(f" {label}", "muted")]
    return runs


def nothing_found(answer: Answer, documents: int) -> str:
    """Return what to say in the place of results: why there are none, and what can be done."""
    if not documents:
        return "The archive is empty.\nFill it: dateline add FOLDER"
    if not answer.query.strip():
        return "The archive is not indexed yet.\nIndex it: dateline reindex"
    if answer.suggestion:
        return f"Nothing found.\n⏎ looks for {one_line(answer.suggestion)} instead."
    return "Nothing found.\n/ changes the words, u goes back to the search before."


def refused(error: DatelineError, query: str) -> str:
    """Return why a query was refused, and where in it."""
    position = position_of(error)
    if position is not None and query[position:].strip():
        return f"{error} Here: {fit(one_line(query[position:]), 24)}"
    return str(error)


def position_of(error: DatelineError) -> int | None:
    """Return where in its query an error lies; None where it is not about the query."""
    position = getattr(error, "position", None)
    return position if isinstance(position, int) else None


def place_in_words(pane: Pane, results: ResultList, reader: Reader) -> str:
    """Return where one is: the hit and the share read in the reader, the row in the list."""
    if pane == "reader" and reader.layout_:
        count = reader.walk_.count
        return f"{count} · {reader.share}%" if count else f"{reader.share}%"
    total = results.pages.total
    return f"{results.row + 1:,}/{total:,}" if total else ""
