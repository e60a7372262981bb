import shutil
from pathlib import Path

import pytest

from corpus import Archive, Document, NotFoundError
from search import Index

from .driver import opened
from .press import build

SIZES = [(120, 40), (80, 24), (40, 12)]


@pytest.mark.parametrize("size", SIZES)
async def test_a_search_lands_on_the_passage_and_goes_on_into_the_next_document(
    press: Path, size: tuple[int, int]
) -> None:
    async with opened(press, size) as room:
        await room.search("forced labour")
        await room.sees_hit(1, title="Trafficking for labour exploitation")
        await room.sees("2 of 120")
        await room.presses("enter")
        await room.reads("forced labour")
        await room.presses("n", "n")
        await room.reads("Signs of forced labour")
        await room.presses("N")
        await room.reads("labour pays")


async def test_an_empty_query_shows_everything_newest_first(press: Path) -> None:
    async with opened(press) as room:
        await room.sees("120 of 120")
        await room.sees_hit(1, title="Trafficking for labour exploitation")
        await room.sees_hit(2, title="Inspectors learn")


async def test_filters_write_into_the_box_and_can_be_taken_back(press: Path) -> None:
    async with opened(press) as room:
        await room.presses("f")
        await room.until(lambda: bool(room.room.filters.rows), "filters")
        await room.presses("enter")
        await room.sees("✓ Border Agency", 'source:"Border Agency"', "40 of 120")
        await room.presses("enter")
        await room.sees("120 of 120")
        assert room.room.box.value == ""


async def test_neighbours_of_a_picked_value_keep_their_counts(press: Path) -> None:
    async with opened(press) as room:
        await room.search("year:2011")
        await room.sees("✓ 2011", "1 of 120")
        years = dict(room.room.filters.facets["year"])
        assert years["2008"] > 1


async def test_years_are_stepped_through_and_undone(press: Path) -> None:
    async with opened(press) as room:
        await room.presses("left_square_bracket")
        await room.sees("year:2011", "1 of 120")
        await room.presses("left_square_bracket")
        await room.sees("year:2010")
        await room.presses("u")
        await room.sees("year:2011")
        await room.presses("right_square_bracket")
        await room.sees("120 of 120")


async def test_sorting_says_so_and_turns_the_list_round(press: Path) -> None:
    async with opened(press) as room:
        await room.presses("s", "s")
        await room.sees("oldest first")
        await room.until(lambda: "2003" in str(room.room.list.hit.date if room.room.list.hit else ""), "2003 first")


async def test_a_query_that_cannot_be_read_leaves_the_results_and_says_where(press: Path) -> None:
    async with opened(press) as room:
        await room.search("forced labour")
        await room.sees("2 of 120")
        await room.search('source:"')
        await room.until(lambda: room.room.message is not None, "a message")
        await room.sees("2 of 120")
        await room.sees_hit(1, title="Trafficking")


async def test_any_number_of_hits_is_scrolled_through_by_pages(press: Path) -> None:
    async with opened(press) as room:
        await room.search("round table")
        await room.presses("G")
        await room.until(lambda: room.room.list.hit is not None, "the last hit")
        assert room.room.list.row == 116
        await room.sees("117/117")


async def test_a_mark_is_on_the_desk_before_it_is_shown(press: Path, tmp_path: Path) -> None:
    desk = tmp_path / "desk.db"
    async with opened(press, desk=desk) as room:
        await room.presses("m")
        await room.sees("● 2011-05-18")
        await room.is_told("Marked.")
        await room.presses("m")
        await room.is_told("Mark taken away.")
        await room.presses("j", "m")
        await room.sees("● 2010-03-02")
    async with opened(press, desk=desk) as room:
        await room.sees("● 2010-03-02")


async def test_one_comes_back_to_where_one_was(press: Path, tmp_path: Path) -> None:
    desk = tmp_path / "desk.db"
    async with opened(press, desk=desk) as room:
        await room.search("forced labour")
        await room.presses("enter")
        await room.reads("labour hides")
        line = room.room.reader.render_line(0).text
        room.room.save()
    async with opened(press, desk=desk) as room:
        await room.sees("2 of 120", "forced labour")
        await room.reads("labour hides")
        assert room.room.reader.render_line(0).text == line
        assert room.room.pane == "reader"


async def test_a_resize_keeps_the_line_being_read(press: Path) -> None:
    async with opened(press, (120, 40)) as room:
        await room.search("forced labour")
        await room.presses("enter")
        await room.reads("forced labour")
        before = room.room.reader.place
        for size in ((40, 12), (200, 20), (90, 12), (120, 40)):
            await room.pilot.resize_terminal(*size)
            await room.pilot.pause()
            reader = room.room.reader
            layout = reader.layout_
            assert layout is not None
            assert reader.place == before
            assert layout.width == reader.column


async def test_the_panes_that_fit_are_shown(press: Path) -> None:
    async with opened(press, (120, 40)) as room:
        assert room.panes() == ["filters", "list", "reader"]
        await room.pilot.resize_terminal(90, 24)
        await room.pilot.pause()
        assert room.panes() == ["list", "reader"]
        await room.presses("f")
        assert room.panes() == ["filters", "list"]
        await room.presses("escape")
        assert room.panes() == ["list", "reader"]
        await room.pilot.resize_terminal(40, 12)
        await room.pilot.pause()
        assert room.panes() == ["list"]
        await room.presses("enter")
        await room.until(lambda: room.panes() == ["reader"], "the reader alone")
        await room.presses("escape")
        assert room.panes() == ["list"]


async def test_escape_never_leaves(press: Path) -> None:
    async with opened(press) as room:
        await room.search("forced labour")
        await room.presses("enter", *["escape"] * 6)
        await room.is_told("q leaves")
        assert room.app.is_running


async def test_typing_takes_the_last_word_as_a_beginning_and_enter_as_a_word(press: Path) -> None:
    async with opened(press) as room:
        await room.types("inspec")
        await room.sees_hit(1, title="Inspectors learn")


async def test_nothing_found_says_what_can_be_done(press: Path) -> None:
    async with opened(press) as room:
        await room.search("zeppelin")
        await room.sees("Nothing found.", "0 of 120")


async def test_help_lists_what_works_here_and_any_key_takes_it_away(press: Path) -> None:
    async with opened(press) as room:
        await room.presses("question_mark")
        await room.sees("In the results", "Read the document")
        await room.presses("escape")
        await room.until(lambda: "In the results" not in room.screen(), "the room again")


async def test_the_address_is_shown_whole(press: Path) -> None:
    async with opened(press, (60, 20)) as room:
        await room.search("forced labour")
        await room.presses("o")
        await room.sees("Address", "https://press.example.org/2011/05/")


@pytest.mark.parametrize("size", SIZES)
async def test_a_hostile_page_is_only_text(press: Path, size: tuple[int, int]) -> None:
    async with opened(press, size) as room:
        await room.search("hostile annex")
        await room.sees("[/foo]")
        await room.presses("enter")
        await room.reads("hostile")
        assert all(line.isprintable() for line in room.screen().splitlines())


async def test_the_reader_follows_the_list_where_that_costs_nothing(press: Path) -> None:
    async with opened(press, preview=True) as room:
        await room.reads("TBILISI")
        await room.presses("j")
        await room.reads("GENEVA")
        assert room.room.pane == "list"


async def test_a_screen_of_one_column_survives(press: Path) -> None:
    async with opened(press, (1, 1)) as room:
        await room.presses("j", "enter")
        await room.settles()
        await room.pilot.resize_terminal(80, 24)
        await room.pilot.pause()
        await room.reads("2 March 2010")


async def test_without_words_a_document_opens_where_it_was_left(press: Path, tmp_path: Path) -> None:
    desk = tmp_path / "desk.db"
    async with opened(press, (80, 12), desk=desk) as room:
        await room.presses("enter")
        await room.reads("18 May 2011")
        await room.presses("space", "space")
        left = room.room.reader.place
        room.room.save()
        await room.presses("escape", "j", "enter")
        await room.reads("GENEVA")
        await room.presses("escape", "k", "enter")
        await room.until(lambda: room.room.reader.place == left, "the place it was left at")


async def test_an_empty_archive_says_how_it_is_filled(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "empty", create=True) as archive, Index.open(archive) as index:
        index.update()
    async with opened(tmp_path / "empty") as room:
        await room.sees("The archive is empty.", "dateline add FOLDER")
        await room.presses("enter", "n", "m", "o", "j", "G", "left_square_bracket", "f")
        assert room.app.is_running


async def test_an_archive_without_an_index_says_so(tmp_path: Path) -> None:
    folder = build(tmp_path, 4)
    shutil.rmtree(folder / "index")
    async with opened(folder) as room:
        await room.sees("The archive is not indexed yet.", "dateline reindex")


async def test_a_document_that_is_gone_is_one_sentence(press: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_: Archive, key: str) -> Document:
        raise NotFoundError(f"There is no document {key}.")

    async with opened(press) as room:
        monkeypatch.setattr(Archive, "document", gone)
        await room.presses("enter")
        await room.is_told("There is no document")


async def test_where_the_document_one_read_is_gone_one_stands_in_the_results(
    press: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(press, desk=tmp_path / "desk.db") as room:
        await room.search("forced labour")
        await room.presses("enter")
        await room.settles()
        await room.presses("q")

    def gone(_: Archive, key: str) -> Document:
        raise NotFoundError(f"There is no document {key}.")

    monkeypatch.setattr(Archive, "document", gone)
    async with opened(press, desk=tmp_path / "desk.db") as room:
        assert (room.room.pane, room.room.reader.key) == ("list", None)
        await room.presses("slash", *"rare")
        assert room.room.box.value == "forced labour rare"


async def test_a_resize_keeps_the_hit_in_view(press: Path) -> None:
    async with opened(press, (100, 70)) as room:
        await room.search("forced labour")
        await room.presses("enter")
        await room.reads("labour hides")
        for size in ((60, 16), (200, 12), (100, 70)):
            await room.pilot.resize_terminal(*size)
            await room.reads("hides")
