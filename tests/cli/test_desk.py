"""`dateline desk`: one's own notes out of Dateline, and back."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from corpus import Anchor, Archive, Desk

from .driver import Reader


@pytest.fixture
def desk(reader: Reader, tmp_path: Path) -> Path:
    """A desk with a mark, a tag and a note on a document of the reader's archive."""
    path = tmp_path / "desk.db"
    assert reader.archive
    with Archive.open(reader.archive) as archive, Desk.open(path) as desk:
        key = next(archive.keys())
        desk.mark(key)
        desk.tag(key, "thesis")
        desk.add_note(key, "Check this. \x1b[2J", Anchor("in the harbour"))
    return path


@pytest.fixture
def other(tmp_path: Path) -> Path:
    return tmp_path / "other" / "desk.db"


def test_a_desk_is_printed_as_json(reader: Reader, desk: Path) -> None:
    ran = reader.runs("desk", "export", "--desk", desk)

    assert (ran.code, ran.err) == (0, "")
    assert ran.json["form"] == "dateline desk"
    assert [note["text"] for note in ran.json["notes"]] == ["Check this. ␛[2J"]


def test_a_desk_is_printed_as_markdown_with_references(reader: Reader, desk: Path) -> None:
    ran = reader.runs("desk", "export", "--format", "markdown", "--desk", desk)
    key = reader.runs("desk", "export", "--desk", desk).json["marks"][0]["key"]

    assert ran.code == 0
    assert f"- Key: {key}\n- Reference: {reader.runs('cite', key).out.strip()}\n- Marked: " in ran.out
    assert "> in the harbour\n\nCheck this. ␛[2J\n" in ran.out


def test_without_an_archive_a_desk_is_printed_all_the_same(newcomer: Reader, desk: Path) -> None:
    ran = newcomer.runs("desk", "export", "--format", "markdown", "--desk", desk)

    assert ran.code == 0
    assert "## Document " in ran.out


@pytest.mark.parametrize("form", ["json", "markdown"])
def test_a_desk_goes_out_to_a_file_and_into_another_desk(
    reader: Reader, desk: Path, other: Path, tmp_path: Path, form: str
) -> None:
    path = tmp_path / "out"
    ran = reader.runs("desk", "export", "--format", form, "--output", path, "--desk", desk)
    assert (ran.code, ran.out, ran.err) == (0, "", f"The desk is written to {path}\n")

    first = reader.runs("desk", "import", path, "--desk", other)
    again = reader.runs("desk", "import", "-", "--desk", other, stdin=path.read_bytes())

    assert (first.code, first.out) == (0, "Brought in: 1 mark, 1 tag, 1 note.\n")
    assert (again.code, again.out) == (0, "Nothing is new: all of it is on the desk already.\n")
    assert stat.S_IMODE(other.stat().st_mode) == 0o600


def test_an_empty_desk_says_so(newcomer: Reader, tmp_path: Path) -> None:
    for form in ("json", "markdown"):
        ran = newcomer.runs("desk", "export", "--format", form, "--output", tmp_path / "out")
        assert (ran.code, ran.out, ran.err) == (3, "", "There is nothing on the desk yet.\n")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("content", [b"no desk", b"\xff\xfe", b"{}"], ids=["text", "bytes", "json"])
def test_anything_else_is_refused_in_a_sentence(newcomer: Reader, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file").write_bytes(content)

    ran = newcomer.runs("desk", "import", tmp_path / "file")

    assert (ran.code, ran.out) == (1, "")
    assert "not a desk that Dateline exported" in ran.err
    assert len(ran.err.splitlines()) == 1


def test_a_file_that_is_not_there_is_misuse(newcomer: Reader) -> None:
    assert newcomer.runs("desk", "import", "/nowhere").code == 2
    assert newcomer.runs("desk", "sort").code == 2


def test_nothing_is_brought_to_a_desk_that_forgets_it(newcomer: Reader, tmp_path: Path) -> None:
    (tmp_path / "file").write_text(json.dumps({"form": "dateline desk", "version": 1}), "utf-8")

    ran = newcomer.runs("desk", "import", tmp_path / "file", "--desk", tmp_path / "file" / "desk.db")

    assert ran.code == 5
    assert "cannot be written" in ran.err


def test_an_export_that_cannot_be_written_is_exit_5(reader: Reader, desk: Path, tmp_path: Path) -> None:
    ran = reader.runs("desk", "export", "--output", tmp_path / "nowhere" / "out", "--desk", desk)

    assert ran.code == 5


def test_a_damaged_desk_is_exit_4(newcomer: Reader, tmp_path: Path) -> None:
    (tmp_path / "desk.db").write_bytes(b"no desk at all " * 100)

    assert newcomer.runs("desk", "export", "--desk", tmp_path / "desk.db").code == 4
