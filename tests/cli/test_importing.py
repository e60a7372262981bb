from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tui.cli.demo import demo_folder

from .driver import Ran, Reader


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """A folder of what cannot become a document."""
    folder = tmp_path / "bad"
    folder.mkdir()
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 64)
    (folder / "image.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(2000))
    (folder / "\x1b[2Jname.txt").write_bytes(b"")
    os.mkfifo(folder / "pipe")
    return folder


def test_an_import_ends_with_one_line_that_counts(filled: tuple[Reader, Ran]) -> None:
    _, ran = filled

    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "3 documents from 3 pages: 3 new, 0 changed, 0 already there; 0 skipped\n"


def test_an_import_as_json_is_one_object(newcomer: Reader, tmp_path: Path, pages: Path) -> None:
    ran = newcomer.runs("add", pages, "--json", "--archive", tmp_path / "archive")

    assert ran.err == ""
    assert ran.json == {
        "files": 3,
        "pages": {"new": 3, "changed": 0, "same": 0},
        "documents": {"new": 3, "changed": 0, "same": 0, "removed": 0},
        "indexed": 3,
        "skipped": [],
        "interrupted": False,
    }


def test_what_cannot_be_read_is_named_with_its_reason_and_the_rest_comes_in(
    newcomer: Reader, tmp_path: Path, pages: Path, bad: Path
) -> None:
    ran = newcomer.runs("add", bad, tmp_path / "missing.txt", pages / "quay.txt", "--archive", tmp_path / "archive")

    *skipped, summary = ran.err.splitlines()
    assert ran.code == 1
    assert all(line.startswith(f"dateline: {tmp_path}") and ": " in line[10:] for line in skipped)
    named = {line.removeprefix("dateline: ").partition(": ")[0].rpartition("/")[2] for line in skipped}
    assert named == {"empty.txt", "binary.txt", "image.png", "␛[2Jname.txt", "pipe", "missing.txt"}
    assert summary == "1 document from 1 page: 1 new, 0 changed, 0 already there; 6 skipped"
    assert "\x1b" not in ran.err


@pytest.mark.parametrize("separator", [b"\n", b"\0"])
def test_a_list_of_paths_is_read_from_standard_input(
    newcomer: Reader, tmp_path: Path, pages: Path, separator: bytes
) -> None:
    listed = separator.join(os.fsencode(path) for path in sorted(pages.iterdir()))

    ran = newcomer.runs("add", "-", "--archive", tmp_path / "archive", "--json", stdin=listed)

    assert (ran.code, ran.json["files"]) == (0, 3)


def test_a_file_name_of_any_bytes_comes_in_and_is_printed(newcomer: Reader, tmp_path: Path, pages: Path) -> None:
    name = tmp_path / os.fsdecode(b"\xff\xfe quay.txt")
    shutil.copy(pages / "quay.txt", name)

    ran = newcomer.spawns("clean", name)

    assert ran.code == 0
    assert ran.err == ""
    assert ran.json["origin"] == str(name)


def test_clean_prints_one_document_a_line_in_the_order_of_the_inputs(reader: Reader, pages: Path) -> None:
    ordered = [str(pages / name) for name in ("quay.txt", "election.txt", "markup.txt", "election.txt")]

    ran = reader.runs("clean", "--json", *ordered)

    assert (ran.code, ran.err) == (0, "")
    assert [document["origin"] for document in ran.documents] == ordered
    assert ran.documents[0]["title"] == "Forced labour on the quay must end, council says"
    assert set(ran.documents[0]) >= {"key", "item", "date", "date_precision", "text", "markdown", "stated", "inferred"}


def test_clean_goes_on_past_what_it_cannot_read(reader: Reader, pages: Path, bad: Path) -> None:
    ran = reader.runs("clean", bad / "empty.txt", pages / "quay.txt", "nowhere.txt", "")

    assert ran.code == 1
    assert len(ran.documents) == 1
    assert ran.err.splitlines()[1:] == ["dateline: nowhere.txt: no such file", "dateline: an empty path: no such file"]


def test_invalid_utf8_is_cleaned_all_the_same(reader: Reader, pages: Path, tmp_path: Path) -> None:
    page = tmp_path / "latin.txt"
    page.write_bytes((pages / "quay.txt").read_text("utf-8").replace("passport", "Paß ©").encode("cp1252"))

    (document,) = reader.runs("clean", page).documents

    assert "Paß ©" in document["text"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_named(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("x", "utf-8")
    (tmp_path / "secret.txt").chmod(0)

    ran = reader.runs("clean", tmp_path / "secret.txt")

    assert (ran.code, ran.err) == (1, f"dateline: {tmp_path / 'secret.txt'}: may not be read\n")


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> tuple[Reader, Ran]:
    """Somebody who has just seen the demo for the first time, and what it printed."""
    somebody = Reader(tmp_path_factory.mktemp("visitor"), tmp_path_factory.mktemp("own") / "archive")
    return somebody, somebody.runs("demo")


def test_the_demo_without_a_terminal_shows_what_was_found_and_a_search(visitor: tuple[Reader, Ran]) -> None:
    _, first = visitor

    assert first.code == 0
    assert len([line for line in first.out.splitlines() if line and not line.startswith(" ")]) == 3
    assert first.err.startswith("The sample: ")
    assert "nothing was guessed" in first.err
    assert "dateline demo" in first.err


def test_the_demo_imports_its_sample_once(visitor: tuple[Reader, Ran]) -> None:
    somebody, first = visitor

    again = somebody.runs("demo")

    assert (again.code, again.out) == (0, first.out)
    assert "The sample: " not in again.err


def test_the_demo_leaves_ones_own_archive_and_desk_alone(visitor: tuple[Reader, Ran]) -> None:
    somebody, _ = visitor

    assert somebody.archive is not None
    assert not somebody.archive.exists()
    assert all("demo" in path.parts for path in somebody.home.rglob("*.db"))


def test_the_demo_heals_when_its_archive_was_damaged(visitor: tuple[Reader, Ran]) -> None:
    somebody, first = visitor
    (database,) = somebody.home.rglob("archive.db")
    database.write_bytes(b"damage")

    ran = somebody.runs("demo")

    assert (ran.code, ran.out) == (0, first.out)
    assert ran.err.startswith("The sample: ")


def test_the_demo_has_a_passing_folder_where_the_home_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "home").write_text("a file", "utf-8")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)

    with demo_folder() as folder:
        assert folder.is_dir()
        assert not folder.is_relative_to(tmp_path / "home")

    assert not folder.exists()
