from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.render.blocks import parse
from tui.render.layout import Layout, Place
from tui.render.runs import Run, Span

CASES = """
| State | Cases | Remark |
|---|--:|---|
| Merania in the north | 12 | The courts of the first instance brought them |
| Ostland | 1,700 | |
"""


def lines(markdown: str, width: int) -> list[str]:
    layout = Layout(parse(markdown), width)
    return ["".join(run.text for run in layout.runs(number)).rstrip() for number in range(len(layout.lines))]


def test_a_table_that_fits_has_aligned_columns() -> None:
    assert lines(CASES, 80) == [
        "State                 Cases  Remark",
        "────────────────────  ─────  ─────────────────────────────────────────────",
        "Merania in the north     12  The courts of the first instance brought them",
        "Ostland               1,700",
    ]


def test_a_table_too_wide_has_its_cells_wrapped() -> None:
    assert lines(CASES, 36) == [
        "State          Cases  Remark",
        "─────────────  ─────  ──────────────",
        "Merania in        12  The courts of",
        "the north             the first",
        "                      instance",
        "                      brought them",
        "Ostland        1,700",
    ]


def test_where_its_columns_cannot_stand_side_by_side_each_row_is_a_list() -> None:
    assert lines(CASES, 18) == [
        "State | Cases |",
        "Remark",
        "",
        "State: Merania in",
        "       the north",
        "Cases: 12",
        "Remark: The courts",
        "        of the",
        "        first",
        "        instance",
        "        brought",
        "        them",
        "",
        "State: Ostland",
        "Cases: 1,700",
    ]


def test_hit_words_are_lit_in_their_column() -> None:
    layout = Layout(parse(CASES), 80)
    at = layout.blocks[1].text.index("courts")
    assert Run("courts", "hit") in layout.runs(2, [Span(at, at + 6, "hit")])


@given(st.integers(8, 90), st.sampled_from(["Merania", "north", "12", "first", "brought", "1,700", "Cases"]))
def test_a_place_in_a_cell_is_found_on_its_line(width: int, word: str) -> None:
    layout = Layout(parse(CASES), width)
    block = next(number for number, block in enumerate(layout.blocks) if word in block.text)
    line = layout.line_of(Place(block, layout.blocks[block].text.index(word)))
    assert word[:2] in "".join(run.text for run in layout.runs(line))


CELL = st.text(alphabet=st.sampled_from("ab 漢é"), max_size=40)


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=5), st.integers(12, 80))
def test_no_line_of_a_table_is_wider_than_the_column(rows: list[list[str]], width: int) -> None:
    markdown = "| a | b | c |\n|---|---|---|\n" + "".join(f"| {' | '.join(row)} |\n" for row in rows)
    assert all(cell_len(line) <= width for line in lines(markdown, width))
