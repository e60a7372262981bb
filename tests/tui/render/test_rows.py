from rich.cells import cell_len

from corpus import StatedDate
from search import Hit, Snippet
from tui.render.rows import date_in_words, hit_lines, snippet_runs
from tui.render.runs import Run, fit

HIT = Hit(
    key="abcdefgh",
    title="Forced labour\nto be included [sic] in \x1b]0;x\x07 trade deals",
    date=StatedDate(2007, 5, 9),
    source=("Office for Fair Work",),
    place=("Geneva",),
    fields=(),
    type=None,
    language="en",
    score=1.0,
    snippet=Snippet("signs of forced labour are plain", ((9, 15), (16, 22))),
)


def lines(width: int = 80, *, marked: bool = False, selected: bool = False) -> list[str]:
    rows = hit_lines(HIT, width, marked=marked, selected=selected, snippet=True)
    return ["".join(run.text for run in row) for row in rows]


def test_a_row_says_when_who_where_and_what() -> None:
    first, second, third = lines()
    assert first == "   2007-05-09  Office for Fair Work · Geneva"
    assert second.startswith("   Forced labour to be included [sic] in")
    assert third.strip() == "signs of forced labour are plain"


def test_a_title_sends_no_control_character() -> None:
    assert all(line.isprintable() for line in lines())


def test_marked_and_selected_are_told_without_colour() -> None:
    assert lines(marked=True)[0].startswith(" ● 2007")
    assert all(line.startswith("▌") for line in lines(selected=True))


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    assert all(cell_len(line) <= 24 for line in lines(24))
    assert lines(24)[1].endswith("…")


def test_a_row_of_no_width_is_harmless() -> None:
    assert len(lines(0)) == 3


def test_the_first_hit_of_a_snippet_is_in_view_however_narrow() -> None:
    snippet = Snippet("a very long way to go until at last there is forced labour here", ((45, 51), (52, 58)))
    assert Run("forced", "hit") in snippet_runs(snippet, 30)
    assert Run("labour", "hit") in snippet_runs(snippet, 30)


def test_dates_are_as_precise_as_stated() -> None:
    assert date_in_words(StatedDate(2011, 5, 18)) == "18 May 2011"
    assert date_in_words(StatedDate(2007, 7)) == "July 2007"
    assert date_in_words(StatedDate(2007)) == "2007"
    assert date_in_words(None) == ""


def test_fitting_counts_cells_not_characters() -> None:
    assert fit("漢字漢字", 5) == "漢字…"
