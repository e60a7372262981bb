"""The room's own words: title line, line of keys, what stands where nothing was found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus import one_line
from tui.actions import Action, Pane
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


def in_all(documents: int) -> list[Run]:
    """Return how many documents there are, before anything was asked."""
    return [Run(f"{found(documents, documents)} ", "title")]


def keys_line(working: Sequence[Action], room: int) -> list[Run]:
    """Return the keys of actions that work here, as many as there is room for; help is always among them."""
    shown = [action for action in working if action.label and action.keys]
    count = len(shown)
    fitted = _keys(shown, count)
    while count and len(fitted) > 1 and width_of(fitted) > room:
        count -= 1
        fitted = _keys(shown, count)
    return fitted


def _keys(shown: Sequence[Action], count: int) -> list[Run]:
    last = [action for action in shown[count:] if action.id == "help"]
    runs: list[Run] = []
    for action in (*shown[: count - len(last)], *last):
        key, _, label = action.short.partition(" ")
        runs += [Run(" " if not runs else GAP), Run(key, "key"), Run(f" {label}", "muted")]
    return runs


def nothing_found(answer: Answer, documents: int) -> str:
    """Return what to say in the place of results: why there are none, and what can be done."""
    if not documents:
        return "The archive is empty.\nI brings files and folders in, and so does: dateline add FOLDER"
    if not answer.query.strip():
        return "The archive is not indexed yet.\nIndex it: dateline reindex"
    culprit = one_line(answer.emptied or "")
    why = f"Nothing found: {culprit} emptied it." if culprit and culprit != answer.query.strip() else "Nothing found."
    if answer.suggestion:
        return f"{why}\n⏎ looks for {one_line(answer.suggestion)} instead."
    return f"{why}\n/ changes the words, u goes back to the search before."


def warned(problems: Sequence[str]) -> Run | None:
    """Return what to say of a configuration that could not all be taken."""
    if not problems:
        return None
    more = f" And {len(problems) - 1} more: see `dateline info`." if len(problems) > 1 else ""
    return Run(f" {one_line(problems[0])}{more}", "error")


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
    total = 0 if pane == "start" else results.pages.total
    return f"{results.number:,}/{total:,}" if total else ""
