"""The chooser, as far as that needs no terminal; with one, see tests/terminal/test_pick.py."""

from __future__ import annotations

import subprocess

import pytest

from tui.actions import Pane
from tui.keymap import Keymap
from tui.screens.picking import PickingKeymap

from .driver import COMMAND, Reader


def without_a_terminal(reader: Reader, *arguments: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    """Run where there is no terminal at all, not even behind the streams."""
    return subprocess.run(
        [*COMMAND, *arguments],
        env=reader.env(**env),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        start_new_session=True,
    )


@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
def test_without_a_terminal_it_points_to_the_plain_verbs(reader: Reader, term: str) -> None:
    ran = without_a_terminal(reader, "pick", "labour", TERM=term)

    assert (ran.returncode, ran.stdout) == (2, b"")
    assert ran.stderr.startswith(b"dateline: The reading room needs a terminal")
    assert b"dateline search" in ran.stderr


def test_an_option_that_is_none_is_misuse(reader: Reader) -> None:
    ran = reader.runs("pick", "labour", "--limt")

    assert (ran.code, ran.out) == (2, "")
    assert "--limt" in ran.err


def test_enter_is_said_to_choose_wherever_it_does() -> None:
    labels = {pane: {action.label for action in PickingKeymap().here(pane)} for pane in ("list", "reader")}

    assert all("choose" in found and "read" not in found for found in labels.values())


@pytest.mark.parametrize("pane", ["box", "filters", "list", "reader"])
def test_no_action_is_listed_twice_and_none_of_a_start_page(pane: Pane) -> None:
    listed = [*PickingKeymap().here(pane), *PickingKeymap().elsewhere(pane)]

    assert sorted({action.name for action in listed}) == sorted(action.name for action in listed)
    assert "home" not in {action.id for action in listed}


def test_what_a_person_bound_to_a_key_holds_here_too() -> None:
    chosen = {"list.open": ("o",)}

    (open_,) = [action for action in PickingKeymap(chosen).here("list") if action.id == "open"]

    assert open_.keys == ("o",)
    assert open_.help != next(action.help for action in Keymap(chosen).here("list") if action.id == "open")
