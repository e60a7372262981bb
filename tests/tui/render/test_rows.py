from dataclasses import replace

from rich.cells import cell_len

from corpus import StatedDate
from search import Hit, Snippet
from tui.render.rows import Kept, Row, date_in_words, hit_lines, snippet_lines, snippet_runs
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


ROW = Row(HIT)


def lines(row: Row = ROW, width: int = 80) -> list[str]:
    return ["".join(run.text for run in runs) for runs in hit_lines(row, width, snippet=1)]


def test_a_row_says_when_who_where_and_what() -> None:
    first, second, third = lines()
    assert first == "   2007-05-09  Office for Fair Work · Geneva"
    assert second.startswith(" · Forced labour to be included [sic] in")
    assert third.strip() == "signs of forced labour are plain"


def test_a_title_sends_no_control_character() -> None:
    assert all(line.isprintable() for line in lines())


def test_marked_and_selected_are_told_without_colour() -> None:
    assert lines(Row(HIT, Kept(marked=True)))[0].startswith(" ● 2007")
    assert all(line.startswith("▌") for line in lines(Row(HIT, is_selected=True)))


def test_what_was_not_read_has_a_dot_before_its_title_and_a_brighter_one() -> None:
    unread, read = (hit_lines(Row(HIT, Kept(read=read)), 80, snippet=0)[1] for read in (False, True))
    assert [run.text for run in unread][:2] == [" ", "· "]
    assert [run.text for run in read][:2] == [" ", "  "]
    assert (unread[-1].style, read[-1].style) == ("title", "source")


def test_tags_notes_and_versions_stand_at_the_right_and_leave_room_for_the_source() -> None:
    row = Row(HIT, Kept(noted=True, tags=("to check", "labour")), versions=3)
    assert lines(row)[0].endswith("3 versions ✎ #to check #labour")
    assert cell_len(lines(row)[0]) == 79
    narrow = lines(row, 40)[0]
    assert narrow.startswith("   2007-05-09  Off")
    assert "3 versions" in narrow


def test_another_version_stands_under_the_story() -> None:
    first, second, _ = lines(Row(HIT, is_version=True))
    assert first == "   ╰ 2007-05-09  Office for Fair Work · Geneva"
    assert second.startswith(" ·   Forced labour")


def test_what_a_page_does_not_state_is_told() -> None:
    bare = replace(HIT, title=None, date=None, source=(), place=())
    assert [line.strip() for line in lines(Row(bare))[:2]] == ["undated", "· (no title)"]


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    assert all(cell_len(line) <= 24 for line in lines(width=24))
    assert lines(width=24)[1].endswith("…")


def test_a_row_of_no_width_is_harmless() -> None:
    assert len(lines(width=0)) == 3


def test_a_snippet_runs_over_as_many_lines_as_asked_for() -> None:
    text = "one of the signs of forced labour that inspectors learn to see in the holds of ships, and then some more"
    snippet = Snippet(text, ((20, 26), (27, 33)))
    lines = ["".join(run.text for run in runs) for runs in snippet_lines(snippet, 30, 3)]
    assert lines == ["one of the signs of forced", "labour that inspectors learn", "to see in the holds of ships,…"]
    assert Run("forced", "hit") in snippet_lines(snippet, 30, 3)[0]
    assert Run("labour", "hit") in snippet_lines(snippet, 30, 3)[1]
    assert len(hit_lines(Row(HIT), 80, snippet=3)) == 5


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
