from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.tui.press import build

from .terminal import Terminal, room_command

Opens = Callable[..., Terminal]


@pytest.fixture(scope="session")
def press(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of 120 invented press releases."""
    return build(tmp_path_factory.mktemp("terminal"))


@pytest.fixture
def opens(press: Path, tmp_path: Path) -> Iterator[Opens]:
    """Open the room in a terminal of a size, on one desk a test, and go to the results; all are closed afterwards."""
    opened: list[Terminal] = []

    def open_room(size: tuple[int, int] = (80, 24), **env: str) -> Terminal:
        opened.append(Terminal(room_command(press, tmp_path / "desk.db"), size, env))
        return opened[-1].to_the_results()

    yield open_room
    for terminal in opened:
        terminal.close()
