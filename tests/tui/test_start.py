"""The start page, saved searches and what is new in them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from threading import Event
from typing import NamedTuple

import pytest

from corpus import (
    JSON,
    Archive,
    CannotWriteError,
    Desk,
    Entry,
    PastSearch,
    SavedSearch,
    Totals,
    add,
    correct,
    parse_date,
)
from search import Hit, Index, Snippet
from tui.app import RoomApp
from tui.configuration import Configuration
from tui.glance import Glance, Glances
from tui.news import Arrivals, Count, News
from tui.render.start import Choice, Line, Overview, moment, page
from tui.screens.commands.saving import proposed
from tui.screens.index_later import IndexLater
from tui.screens.question import Question
from tui.widgets.start_page import StartPage

from .driver import Room, opened
from .press import build

TOTALS = Totals(130, 1204, parse_date("1999-02-03"), parse_date("2011-05-18"), 9, "2026-11-03T10:14:00+00:00")
SAVED = SavedSearch("Wages", "unpaid wages", "relevance", "2026-11-01T00:00:00+00:00")
WIDTHS = (40, 80, 99, 100, 120, 200)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return tmp_path / "desk.db"


# The page


def entry(key: str, title: str | None) -> Entry:
    return Entry(key, title, parse_date("2011-05-18"), (), (), (), None, "en", None, "page.html")


def overview(**known: object) -> Overview:
    hits = [
        Hit(f"new{n}", f"Title {n}", parse_date("2010"), (), (), (), None, "en", 1.0, Snippet("")) for n in range(8)
    ]
    shown: dict[str, object] = {
        "glance": Glance(
            hits,
            [(f"Body {number}", 400 - 30 * number) for number in range(12)],
            [("2011", 38), ("2010", 22), ("2006", 4), ("undated", 1)],
        ),
    }
    return Overview(TOTALS, **(shown | known))  # type: ignore[arg-type]


OWN = overview(
    saved=[SAVED],
    counts={SAVED.query: Count(38, 3, "unpaid wages key:(new1 OR new2 OR new3)", 7)},
    read=[entry("key1", "A hearing on wages")],
    searches=[PastSearch("forced labour", "newest", "", 12, "2026-11-01T00:00:00+00:00")],
)


def text_of(line: Line) -> str:
    text = ""
    for cell in line:
        lead = "  " if cell.choice else ""
        text = text.ljust(cell.start) + lead + "".join(run.text for run in cell.runs)
    return text.rstrip()


def texts(shown: Overview, width: int, *unfolded: str) -> list[str]:
    return [text_of(line) for line in page(shown, width, unfolded)]


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_page_at_any_width(width: int) -> None:
    long = overview(
        saved=[SavedSearch("n" * 90, "q " * 90, "relevance", "")], read=[entry("key1", "界" * 90), entry("key2", None)]
    )
    for line in page(long, width):
        for cell in line:
            taken = sum(len(run.text) + run.text.count("界") for run in cell.runs) + 2 * bool(cell.choice)
            assert taken <= cell.width
            assert cell.start + cell.width <= width


@pytest.mark.parametrize(("width", "columns"), [(40, 1), (80, 1), (100, 2), (120, 2)], ids=str)
def test_a_wide_page_has_what_is_ones_own_beside_what_the_archive_holds(width: int, columns: int) -> None:
    starts = {cell.choice.what: cell.start for line in page(OWN, width) for cell in line if cell.choice}
    assert len(set(starts.values())) == columns
    assert starts["saved"] == starts["read"] == starts["searched"] == 0
    assert starts["source"] == starts["year"] == starts["newest"] == max(starts.values())


def test_where_nothing_is_ones_own_the_newest_documents_stand_there() -> None:
    starts = {cell.choice.what: cell.start for line in page(overview(), 120) for cell in line if cell.choice}
    assert starts["newest"] == 0 < starts["source"] == starts["year"]


def test_the_page_tells_totals_span_and_last_import() -> None:
    lines = texts(overview(new=1200), 80)
    assert lines[0] == " 1,204 documents from 130 pages · 3 February 1999 to 18 May 2011"
    assert lines[1].startswith(" Last import 3 November 2026")
    assert lines[1].endswith("· 1,200 new")
    assert "new" not in texts(overview(), 80)[1]


def test_a_time_is_told_in_the_zone_of_the_reader() -> None:
    assert moment("2026-11-03T10:14:00+00:00", UTC) == "3 November 2026, 10:14"


def test_a_saved_search_says_what_it_finds_and_what_is_new_and_offers_that_alone() -> None:
    lines = texts(OWN, 80)
    at = next(number for number, line in enumerate(lines) if "Wages" in line)
    assert lines[at].split("  ")[1:3] == ["Wages", "unpaid wages"]
    assert lines[at].endswith("3 new · 38")
    assert lines[at + 1].strip() == "╰ only the 3 new"
    assert [cell.choice for line in page(OWN, 80)[at : at + 2] for cell in line] == [
        Choice("saved", "Wages"),
        Choice("new", "Wages"),
    ]


@pytest.mark.parametrize(
    ("count", "told"), [(None, "…"), (Count(None), "cannot be read"), (Count(0), "0"), (Count(9, 2), "2 new · 9")]
)
def test_what_is_not_counted_yet_or_cannot_be_is_told_apart(count: Count | None, told: str) -> None:
    counts = {SAVED.query: count} if count else {}
    lines = texts(overview(saved=[SAVED], counts=counts), 80)
    assert next(line for line in lines if "Wages" in line).endswith(f" {told}")
    assert not any("only the" in line for line in lines)


def test_of_many_sources_the_first_are_shown_and_the_others_on_demand() -> None:
    shown = texts(overview(), 80)
    assert any("… 4 more" in line for line in shown)
    assert not any("Body 11" in line for line in shown)
    unfolded = texts(overview(), 80, "source")
    assert any("Body 11" in line for line in unfolded)
    assert not any("more" in line for line in unfolded)


def test_bars_are_as_long_as_the_counts_are_beside_each_other() -> None:
    lines = [line for line in texts(overview(), 80) if line.strip().startswith("20")]
    lengths = {line.split()[0]: line.count("█") for line in lines if "█" in line}
    assert lengths["2011"] == 16
    assert lengths["2011"] > lengths["2010"] > lengths["2006"] > 0


def test_names_cannot_steer_the_terminal() -> None:
    raw = "a\x1b]52;c;aGk=\x07\u202eb\nc"
    shown = overview(
        saved=[SavedSearch(raw, raw, "relevance", "")],
        read=[entry("key1", raw)],
        searches=[PastSearch(raw, "newest", "", None, "")],
        glance=Glance([], [(raw, 1)], []),
    )
    assert all(line.isprintable() for line in texts(shown, 120))


def test_why_there_is_nothing_stands_alone() -> None:
    empty = Overview(Totals(0, 0, None, None, 0, None), notice="The archive is empty.")
    assert texts(empty, 80) == [" The archive is empty."]


# What is new


class Place(NamedTuple):
    """An archive with its index and a desk, to be added to."""

    archive: Archive
    searched: Index
    desk: Desk
    folder: Path

    def get(self, *titles: str) -> None:
        """Import documents with these titles, each with a text that says it."""
        text = "The committee met in the town hall and heard what the guests had to say about it at some length. " * 3
        records = [
            {"id": title, "title": title, "url": f"https://a.example/{title}", "text": f"{title}. {text}"}
            for title in titles
        ]
        path = self.folder / f"{len(list(self.folder.iterdir()))}.jsonl"
        path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
        add(self.archive, [path], workers=1)
        self.searched.update()

    def correct(self, title: str, kind: str) -> None:
        """Correct the type of a document."""
        key = next(hit.key for hit in self.searched.search(f'title:"{title}"').hits)
        correct(self.archive, key, {"type": kind})
        self.searched.update()

    def counts(self, name: str) -> tuple[int | None, int]:
        """Return what a saved search finds, and how many of them are new."""
        count = News(self.archive, self.searched).count(self.saved(name))
        return count.total, count.new

    def saved(self, name: str) -> SavedSearch:
        """Return a saved search."""
        return next(one for one in self.desk.saved_searches(self.archive.identity) if one.name == name)

    def opens(self, name: str) -> None:
        """See all that a saved search finds."""
        total, _ = self.counts(name)
        self.desk.seen(name, self.archive.identity, self.archive.change_number(), total or 0)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    folder = tmp_path / "pages"
    folder.mkdir()
    with (
        Archive.open(tmp_path / "archive", create=True) as archive,
        Index.open(archive) as index,
        Desk.open(tmp_path / "desk.db") as desk,
    ):
        desk.save_search("Wages", "wages OR pay")
        yield Place(archive, index, desk, folder)


def test_what_was_counted_last_stands_again_until_the_archive_changes(place: Place) -> None:
    place.get("Wages rise", "A day of rest")
    glances = Glances(place.archive, place.desk)
    assert glances.recall() is None
    answer = place.searched.search("", sort="newest")
    taken = glances.take(answer, place.archive.change_number())
    again = glances.recall()
    assert again is not None
    assert [one.key for one in again.newest] == [hit.key for hit in answer.hits]
    assert (again.sources, again.years) == (list(taken.sources), list(taken.years))
    place.get("Pay falls")
    assert glances.recall() is None


def test_what_makes_no_sense_of_a_count_is_left_out(place: Place) -> None:
    kept: JSON = {"change": 0, "newest": ["gone"], "sources": [["A", 1], [], ["B"], "C", [1, "D"]], "years": [None]}
    place.desk.remember(f"glance {place.archive.identity}", kept)
    assert Glances(place.archive, place.desk).recall() == Glance([], [("A", 1)], [])


async def test_the_page_is_whole_before_the_search_is_there(press: Path, desk: Path) -> None:
    async with opened(press, desk=desk, at_start=True) as room:
        await room.sees("Newest documents", "Border", "2009")
        before = room.screen()
    there = Event()
    with Archive.open(press) as archive, Desk.open(desk) as own, Index.open(archive, own) as index:

        def open_index() -> Index:
            there.wait(20)
            return index

        app = RoomApp(archive, IndexLater(open_index), own, Configuration(preview=False))
        async with app.run_test(size=(120, 40)) as pilot:
            room = Room(app, pilot)
            await pilot.pause()
            assert app.room.inquiry.answer is None
            shown = room.screen()
            there.set()
            await room.settles()
    assert shown.split("\n")[2:] == before.split("\n")[2:]


def test_what_was_added_since_a_search_was_opened_is_new_in_it(place: Place) -> None:
    place.get("Wages rise", "A day of rest")
    assert place.counts("Wages") == (1, 0)
    place.opens("Wages")
    assert place.counts("Wages") == (1, 0)
    place.get("Pay falls", "Wages again", "Rest again")
    assert place.counts("Wages") == (3, 2)
    count = News(place.archive, place.searched).count(place.saved("Wages"))
    assert {hit.title for hit in place.searched.search(count.only_new).hits} == {"Pay falls", "Wages again"}
    place.opens("Wages")
    assert place.counts("Wages") == (3, 0)


def test_what_was_only_corrected_is_not_new(place: Place) -> None:
    place.get("Wages rise", "Wages fall", "A day of rest")
    place.opens("Wages")
    place.correct("Wages rise", "Letter")
    assert place.counts("Wages") == (2, 0)
    place.get("Pay falls")
    assert place.counts("Wages") == (3, 1)


def test_where_all_was_cleaned_anew_nothing_is_taken_for_new(place: Place) -> None:
    place.get("Wages rise", "Wages fall")
    place.opens("Wages")
    place.correct("Wages rise", "Letter")
    place.correct("Wages fall", "Letter")
    assert place.counts("Wages") == (2, 0)


def test_all_is_new_that_came_into_an_empty_archive(place: Place) -> None:
    place.searched.update()
    place.opens("Wages")
    place.get("Wages rise", "Pay falls", "A day of rest")
    assert place.counts("Wages") == (2, 2)


@pytest.mark.parametrize("most", ["LOOKED_FOR", "CHANGES_SEEN"])
def test_of_too_many_to_look_at_what_the_answer_grew_by_is_new(
    place: Place, monkeypatch: pytest.MonkeyPatch, most: str
) -> None:
    monkeypatch.setattr(f"tui.news.{most}", 1)
    place.get("Wages rise", "A day of rest")
    place.opens("Wages")
    place.get("Pay falls", "Wages again", "Rest again")
    assert place.counts("Wages") == (3, 2)
    assert not News(place.archive, place.searched).count(place.saved("Wages")).only_new


def test_where_very_much_was_cleaned_anew_nothing_is_taken_for_new(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.news.CHANGES_SEEN", 1)
    place.get("Wages rise", "Wages fall", "Pay")
    place.opens("Wages")
    for title in ("Wages fall", "Wages rise"):
        place.correct(title, "Letter")
    assert place.counts("Wages") == (3, 0)


def test_a_count_of_an_index_that_lags_behind_is_not_noted_as_all_there_is(place: Place) -> None:
    place.get("Wages rise")
    assert News(place.archive, place.searched).count(place.saved("Wages")).change_number == 1
    correct(place.archive, next(place.archive.keys()), {"type": "Letter"})
    assert News(place.archive, place.searched).count(place.saved("Wages")).change_number is None


def test_documents_are_new_until_the_import_after_the_next_visit(place: Place) -> None:
    def visit() -> int:
        return Arrivals(place.archive, place.desk).count(place.archive.totals())

    def imported(at: str) -> int:
        totals = place.archive.totals()
        changed = Totals(totals.pages, totals.documents, None, None, 0, at)
        return Arrivals(place.archive, place.desk).count(changed)

    place.get("Wages rise", "A day of rest")
    assert visit() == 0
    place.get("Pay falls")
    assert imported("2026-11-03") == 1
    assert imported("2026-11-03") == 1
    place.get("Pay rises", "Wages again")
    assert imported("2026-11-04") == 2


def test_the_name_proposed_is_the_one_a_search_has_or_else_its_words() -> None:
    assert proposed(Question("unpaid wages"), [SAVED]) == "Wages"
    assert proposed(Question("unpaid wages", "newest"), [SAVED]) == "unpaid wages"
    assert len(proposed(Question("word " * 100), [])) <= 60


# In the room


async def test_the_first_thing_one_sees_is_what_there_is(press: Path) -> None:
    async with opened(press, at_start=True) as room:
        await room.sees("120 documents from", "Newest documents", "Sources", "Border Agency", "Years", "2011")
        assert room.panes() == []
        await room.presses("escape")
        await room.sees_hit(1, title="Trafficking for labour exploitation")
        assert room.room.pane == "list"
        await room.presses("H")
        await room.sees("Newest documents")


async def test_everything_on_it_can_be_gone_to_and_chosen(press: Path, desk: Path) -> None:
    async with opened(press, (80, 24), desk, at_start=True) as room:
        await room.sees("Years")
        await room.presses("j", "enter")
        await room.reads("Inspectors met")
        await room.presses("H")
        await room.sees("Last read")
        start = room.room.query_one(StartPage)
        await room.presses("g")
        assert start.choice
        assert start.choice.what == "read"
        await room.presses("G", "enter")
        await room.sees("year:2003", "of 120")
        assert room.room.pane == "list"
        await room.presses("u")
        await room.is_told("Back to all documents.")


async def test_the_columns_are_gone_between(press: Path) -> None:
    async with opened(press, at_start=True) as room:
        start = room.room.query_one(StartPage)
        await room.until(lambda: len(start.places) > 10, "things to choose from")
        await room.presses("right")
        assert start.choice
        assert start.choice.what == "source"
        await room.presses("enter")
        await room.sees('source:"Border Agency"', "40 of 120")


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_a_move_keeps_what_one_stands_on_in_view(press: Path, size: tuple[int, int]) -> None:
    async with opened(press, size, at_start=True) as room:
        start = room.room.query_one(StartPage)
        await room.until(lambda: len(start.places) > 10, "things to choose from")
        for key in ("G", "pageup", "g", "pagedown", "pagedown"):
            await room.presses(key)
            line = start.places[start.at].line - start.scroll_offset.y
            assert start.render_line(line).text[start.places[start.at].cell.start] == "▌", key
        await room.pilot.resize_terminal(60, 10)
        await room.until(lambda: "▌" in room.screen(), "the cursor at another size")


async def test_typing_on_the_start_page_begins_anew_and_going_back_leaves_all_as_it_was(press: Path) -> None:
    async with opened(press) as room:
        await room.search("forced labour")
        await room.presses("H", "slash")
        assert room.room.box.value == ""
        await room.presses("escape")
        await room.sees("Newest documents", "forced labour")
        await room.presses("escape")
        await room.sees_hit(1, title="Trafficking for labour exploitation")
        assert room.room.inquiry.question == Question("forced labour")
        await room.presses("H")
        await room.types("inspec")
        await room.sees_hit(1, title="Inspectors learn")
        assert room.room.pane == "box"
        assert "list" in room.panes()


async def test_a_search_is_saved_under_a_name_replaced_and_taken_back(press: Path, desk: Path) -> None:
    async with opened(press, desk=desk) as room:
        await room.presses("S")
        await room.is_told("Nothing is asked yet")
        await room.search("forced labour")
        await room.presses("S")
        await room.sees("Save this search as", "forced labour")
        await room.presses("enter")
        await room.is_told("Saved as “forced labour”.")
        await room.search("inspectors")
        await room.presses("S", *"forced", "down", "enter")
        await room.is_told("Saved as “forced labour”, in the place of “forced labour”; u takes it back.")
        assert [one.query for one in room.kept(desk).saved_searches()] == ["inspectors"]
        await room.presses("u")
        assert [one.query for one in room.kept(desk).saved_searches()] == ["forced labour"]


async def test_saved_searches_are_listed_run_renamed_and_forgotten(press: Path, desk: Path) -> None:
    async with opened(press, desk=desk) as room:
        await room.presses("L")
        await room.is_told("No search is saved yet; S saves the one that stands.")
        with Desk.open(desk) as other:
            other.save_search("Labour", "forced labour", "oldest")
        await room.presses("L")
        await room.sees("Saved searches", "Labour", "forced labour", " 2 ")
        await room.presses("enter")
        await room.sees("2 of 120", "oldest first")
        await room.presses("L")
        await room.sees("Rename one")
        await room.presses(*"rename", "enter", "enter", "ctrl+u", *"Work", "enter")
        await room.is_told("“Labour” is called “Work” now.")
        room.room.action_forget_search("Work")
        await room.is_told("“Work” is forgotten; u brings it back.")
        await room.presses("u")
        assert [one.name for one in room.kept(desk).saved_searches()] == ["Work"]


async def test_what_is_new_is_told_and_is_seen_once_the_search_was_opened(tmp_path: Path, desk: Path) -> None:
    folder = build(tmp_path, 12)
    with Archive.open(folder) as archive, Index.open(archive) as index, Desk.open(desk) as own:
        own.save_search("Wages", "wages")
        own.seen("Wages", archive.identity, archive.change_number(), 0)
        (tmp_path / "pages").mkdir()
        Place(archive, index, own, tmp_path / "pages").get("Wages rise", "A day of rest")
    async with opened(folder, desk=desk, at_start=True) as room:
        await room.sees("Saved searches", "1 new · 1", "only the new one")
        await room.presses("enter")
        await room.is_told("“Wages”: 1 new since")
        await room.until(lambda: room.kept(desk).saved_searches(archive.identity)[0].seen.total == 1, "it is seen")  # type: ignore[union-attr]
        await room.presses("H")
        await room.sees("Saved searches")
        await room.until(lambda: "1 new" not in room.screen(), "nothing new")


async def test_a_search_that_is_saved_by_another_room_is_there_at_the_next_look(press: Path, desk: Path) -> None:
    async with opened(press, desk=desk) as room:
        with Desk.open(desk) as other:
            other.save_search("Labour", "forced labour")
        await room.presses("H")
        await room.sees("Saved searches", "Labour")


async def test_an_empty_archive_says_on_the_start_page_how_it_is_filled(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "empty", create=True) as archive, Index.open(archive) as index:
        index.update()
    async with opened(tmp_path / "empty", at_start=True) as room:
        await room.sees("The archive is empty", "dateline add FOLDER")
        await room.presses("enter", "j", "G", "space", "right", "f", "H", "L", "S")
        assert room.app.is_running


async def test_what_cannot_be_counted_is_one_sentence(press: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise CannotWriteError("There is no room left on the disk.")

    async with opened(press) as room:
        monkeypatch.setattr(Desk, "history", full)
        await room.presses("H")
        await room.is_told("There is no room left on the disk.")


async def test_on_the_start_page_a_document_can_be_marked_by_name(press: Path, desk: Path) -> None:
    async with opened(press, desk=desk, at_start=True) as room:
        start = room.room.query_one(StartPage)
        await room.until(lambda: start.document is not None, "a document")
        await room.presses("colon", *"mark", "enter")
        await room.is_told("Marked.")
        assert room.kept(desk).marked() == {start.document}
