from __future__ import annotations

import pytest

from tests.tui.citations.golden import FOLDER, bibliography_in, quotations_in
from tui.citations import QUOTING, STYLES


@pytest.mark.parametrize("style", STYLES)
def test_a_dozen_documents_are_cited_as_they_were(style: str) -> None:
    assert bibliography_in(style) == (FOLDER / f"{style}.txt").read_text("utf-8")


@pytest.mark.parametrize("style", QUOTING)
def test_a_passage_is_quoted_as_it_was(style: str) -> None:
    assert quotations_in(style) == (FOLDER / f"quoted-{style}.txt").read_text("utf-8")


def test_whatever_can_be_cited_can_be_quoted() -> None:
    assert set(STYLES) < set(QUOTING)
