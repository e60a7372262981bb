"""Questions to the index: the query as typed, a query that does not parse, and hits and counts in plain lines."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from corpus import one_line
from tui.cli.exits import Code
from tui.cli.output import cells, emphasised, say, talk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from search import Answer, Hit

QUERY_SETTINGS = {"ignore_unknown_options": True}
"""Lets `-word` through, which the query language reads as NOT; `query_text` refuses what can only be an option."""

_CARET_ROOM = 60


class Refused(click.ClickException):
    """A query that does not parse; the message shows where."""


def query_text(words: Sequence[str]) -> str:
    """Return the words of a command line as one query; an unknown `--option` among them is misuse."""
    for word in words:
        if word.startswith("--"):
            raise click.NoSuchOption(word, ctx=click.get_current_context())
    return " ".join(words)


@contextmanager
def refusing(query: str) -> Iterator[None]:
    """Refuse, as misuse, a query that does not parse, with a line that points at the place."""
    from search import QueryError

    try:
        yield
    except QueryError as problem:
        where = f"\n{pointing(query, problem.position)}" if query.strip() else ""
        raise Refused(f"{problem}{where}") from problem


def say_hit(hit: Hit, *, bold: bool) -> None:
    """Print a hit in three lines: key, date, source and place; the title; the passage that matches."""
    issued = " · ".join(filter(None, (", ".join(hit.source), ", ".join(hit.place))))
    say(f"{hit.key}  {hit.date or 'undated'!s:<10}  {one_line(issued)}".rstrip())
    say(f"  {one_line(hit.title or '(no title)')}")
    if hit.snippet.text:
        sys.stdout.write(f"    {emphasised(hit.snippet.text, hit.snippet.marks, bold=bold)}\n")


def hit_as_json(hit: Hit) -> dict[str, object]:
    """Return a hit as `search --json` prints it."""
    return {
        "key": hit.key,
        "title": hit.title,
        "date": str(hit.date) if hit.date else None,
        "source": list(hit.source),
        "place": list(hit.place),
        "fields": list(hit.fields),
        "score": hit.score,
        "snippet": hit.snippet.text,
    }


def facets_as_json(facets: Mapping[str, Sequence[tuple[str, int]]]) -> dict[str, list[list[str | int]]]:
    """Return the counts as `--json` prints them: pairs of value and count under each facet."""
    return {name: [[value, count] for value, count in counts] for name, counts in facets.items()}


def nothing_found(answer: Answer) -> Code:
    """Say that nothing was found and what to try instead; returns the exit code for it."""
    asked = one_line(answer.query)
    talk(f"Nothing found for {asked}" if asked else "The archive holds no documents; `dateline add` brings some in.")
    if answer.emptied and one_line(answer.emptied) != asked:
        talk(f"Without {one_line(answer.emptied)} there would be something.")
    if answer.suggestion:
        talk(f"Try: {one_line(answer.suggestion)}")
    return Code.NOTHING_FOUND


def pointing(query: str, position: int) -> str:
    """Return the part of the query around a position with a caret under it, in two lines."""
    position = min(position, len(query))
    start = max(0, position - _CARET_ROOM // 2)
    before, after = one_line(f"{query[start:position]}|")[:-1], one_line(query[position : start + _CARET_ROOM])
    lead = "…" if start else ""
    tail = "…" if start + _CARET_ROOM < len(query) else ""
    return f"  {lead}{before}{after}{tail}\n  {' ' * cells(lead + before)}^"
