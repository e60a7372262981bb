"""Looking at the evidence in the room: the page beside the document, all that is known, other versions, the like."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus import Archive, add, link_repeats
from search import Index
from tests.tui.press import FILLER

from .driver import Room, opened

MENU = "\n".join(f"- {name}" for name in ("Home", "About us", "Our work", "Countries", "Projects", "Photos"))
TITLE = "Inspectors of the harbour office learn to see the signs"
BODY = [
    "KOLNIK, 4 May 2009 – Inspectors from four ministries met today to learn how workers are held against their will.",
    "The course was paid for by the Harbour Office and lasted for three days in the old customs house of Kolnik.",
    "It will be repeated in the autumn in two other ports, the ministry of labour said on Tuesday afternoon.",
]
RETOLD = [BODY[0], BODY[1].replace("three days", "five long days"), BODY[2], "Nobody was hurt in any of these ports."]


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    """An archive of a dump with a menu, the same story told by another body, and two that fill it."""
    (tmp_path / "dump.txt").write_text(f"{MENU}\nSource: Harbour Office\n{TITLE}\n" + "\n".join(BODY) + "\n- Share\n")
    records = [
        {"title": TITLE, "date": "2009-05-05", "source": "Border Agency", "text": "\n\n".join(RETOLD)},
        *({"title": f"Round table {n}", "date": f"2008-0{n}-01", "text": "\n\n".join(FILLER[n:])} for n in (1, 2)),
    ]
    (tmp_path / "records.jsonl").write_text("".join(f"{json.dumps(record)}\n" for record in records))
    with Archive.open(tmp_path / "harbour", create=True) as archive:
        add(archive, [tmp_path / "dump.txt", tmp_path / "records.jsonl"], workers=1)
        link_repeats(archive)
        with Index.open(archive) as index:
            index.update()
    return tmp_path / "harbour"


async def at_the_dump(room: Room) -> None:
    await room.search('source:"Harbour Office"')
    await room.sees_hit(1, TITLE)


async def test_the_page_stands_beside_the_document_what_was_taken_off_marked(harbour: Path) -> None:
    async with opened(harbour) as room:
        await at_the_dump(room)
        await room.presses("v")
        await room.sees("│ KOLNIK, 4 May 2009", "lines kept", "The document")
        await room.presses("g")
        await room.sees("· - About us", "= Source: Harbour Office")
        lines = room.screen().splitlines()
        (line,) = (one for one in lines if "│ KOLNIK" in one)
        assert line.count("KOLNIK, 4 May 2009") == 2
        await room.presses("escape")
        await room.is_told("read")


async def test_it_begins_where_one_reads(press: Path) -> None:
    async with opened(press, (120, 20)) as room:
        await room.search("labour pays")
        await room.presses("enter")
        await room.reads("forced labour pays")
        await room.presses("v")
        await room.sees("lines kept")
        assert "TBILISI, 18 May" not in room.screen()
        assert "forced labour pays" in room.screen()


async def test_where_there_is_no_room_for_both_one_turns_from_one_to_the_other(harbour: Path) -> None:
    async with opened(harbour, (40, 12)) as room:
        await at_the_dump(room)
        await room.presses("v")
        await room.sees("│ KOLNIK", "document")
        await room.presses("tab")
        await room.sees("  KOLNIK", "page")
        assert "│ KOLNIK" not in room.screen()


async def test_the_source_of_the_page_is_one_key_away(press: Path) -> None:
    async with opened(press) as room:
        await room.presses("v")
        await room.sees("lines kept")
        await room.presses("v")
        await room.sees("The source of the page", '"id": "tbilisi"')
        await room.presses("v")
        await room.sees("The document")


async def test_a_page_that_is_plain_text_has_no_source_but_itself(harbour: Path) -> None:
    async with opened(harbour) as room:
        await at_the_dump(room)
        await room.presses("v")
        await room.sees("lines kept")
        await room.presses("v")
        await room.is_told("The page is plain text: this is all of it.")


@pytest.mark.parametrize("size", [(120, 40), (40, 12)], ids=["wide", "narrow"])
async def test_every_value_says_where_it_comes_from(harbour: Path, size: tuple[int, int]) -> None:
    async with opened(harbour, size) as room:
        await at_the_dump(room)
        await room.presses("i")
        await room.sees("All that is known", "Title", "printed on the page")
        await room.presses("j", "j", "j")
        await room.sees("Source", "Harbour Office", "behind a label")


async def test_a_value_is_put_right_at_once_and_found_and_taken_back(harbour: Path) -> None:
    async with opened(harbour) as room:
        await at_the_dump(room)
        await room.presses("i")
        await room.sees("All that is known")
        await room.presses("j", "j", "e")
        await room.sees("Place (several: one; two)", "the page states none")
        await room.presses("ctrl+u", *"Quincehaven", "enter")
        await room.sees("Quincehaven", "corrected by hand; the page: Kolnik", "Put right.")
        await room.room.knowing.correcting.idle()
        await room.presses("u")
        await room.sees("Back to what the page states.")
        await room.until(lambda: "Quincehaven" not in room.screen(), "the list as it was")


async def test_the_list_shows_what_was_put_right(harbour: Path) -> None:
    async with opened(harbour) as room:
        await at_the_dump(room)
        await room.presses("i")
        await room.sees("All that is known")
        await room.presses("e", "ctrl+u", *"Quinces", "enter")
        await room.sees("Put right.")
        await room.presses("escape")
        await room.sees_hit(1, "Quinces")


async def test_what_cannot_be_put_right_says_so_and_a_date_that_is_none_too(harbour: Path) -> None:
    async with opened(harbour) as room:
        await room.presses("i")
        await room.sees("All that is known")
        await room.presses("G", "e")
        await room.sees("This is no value that can be put right.")
        await room.presses("g", "u")
        await room.sees("nothing is corrected here")
        await room.presses("j", "e", "ctrl+u", *"soon", "enter")
        await room.sees("soon is no date; write it as")


async def test_an_archive_that_is_being_written_to_is_told_of_in_a_sentence(harbour: Path) -> None:
    async with opened(harbour) as room:
        await room.presses("i")
        await room.sees("All that is known")
        with room.room.archive.writer():
            await room.presses("e", "ctrl+u", *"Quinces", "enter")
            await room.sees("Another import is writing to")


@pytest.mark.parametrize(
    ("size", "marked"),
    [
        ((120, 40), ("- for five long days", "+ for three days")),
        ((80, 24), ("- The course was paid for", "+ The course was paid for")),
    ],
    ids=["beside", "below"],
)
async def test_another_version_is_shown_with_what_differs_marked(
    harbour: Path, size: tuple[int, int], marked: tuple[str, str]
) -> None:
    async with opened(harbour, size) as room:
        await at_the_dump(room)
        await room.presses("d")
        await room.sees("2 paragraphs differ", "2009-05-05  Border Agency", "(this one)")
        await room.sees(*marked)
        await room.presses("q")
        await room.sees_hit(1, TITLE)


async def test_what_a_document_said_before_it_was_put_right_is_a_version_too(harbour: Path) -> None:
    async with opened(harbour) as room:
        await at_the_dump(room)
        await room.presses("i")
        await room.sees("All that is known")
        await room.presses("e", "ctrl+u", *"Quinces", "enter")
        await room.sees("Put right.")
        await room.room.knowing.correcting.idle()
        await room.presses("escape")
        await room.sees_hit(1, "Quinces")
        await room.presses("d")
        await room.sees("Compare with which of 2?", "state 1", "Border Agency")
        await room.presses("enter")
        await room.sees("1 paragraph differs", f"- {TITLE[:20]}", "+ Quinces")


async def test_where_there_is_no_other_version_that_is_said(press: Path) -> None:
    async with opened(press) as room:
        await room.presses("d")
        await room.is_told("There is no other version of this story.")


async def test_more_like_this_is_a_search_that_says_so_and_can_be_left_again(harbour: Path) -> None:
    async with opened(harbour) as room:
        await at_the_dump(room)
        key = room.room.standing_on
        await room.presses("r")
        await room.until(lambda: room.room.inquiry.question.query == f"like:{key}", "asking for the like")
        await room.sees(f"like “{TITLE[:30]}")
        await room.sees("Border Agency")
        await room.presses("u")
        await room.is_told("Back to")
        assert "like “" not in room.screen()
