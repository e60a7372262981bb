"""`dateline search`: the hits of a query."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from tui.cli.asking import QUERY_SETTINGS, facets_as_json, hit_as_json, nothing_found, query_text, refusing, say_hit
from tui.cli.exits import Code
from tui.cli.output import has_colour, say, say_json, talk
from tui.cli.settings import Settings, pass_settings, reading

if TYPE_CHECKING:
    from search import Answer, Sort


@click.command("search", context_settings=QUERY_SETTINGS)
@click.argument("query", nargs=-1, required=True)
@click.option(
    "--limit", metavar="N", type=click.IntRange(0), default=20, show_default=True, help="How many hits to print."
)
@click.option(
    "--offset", metavar="N", type=click.IntRange(0), default=0, show_default=True, help="How many hits to pass over."
)
@click.option(
    "--sort",
    type=click.Choice(["relevance", "newest", "oldest"]),
    default="relevance",
    show_default=True,
    help="The order of the hits.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@pass_settings
def command(  # noqa: PLR0913 - the options of the verb
    settings: Settings, *, query: tuple[str, ...], limit: int, offset: int, sort: Sort, as_json: bool
) -> Code:
    """Print the documents that match a query.

    Words are ANDed. A phrase keeps its quotes behind the shell's: '"forced labour"'. Also -word, OR, ( ), traffic*,
    traficking~, title:, source:, field:, place:, type:, lang:, year:2006..2011, date:2011-05..2012, tag:, is:marked.

    \b
    dateline search forced labour year:2006..2011
    dateline search '"labour inspectors" source:"OSCE Secretariat"' --sort newest
    dateline search trafficking -Vienna --json
    """  # noqa: D301 - click reads the mark itself
    asked = query_text(query)
    with reading(settings) as (archive, index), refusing(asked):
        answer = index.search(asked, limit=limit, offset=offset, sort=sort, facets=as_json)
        documents = archive.totals().documents
    if as_json:
        say_json(answer_as_json(answer))
    elif answer.hits:
        say_hits(answer, bold=has_colour(sys.stdout, wanted=settings.colour))
    if not answer.total:
        return nothing_found(answer)
    talk(summary(answer, documents, offset))
    return Code.DONE if answer.hits or not limit else Code.NOTHING_FOUND


def say_hits(answer: Answer, *, bold: bool) -> None:
    """Print every hit, with an empty line between two."""
    for number, hit in enumerate(answer.hits):
        if number:
            say()
        say_hit(hit, bold=bold)


def answer_as_json(answer: Answer) -> dict[str, object]:
    """Return the answer as `--json` prints it."""
    return {
        "query": answer.query,
        "total": answer.total,
        "took_ms": round(answer.took_ms, 3),
        "hits": [hit_as_json(hit) for hit in answer.hits],
        "facets": facets_as_json(answer.facets),
        "suggestion": answer.suggestion,
    }


def summary(answer: Answer, documents: int, offset: int = 0) -> str:
    """Return how many documents match, of how many, how long it took, and which of the hits were printed."""
    found = f"{answer.total:,} of {documents:,} · {max(1, round(answer.took_ms))} ms"
    shown = len(answer.hits)
    return found if shown == answer.total else f"{found} · shown: {_range(offset, shown)}"


def _range(offset: int, shown: int) -> str:
    return f"{offset + 1:,} to {offset + shown:,}" if shown else "none"
