"""The pictures of the room are there, each is shown and none tells of the machine it was made on."""

import re
import tempfile
from pathlib import Path

import pytest

from docs.picturing import FOLDER, PICTURES

PAGE = FOLDER.parent / "reading-room.md"


@pytest.mark.parametrize("name", [picture.name for picture in PICTURES])
def test_a_picture_is_shown_with_a_sentence_and_holds_no_path_or_address(name: str) -> None:
    page, svg = PAGE.read_text("utf-8"), (FOLDER / f"{name}.svg").read_text("utf-8")
    assert re.search(rf"!\[[^]]+\]\(pictures/{name}\.svg\)\n\n\*\*", page)
    assert svg.startswith("<svg ")
    assert "url(&quot;http" not in svg
    assert 'url("http' not in svg
    assert str(Path.home()) not in svg
    assert tempfile.gettempdir() not in svg


def test_there_is_no_picture_that_is_not_made() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == {picture.name for picture in PICTURES}
    assert len(PICTURES) == 8
