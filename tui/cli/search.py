"""`dateline search`: the hits of a query."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import zip_longest
from typing import TYPE_CHECKING

import click

from tui.cli.asking import QUERY_SETTINGS, facets_as_json, hit_as_json, nothing_found, query_text, refusing, say_hit
from tui.cli.exits import Code
from tui.cli.output import has_colour, say, say_json, talk
from tui.cli.settings import Settings, pass_settings, reading

if TYPE_CHECKING:
    from search import Answer, Explanation, Sort


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
@click.option("--explain", "explained", is_flag=True, help="Say of each hit what its score is made of.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@pass_settings
def command(  # noqa: PLR0913 - the options of the verb
    settings: Settings,
    *,
    query: tuple[str, ...],
    limit: int,
    offset: int,
    sort: Sort,
    explained: bool,
    as_json: bool,
) -> Code:
    """Print the documents that match a query.

    Words are ANDed. A phrase keeps its quotes behind the shell's: '"forced labour"'. Also -word, OR, ( ), traffic*,
    wom?n, traficking~, word^2, title:, source:, field:, place:, type:, lang:, year:2006..2011, date:2011-05..2012,
    tag:, is:marked, has:note, and like:KEY for more like a document.

    \b
    dateline search forced labour year:2006..2011
    dateline search '"labour inspectors" source:"OSCE Secretariat"' --sort newest
    dateline search trafficking -Vienna --json
    """  # noqa: D301 - click reads the mark itself
    asked = query_text(query)
    with reading(settings) as (archive, index), refusing(asked):
        answer = index.search(asked, limit=limit, offset=offset, sort=sort, facets=as_json)
        documents = archive.totals().documents
        reasons = [index.explain(asked, hit.key) for hit in answer.hits] if explained else []
    if as_json:
        say_json(answer_as_json(answer, reasons))
    elif answer.hits:
        say_hits(answer, reasons, bold=has_colour(sys.stdout, wanted=settings.colour))
    if not answer.total:
        return nothing_found(answer)
    talk(summary(answer, documents, offset))
    return Code.DONE if answer.hits or not limit else Code.NOTHING_FOUND


def say_hits(answer: Answer, reasons: Sequence[Explanation] = (), *, bold: bool) -> None:
    """Print every hit, with an empty line between two, and under each what its score is made of where that is given."""
    for number, (hit, reason) in enumerate(zip_longest(answer.hits, reasons)):
        if number:
            say()
        say_hit(hit, bold=bold)
        for line in _reason_lines(reason) if reason else ():
            say(f"  {line}")


def _reason_lines(reason: Explanation) -> Iterator[str]:
    first = ", and its title has the words as they are written: before all others" if reason.title_first else ""
    yield f"score {reason.score:.2f}{first}"
    for part in reason.parts:
        boosted = f" × {part.boost:g}" if part.boost != 1 else ""
        often = f"{part.frequency:,} times here, in {part.documents:,} documents{boosted}"
        yield f"{part.score:8.2f}  {part.words} in the {part.field}: {often}"


def answer_as_json(answer: Answer, reasons: Sequence[Explanation] = ()) -> dict[str, object]:
    """Return the answer as `--json` prints it."""
    hits = [
        hit_as_json(hit) | ({"explanation": asdict(reason)} if reason else {})
        for hit, reason in zip_longest(answer.hits, reasons)
    ]
    return {
        "query": answer.query,
        "total": answer.total,
        "took_ms": round(answer.took_ms, 3),
        "hits": hits,
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
