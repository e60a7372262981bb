"""One run of the command line, from its arguments to its exit code: no error reaches a person as a traceback."""

from __future__ import annotations

import errno
import os
import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from tui.cli.exits import BROKEN, Code, Signalled, code_of
from tui.cli.output import prepare, talk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import FrameType, TracebackType


def run(arguments: Sequence[str]) -> int:
    """Run the verb the arguments name and return the exit code, as the table of exit codes has it."""
    prepare()
    if not os.environ.get("DATELINE_TRACEBACK"):
        sys.excepthook = _last_word
    try:
        with _signals_raised():
            code = _run_verb(arguments)
            sys.stdout.flush()
    except OSError as problem:
        return _lost_output(problem)
    except (Signalled, KeyboardInterrupt) as stop:
        _forget_output()
        return stop.code if isinstance(stop, Signalled) else Code.INTERRUPTED
    return code


def _run_verb(arguments: Sequence[str]) -> int:
    from corpus import DatelineError
    from tui.cli.group import dateline

    try:
        return _invoke(dateline, list(arguments))
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.Abort:
        return Code.INTERRUPTED
    except click.ClickException as misuse:
        talk(f"dateline: {misuse.format_message()}")
        if isinstance(misuse, click.UsageError) and misuse.ctx:
            talk(f"Try `{misuse.ctx.command_path} --help`.")
        return Code.USAGE
    except DatelineError as problem:
        talk(f"dateline: {problem}")
        return code_of(problem)


def _invoke(group: click.Group, arguments: list[str]) -> int:
    """Run the verb; click's own `main` is for shell completion alone, as it would hide a reader that has left."""
    if "_DATELINE_COMPLETE" in os.environ:
        group.main(arguments, prog_name="dateline")
    with group.make_context("dateline", arguments) as context:
        return int(group.invoke(context) or Code.DONE)


def _lost_output(problem: OSError) -> int:
    """Tell of an output that takes no more; a reader that has seen enough (`| head`) is no failure."""
    _forget_output()
    if problem.errno in BROKEN:
        return Code.DONE
    where = os.fsdecode(problem.filename) if isinstance(problem.filename, (str, bytes)) else "standard output"
    talk(f"dateline: {where}: {problem.strerror or problem}.")
    return (
        Code.CANNOT_WRITE if problem.errno in {errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EDQUOT} else Code.FAILED
    )


def _forget_output() -> None:
    """Point standard output nowhere, so that what is still buffered fails nobody while Python leaves."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        return


def _last_word(kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    """Say in a sentence what nobody foresaw; Python then ends the process with exit code 1."""
    talk(f"dateline: This should not have happened: {kind.__name__}: {error}")
    talk("With DATELINE_TRACEBACK=1 in the environment, the same command shows where; please report it.")


@contextmanager
def _signals_raised() -> Iterator[None]:
    """Make SIGTERM and SIGHUP unwind the stack as Ctrl-C does; under `nohup` they stay ignored."""
    heeded = [number for number in (signal.SIGTERM, signal.SIGHUP) if signal.getsignal(number) is signal.SIG_DFL]
    for number in heeded:
        signal.signal(number, _raise)
    try:
        yield
    finally:
        for number in heeded:
            signal.signal(number, signal.SIG_DFL)


def _raise(number: int, _frame: FrameType | None) -> None:
    raise Signalled(number)
