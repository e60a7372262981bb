from __future__ import annotations

from pathlib import Path

import pytest

from .driver import Ran, Reader
from .pages import write_pages


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pages(tmp_path_factory.mktemp("pages"))


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, pages: Path) -> tuple[Reader, Ran]:
    home = tmp_path_factory.mktemp("home")
    somebody = Reader(home, home / "archive")
    return somebody, somebody.runs("add", pages)


@pytest.fixture(scope="session")
def reader(filled: tuple[Reader, Ran]) -> Reader:
    """Somebody with an archive of the invented pages; tests that change it make their own."""
    return filled[0]


@pytest.fixture
def newcomer(tmp_path: Path) -> Reader:
    """Somebody who has nothing yet."""
    (tmp_path / "home").mkdir()
    return Reader(tmp_path / "home")
