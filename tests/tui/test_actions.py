from collections import Counter

from tui.actions import PANES, actions, app_bindings, bindings, here, keys_page
from tui.render.runs import width_of
from tui.screens.commands import Commands
from tui.screens.wording import keys_line
from tui.widgets.filters_pane import FiltersPane
from tui.widgets.reader import Reader
from tui.widgets.result_list import ResultList

OWNERS = {"list": ResultList, "reader": Reader, "filters": FiltersPane, "box": Commands}


def test_every_action_is_carried_out_by_somebody() -> None:
    for action in actions():
        for pane in action.where:
            if action.by != "app":
                owner = Commands if action.by == "room" else OWNERS[pane]
                assert callable(getattr(owner, f"action_{action.id}", None)), (action.id, pane)


def test_no_key_means_two_things_in_one_pane() -> None:
    for pane in PANES:
        keys = Counter(key for binding in bindings(pane) for key in binding.key.split(","))
        assert [key for key, count in keys.items() if count > 1] == []


def test_no_key_of_the_search_box_is_one_that_types() -> None:
    assert all(len(key) > 1 and key not in {"slash", "minus", "space"} for a in here("box") for key in a.keys)


def test_leaving_from_anywhere_comes_before_all_other_keys() -> None:
    assert {key for binding in app_bindings() for key in binding.key.split(",")} == {"ctrl+c", "ctrl+q"}
    assert all(binding.priority for binding in app_bindings())


def test_the_page_of_keys_names_every_action() -> None:
    page = keys_page()
    assert all(action.help in page for action in actions())
    assert "| `n` | Next hit" in page


def test_the_line_of_keys_fits_and_always_names_help() -> None:
    for room in (20, 36, 60, 100, 200):
        runs = keys_line("list", room)
        assert width_of(runs) <= room
        assert "?" in {run.text for run in runs}
