"""`dateline versions`: the states of a document, and the others that tell the same story."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from corpus import one_line, visible
from tui.cli.exits import Code
from tui.cli.output import say, say_json
from tui.cli.settings import Settings, open_archive, pass_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus import Entry, Passage, Revision


@click.command("versions")
@click.argument("key", metavar="KEY")
@click.argument("other", metavar="[KEY]", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@pass_settings
def command(settings: Settings, *, key: str, other: str | None, as_json: bool) -> int:
    """List the states of a document and the others that tell the same story, and show what differs.

    Compared are a document and its state before, or the two documents that are named. What is gone stands in [-…-],
    what is new in {+…+}.
    """
    from corpus import difference

    with open_archive(settings) as archive:
        document = archive.document(key)
        revisions, versions = archive.revisions(document.key), archive.versions(document.key)
        if other:
            passages = difference(document, archive.document(other))
        elif len(revisions) > 1:
            passages = difference(revisions[-2].document, document)
        else:
            passages = []
    if as_json:
        say_json(_as_json(document.key, revisions, versions, passages))
        return Code.DONE
    for revision in revisions:
        state = f"until {revision.replaced_at}" if revision.replaced_at else "now"
        say(f"{document.key}  {state}  {one_line(revision.document.title or '(no title)')}")
    for entry in versions:
        say(f"{entry.key}  {entry.date or 'undated'!s:<10}  {one_line(entry.title or '(no title)')}")
    if passages:
        say()
        say("".join(map(_marked, passages)).rstrip())
    return Code.DONE


def _marked(passage: Passage) -> str:
    """Return a passage with its marks inside the blanks around it."""
    text = visible(passage.text)
    opened, closed = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}[passage.kind]
    body = text.strip()
    start = text.index(body)
    return f"{text[:start]}{opened}{body}{closed}{text[start + len(body) :]}" if body else text


def _as_json(
    key: str, revisions: Sequence[Revision], versions: Sequence[Entry], passages: Sequence[Passage]
) -> dict[str, object]:
    from corpus import as_json

    return {
        "key": key,
        "revisions": [{"replaced_at": one.replaced_at, "document": as_json(one.document)} for one in revisions],
        "versions": [
            {
                "key": one.key,
                "title": one.title,
                "date": str(one.date) if one.date else None,
                "source": list(one.source),
            }
            for one in versions
        ],
        "difference": [{"kind": one.kind, "text": one.text} for one in passages],
    }
