from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import JSON, Anchor, Desk
from tui.screens import draft
from tui.screens.draft import Draft


@pytest.fixture
def desk() -> Iterator[Desk]:
    with Desk.open(Path(":memory:")) as desk:
        yield desk


@pytest.mark.parametrize(
    "written",
    [
        Draft("key1", "On the whole document"),
        Draft("key1", "On a passage", anchor=Anchor("in May", "raised ", ", and", 20)),
        Draft("key1", "Said otherwise", note=4, anchor=Anchor("in May")),
    ],
    ids=["document", "passage", "edited"],
)
def test_a_draft_comes_back_from_the_desk_until_it_is_forgotten(desk: Desk, written: Draft) -> None:
    written.remember(desk)
    assert draft.recall(desk) == written
    draft.forget(desk)
    assert draft.recall(desk) is None


@pytest.mark.parametrize(
    "kept",
    [None, "words", {"key": "key1"}, {"key": 1, "text": "", "note": None, "anchor": None}],
    ids=["nothing", "words", "half", "number"],
)
def test_a_draft_that_makes_no_sense_is_none(desk: Desk, kept: JSON) -> None:
    desk.remember(draft.NAME, kept)
    assert draft.recall(desk) is None
