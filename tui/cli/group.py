"""The command `dateline`: its global options and its verbs, each imported when it is asked for."""

from __future__ import annotations

import difflib
import gc
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli import VERSION
from tui.cli.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

VERBS = (
    "add",
    "clean",
    "search",
    "read",
    "facets",
    "cite",
    "export",
    "pick",
    "versions",
    "edit",
    "desk",
    "info",
    "reclean",
    "reindex",
    "check",
    "demo",
)

_WITH_VALUE = ("--archive", "--desk", "--config")
_FLAGS = ("--no-color", "--thin")


class Verbs(click.Group):
    """A group whose verbs are modules of the same name, and whose options may also stand behind the verb."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the verbs in the order a person meets them."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the module of a verb and return its command."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = import_module(f"tui.cli.{cmd_name}").command
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options, wherever they stand."""
        return super().parse_args(ctx, globals_first(args))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb; an unknown one is refused with the nearest there is."""
        if args[0] in VERBS or args[0].startswith("-"):
            return super().resolve_command(ctx, args)
        near = difflib.get_close_matches(args[0], VERBS, 1)
        hint = f"did you mean `dateline {near[0]}`?" if near else f"try `dateline search {args[0]}`."
        raise click.UsageError(f"There is no verb “{args[0]}”; {hint}", ctx)


def globals_first(arguments: list[str]) -> list[str]:
    """Return the arguments with the global options before the verb; nothing behind `--` is moved.

    Raises click.BadOptionUsage where a value is missing.
    """
    end = arguments.index("--") if "--" in arguments else len(arguments)
    moved, kept = [], []
    given = iter(arguments[:end])
    for argument in given:
        if argument in _WITH_VALUE:
            moved += [argument, _value_of(argument, given)]
        elif argument in _FLAGS or argument.startswith(tuple(f"{name}=" for name in _WITH_VALUE)):
            moved.append(argument)
        else:
            kept.append(argument)
    return moved + kept + arguments[end:]


def _value_of(option: str, rest: Iterator[str]) -> str:
    for value in rest:
        return value
    raise click.BadOptionUsage(option, f"Option '{option}' requires an argument.")


@click.group(
    cls=Verbs,
    invoke_without_command=True,
    context_settings={"max_content_width": 100, "help_option_names": ["--help"]},
    epilog="Without a verb, the reading room opens. Global options may stand before or behind the verb.",
)
@click.option(
    "--archive",
    envvar="DATELINE_ARCHIVE",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of the archive. [env: DATELINE_ARCHIVE]",
)
@click.option(
    "--desk",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Your own marks, tags, notes and saved searches.",
)
@click.option(
    "--config",
    metavar="FILE",
    type=click.Path(dir_okay=False, exists=True, path_type=Path),
    help="The configuration to use.",
)
@click.option("--no-color", is_flag=True, help="Print without colour or bold; so does NO_COLOR.")
@click.option("--thin", is_flag=True, help="Send little: no mouse, no painted background, 16 colours; so does SSH.")
@click.version_option(VERSION, message="dateline %(version)s")
@click.pass_context
def dateline(  # noqa: PLR0913 - one for each option
    ctx: click.Context, *, archive: Path | None, desk: Path | None, config: Path | None, no_color: bool, thin: bool
) -> int | None:
    """Open a reading room in the terminal for an archive of press releases and news pages."""
    ctx.obj = Settings(archive, desk, config, colour=not no_color, thin=thin)
    if ctx.invoked_subcommand is not None:
        gc.freeze()
        gc.enable()
        return None
    from tui.cli.room import open_room

    return open_room(ctx.obj)
