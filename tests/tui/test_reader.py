import shutil
from pathlib import Path

import pytest

from corpus import Archive, Desk, add
from search import Index
from tui.widgets.find_line import FindLine

from .driver import Room, opened

REPORT = """# Report of the inspectors

## Hours of work

{filler}

Hours were long. Nobody counted them. Forced labour was found in two places.

## Wages

| State | Cases | Remark |
|---|--:|---|
| Merania | 12 | Wages were paid late, or not at all |

### What is to be done

The inspectors ask for more visits. They will come back in autumn.

Contact: the office, at [this address](https://bank.example@office.example.org/contact).
"""
FILLER = "\n\n".join(f"Paragraph {number} says what many others say as well. It says so twice." for number in range(30))


@pytest.fixture(scope="session")
def report(press: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of the other tests and a long report with headings."""
    folder = tmp_path_factory.mktemp("report")
    shutil.copytree(press, folder / "press")
    (folder / "report.md").write_text(REPORT.format(filler=FILLER), "utf-8")
    with Archive.open(folder / "press") as archive:
        add(archive, [folder / "report.md"], workers=1)
        with Index.open(archive) as index:
            index.update()
    return folder / "press"


async def read_report(room: Room) -> None:
    await room.search("inspectors autumn")
    await room.presses("enter")
    await room.reads("autumn")
    await room.presses("g")
    await room.reads("Report of the inspectors")


def count(room: Room) -> str:
    return room.room.reader.walk_.count


async def test_words_are_found_in_the_document_and_gone_through(report: Path) -> None:
    async with opened(report, (80, 24)) as room:
        await read_report(room)
        await room.finds("FORCED labour")
        await room.reads("Forced labour was found")
        await room.is_told("“FORCED labour” · n goes on")
        await room.sees("1/1")
        await room.presses("g")
        await room.finds("paragraph 2")
        assert count(room) == "1/11"
        await room.presses("n", "n", "N")
        assert count(room) == "2/11"


async def test_what_is_typed_is_lit_at_once_and_left_with_escape(report: Path) -> None:
    async with opened(report, (80, 24)) as room:
        await read_report(room)
        before = room.room.reader.place
        await room.presses("slash")
        await room.looks_for("late, or")
        await room.reads("Wages were paid late")
        await room.presses("escape")
        await room.until(lambda: not room.room.query(FindLine), "the line of keys again")
        await room.reads("Report of the inspectors")
        assert room.room.reader.place == before
        assert room.room.reader.has_focus
        assert count(room).endswith("/3")


async def test_looking_for_nothing_brings_the_hits_of_the_search_back(report: Path) -> None:
    async with opened(report, (80, 24)) as room:
        await read_report(room)
        await room.finds("paragraph")
        assert count(room).endswith("/30")
        await room.finds("")
        await room.is_told("The hits of the search are lit again.")
        assert count(room).endswith("/3")


async def test_words_that_are_not_there_are_told_and_nothing_moves(report: Path) -> None:
    async with opened(report, (80, 24)) as room:
        await read_report(room)
        await room.finds("zeppelin")
        await room.is_told("“zeppelin” is not in this document.")
        await room.reads("Report of the inspectors")


async def test_behind_the_last_place_found_the_next_document_has_the_hits_of_the_search(press: Path) -> None:
    async with opened(press, (80, 24)) as room:
        await room.search("forced labour")
        await room.presses("enter")
        await room.reads("hides in")
        await room.finds("ordinary")
        await room.sees("1/1")
        await room.presses("n")
        await room.reads("Signs of forced labour")
        await room.is_told("No more “ordinary” there")
        assert room.room.reader.over
        assert room.room.reader.over.words == ""
        await room.presses("less_than_sign")
        await room.reads("hides in")


async def test_escape_takes_away_what_was_found_before_it_leaves_the_reader(report: Path) -> None:
    async with opened(report, (80, 24)) as room:
        await read_report(room)
        await room.finds("paragraph")
        await room.presses("V", "escape")
        assert room.room.reader.selection is None
        assert count(room).endswith("/30")
        await room.presses("escape")
        assert count(room).endswith("/3")
        await room.presses("escape")
        assert room.room.pane == "list"


async def test_the_contents_lead_to_a_heading(report: Path) -> None:
    async with opened(report, (80, 24)) as room:
        await read_report(room)
        await room.presses("T")
        await room.sees("Contents", "Hours of work", "What is to be done")
        await room.presses(*"wages", "enter")
        await room.reads("Wages were paid late")
        await room.presses("apostrophe")
        await room.reads("Report of the inspectors")


async def test_a_document_without_headings_says_so(press: Path) -> None:
    async with opened(press, (80, 24)) as room:
        await room.search("forced labour")
        await room.presses("enter")
        await room.reads("hides in")
        await room.presses("T")
        await room.is_told("This document has no headings.")


async def test_sentences_are_selected_and_paragraphs(report: Path) -> None:
    async with opened(report, (100, 24)) as room:
        await read_report(room)
        await room.finds("Hours were")
        reader = room.room.reader
        await room.presses("V", "j")
        await room.is_told("6 words selected")
        passage = reader.passage()
        assert passage
        assert passage.text == "Hours were long. Nobody counted them."
        assert reader.opened
        assert reader.opened.document.text[passage.start : passage.end] == passage.text
        await room.presses("V")
        passage = reader.passage()
        assert passage
        assert passage.text.endswith("found in two places.")
        await room.presses("escape")
        assert reader.selection is None


async def test_without_a_selection_the_passage_is_the_paragraph_of_the_hit(report: Path) -> None:
    async with opened(report, (80, 24)) as room:
        await read_report(room)
        passage = room.room.reader.passage()
        assert passage
        assert passage.text == "Hours of work"
        await room.finds("nobody")
        passage = room.room.reader.passage()
        assert passage
        assert passage.text.startswith("Hours were long.")


async def test_one_goes_back_and_forward_between_documents(press: Path) -> None:
    async with opened(press, (80, 24)) as room:
        await room.search("forced labour")
        await room.presses("enter")
        await room.reads("hides in")
        await room.presses("escape", "j", "enter")
        await room.reads("GENEVA")
        await room.presses("less_than_sign")
        await room.reads("hides in")
        await room.presses("greater_than_sign")
        await room.reads("GENEVA")
        await room.presses("apostrophe")
        await room.reads("hides in")
        await room.presses("less_than_sign", "less_than_sign", "less_than_sign")
        await room.is_told("There is no place before this one.")


async def test_a_note_is_marked_at_the_edge_of_its_passage(report: Path) -> None:
    async with opened(report, (80, 24)) as room:
        await read_report(room)
        reader = room.room.reader
        assert reader.opened
        start = reader.opened.document.text.index("Forced labour was found")
        reader.show_notes([(start, start + 12)])
        reader.go_to_text(start, start + 12)
        await room.reads("✎")
        marked = next(line for y in range(24) if "✎" in (line := reader.render_line(y).text))
        assert "Forced labour" in marked


async def test_a_place_is_found_by_its_words_in_a_text_cleaned_anew(press: Path, tmp_path: Path) -> None:
    desk = tmp_path / "desk.db"
    with Archive.open(press) as archive, Index.open(archive) as index, Desk.open(desk) as own:
        key = index.search("seminar hides ordinary").hits[0].key
        own.set_position(key, 3, 0, words="The seminar heard that forced labour hides in ordinary places")
    async with opened(press, (80, 24), desk=desk) as room:
        await room.search("year:2011")
        await room.presses("enter")
        await room.until(lambda: "The seminar heard" in room.room.reader.render_line(0).text, "the words at the top")


@pytest.mark.parametrize("size", [(40, 12), (120, 40)], ids=["narrow", "wide"])
async def test_a_resize_keeps_what_was_found_in_view(report: Path, size: tuple[int, int]) -> None:
    async with opened(report, (100, 30)) as room:
        await read_report(room)
        await room.finds("nobody counted")
        await room.pilot.resize_terminal(*size)
        await room.reads("counted")
        assert count(room) == "1/1"
