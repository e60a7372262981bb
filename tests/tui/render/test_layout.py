from hypothesis import given
from hypothesis import strategies as st

from tui.render.blocks import Block
from tui.render.layout import Layout, Place
from tui.render.runs import Run, Span

BLOCKS = (
    Block("A title", "heading"),
    Block("words " * 40),
    Block("an item that is longer than one line", first="• ", rest="  ", gap=False),
    Block("", "rule"),
)


def shown(layout: Layout, number: int) -> str:
    return "".join(run.text for run in layout.runs(number))


def test_a_blank_line_stands_before_a_block_that_asks_for_one() -> None:
    layout = Layout(BLOCKS, 200)
    assert [line.block for line in layout.lines[:4]] == [0, -1, 1, 1]


def test_the_lines_after_the_first_of_an_item_are_indented() -> None:
    layout = Layout(BLOCKS[2:3], 20)
    assert [shown(layout, n) for n in range(3)] == ["• an item that is", "  longer than one", "  line"]


def test_however_deep_a_block_stands_half_the_width_is_left_for_its_text() -> None:
    layout = Layout((Block("some words", first="│ " * 8, rest="│ " * 8),), 12)
    assert [shown(layout, n) for n in range(2)] == ["│ │ │ some", "│ │ │ words"]


def test_hit_words_are_lit_above_the_blocks_own_styles() -> None:
    layout = Layout((Block("forced labour", spans=(Span(0, 13, "strong"),)),), 40)
    assert layout.runs(0, [Span(7, 13, "hit")]) == [Run("forced ", "strong"), Run("labour", "hit")]


@given(st.integers(5, 90), st.integers(5, 90), st.integers(0, 200))
def test_a_place_is_found_again_at_every_width(before: int, after: int, line: int) -> None:
    one, other = Layout(BLOCKS, before), Layout(BLOCKS, after)
    place = one.place_of(line % len(one.lines))
    found = other.lines[other.line_of(place)]
    assert found.block == place.block
    assert found.start <= place.offset <= max(found.end, found.start)


def test_a_place_beyond_the_end_is_the_last_line() -> None:
    layout = Layout(BLOCKS, 40)
    assert layout.line_of(Place(99, 99)) == len(layout.lines) - 1


def test_the_last_place_of_a_line_is_its_last_letter_and_of_a_blank_line_that_of_the_block_before() -> None:
    layout = Layout(BLOCKS, 200)
    assert layout.last_place(0) == layout.last_place(1) == Place(0, 6)


def test_the_last_line_of_a_block() -> None:
    assert Layout(BLOCKS, 20).last_line(2) == Layout(BLOCKS, 20).line_of(Place(2, 99))
