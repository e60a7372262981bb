"""Where things live, with a home and without."""

import os
from pathlib import Path

import platformdirs
import pytest

from corpus.locations import locations


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "DATELINE_ARCHIVE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def test_all_lies_in_the_folders_of_its_kind_under_home(home: Path) -> None:
    where = locations()

    assert where.remembers
    assert where.archive == platformdirs.user_data_path("dateline", appauthor=False) / "archive"
    assert where.desk == platformdirs.user_data_path("dateline", appauthor=False) / "desk.db"
    assert where.config == platformdirs.user_config_path("dateline", appauthor=False) / "config.toml"
    assert all(home in path.parents for path in (where.archive, where.desk, where.config, where.cache))
    assert list(home.iterdir()) == []


def test_the_environment_names_another_archive_and_nothing_else(home: Path) -> None:
    where = locations({"DATELINE_ARCHIVE": "/srv/shared"})

    assert where.archive == Path("/srv/shared")
    assert where.desk == locations({}).desk


def test_without_a_home_nothing_is_remembered_but_all_has_a_place_of_its_own(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def raise_it(*_: object, **__: object) -> Path:
        raise RuntimeError("could not determine the home directory")

    monkeypatch.setattr(platformdirs, "user_data_path", raise_it)

    where = locations({})

    folder = where.archive.parent.parent
    assert not where.remembers
    assert folder.stat().st_uid == os.geteuid()
    assert folder.stat().st_mode & 0o077 == 0
    assert all(folder in path.parents for path in (where.desk, where.config, where.cache))
    assert locations({}) == where


def test_a_home_that_is_no_place_counts_as_none(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platformdirs, "user_data_path", lambda *_, **__: Path("~/.local/share/dateline"))

    assert not locations({}).remembers
