"""What the room promises, point by point, and every key of it; here is what no other test shows.

A point is shown where it says (from tests/), and by the tests below that begin with its words.

1. Typing narrows, the newest wins: terminal/test_typing.py::test_the_list_follows_every_letter,
   tui/screens/test_latest.py::test_eleven_letters_run_two_searches_one_at_a_time; below: typing.
2. Counts follow the query and each other: tui/test_room.py::test_neighbours_of_a_picked_value_keep_their_counts,
   tui/test_filters.py::test_the_timeline_is_shown_by_years_by_months_and_not; below: years.
3. Enter lands on the words: tui/test_room.py::test_a_search_lands_on_the_passage_and_goes_on_into_the_next_document,
   terminal/test_room.py::test_a_morning_in_the_reading_room.
4. Nothing found says why and what else: below: nothing.
5. One comes back: tui/test_room.py::test_one_comes_back_to_where_one_was,
   terminal/test_session.py::test_one_comes_back_to_the_same_line,
   terminal/test_guard.py::test_a_signal_saves_and_restores_the_terminal; below: query.
6. On disk before it is said, and undone: tui/test_keeping.py::test_a_change_that_cannot_be_kept_is_one_sentence_and_is_not_shown,
   tui/test_keeping.py::test_one_key_takes_back_whatever_was_changed_last; below: mark.
7. Citing: tui/test_citing.py::test_one_key_and_a_style_cite_a_document,
   terminal/test_clipboard.py::test_a_citation_goes_to_the_clipboard_as_one_osc_52_and_to_a_file,
   tui/screens/test_copied.py::test_a_terminal_is_never_said_to_have_taken_it.
8. The start page: tui/test_start.py::test_the_first_thing_one_sees_is_what_there_is,
   tui/test_start.py::test_what_is_new_is_told_and_is_seen_once_the_search_was_opened.
9. Importing while one reads: tui/test_importing.py::test_files_documents_rate_time_and_failure_stand_in_the_title_line,
   tui/test_importing.py::test_it_can_be_stopped_and_is_offered_to_be_gone_on_with.
10. Quiet: terminal/test_quiet.py::test_nothing_is_sent_while_nothing_happens,
   terminal/test_quiet.py::test_no_colour_sends_no_colour_and_tells_the_selected_row_apart,
   tui/test_themes.py::test_nothing_is_told_by_colour_alone.
11. Without a screen: terminal/test_guard.py::test_a_dumb_terminal_is_sent_to_the_plain_verbs,
   cli/test_exits.py::test_without_a_terminal_the_reading_room_points_to_the_plain_verbs,
   cli/test_reading.py::test_a_hit_is_printed_with_key_date_source_place_title_and_passage.
12. Errors are sentences: tui/screens/test_latest.py::test_a_defect_in_a_job_is_one_sentence_too,
   tui/test_room.py::test_a_document_that_is_gone_is_one_sentence,
   tui/test_list.py::test_enter_says_where_the_error_is_and_leaves_the_results.

Keys that every document needs a page of its own for: `T` tui/test_reader.py::test_the_contents_lead_to_a_heading,
`d` tui/test_evidence.py::test_another_version_is_shown_with_what_differs_marked; rebinding
tui/test_configuration.py::test_new_keys_work_and_the_old_ones_do_not, the mouse
terminal/test_thin.py::test_a_click_moves_to_a_row, a resize tui/test_room.py::test_a_resize_keeps_the_line_being_read.
"""

import json
import re
import threading
from pathlib import Path

import pytest

from corpus import Archive, add
from search import Answer, Index
from tests.tui.press import releases

from .driver import Room, opened

TESTS = Path(__file__).parents[1]


def test_every_test_that_is_named_here_is_there() -> None:
    named = re.findall(r"([\w/]+\.py)::(test_\w+)", __doc__ or "")
    assert len(named) > 20
    assert [f"{file}::{test}" for file, test in named if f"def {test}(" not in (TESTS / file).read_text("utf-8")] == []


# Points


async def test_typing_leaves_the_old_results_until_the_new_ones_are_there(
    press: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, may_answer, search = threading.Event(), threading.Event(), Index.search

    def slow(index: Index, query: str, **options: object) -> Answer:
        if query:
            begun.set()
            may_answer.wait(10)
        return search(index, query, **options)  # type: ignore[arg-type]

    async with opened(press) as room:
        monkeypatch.setattr(Index, "search", slow)
        await room.presses("slash", *"forced")
        await room.until(begun.is_set, "a search")
        await room.sees("/ forced", "120 of 120", "Inspectors learn", "Round table")
        may_answer.set()
        await room.sees("2 of 120")


async def test_years_are_in_order_with_a_strip_of_bars_and_undated_is_a_value(tmp_path: Path) -> None:
    (tmp_path / "some.jsonl").write_text(
        "".join(
            f"{json.dumps(record)}\n" for record in [*releases(6), {"title": "Nobody knows when", "text": "A note."}]
        )
    )
    with Archive.open(tmp_path / "some", create=True) as archive, Index.open(archive) as index:
        add(archive, [tmp_path / "some.jsonl"], workers=1)
        index.update()
    async with opened(tmp_path / "some") as room:
        years = [year for year, _ in room.room.filters.facets["year"]]
        assert years == [*sorted(years[:-1], reverse=True), "undated"]
        (heading,) = (line for line in room.screen().splitlines() if line.lstrip(" ▌").startswith("Year"))
        assert set("▁▂▃▄▅▆▇█") & set(heading.partition("│")[0])
        await room.search("is:undated")
        await room.sees_hit(1, title="Nobody knows when")


async def test_nothing_found_names_the_word_that_emptied_it_and_offers_to_drop_it(press: Path) -> None:
    async with opened(press) as room:
        await room.search("forced labour zeppelin")
        await room.sees("Nothing found: zeppelin emptied it.", "⏎ looks for forced labour instead.")
        await room.presses("enter")
        await room.sees("2 of 120")
        await room.search('forced labour source:"Border Agency"')
        await room.sees("Nothing found:", "emptied it.", "instead.")


async def test_nothing_found_offers_a_near_word(press: Path) -> None:
    async with opened(press) as room:
        await room.search("inspektors")
        await room.sees("Nothing found.", "⏎ looks for inspectors instead.")
        await room.presses("enter")
        await room.sees_hit(1, title="Inspectors learn")


async def test_query_order_filters_and_panes_come_back_the_next_day(press: Path, tmp_path: Path) -> None:
    desk = tmp_path / "desk.db"
    async with opened(press, (90, 24), desk=desk) as room:
        await room.search("round table")
        await room.presses("s", "s", "f")
        await room.sees("oldest first", "⏎ pick")
        await room.presses("q")
    async with opened(press, (90, 24), desk=desk) as room:
        await room.sees("round table", "oldest first", "⏎ pick")
        assert room.panes() == ["filters", "list"]


async def test_mark_tag_and_note_are_on_disk_when_the_screen_says_so(press: Path, tmp_path: Path) -> None:
    desk = tmp_path / "desk.db"
    async with opened(press, desk=desk) as room:
        other, key = room.kept(desk), room.room.standing_on or ""
        await room.presses("m")
        await room.is_told("Marked.")
        assert set(other.marked()) == {key}
        await room.presses("t", *"pay", "enter")
        await room.is_told("Tagged “pay”.")
        assert other.tags(key) == ["pay"]
        await room.presses("a", *"Who", "ctrl+s")
        await room.is_told("Note saved.")
        assert [note.text for note in other.all_notes()] == ["Who"]
        await room.presses("u", "u", "u")
        await room.is_told("Mark taken away")
        assert not any((other.marked(), other.tags(key), other.all_notes()))


# Keys


async def at(room: Room, row: int) -> None:
    """Stand on a row of the results."""
    await room.until(lambda: room.room.list.row == row, f"row {row}")


async def test_the_keys_that_move(press: Path) -> None:
    async with opened(press, (80, 24)) as room:
        for keys, row in ((("j",), 1), (("down",), 2), (("k",), 1), (("up",), 0), (("G",), 119), (("g",), 0)):
            await room.presses(*keys)
            await at(room, row)
        await room.presses("space")
        await room.until(lambda: room.room.list.row > 1, "a page down")
        paged = room.room.list.row
        await room.presses("b")
        await at(room, 0)
        await room.presses("pagedown")
        await at(room, paged)
        await room.presses("pageup", "j", "enter")
        await room.reads("GENEVA")
        await room.presses("escape", "k", "enter")
        await room.reads("TBILISI")
        await room.presses("apostrophe")
        await room.reads("GENEVA")
        await room.presses("escape", "f")
        await room.is_told("⏎ pick")
        await room.presses("f")
        await room.is_told("⏎ read")
        await room.presses("escape", "escape", "escape")
        assert room.app.is_running
        await room.presses("q")
        assert room.app.return_code == 0


async def test_the_keys_that_search(press: Path) -> None:
    async with opened(press) as room:
        await room.presses("slash", *"forced", "space", *"labour", "enter")
        await room.sees("2 of 120", "⏎ read")
        await room.presses("enter")
        await room.sees("2/3")
        await room.presses("n", "n")
        await room.sees("Signs of forced labour", "1/1")
        await room.presses("N")
        await room.sees("labour pays")
        await room.presses("escape", "left_square_bracket")
        await room.sees("year:2011", "1 of 120")
        await room.presses("right_square_bracket")
        await room.sees("2 of 120")
        await room.presses("s")
        await room.sees("newest first")
        await room.presses("u", "u")
        await room.sees("year:2011")
        await room.presses("r")
        await room.sees("like “Trafficking")


async def test_the_keys_that_keep_and_take(press: Path, tmp_path: Path) -> None:
    async with opened(press, desk=tmp_path / "desk.db") as room:
        for key, told in (("m", "Marked."), ("u", "Mark taken away"), ("y", "copy-1.txt")):
            await room.presses(key)
            await room.is_told(told)
        sheets = (
            ("t", "⏎ takes it"),
            ("a", "Note on the document"),
            ("c", "Cite in which style?"),
            ("o", "https://press.example.org/2011/05/"),
            ("v", "lines kept"),
            ("i", "All that is known"),
            ("colon", "⏎ takes it"),
            ("question_mark", "In the results"),
        )
        for key, seen in sheets:
            await room.presses(key)
            await room.sees(seen)
            await room.presses("escape")
            await room.until(lambda: len(room.app.screen_stack) == 1, f"the room again after {key}")
        await room.presses("d")
        await room.is_told("There is no other version of this story.")
        await room.presses("enter")
        await room.reads("TBILISI")
        await room.presses("T")
        await room.is_told("no headings")


# The three pieces of work of docs/reading-room.md


async def test_a_sentence_is_found_and_cited(press: Path, tmp_path: Path) -> None:
    async with opened(press, desk=tmp_path / "desk.db", at_start=True) as room:
        await room.presses("slash", *'"forced labour" year:2006..2011', "enter")
        await room.sees("2 of 120", "⏎ read")
        await room.presses("enter")
        await room.reads("forced labour")
        await room.presses("y", *"apa", "enter")
        await room.sees("Quote, APA", "Work, 2010) [key:")
        await room.presses("escape", "c", "enter")
        await room.sees("Citation · APA", "Office for Fair Work. (2010")


async def test_what_belongs_to_a_chapter_is_marked_tagged_and_taken_along(press: Path, tmp_path: Path) -> None:
    desk = tmp_path / "desk.db"
    async with opened(press, desk=desk, at_start=True) as room:
        await room.presses("slash", *"forced", "enter")
        await room.sees("2 of 120", "⏎ read")
        await room.presses("m", "j", "m", "slash", "ctrl+u", *"is:marked", "enter")
        await room.sees("2 of 120", "is:marked", "⏎ read")
        await room.presses("t", "down", "enter")
        await room.sees("Tag 2 marked documents")
        await room.presses(*"chapter-2", "enter")
        await room.is_told("Tagged “chapter-2” · 2 documents.")
        assert len(room.kept(desk).tagged("chapter-2")) == 2
        await room.presses("C", *"ris", "enter")
        await room.sees("The marked documents")
        await room.presses("enter")
        await room.sees("TY  - ELEC", "The marked documents, 2.")


async def test_a_date_is_checked_against_the_page_and_put_right(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(
        "Inspectors find eleven men in a hold\nDRAVIK, 4 March 2008 – The eleven men were held in forced labour for two "
        "years, the Labour Inspectorate said on Tuesday, and were not paid a single month.\n"
    )
    with Archive.open(tmp_path / "one", create=True) as archive, Index.open(archive) as index:
        add(archive, [tmp_path / "page.txt"], workers=1)
        index.update()
    async with opened(tmp_path / "one") as room:
        await room.presses("i")
        await room.sees("Date", "4 March 2008", "dateline: “DRAVIK, 4 March")
        await room.presses("escape", "v")
        await room.sees("lines kept", "DRAVIK, 4 March 2008")
        await room.presses("escape", "i")
        await room.sees("All that is known")
        await room.presses("down", "e", "ctrl+u", *"2011-06-20", "enter")
        await room.sees("20 June 2011", "Put right.")
        await room.room.knowing.correcting.idle()
        await room.presses("u")
        await room.sees("Back to what the page states.", "4 March 2008")
