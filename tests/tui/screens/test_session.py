from pathlib import Path

import pytest

from corpus import Desk
from tui.screens.question import Question
from tui.screens.session import Session, Sessions

ARCHIVE, OTHER = "1111", "2222"


def test_a_session_comes_back_from_the_desk(tmp_path: Path) -> None:
    session = Session("labour year:2011", "newest", 7, "abcd", 3, 40, "reader", filters_open=True, words="Hours and")
    Sessions(Desk.open(tmp_path / "desk.db"), ARCHIVE).keep(session)
    desk = Desk.open(tmp_path / "desk.db")
    assert Sessions(desk, ARCHIVE).recall() == session
    left = desk.left_at("abcd")
    assert left
    assert (left.block, left.offset, left.words) == (3, 40, "Hours and")
    assert session.question == Question("labour year:2011", "newest")


def test_an_empty_desk_gives_a_fresh_session() -> None:
    assert Sessions(Desk.open(Path(":memory:")), ARCHIVE).recall() == Session()


def test_each_archive_has_a_session_of_its_own() -> None:
    desk = Desk.open(Path(":memory:"))
    Sessions(desk, ARCHIVE).keep(Session("labour"))
    assert Sessions(desk, OTHER).recall() == Session()
    Sessions(desk, OTHER).keep(Session("wages"))
    assert Sessions(desk, ARCHIVE).recall() == Session("labour")


def test_of_two_rooms_on_one_archive_the_last_to_write_is_the_one_that_is_kept(tmp_path: Path) -> None:
    one, other = (Sessions(Desk.open(tmp_path / "desk.db"), ARCHIVE) for _ in range(2))
    one.keep(Session("labour"))
    assert other.recall() == Session("labour")
    other.keep(Session("wages"))
    one.keep(Session("hours"))
    assert Sessions(Desk.open(tmp_path / "desk.db"), ARCHIVE).recall() == Session("hours")


def test_what_is_kept_already_is_not_written_again() -> None:
    desk = Desk.open(Path(":memory:"))
    sessions = Sessions(desk, ARCHIVE)
    sessions.keep(Session("labour", key="abcd", block=1))
    before = desk.stamp()
    sessions.keep(Session("labour", key="abcd", block=1))
    assert desk.stamp() == before
    sessions.keep(Session("labour", key="abcd", block=2))
    assert desk.position("abcd") == (2, 0)


@pytest.mark.parametrize("kept", [[], "x", {"row": "seven"}, {"pane": "cellar"}, {"unheard": 1}, {"key": 4}])
def test_what_makes_no_sense_is_left_aside(kept: list[str] | str | dict[str, object]) -> None:
    desk = Desk.open(Path(":memory:"))
    desk.remember(f"session {ARCHIVE}", kept)  # type: ignore[arg-type]
    assert Sessions(desk, ARCHIVE).recall() == Session()


@pytest.mark.parametrize(
    ("session", "pane"),
    [
        (Session(), "start"),
        (Session(pane="list"), "start"),
        (Session(pane="box"), "start"),
        (Session("labour", pane="box"), "list"),
        (Session("labour", pane="start"), "start"),
        (Session(row=3, pane="list"), "list"),
        (Session(key="abcd", pane="reader"), "reader"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{value.query} {value.pane}",
)
def test_one_comes_back_to_where_one_stood_or_to_the_start_page(session: Session, pane: str) -> None:
    assert session.standing == pane
