from tui.render.difference import Line, Piece, differences
from tui.render.runs import Run

BEFORE = Line((Run("▌", "bar"), Run("2011", "date"), Run(" Vienna", "source")))


def changed(*runs: Run, selected: bool = False) -> list[Piece]:
    return differences([Line(), BEFORE], [Line(), Line(runs, is_selected=selected)])


def test_what_is_the_same_is_not_drawn() -> None:
    assert changed(*BEFORE.runs) == []


def test_only_the_cells_that_differ_are_drawn() -> None:
    assert changed(Run(" "), *BEFORE.runs[1:]) == [Piece(1, 0, 1)]
    assert changed(BEFORE.runs[0], Run("2012", "date"), BEFORE.runs[2]) == [Piece(1, 1, 5)]


def test_another_style_is_a_difference() -> None:
    assert changed(BEFORE.runs[0], Run("2011", "hit"), BEFORE.runs[2]) == [Piece(1, 1, 5)]


def test_cells_are_counted_not_characters() -> None:
    before, now = (Line((Run("漢字"), Run(text, "date"), Run("."))) for text in ("a", "b"))
    assert differences([before], [now]) == [Piece(0, 4, 5)]


def test_a_line_of_another_length_is_drawn_to_the_edge() -> None:
    assert changed(*BEFORE.runs, Run(" · Wien")) == [Piece(1, 12)]


def test_the_cursor_coming_or_going_changes_the_whole_line() -> None:
    assert changed(*BEFORE.runs, selected=True) == [Piece(1)]


def test_lines_that_are_new_or_gone_are_drawn_whole() -> None:
    assert differences([BEFORE], [BEFORE, Line(), Line()]) == [Piece(1), Piece(2)]
    assert differences([BEFORE, Line(), Line()], [BEFORE]) == [Piece(1), Piece(2)]
