from pathlib import Path

import pytest

from .conftest import Opens
from .terminal import Terminal, room_command

SIZES = [(120, 40), (80, 24), (40, 12)]


@pytest.mark.parametrize("size", SIZES)
def test_a_morning_in_the_reading_room(opens: Opens, size: tuple[int, int]) -> None:
    room = opens(size)
    room.presses("/", "forced labour").sees("2 of 120")
    room.presses("enter").sees("2011-05-18", "⏎ read")
    room.presses("enter").matches(r"forced labour hides|hides in ordinary").matches(r"\d/3 ")
    room.presses("n").sees("3/3").presses("n").sees("Signs of forced", "1/1")
    room.presses("N").sees("labour pays", "3/3")
    room.presses("escape").sees("⏎ read")
    room.presses("q")
    assert room.leaves() == 0


@pytest.mark.parametrize("size", SIZES)
def test_narrowing_by_source_year_and_field(opens: Opens, size: tuple[int, int]) -> None:
    room = opens(size)
    room.presses("f").sees("Source", "⏎ pick")
    room.presses("enter").sees('source:"Border', "40 of 120", "✓")
    room.presses("f").loses("⏎ pick").presses("/", " year:2009").sees("1 of 120")
    room.presses("enter").sees("2009-07-01", "⏎ read").presses("u").sees("40 of 120")
    room.presses("/", " field:Economy").matches(r"(?<!\d)(19|20) of 120")
    room.presses("enter").sees("⏎ read").presses("q")
    assert room.leaves() == 0


def test_one_finds_the_place_again_the_next_day(press: Path, tmp_path: Path) -> None:
    command = room_command(press, tmp_path / "desk.db")
    first = Terminal(command, (80, 24)).sees("120 of 120")
    first.presses("/", "forced labour", "enter").sees("2 of 120", "⏎ read").presses("enter").sees("hides", "/3 ")
    first.presses("q")
    assert first.leaves() == 0
    second = Terminal(command, (80, 24)).sees("2 of 120", "hides", "/3 ")
    second.presses("q")
    assert second.leaves() == 0
