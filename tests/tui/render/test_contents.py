import pytest

from tui.render.blocks import Block, parse
from tui.render.contents import headings


def outline(markdown: str) -> list[tuple[int, str]]:
    return [(heading.depth, heading.text) for heading in headings(parse(markdown))]


def test_headings_stand_as_deep_as_their_level() -> None:
    assert outline("## Plan\n\nwords\n\n### First\n\n#### Deeper\n\n## End") == [
        (0, "Plan"),
        (1, "First"),
        (2, "Deeper"),
        (0, "End"),
    ]


@pytest.mark.parametrize(
    "line", ["**Background**", "FACTS AND FIGURES", "May 18, 2011", "18 May 2011", "Thursday, 9 November 2007"]
)
def test_lines_that_serve_as_headings_are_among_them(line: str) -> None:
    assert outline(f"# Title\n\nwords\n\n{line}\n\nmore words") == [(0, "Title"), (1, line.strip("*"))]


@pytest.mark.parametrize(
    "line", ["###", "WASHINGTON", "It was in May 2011.", "- FACTS AND FIGURES", "**Bold** begins it"]
)
def test_other_lines_are_not(line: str) -> None:
    assert outline(f"words\n\n{line}\n\nmore words") == []


def test_the_header_is_no_heading_of_the_text() -> None:
    assert headings((Block("The title", "heading", level=1), Block("words")), body=1) == ()
