from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tui.cli import VERSION
from tui.cli.group import VERBS
from tui.cli.paths import split_list
from tui.cli.progress import import_status

from .driver import COMMAND, ROOT, Reader

IS_ROOT = os.geteuid() == 0


def test_the_version_is_the_projects() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    assert project["version"] == VERSION


def test_the_version_is_told_without_importing_anything(reader: Reader) -> None:
    code = (
        "import sys; old = set(sys.modules); from tui.cli import main; main(['--version']); "
        "print(*set(sys.modules) - old)"
    )

    told, brought = subprocess.check_output([sys.executable, "-c", code], env=reader.env(), text=True).splitlines()

    assert told == f"dateline {VERSION}"
    assert set(brought.split()) <= {"tui", "tui.cli", "__future__"}


def test_help_lists_every_verb_and_imports_neither_index_nor_screen(reader: Reader) -> None:
    code = "import sys; from tui.cli import main; main(['--help']); print(*sorted(sys.modules))"

    told, brought = subprocess.check_output([sys.executable, "-c", code], env=reader.env(), text=True).rsplit("\n", 2)[
        :2
    ]

    assert all(f"\n  {verb} " in told for verb in VERBS)
    assert not {"search", "whoosh", "numpy", "textual", "trafilatura", "markdownify", "lxml"} & set(brought.split())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["serach", "labour"], "There is no verb “serach”; did you mean `dateline search`?"),
        (["zzz\x1b[2J"], "zzz␛[2J"),
        (["search"], "Missing argument 'QUERY...'"),
        (["search", "labour", "--limt", "3"], "--limt"),
        (["search", "labour", "--limit", "many"], "--limit"),
        (["search", "labour", "--sort", "best"], "best"),
        (["cite", "abcd", "--style", "harvard"], "harvard"),
        (["export"], "--format"),
        (["read", "abcd", "--format", "pdf"], "pdf"),
        (["--config", "/nowhere/config.toml", "info"], "/nowhere/config.toml"),
        (["info", "--archive"], "--archive"),
    ],
)
def test_misuse_is_one_sentence_and_exit_2(reader: Reader, arguments: list[str], said: str) -> None:
    ran = reader.runs(*arguments)

    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith("dateline: ")
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert "\x1b" not in ran.err


def test_without_a_terminal_the_reading_room_points_to_the_plain_verbs(reader: Reader) -> None:
    ran = reader.runs()

    assert ran.code == 2
    assert "needs a terminal" in ran.err
    assert "dateline search" in ran.err


@pytest.mark.parametrize("verb", [["search", "labour"], ["read", "abcd"], ["facets"], ["info"], ["reindex"], ["check"]])
def test_without_an_archive_each_verb_says_how_to_make_one(newcomer: Reader, verb: list[str]) -> None:
    ran = newcomer.runs(*verb)

    assert ran.code == 3
    assert "dateline add" in ran.err


def test_a_configuration_names_the_archive_relative_to_itself(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(f'archive = "{reader.archive}"\n', "utf-8")

    ran = Reader(tmp_path).runs("info", "--json", "--config", tmp_path / "config.toml")

    assert (ran.code, ran.json["documents"]) == (0, 3)


@pytest.mark.parametrize("text", ["archive = 3\n", "archive = [", "\xff"])
def test_a_broken_configuration_is_named(reader: Reader, tmp_path: Path, text: str) -> None:
    config = tmp_path / "config.toml"
    config.write_bytes(text.encode("latin-1"))

    ran = reader.runs("info", "--config", config)

    assert ran.code == 2
    assert str(config) in ran.err


def test_a_reader_that_leaves_early_is_no_failure(reader: Reader, pages: Path) -> None:
    with reader.starts("clean", "--json", *[pages] * 40) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.wait(60) == 0
        assert process.stderr.read() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_under_standard_output_is_exit_5(reader: Reader) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = reader.spawns("search", "labour", stdout=full)

    assert ran.code == 5
    assert "No space left" in ran.err
    assert "Traceback" not in ran.err


def test_closed_streams_are_survived(reader: Reader) -> None:
    shell = f"{' '.join(COMMAND)} search labour >&- 2>&-"

    assert subprocess.run(["sh", "-c", shell], env=reader.env(), check=False).returncode == 0


def test_an_ascii_terminal_gets_escapes_not_an_error(reader: Reader) -> None:
    env = reader.env(LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0", PYTHONIOENCODING="ascii")

    ran = reader.spawns("read", reader.runs("search", "quay", "--json").json["hits"][0]["key"], env=env)

    assert ran.code == 0
    assert "TARVO, 18 May 2011 –" in ran.out


@pytest.fixture
def unlisted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is in the list of users, so that only $HOME says where a home is."""
    monkeypatch.setattr("pwd.getpwuid", missing)


def missing(number: int) -> None:
    raise KeyError(number)


@pytest.mark.usefixtures("unlisted")
def test_without_a_home_a_named_archive_still_answers(reader: Reader) -> None:
    assert reader.runs("search", "labour", HOME="").code == 0
    assert reader.runs("info", "--json", HOME="").json["desk"] is None


@pytest.mark.usefixtures("unlisted")
def test_without_a_home_nothing_is_imported_into_a_folder_that_vanishes(newcomer: Reader, pages: Path) -> None:
    ran = newcomer.runs("add", pages, HOME="")

    assert ran.code == 1
    assert "--archive DIR" in ran.err


@pytest.mark.usefixtures("unlisted")
def test_the_demo_runs_without_a_home(newcomer: Reader) -> None:
    ran = newcomer.runs("demo", HOME="")

    assert ran.code == 0
    assert "made anew each time" in ran.err


def test_a_damaged_archive_is_exit_4(newcomer: Reader, tmp_path: Path) -> None:
    (tmp_path / "archive.db").write_bytes(b"no archive at all " * 100)

    for verb in (["search", "labour"], ["check"], ["info"]):
        ran = newcomer.runs(*verb, "--archive", tmp_path)
        assert ran.code == 4
        assert ran.err.startswith("dateline: ")


def test_a_busy_archive_is_exit_6_and_says_whose_import_it_is(newcomer: Reader, tmp_path: Path, pages: Path) -> None:
    from corpus import Archive

    with Archive.open(tmp_path / "archive", create=True) as archive, archive.writer():
        ran = newcomer.runs("add", pages, "--archive", tmp_path / "archive")

    assert ran.code == 6
    assert str(os.getpid()) in ran.err


@pytest.fixture
def borrowed(newcomer: Reader, tmp_path: Path, pages: Path) -> Path:
    """An archive, without its index, that may be read and not written: somebody else's, or shut."""
    folder = tmp_path / "borrowed"
    assert newcomer.runs("add", pages / "quay.txt", "--archive", folder).code == 0
    shutil.rmtree(folder / "index")
    for path in (*folder.iterdir(), folder):
        if IS_ROOT:
            os.chown(path, 54321, 54321)
        else:
            path.chmod(0o500 if path.is_dir() else 0o400)
    return folder


def test_an_archive_that_cannot_be_written_is_exit_5(newcomer: Reader, borrowed: Path, pages: Path) -> None:
    ran = newcomer.runs("add", pages, "--archive", borrowed)

    assert ran.code == 5
    assert ran.err.startswith("dateline: ")


def test_an_archive_that_cannot_be_written_can_be_searched(newcomer: Reader, borrowed: Path) -> None:
    assert newcomer.runs("search", "quay", "--archive", borrowed).code == 0
    assert newcomer.runs("info", "--json", "--archive", borrowed).json["read_only"] is True
    assert not (borrowed / "index").exists()


def test_an_archive_in_the_place_of_a_file_is_refused(newcomer: Reader, tmp_path: Path, pages: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")

    assert newcomer.runs("add", pages, "--archive", tmp_path / "file").code == 2


SIGNALS = [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]


def signalled(number: int, then: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function, with a signal sent to this process before it is first called (with a file behind it)."""
    pending = [number]

    def call(*given: Any) -> Any:  # noqa: ANN401
        if pending and getattr(given[0], "files_done", True):
            os.kill(os.getpid(), pending.pop())
        return then(*given)

    return call


@pytest.mark.parametrize(("number", "code"), SIGNALS)
def test_a_signal_stops_an_import_and_the_same_command_goes_on(
    newcomer: Reader, tmp_path: Path, pages: Path, number: int, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ("add", pages, "--archive", tmp_path / "archive")
    with monkeypatch.context() as patched:
        patched.setattr("tui.cli.add.import_status", signalled(number, import_status))
        stopped = newcomer.runs(*command)

    assert stopped.code == code
    assert stopped.err == "Stopped. 3 documents are in the archive; run the same command to go on.\n"
    again = newcomer.runs(*command)
    assert again.code == 0
    assert again.err == "3 documents from 3 pages: 0 new, 0 changed, 3 already there; 0 skipped\n"
    assert newcomer.runs("check", "--archive", tmp_path / "archive").err.endswith("up to date.\n")


@pytest.mark.parametrize(("number", "code"), SIGNALS)
def test_a_signal_ends_what_only_waits(
    newcomer: Reader, number: int, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.cli.paths.split_list", signalled(number, split_list))

    ran = newcomer.runs("clean", "-")

    assert (ran.code, ran.out, ran.err) == (code, "", "")


def test_nothing_of_an_archive_is_made_where_no_input_is_there(newcomer: Reader, tmp_path: Path) -> None:
    ran = newcomer.runs("add", tmp_path / "missing", "--archive", tmp_path / "archive")

    assert ran.code == 1
    assert ran.err == f"dateline: {tmp_path / 'missing'}: no such file\n"
    assert not (tmp_path / "archive").exists()


def test_a_damaged_page_of_the_database_is_found_by_check(newcomer: Reader, tmp_path: Path, pages: Path) -> None:
    assert newcomer.runs("add", pages, "--archive", tmp_path / "archive").code == 0
    with closing(sqlite3.connect(tmp_path / "archive" / "archive.db")) as database, database:
        database.execute("PRAGMA foreign_keys = OFF")
        database.execute("DELETE FROM texts")
    database.close()

    ran = newcomer.runs("check", "--archive", tmp_path / "archive")

    assert ran.code == 4
    assert "damaged" in ran.err
