"""The manual page, `docs/dateline.1`, made from the verbs, the actions of the reading room and the settings."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

import click

from tui.cli import VERSION
from tui.cli.group import VERBS, dateline
from tui.cli.reference import EXIT_CODES
from tui.cli.roff import Roff

if TYPE_CHECKING:
    from collections.abc import Iterator

DESCRIPTION = """\
Dateline takes the furniture off scraped or saved pages of press releases and news, reads title, date, place,
source and field of work from what each page states, indexes them, and lets one person search, filter, read,
mark and cite them with the keyboard alone, offline and over SSH. Without a verb the reading room opens.

The screen is drawn on standard error. Standard output is data alone; progress, summaries and errors go to
standard error. Nothing is sent anywhere."""
ROOM = """\
Results, reader, filters and search box stand side by side where there is room. Below, each action has its keys,
its name with what it takes, and where it works. `:` asks for any action by its name, as in `:sort newest`; `?`
shows what works where one is."""
CONFIGURATION = """\
What can be set in `config.toml`. What cannot be read there keeps its default, and is said in the line of keys
with file, line and the words to choose from; `dateline info` says what is in force.

The table `[keys]` gives an action other keys: `cite = ["c", "C"]` wherever it works, `list.cite = ["x"]` in one
pane alone, `cite = []` none. One key cannot mean two things in one pane. The panes are {}."""
ENVIRONMENT = (
    ("DATELINE_ARCHIVE", "The folder of the archive."),
    ("NO_COLOR", "Where it is set, no colour is sent; bold, underlined and reversed letters tell things apart."),
    ("SSH_CONNECTION", "Where it is set, the line is taken to be thin: no mouse, no painted background, 16 colours."),
    ("COLORFGBG", "Where it names a light background, the light theme is worn."),
    ("TERM", "With `dumb` the reading room is refused, and the verbs answer in plain lines."),
)
FILES = (
    ("~/.local/share/dateline/archive/", "The archive, and its index, which can be deleted and comes back."),
    ("~/.local/share/dateline/desk.db", "Your own marks, tags, notes and saved searches."),
    ("~/.config/dateline/config.toml", "The configuration."),
)


def manual() -> str:
    """Return the whole page as roff."""
    page = Roff("dateline", 1, f"dateline {VERSION}", "User Commands")
    page.section("Name")
    page.lines.append("dateline \\- a reading room in the terminal for an archive of press releases")
    page.section("Synopsis")
    page.text("`dateline` [OPTIONS]\n\n`dateline` [OPTIONS] VERB [ARGUMENTS]")
    page.section("Description")
    page.text(DESCRIPTION)
    root = click.Context(dateline, info_name="dateline")
    page.section("Options")
    page.text("They may stand before or behind a verb.")
    page.entries(_options(dateline, root))
    page.section("Verbs")
    for verb in VERBS:
        _write_verb(page, verb, root)
    _write_room(page)
    _write_configuration(page)
    page.section("Environment")
    page.entries(ENVIRONMENT)
    page.section("Files")
    page.text("The usual places on Linux; `dateline info` names those in use.")
    page.entries(FILES)
    page.section("Exit status")
    page.entries((str(code), f"{meaning}.") for code, meaning in EXIT_CODES)
    return str(page)


def _write_verb(page: Roff, verb: str, above: click.Context) -> None:
    command = dateline.get_command(above, verb)
    if command is None:
        raise LookupError(verb)
    _write_command(page, command, click.Context(command, parent=above, info_name=verb))


def _write_command(page: Roff, command: click.Command, context: click.Context) -> None:
    usage = " ".join(piece for piece in command.collect_usage_pieces(context) if piece != "[OPTIONS]")
    page.subsection(f"{context.command_path} {usage}".rstrip())
    page.text(inspect.cleandoc(command.help or ""))
    page.entries(_options(command, context))
    for name, below in command.commands.items() if isinstance(command, click.Group) else ():
        _write_command(page, below, click.Context(below, parent=context, info_name=name))


def _options(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record and isinstance(parameter, click.Option) and "--help" not in parameter.opts:
            yield record


def _write_room(page: Roff) -> None:
    from tui.actions import GROUPS, actions, where

    page.section("The reading room")
    page.text(ROOM)
    for group, heading in GROUPS.items():
        page.subsection(heading)
        for action in actions():
            if action.group == group:
                page.entry(f"{action.signs or '(no key)'}   {action.usage}", f"{action.help} ({where(action)}).")


def _write_configuration(page: Roff) -> None:
    from tui.actions import PANES
    from tui.configuration.settings import PLACES, SETTINGS

    page.section("Configuration")
    page.text(CONFIGURATION.format(", ".join(f"`{pane}`" for pane in PANES)))
    page.entries(PLACES.items())
    page.entries((setting.name, f"{setting.help} Can be {setting.choice}.") for setting in SETTINGS)
