from pathlib import Path

import pytest

from corpus import Desk
from tui.screens.question import Question
from tui.screens.session import NAME, Session


def test_a_session_comes_back_from_the_desk(tmp_path: Path) -> None:
    session = Session("labour year:2011", "newest", 7, "abcd", 3, 40, "reader", filters_open=True)
    session.remember(Desk.open(tmp_path / "desk.db"))
    desk = Desk.open(tmp_path / "desk.db")
    assert Session.recall(desk) == session
    assert desk.position("abcd") == (3, 40)
    assert session.question == Question("labour year:2011", "newest")


def test_an_empty_desk_gives_a_fresh_session() -> None:
    assert Session.recall(Desk.open(Path(":memory:"))) == Session()


@pytest.mark.parametrize("kept", [[], "x", {"row": "seven"}, {"pane": "cellar"}, {"unheard": 1}, {"key": 4}])
def test_what_makes_no_sense_is_left_aside(kept: list[str] | str | dict[str, object]) -> None:
    desk = Desk.open(Path(":memory:"))
    desk.remember(NAME, kept)  # type: ignore[arg-type]
    assert Session.recall(desk) == Session()
