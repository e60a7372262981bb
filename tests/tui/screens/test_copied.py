from pathlib import Path

import pytest

from tui.clipboard import Way
from tui.render.runs import Run, width_of
from tui.screens.copied import Copied

FILE = Path("/somewhere/dateline/copies/copy-100.json")


@pytest.mark.parametrize("way", list(Way))
def test_what_became_of_a_copy_names_the_file_in_full(way: Way) -> None:
    assert Copied("words", True, way, FILE).told.endswith(f"file:\n{FILE}")


def test_a_terminal_is_never_said_to_have_taken_it() -> None:
    assert "does not answer" in Copied("words", True, Way.SEQUENCE, FILE).told
    assert "does not answer" in Copied("words", True, Way.TMUX, FILE).told
    assert "nothing was sent" in Copied("words", False, Way.TOO_LARGE, FILE).told


@pytest.mark.parametrize("way", list(Way))
def test_it_fits_the_line_of_keys_of_a_normal_terminal(way: Way) -> None:
    assert width_of([Run(f" {Copied('words', True, way, FILE).line}")]) <= 80 - 16


def test_without_a_file_the_reason_is_said_with_what_the_clipboard_got() -> None:
    copied = Copied("words", True, Way.SEQUENCE, None, "No copy could be written there: no space left on device.")
    assert copied.told.startswith("Sent to the terminal's clipboard")
    assert copied.told.endswith("no space left on device.")
    assert copied.line == "Sent to the clipboard (no answer); No copy could be written there: no space left on device."
