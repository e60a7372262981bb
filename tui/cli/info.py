"""`dateline info`: where things are and how much there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli import VERSION
from tui.cli.exits import Code
from tui.cli.output import say, say_json
from tui.cli.settings import UNREMEMBERED, Settings, config_file, desk_file, open_archive, open_index, pass_settings
from tui.cli.wording import counted, size

if TYPE_CHECKING:
    from pathlib import Path

    from corpus import Archive


@click.command("info")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@pass_settings
def command(settings: Settings, *, as_json: bool) -> Code:
    """Say where everything is and how much there is."""
    with open_archive(settings) as archive:
        known = what_is_known(settings, archive)
    if as_json:
        say_json(known)
    else:
        _say(known)
    return Code.DONE


def what_is_known(settings: Settings, archive: Archive) -> dict[str, object]:
    """Return all that `info --json` prints; a place that keeps nothing is None."""
    totals = archive.totals()
    desk, config = desk_file(settings), config_file(settings)
    with open_index(archive) as index:
        waiting = index.stale()
        folder = index.folder
    return {
        "version": VERSION,
        "archive": str(archive.folder),
        "identity": archive.identity,
        "read_only": archive.read_only,
        "pages": totals.pages,
        "documents": totals.documents,
        "first_date": str(totals.first_date) if totals.first_date else None,
        "last_date": str(totals.last_date) if totals.last_date else None,
        "text_bytes": totals.text_bytes,
        "archive_bytes": bytes_in(archive.folder, "archive.db*"),
        "last_import": totals.last_import,
        "index": str(folder),
        "index_bytes": bytes_in(folder, "**/*"),
        "index_waiting": waiting,
        "desk": None if desk == UNREMEMBERED else str(desk),
        "config": str(config) if config else None,
        **what_is_set(settings),
    }


def what_is_set(settings: Settings) -> dict[str, object]:
    """Return what the reading room would go by here, and what in the configuration could not be taken."""
    from tui.cli.room import configured
    from tui.configuration import in_force

    settled = in_force(configured(settings))
    return {
        "settings": {
            "theme": settled.theme,
            "thin": settled.thin,
            "mouse": settled.mouse,
            "preview": settled.preview,
            "snippet_lines": settled.snippet_lines,
            "filters": settled.filters,
            "reader": settled.reader,
            "keys": {name: list(keys) for name, keys in settled.keymap.chosen.items()},
        },
        "problems": list(settled.problems),
    }


def bytes_in(folder: Path, pattern: str) -> int:
    """Return the size of the files that match in a folder; what vanishes meanwhile counts nothing."""
    total = 0
    for path in folder.glob(pattern):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except OSError:
            continue
    return total


def _say(known: dict[str, object]) -> None:
    lines = (
        ("Archive", f"{known['archive']}{' (read-only)' if known['read_only'] else ''}"),
        ("", f"{counted(_number(known, 'documents'), 'document')} from {counted(_number(known, 'pages'), 'page')}"),
        ("", _span(known)),
        ("", f"{size(_number(known, 'text_bytes'))} of text, {size(_number(known, 'archive_bytes'))} on disk"),
        ("", f"last import {_moment(known['last_import'])}"),
        ("Index", str(known["index"])),
        ("", f"{size(_number(known, 'index_bytes'))}; {_state(_number(known, 'index_waiting'))}"),
        ("Desk", str(known["desk"] or "none: nothing is remembered")),
        ("Config", str(known["config"] or "none")),
        ("", _set(known["settings"])),
        *(("", str(problem)) for problem in _listed(known["problems"])),
        ("Version", str(known["version"])),
    )
    for name, value in lines:
        say(f"{name:<8} {value}")


def _number(known: dict[str, object], name: str) -> int:
    value = known[name]
    return value if isinstance(value, int) else 0


def _listed(problems: object) -> list[object]:
    return problems if isinstance(problems, list) else []


def _set(settings: object) -> str:
    if not isinstance(settings, dict):
        return ""
    line = "thin line" if settings["thin"] else "wide line"
    mouse = "with the mouse" if settings["mouse"] else "without the mouse"
    preview = "reader follows the list" if settings["preview"] else "reader waits for Enter"
    keys = f"; keys changed: {', '.join(settings['keys'])}" if settings["keys"] else ""
    return f"theme {settings['theme']}, {line}, {mouse}, {preview}{keys}"


def _span(known: dict[str, object]) -> str:
    first, last = known["first_date"], known["last_date"]
    return f"dated {first} to {last}" if first else "no dates"


def _moment(iso: object) -> str:
    return f"{str(iso)[:16].replace('T', ' ')} UTC" if iso else "never"


def _state(waiting: int) -> str:
    return f"{counted(waiting, 'change')} not indexed yet" if waiting else "up to date"
