import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import CannotWriteError, Desk, NotFoundError
from tui import copies


def kept(folder: Path) -> list[str]:
    return sorted((path.name for path in folder.iterdir()), key=lambda name: int(name.strip("copy-").split(".")[0]))


def test_a_copy_is_whole_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = copies.keep(["TY  - ELEC\r\n", "ER  - \r\n"], "ris", tmp_path / "copies")
    assert path == tmp_path / "copies" / "copy-1.ris"
    assert path.read_bytes() == b"TY  - ELEC\r\nER  - \r\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_each_copy_has_the_next_number_whatever_its_ending(tmp_path: Path) -> None:
    names = [copies.keep(["x"], ending, tmp_path).name for ending in ("txt", "bib", "json")]
    assert names == ["copy-1.txt", "copy-2.bib", "copy-3.json"]


def test_the_newest_twenty_stay_and_other_files_too(tmp_path: Path) -> None:
    (tmp_path / "copy-of-my-thesis.txt").write_text("mine", "utf-8")
    for number in range(1, 26):
        copies.keep([str(number)], "txt", tmp_path)
    assert (tmp_path / "copy-of-my-thesis.txt").read_text("utf-8") == "mine"
    (tmp_path / "copy-of-my-thesis.txt").unlink()
    assert kept(tmp_path) == [f"copy-{number}.txt" for number in range(6, 26)]


def test_what_a_killed_room_left_goes_after_a_day(tmp_path: Path) -> None:
    old, new = (tmp_path / f".copy-{digit * 16}" for digit in "ab")
    for path in (old, new):
        path.write_text("half", "utf-8")
    os.utime(old, (0, 0))
    copies.keep(["x"], "txt", tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [new.name, "copy-1.txt"]


def test_a_copy_that_was_stopped_leaves_nothing(tmp_path: Path) -> None:
    def pieces() -> Iterator[str]:
        yield "half of it"
        raise NotFoundError("There is no more.")

    with pytest.raises(NotFoundError):
        copies.keep(pieces(), "txt", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_where_the_folder_cannot_be_made_it_is_a_temporary_one_of_ones_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    copies._elsewhere.cache_clear()
    (tmp_path / "file").write_text("in the way", "utf-8")
    path = copies.keep(["x"], "txt", tmp_path / "file" / "copies")
    copies._elsewhere.cache_clear()
    assert path.read_text("utf-8") == "x"
    assert path.parent.parent == tmp_path
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_what_cannot_be_written_at_all_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWriteError, match=r"^No copy could be written to .*: no space left on device\.$"):
        copies.keep(["x"], "txt", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_copies_lie_beside_the_desk(tmp_path: Path) -> None:
    with Desk.open(tmp_path / "desk.db") as desk:
        assert copies.folder_for(desk) == tmp_path / "copies"


def test_without_a_desk_of_its_own_they_lie_where_desks_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    with Desk.open(Path(":memory:")) as desk:
        assert copies.folder_for(desk) == tmp_path / "dateline" / "copies"
