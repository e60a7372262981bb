from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.press import build


@pytest.fixture(scope="session")
def press(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of 120 invented press releases."""
    return build(tmp_path_factory.mktemp("room"))
