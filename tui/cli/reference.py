"""The reference of the command line, made from the help of every verb; `docs/commands.md` is this text.

`python -m tui.cli.reference > docs/commands.md` writes it anew.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from tui.cli.group import VERBS, dateline

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH = 88

INTRODUCTION = """\
Standard output is data alone; progress, summaries and errors go to standard error. Nothing is sent anywhere.
Completion in bash: `eval "$(_DATELINE_COMPLETE=bash_source dateline)"`; also `zsh_source` and `fish_source`."""

JSON_FORMS = """\
A document (`clean`, `read --format json`, `export --format jsonl`), one a line:

```
{"key", "origin", "item", "title", "date": "2011-05-18" | "2007-07" | "2007" | null,
 "date_precision": "day" | "month" | "year" | null, "place": [], "source": [], "fields": [], "type", "language",
 "url", "truncated", "text", "markdown", "stated": {"date": "dateline", ...},
 "inferred": {"fields": [{"value", "share"}]}}
```

`text` is plain paragraphs with a blank line between; `origin` is the path as given; `stated` says where on the page
each value was read.

`search --json`, one object; `facets --json` has `query`, `total` and `facets` alone:

```
{"query", "total", "took_ms", "hits": [{"key", "title", "date", "source", "place", "fields", "score", "snippet"}],
 "facets": {"source": [["OSCE Secretariat", 12], ...], "year": ..., "field": ...}, "suggestion"}
```

`add --json`, one object:

```
{"files", "pages": {"new", "changed", "same"}, "documents": {"new", "changed", "same", "removed"}, "indexed",
 "skipped": [{"origin", "reason"}], "interrupted"}
```

`desk export`, one object; times are ISO, in UTC:

```
{"form": "dateline desk", "version": 1, "exported", "marks": [{"key", "made"}],
 "tags": [{"name", "documents": [{"key", "made"}]}],
 "notes": [{"uid", "key", "text", "made", "changed", "anchor": {"exact", "prefix", "suffix", "start"} | null,
            "earlier": [{"text", "until"}]}],
 "read": [{"key", "made"}], "positions": [{"key", "block", "offset", "words", "made"}],
 "searches": [{"name", "query", "sort", "made", "seen": [{"archive", "change_number", "total", "at"}]}],
 "visits": [{"key", "archive", "opened"}], "queries": [{"query", "sort", "archive", "total", "made"}]}
```

`anchor` is the passage a note is on, in the terms of the Web Annotation model: its words, those before and after it,
and where it began in the document's text."""

EXIT_CODES = (
    (0, "done"),
    (1, "some inputs failed or were skipped, each named with its reason"),
    (2, "usage, or no terminal for the reading room"),
    (3, "nothing found"),
    (4, "the archive is damaged"),
    (5, "cannot write: the disk is full, or it is read-only"),
    (6, "busy: another import is running; the message says whose"),
    (129, "SIGHUP: the connection was lost"),
    (130, "stopped by Ctrl-C; in `pick`, nothing was chosen"),
    (143, "SIGTERM"),
)


def reference() -> str:
    """Return the whole reference as Markdown."""
    root = _context(dateline, None, "dateline")
    parts = [
        "# The command line",
        INTRODUCTION,
        "## dateline",
        _help(dateline, root),
        *(part for verb in VERBS for part in _sections(verb, root)),
        "## JSON",
        JSON_FORMS,
        "## Exit codes",
        "\n".join(["| code | meaning |", "|---|---|", *(f"| {code} | {meaning} |" for code, meaning in EXIT_CODES)]),
    ]
    return "\n\n".join(parts) + "\n"


def _sections(verb: str, root: click.Context) -> Iterator[str]:
    """Give the section of a verb, and one of each verb below it."""
    command = dateline.get_command(root, verb)
    if command is None:
        raise LookupError(verb)
    context = _context(command, root, verb)
    yield from (f"## dateline {verb}", _help(command, context))
    for name, below in command.commands.items() if isinstance(command, click.Group) else ():
        yield from (f"### dateline {verb} {name}", _help(below, _context(below, context, name)))


def _context(command: click.Command, parent: click.Context | None, name: str) -> click.Context:
    return click.Context(command, parent=parent, info_name=name, terminal_width=WIDTH)


def _help(command: click.Command, context: click.Context) -> str:
    return f"```\n{command.get_help(context).rstrip()}\n```"


if __name__ == "__main__":
    sys.stdout.write(reference())
