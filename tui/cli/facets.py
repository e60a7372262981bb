"""`dateline facets`: the values of every facet with their counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from corpus import one_line
from tui.cli.asking import QUERY_SETTINGS, facets_as_json, nothing_found, query_text, refusing
from tui.cli.exits import Code
from tui.cli.output import say, say_json, talk
from tui.cli.settings import Settings, pass_settings, reading
from tui.render.facets import TITLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Counts = Sequence[tuple[str, int]]


@click.command("facets", context_settings=QUERY_SETTINGS)
@click.argument("query", metavar="[QUERY...]", nargs=-1)
@click.option(
    "--facet", "names", type=click.Choice(list(TITLES)), multiple=True, help="Count this facet only; may be repeated."
)
@click.option("--top", metavar="N", type=click.IntRange(1), help="Of each facet the first N values only.")
@click.option("--containing", metavar="TEXT", default="", help="Only values with words that begin so: `osce miss`.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@pass_settings
def command(  # noqa: PLR0913 - the options of the verb
    settings: Settings,
    *,
    query: tuple[str, ...],
    names: tuple[str, ...],
    top: int | None,
    containing: str,
    as_json: bool,
) -> Code:
    """Count sources, years, fields of work and more.

    Counts the documents that match QUERY, or all, by source, year, field of work, place, type, language and tag. A
    facet's own filter is left out of its own counts. A body's documents count for the bodies above it too.

    \b
    dateline facets forced labour year:2006.. --facet source --top 10
    dateline facets --facet place --containing kyi
    """  # noqa: D301 - click reads the mark itself
    asked = query_text(query)
    with reading(settings) as (_archive, index), refusing(asked):
        answer = index.search(asked, limit=0)
    facets = _chosen(answer.facets, names or tuple(TITLES), containing, top)
    if as_json:
        say_json({"query": answer.query, "total": answer.total, "facets": facets_as_json(facets)})
    if not answer.total:
        return nothing_found(answer)
    if not any(facets.values()):
        talk("The documents found have no such values.")
        return Code.NOTHING_FOUND
    if not as_json:
        _say_facets([(name, counts) for name, counts in facets.items() if counts])
    return Code.DONE


def _chosen(facets: Mapping[str, Counts], names: Sequence[str], containing: str, top: int | None) -> dict[str, Counts]:
    from search import values_containing

    return {name: values_containing(counts, containing)[:top] for name, counts in facets.items() if name in names}


def _say_facets(facets: Sequence[tuple[str, Counts]]) -> None:
    width = max(len(f"{count:,}") for _, counts in facets for _, count in counts)
    for number, (name, counts) in enumerate(facets):
        if number:
            say()
        say(TITLES[name])
        for depth, value, count in _tree(counts) if name == "source" else ((0, *pair) for pair in counts):
            say(f"  {count:>{width},}  {'  ' * depth}{one_line(value)}")


def _tree(counts: Counts) -> Iterator[tuple[int, str, int]]:
    """Yield sources with how deep each stands below the bodies above it; those of one body in the order given."""
    from search import parents

    above = parents(value for value, _ in counts)
    below: dict[str | None, list[tuple[str, int]]] = {}
    for value, count in reversed(counts):
        below.setdefault(above.get(value), []).append((value, count))
    waiting = [(0, *pair) for pair in below.get(None, ())]
    while waiting:
        depth, value, count = waiting.pop()
        yield depth, value, count
        waiting += [(depth + 1, *pair) for pair in below.get(value, ())]
