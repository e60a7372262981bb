import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import CannotWriteError
from search import Index
from tui import copies
from tui.citations import gathering

from .driver import Room, opened

TITLE = "Trafficking for labour exploitation should be tackled as serious crime"
URL = "https://press.example.org/2011/05/trafficking-for-labour-exploitation-should-be-tackled"
APA = f"Regional Forum. (2011, May 18). {TITLE}. {URL}\n"


def copied(desk: Path) -> dict[str, str]:
    folder = desk.parent / "copies"
    return {path.name: path.read_text("utf-8") for path in sorted(folder.iterdir())} if folder.exists() else {}


def sheet(room: Room, between: str = "") -> str:
    lines = room.screen().splitlines()
    top = next(number for number, line in enumerate(lines) if "╭" in line)
    left, right = lines[top].index("╭"), lines[top].index("╮")
    return between.join(line[left + 1 : right].strip() for line in lines[top + 1 :] if line[left : left + 1] == "│")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return tmp_path / "desk.db"


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_one_key_and_a_style_cite_a_document(press: Path, desk: Path, size: tuple[int, int]) -> None:
    async with opened(press, size, desk) as room:
        await room.presses("c")
        await room.sees("Cite in which style?", "APA", "Chicago", "BibTeX", "RIS", "CSL-JSON")
        await room.presses("enter")
        await room.sees("Citation · APA", "Regional Forum. (2011", "no clipboard · esc back")
        assert copied(desk) == {"copy-1.txt": APA}
        await room.presses("escape")
        await room.until(lambda: "Citation" not in room.screen(), "the sheet gone")


async def test_the_sheet_says_what_happened_and_where_the_file_is(press: Path, desk: Path) -> None:
    async with opened(press, desk=desk) as room:
        await room.presses("c", "enter")
        await room.sees("There is no terminal with a clipboard here. It is in this file:")
        assert str(desk.parent / "copies" / "copy-1.txt") in sheet(room)


async def test_the_style_chosen_last_comes_first_also_the_next_day(press: Path, desk: Path) -> None:
    async with opened(press, desk=desk) as room:
        await room.presses("c", *"bib", "enter")
        await room.sees("@misc{dateline-")
    async with opened(press, desk=desk) as room:
        await room.presses("c", "enter")
        await room.sees("@misc{dateline-")
    assert list(copied(desk)) == ["copy-1.bib", "copy-2.bib"]


async def test_going_back_from_the_styles_copies_nothing(press: Path, desk: Path) -> None:
    async with opened(press, desk=desk) as room:
        await room.presses("c")
        await room.sees("Cite in which style?")
        await room.presses("escape")
        await room.until(lambda: "Cite in" not in room.screen(), "the question gone")
    assert copied(desk) == {}


async def test_marked_documents_are_cited_together_newest_first(press: Path, desk: Path) -> None:
    async with opened(press, desk=desk) as room:
        await room.presses("j", "m", "k", "m", "c", "enter")
        await room.sees("Cite which?", "This document", "All hits of this search")
        await room.presses("down", "enter")
        await room.sees("The marked documents, 2.")
    first, second = copied(desk)["copy-1.txt"].splitlines()
    assert f"{first}\n" == APA
    assert second.startswith("Office for Fair Work. (2010, March 2). Inspectors learn to see the signs.")


async def test_in_the_reader_the_document_one_reads_is_meant(press: Path, desk: Path) -> None:
    async with opened(press, desk=desk) as room:
        await room.presses("j", "m", "k", "enter")
        await room.reads("TBILISI")
        await room.presses("c", "enter")
        await room.sees("Citation · APA")
    assert copied(desk) == {"copy-1.txt": APA}


async def test_all_hits_of_a_search_are_cited_in_their_order(
    press: Path, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "BATCH", 1)
    async with opened(press, desk=desk) as room:
        await room.search("forced labour")
        await room.presses("C", *"csl", "enter")
        await room.sees("All hits of this search, 2.")
    text = copied(desk)["copy-1.json"]
    assert (text[:3], text[-4:]) == ("[\n{", "}\n]\n")
    assert text.index("Trafficking for labour") < text.index("Inspectors learn")


async def test_where_nothing_is_marked_or_found_that_is_said(press: Path, desk: Path) -> None:
    async with opened(press, desk=desk) as room:
        await room.search("nowhereatall")
        await room.presses("C")
        await room.is_told("Nothing is marked and nothing was found.")
        await room.presses("c")
        await room.is_told("There is no document here.")


async def test_citing_many_shows_progress_and_is_stopped_with_escape_alone(
    press: Path, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(index: Index, query: str, *, sort: str, cancel: threading.Event) -> Iterator[str]:
        yield from index_keys
        cancel.wait(30)
        yield from index_keys

    monkeypatch.setattr(Index, "keys", endless)
    monkeypatch.setattr(gathering, "BATCH", 2)
    async with opened(press, desk=desk) as room:
        index_keys = list(room.room.archive.keys())[:10]
        await room.presses("C", "enter")
        await room.sees("Copying", "of 120 documents", "esc stops it")
        await room.presses("x")
        await room.sees("esc stops it")
        await room.presses("escape")
        await room.is_told("Stopped; nothing was copied.")
        await room.room.copying._jobs.idle()
        assert copied(desk) == {}


async def test_where_no_file_can_be_written_that_is_said(
    press: Path, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(pieces: object, ending: str, folder: Path) -> Path:
        raise CannotWriteError("No copy could be written to there: no space left on device.")

    monkeypatch.setattr(copies, "keep", refused)
    async with opened(press, desk=desk) as room:
        await room.presses("c", "enter")
        await room.sees("Regional Forum. (2011, May 18)", "no clipboard · esc back")
        assert "No copy could be written to there: no space left on device." in sheet(room, " ")


async def test_in_the_results_title_address_and_key_are_copied(press: Path, desk: Path) -> None:
    async with opened(press, desk=desk) as room:
        await room.presses("y")
        await room.is_told("kept in copy-1.txt")
        assert copied(desk) == {"copy-1.txt": f"{TITLE} — {URL} [key:{room.room.standing_on}]\n"}


async def test_the_address_is_shown_host_first_and_copied_as_it_is(press: Path, desk: Path) -> None:
    async with opened(press, desk=desk) as room:
        await room.presses("o")
        await room.sees("Address", "y copies it")
        assert "│  press.example.org  " in room.screen()
        await room.presses("y")
        await room.sees("It is in this file")
        assert copied(desk) == {"copy-1.txt": f"{URL}\n"}
        await room.presses("escape")
        await room.until(lambda: "Address" not in room.screen(), "the sheet gone")


async def test_a_hostile_title_goes_out_without_anything_that_steers(press: Path, desk: Path) -> None:
    async with opened(press, desk=desk) as room:
        await room.search("hostile annex")
        await room.presses("y")
        await room.is_told("kept in copy-1.txt")
        await room.presses("c", "enter")
        await room.sees("Citation · APA", "[/foo]")
    assert all(text.rstrip("\n").isprintable() for text in copied(desk).values())
    assert "Annex [/foo] to the [sic] report ␛]52;c;aGVsbG8=␇ on ⟨U+202E⟩gnitnuoc" in copied(desk)["copy-1.txt"]


async def test_the_passage_one_reads_is_copied_as_a_quotation_and_again_with_enter(press: Path, desk: Path) -> None:
    words = "The seminar heard that forced labour hides in ordinary places, and that forced labour pays. Point 26."
    async with opened(press, desk=desk) as room:
        await room.search("forced labour")
        await room.presses("enter")
        await room.reads("forced labour hides")
        await room.presses("y")
        await room.sees("Copy the passage as what?", "The words alone", "Quote, APA", "Quote, Pandoc")
        await room.presses("enter")
        await room.sees("Passage · The words alone", "The seminar heard")
        await room.presses("enter", "y", *"apa", "enter")
        await room.sees("Passage · Quote, APA", "(Regional Forum, 2011)")
        await room.presses("enter", "y", "enter")
        await room.until(lambda: len(copied(desk)) == 3, "the third copy")
        key = room.room.reader.key
    assert copied(desk)["copy-1.txt"] == f"{words}\n"
    assert copied(desk)["copy-2.txt"] == f"“{words}” (Regional Forum, 2011) [key:{key}]\n"
    assert copied(desk)["copy-3.txt"] == copied(desk)["copy-2.txt"]


async def test_a_style_named_behind_a_command_is_not_asked_for(press: Path, desk: Path) -> None:
    async with opened(press, desk=desk) as room:
        await room.presses("colon", *"cite ris", "enter")
        await room.sees("Citation · RIS", "TY  - ELEC")
    assert list(copied(desk)) == ["copy-1.ris"]
