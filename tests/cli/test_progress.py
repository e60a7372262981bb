from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO
from unittest import mock

import pytest

from corpus import Progress, Skipped
from tui.cli.progress import Line, import_status, index_status, progress_line


class Terminal(io.StringIO):
    """A terminal 40 columns wide, that shows what is on its last line."""

    def isatty(self) -> bool:
        return True

    @property
    def line(self) -> str:
        shown: list[str] = []
        for part in self.getvalue().rpartition("\n")[2].split("\r"):
            shown[: len(part)] = part
        return "".join(shown).rstrip()


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr("tui.cli.progress.SECONDS_BETWEEN", 0)
    return Terminal()


@contextmanager
def progress_on(stream: TextIO) -> Iterator[Line]:
    with mock.patch.object(sys, "stderr", stream), progress_line() as line:
        yield line


def test_progress_is_rewritten_in_place_and_cleared_at_the_end(terminal: Terminal) -> None:
    with progress_on(terminal) as line:
        line.show("a longer line than the next")
        assert terminal.line == "a longer line than the next"
        line.show("short")
        assert terminal.line == "short"
    assert terminal.line == ""
    assert "\n" not in terminal.getvalue()
    assert "\x1b" not in terminal.getvalue()


def test_progress_fits_the_terminal_and_cannot_steer_it(terminal: Terminal) -> None:
    with progress_on(terminal) as line:
        line.show("x" * 100)
        assert len(terminal.line) == 39
        line.show("skipped \x1b[2J\nfile")
        assert terminal.line == "skipped ␛[2J file"


def test_progress_is_not_written_more_often_than_an_eye_can_read(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.cli.progress.SECONDS_BETWEEN", 3600)
    with progress_on(terminal) as line:
        for number in range(1000):
            line.show(f"{number}")
        assert terminal.line == "0"


@pytest.mark.parametrize("kind", ["", "dumb"])
def test_a_dumb_terminal_gets_no_progress(terminal: Terminal, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setenv("TERM", kind)
    with progress_on(terminal) as line:
        line.show("something")
    assert terminal.getvalue() == ""


def test_a_pipe_gets_no_progress() -> None:
    pipe = io.StringIO()
    with progress_on(pipe) as line:
        line.show("something")
    assert pipe.getvalue() == ""


def test_an_import_tells_files_documents_rate_time_left_and_the_last_failure() -> None:
    state = Progress(
        files_done=1204,
        files_total=3000,
        documents=1180,
        bytes_done=100,
        bytes_total=300,
        seconds=100,
        last_failure=Skipped("pages/far/away/empty.txt", "is empty"),
    )

    assert import_status(state) == (
        "1,204 of 3,000 files · 1,180 documents · 12/s · 3 min 20 s left · skipped empty.txt (is empty)"
    )
    assert import_status(Progress(files_total=2)) == "0 of 2 files · 0 documents · 0/s"
    assert index_status(10, 2000) == "indexing 10 of 2,000 documents"


def test_of_one_file_that_holds_many_pages_it_is_told_how_far_it_is() -> None:
    state = Progress(files_total=1, pages=500, documents=480, seconds=2.0, learned_from=200)

    assert import_status(state) == "0 of 1 files · 480 documents · 240/s"
