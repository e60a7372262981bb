import pytest

from tui.screens.arrangement import Arrangement, arrange


@pytest.mark.parametrize("width", [120, 140, 200, 300])
def test_wide_shows_filters_list_and_reader(width: int) -> None:
    panes = arrange(width, "list", filters_open=False)
    assert all(panes)
    assert sum(panes) == width


@pytest.mark.parametrize("width", [80, 100, 119])
def test_normal_shows_list_and_reader_and_filters_slide_in(width: int) -> None:
    closed, opened = arrange(width, "list", filters_open=False), arrange(width, "filters", filters_open=True)
    assert [bool(pane) for pane in closed] == [False, True, True]
    assert [bool(pane) for pane in opened] == [True, True, False]
    assert sum(closed) == sum(opened) == width


@pytest.mark.parametrize("width", [0, 1, 40, 79])
def test_narrow_shows_one_at_a_time(width: int) -> None:
    assert arrange(width, "list", filters_open=False) == Arrangement(0, max(1, width), 0)
    assert arrange(width, "box", filters_open=False) == Arrangement(0, max(1, width), 0)
    assert arrange(width, "reader", filters_open=False) == Arrangement(0, 0, max(1, width))
    assert arrange(width, "filters", filters_open=True) == Arrangement(max(1, width), 0, 0)
