"""What is left out on the way to the terminal changes nothing on the screen."""

from collections.abc import Sequence

import pyte
from hypothesis import given
from hypothesis import strategies as st

from tui.sparing import SYNC_END, SYNC_START, Sparing

WIDTH, HEIGHT = 12, 3
TEXTS = [
    "ab",
    "abcdef",
    "",
    "  ",
    "\x1b[1mab\x1b[0mcd",
    "\x1b[7mabc\x1b[0m",
    "\x1b[1;4;38;5;9;48;5;17mabc\x1b[0m\x1b[38;5;9mdef\x1b[0m",
    "\x1b[1;3;31mab\x1b[0m\x1b[1;7;9;44mcdef\x1b[0m",
    "\x1b[4;1mab\x1b[0m\x1b[1;4mcd\x1b[0m\x1b[1m\x1b[4mef\x1b[0m",
    "€–ü",
    "漢字",
    "e\u0301x",
    "👍🏽a",
]


def piece(line: int, column: int, text: str) -> str:
    return f"\x1b[{line};{column}H{text}"


def screen_after(writes: Sequence[str]) -> list[tuple[object, ...]]:
    """Return every cell of a terminal to which these were written."""
    screen = pyte.Screen(WIDTH, HEIGHT)
    stream = pyte.Stream(screen)
    for write in writes:
        stream.feed(write)
    return [tuple(cell) for y in range(HEIGHT) for x in range(WIDTH) for cell in [screen.buffer[y][x]]]


pieces = st.builds(piece, st.integers(1, HEIGHT), st.integers(1, 6), st.sampled_from(TEXTS))
writes = st.lists(
    st.one_of(st.lists(pieces, max_size=4).map("".join), st.just("\x1b[2J"), st.just("\x1b[?1049h")), max_size=12
)


@given(writes)
def test_the_screen_is_the_same_as_if_all_had_been_sent(sent: list[str]) -> None:
    sparing = Sparing()
    assert screen_after([sparing.spare(write) for write in sent]) == screen_after(sent)


def test_what_stands_there_already_is_not_sent_again() -> None:
    sparing = Sparing()
    line = piece(1, 1, "one \x1b[1mtwo\x1b[0m three")
    assert sparing.spare(line) == line
    assert sparing.spare(line) == ""
    assert sparing.spare(piece(1, 5, "\x1b[1mtwo\x1b[0m") + piece(2, 1, "new")) == piece(2, 1, "new")
    assert sparing.spare(piece(1, 5, "two")) == piece(1, 5, "two")


def test_where_the_cursor_is_left_is_sent_when_it_is_another_place() -> None:
    sparing = Sparing()
    assert sparing.spare(piece(1, 1, "one") + "\x1b[2;2H") == piece(1, 1, "one") + "\x1b[2;2H"
    assert sparing.spare(piece(1, 1, "one") + "\x1b[2;2H") == ""
    assert sparing.spare(piece(1, 1, "one") + "\x1b[3;2H") == "\x1b[3;2H"


def test_an_update_that_changes_nothing_is_not_even_begun() -> None:
    sparing = Sparing()
    update = [SYNC_START, piece(1, 1, "one") + "\x1b[2;2H", SYNC_END]
    assert "".join(map(sparing.spare, update)) == "".join(update)
    assert "".join(map(sparing.spare, update)) == ""
    assert "".join(map(sparing.spare, [SYNC_START, piece(1, 1, "two"), SYNC_END])) == (
        SYNC_START + piece(1, 1, "two") + SYNC_END
    )


def test_what_is_no_part_of_the_screen_passes() -> None:
    sparing = Sparing()
    for other in ("\x1b[?1004h", "\x1b]52;c;aGk=\x07", "\x1b[?1000h", SYNC_END):
        assert sparing.spare(other) == other


def test_after_the_screen_was_wiped_or_forgotten_all_is_sent() -> None:
    sparing = Sparing()
    line = piece(1, 1, "one")
    sparing.spare(line)
    assert sparing.spare("\x1b[2J") == "\x1b[2J"
    assert sparing.spare(line) == line
    sparing.forget()
    assert sparing.spare(line) == line
