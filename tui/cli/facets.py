"""`dateline facets`: the values of every facet with their counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from corpus import one_line
from tui.cli.asking import QUERY_SETTINGS, facets_as_json, nothing_found, query_text, refusing
from tui.cli.exits import Code
from tui.cli.output import say, say_json
from tui.cli.settings import Settings, pass_settings, reading

if TYPE_CHECKING:
    from collections.abc import Sequence

TITLES = {"field": "Field of work"}


@click.command("facets", context_settings=QUERY_SETTINGS)
@click.argument("query", metavar="[QUERY...]", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@pass_settings
def command(settings: Settings, *, query: tuple[str, ...], as_json: bool) -> Code:
    """Count sources, years, fields of work and more.

    Counts the documents that match QUERY, or all, by source, year, field of work, place, type and language. A facet's
    own filter is left out of its own counts.
    """
    asked = query_text(query)
    with reading(settings) as (_archive, index), refusing(asked):
        answer = index.search(asked, limit=0)
    if as_json:
        say_json({"query": answer.query, "total": answer.total, "facets": facets_as_json(answer.facets)})
    if not answer.total:
        return nothing_found(answer)
    if not as_json:
        _say_facets([(name, counts) for name, counts in answer.facets.items() if counts])
    return Code.DONE


def _say_facets(facets: Sequence[tuple[str, Sequence[tuple[str, int]]]]) -> None:
    width = max((len(f"{count:,}") for _, counts in facets for _, count in counts), default=1)
    for number, (name, counts) in enumerate(facets):
        if number:
            say()
        say(TITLES.get(name, name.capitalize()))
        for value, count in counts:
            say(f"  {count:>{width},}  {one_line(value)}")
