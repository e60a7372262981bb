import os
from pathlib import Path

import pytest

from tui.screens.asking import Option
from tui.screens.path_asking import chosen_paths, completions


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder one is in, which is home as well."""
    for name in ("page-1.html", "page-2.html", "Pages two", ".hidden"):
        (tmp_path / name).mkdir() if name == "Pages two" else (tmp_path / name).touch()
    (tmp_path / "Pages two" / "in.html").touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def texts(typed: str) -> list[str]:
    return [option.text for option in completions(typed)]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("", ["Pages two/", "page-1.html", "page-2.html"]),
        ("page-", ["page-1.html", "page-2.html"]),
        ("PAGE-", ["page-1.html", "page-2.html"]),
        ("Pages two/", ["Pages two/in.html"]),
        ("~/page-1", ["~/page-1.html"]),
        ("./.h", ["./.hidden"]),
        ("nowhere/x", []),
        ("page-1.html/", []),
    ],
    ids=["nothing", "a beginning", "small letters", "a folder", "home", "hidden", "nowhere", "a file is no folder"],
)
def test_a_path_is_completed_as_a_shell_does(typed: str, offered: list[str]) -> None:
    assert texts(typed) == offered


def test_a_file_that_comes_meanwhile_is_offered(folder: Path) -> None:
    assert "new.html" not in texts("")
    (folder / "new.html").touch()
    os.utime(folder, ns=(1, 1))
    assert "new.html" in texts("")


@pytest.mark.parametrize(
    ("typed", "paths"),
    [
        ("page-1.html", ["page-1.html"]),
        ("Pages two", ["Pages two"]),
        ("page-1.html 'Pages two'", ["page-1.html", "Pages two"]),
        ("page-1.html nowhere", ["page-1.html nowhere"]),
        ("page-*.html", ["page-*.html"]),
        ("it's nowhere", ["it's nowhere"]),
    ],
    ids=["one", "with a blank", "several", "not all there", "pattern", "a lone quote"],
)
def test_one_path_is_taken_as_it_is_and_several_as_a_shell_takes_them(typed: str, paths: list[str]) -> None:
    assert chosen_paths(Option(typed)) == paths


def test_home_is_put_in_its_place(folder: Path) -> None:
    assert chosen_paths(Option("~/page-1.html")) == [f"{folder}/page-1.html"]


def test_a_name_that_could_steer_a_terminal_is_shown_harmless_and_taken_whole(folder: Path) -> None:
    name = "odd\x1b[2J\n.html"
    (folder / name).touch()
    (option,) = completions("odd")
    assert option.text.isprintable()
    assert chosen_paths(option) == [name]
