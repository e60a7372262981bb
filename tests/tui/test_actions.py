from collections import Counter

import pytest

from tui.actions import GROUPS, PANES, Action, Pane, actions, app_bindings, bindings, here, keys_document, named
from tui.app import RoomApp
from tui.cli.group import VERBS
from tui.key_names import known_key, sign, writes, written
from tui.keymap import Keymap
from tui.render.runs import width_of
from tui.screens.commands import Commands
from tui.screens.help import help_paper
from tui.screens.palette import Palette
from tui.screens.wording import keys_line
from tui.widgets.filters_pane import FiltersPane
from tui.widgets.reader import Reader
from tui.widgets.result_list import ResultList
from tui.widgets.start_page import StartPage

OWNERS = {"list": ResultList, "reader": Reader, "filters": FiltersPane, "box": Commands, "start": StartPage}


def test_every_action_is_carried_out_by_somebody() -> None:
    for action in actions():
        for pane in action.where:
            owner = {"room": Commands, "pane": OWNERS[pane], "app": RoomApp}[action.by]
            assert callable(getattr(owner, f"action_{action.id}", None)), (action.id, pane)


def test_every_action_has_a_group_and_a_name_of_its_own() -> None:
    assert {action.group for action in actions()} <= set(GROUPS)
    names = Counter(action.name for action in actions())
    assert [name for name, count in names.items() if count > 1] == []
    assert [action.id for action in actions() if named(action.name) != action] == []
    # `list.mark` in the configuration is the pane's, so no action may be called like a pane.
    assert set(names) & set(PANES) == set()


def test_what_the_command_line_does_too_is_called_the_same() -> None:
    assert {"search", "read", "facets", "cite"} <= {action.name for action in actions()} & set(VERBS)


def test_no_key_means_two_things_in_one_pane() -> None:
    for pane in PANES:
        keys = Counter(key for binding in bindings(pane) for key in binding.key.split(","))
        assert [key for key, count in keys.items() if count > 1] == []


def test_no_key_of_the_search_box_is_one_that_types() -> None:
    assert [(action.id, key) for action in here("box") for key in action.keys if writes(key)] == []


def test_leaving_from_anywhere_comes_before_all_other_keys() -> None:
    assert {"ctrl+c", "ctrl+q"} <= {key for binding in app_bindings() for key in binding.key.split(",")}
    assert all(binding.priority for binding in app_bindings())


def test_the_page_of_keys_names_every_action() -> None:
    page = keys_document()
    assert all(action.help in page for action in actions())
    assert "| `n` | `next-hit` | Next hit" in page


@pytest.mark.parametrize("pane", PANES)
def test_the_line_of_keys_fits_and_names_help_where_it_works(pane: Pane) -> None:
    working = here(pane)
    for room in (20, 36, 60, 100, 200):
        runs = keys_line(working, room)
        assert width_of(runs) <= room
        assert ("?" in {run.text for run in runs}) == (pane != "box")


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("slash", "/"),
        ("enter", "⏎"),
        ("ctrl+c", "Ctrl-C"),
        ("shift+tab", "Shift-Tab"),
        ("pagedown", "PgDn"),
        ("G", "G"),
        ("apostrophe", "'"),
        ("less_than_sign", "<"),
        ("minus", "-"),
        ("f2", "F2"),
        ("home", "Home"),
        ("ctrl+r", "Ctrl-R"),
    ],
)
def test_a_key_is_shown_as_it_stands_on_a_keyboard(key: str, shown: str) -> None:
    assert sign(key) == shown
    assert known_key(shown) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("/", "slash"),
        ("esc", "escape"),
        ("PgDn", "pagedown"),
        ("Ctrl-X", "ctrl+x"),
        ("shift+a", "A"),
        (" ", "space"),
        ("é", "é"),
        (",", "comma"),
        ("+", "plus"),
        ("ctrl+/", "ctrl+slash"),
        ("question_mark", "question_mark"),
    ],
)
def test_a_key_is_known_however_it_is_written(text: str, key: str) -> None:
    assert known_key(text) == key


@pytest.mark.parametrize("text", ["entre", "ctrl+", "xx", "\x1b", "", "hyperactive+x"])
def test_what_is_no_key_is_none(text: str) -> None:
    assert known_key(text) is None


def test_what_is_written_for_a_key_is_known_again() -> None:
    keys = {key for action in actions() for key in action.keys}
    assert {key: known_key(written(key)) for key in keys} == {key: key for key in keys}


@pytest.mark.parametrize("name", ["next-hit", "next_hit", "Next hit"])
def test_an_action_is_found_however_its_name_is_written(name: str) -> None:
    found = named(name)
    assert found is not None
    assert found.id == "next_hit"


def test_the_help_shows_the_keys_that_are_in_force() -> None:
    changed = Keymap({"list.mark": ("x", "ctrl+k"), "list.undo": ()})
    shown = str(help_paper(changed, "list", 80)._text.content)
    assert "x Ctrl-K" in shown
    assert "Back to the search before" not in shown
    assert "x Ctrl-K" not in str(help_paper(changed, "reader", 80)._text.content)


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("pane", PANES)
def test_the_help_fits_its_sheet(pane: Pane, width: int) -> None:
    lines = str(help_paper(Keymap(), pane, width)._text.content).splitlines()
    assert max(map(len, lines)) <= max(20, min(76, width * 96 // 100) - 6)
    for heading in (GROUPS["room"], "In other panes"):
        assert heading in lines


def palette(pane: Pane = "list", keymap: Keymap | None = None) -> Palette:
    return Palette(keymap or Keymap(), pane)


def chosen(typed: str, pane: Pane = "list") -> tuple[Action, str]:
    options = palette(pane).options(typed)
    return palette(pane).action(options[0]), palette(pane).argument(options[0])


def test_the_palette_has_what_works_here_first() -> None:
    listed = [option.id for option in palette("filters").options("")]
    assert listed.index("pick") < listed.index("mark")
    assert {action.id for action in actions() if action.where != ("box",)} - {"palette"} == set(listed)


def test_the_palette_shows_the_keys_that_are_in_force() -> None:
    options = palette(keymap=Keymap({"list.mark": ("x",)})).options("mark")
    assert (options[0].text, options[0].note) == ("mark", "x")


@pytest.mark.parametrize(
    ("typed", "does", "argument"),
    [
        ("mark", "mark", ""),
        ("next hi", "next_hit", ""),
        ("year 2011", "year", "2011"),
        ("sort ne", "sort", "newest"),
        ("search forced labour", "search", "forced labour"),
        ("facets", "filters", ""),
        ("read", "open", ""),
    ],
)
def test_a_name_and_what_stands_behind_it_are_chosen_in_the_palette(typed: str, does: str, argument: str) -> None:
    action, behind = chosen(typed)
    assert (action.id, behind) == (does, argument)


def test_the_palette_finds_an_action_by_the_words_of_its_help() -> None:
    assert "address" in [option.id for option in palette().options("in full")]


def test_the_palette_offers_the_words_an_action_takes() -> None:
    assert [option.text for option in palette().options("sort ")] == ["sort relevance", "sort newest", "sort oldest"]
    assert palette().options("sort sideways") == []
