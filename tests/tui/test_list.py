"""The result list and the search box: what is shown, what is fetched for it, and what is kept of what a person did."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from corpus import Archive, Desk, add, link_repeats
from search import Answer, Index, Snippet

from .driver import opened

STORY = "Customs officers found forty carved masks in a lorry at the northern border, and {} said where they came from."
ISSUED = {"Border Agency": "2014-03-01", "Regional Forum": "2014-03-02", "Office for Fair Work": "2014-03-03"}
PARAGRAPHS = (
    "The masks were hidden under crates of apples and had been cut from old walnut, as the museum was told later.",
    "Nobody had missed them: the chapel that they were taken from has been locked since the flood twelve years ago.",
    "Two drivers were questioned until the evening, and an expert in carving will look at what was found next week.",
)


def records() -> list[dict[str, object]]:
    """Return one story told by three bodies, and others that mention a lorry."""
    text = "\n\n".join((STORY.format("experts"), *PARAGRAPHS))
    told: list[dict[str, object]] = [
        {"id": f"masks-{number}", "title": "Carved masks found in a lorry", "date": date, "source": body, "text": text}
        for number, (body, date) in enumerate(ISSUED.items())
    ]
    others: list[dict[str, object]] = [
        {
            "id": f"other-{number}",
            "title": f"{word} reports on the traffic of {2000 + number}",
            "date": f"{2000 + number % 10}-05-0{1 + number % 9}",
            "source": "Regional Forum",
            "text": f"{word} counted {number * 7 + 3} times what a lorry brings across the {word.lower()} pass. "
            f"{word} then said so in {number} sentences of which this one is number {number * 3}.",
        }
        for number, word in enumerate(("Alder", "Birch", "Cedar", "Damson", "Elder", "Fir", "Gorse", "Hazel") * 5)
    ]
    return told + others


@pytest.fixture(scope="module")
def masks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with one story in three versions and forty other documents."""
    folder = tmp_path_factory.mktemp("masks")
    pages = folder / "masks.jsonl"
    pages.write_text("".join(json.dumps(record) + "\n" for record in records()), "utf-8")
    with Archive.open(folder / "archive", create=True) as archive:
        add(archive, [pages], workers=1)
        link_repeats(archive)
        with Index.open(archive) as index:
            index.update()
    return folder / "archive"


class Watched:
    """Keeps what is asked of the index."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.searches: list[tuple[str, Mapping[str, Any]]] = []
        self.passages: list[tuple[str, ...]] = []
        search, snippets = Index.search, Index.snippets

        def watched(index: Index, query: str, **options: Any) -> Answer:  # noqa: ANN401
            self.searches.append((query, options))
            return search(index, query, **options)

        def watched_snippets(index: Index, query: str, keys: tuple[str, ...], **options: Any) -> dict[str, Snippet]:  # noqa: ANN401
            self.passages.append(keys)
            return snippets(index, query, keys, **options)

        monkeypatch.setattr(Index, "search", watched)
        monkeypatch.setattr(Index, "snippets", watched_snippets)


async def test_versions_of_a_story_are_one_row_and_the_count_is_of_documents(masks: Path) -> None:
    async with opened(masks) as room:
        await room.search("carved masks")
        await room.sees("3 of 43", "3 versions", "1/3")
        assert room.room.list.pages.folding.slots == 1
        await room.presses("z")
        await room.sees("╰ 2014-03-02", "╰ 2014-03-01", "1/3")
        await room.presses("j", "j", "j")
        await room.sees("1/3")
        await room.presses("z")
        await room.until(lambda: "╰ " not in room.screen(), "one row again")
        assert room.room.list.row == 0


async def test_what_has_one_version_says_so(masks: Path) -> None:
    async with opened(masks) as room:
        await room.search("alder")
        await room.presses("z")
        await room.is_told("one version")


async def test_reading_on_passes_over_what_is_folded(masks: Path) -> None:
    async with opened(masks) as room:
        await room.search("lorry")
        await room.presses("enter")
        await room.reads("masks")
        seen = set()
        for _ in range(12):
            seen.add(room.room.reader.key)
            await room.presses("n")
            await room.settles()
            if room.room.list.row > 2:
                break
        titles = [room.room.list.pages.hit(row) for row in range(3)]
        assert len({hit.key for hit in titles if hit} & seen) == 1


async def test_only_what_comes_into_view_is_fetched(masks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(masks, (120, 24)) as room:
        watched = Watched(monkeypatch)
        await room.types("lorry")
        view = room.room.list.size.height // 3 + 1
        query, options = watched.searches[0]
        assert query == "lorry"
        assert options["limit"] <= view + 4
        assert options["snippets"] <= view
        assert options["typing"]


async def test_what_is_scrolled_to_comes_with_its_passages(masks: Path) -> None:
    async with opened(masks, (120, 24)) as room:
        await room.search("lorry")
        for key in ("space", "G", "b", "b"):
            await room.presses(key)
            await room.settles()
            list_ = room.room.list
            assert list_.missing() is None
            assert list_.without_passage() == ()
            assert "…" not in {line.strip() for line in room.screen().splitlines()}


async def test_a_longer_list_gets_the_passages_it_lacks(masks: Path) -> None:
    async with opened(masks, (120, 24)) as room:
        await room.search("lorry")
        await room.pilot.resize_terminal(120, 60)
        await room.pilot.pause()
        await room.settles()
        assert room.room.list.missing() is None
        assert room.room.list.without_passage() == ()


@pytest.mark.parametrize("typed", ['source:"', "(lorry", "lorry OR", "year:20", "-", '"', "lorry AND (" + "x" * 2_000])
async def test_what_is_being_typed_is_never_an_error(masks: Path, typed: str) -> None:
    async with opened(masks) as room:
        await room.search("lorry")
        await room.types(typed)
        assert room.room.message is None
        await room.search("carved")
        await room.sees("3 of 43")


async def test_enter_says_where_the_error_is_and_leaves_the_results(masks: Path) -> None:
    async with opened(masks) as room:
        await room.search("lorry")
        await room.search("carved (masks")
        await room.until(lambda: room.room.message is not None, "a message")
        assert room.room.message is not None
        assert "Here: (masks" in room.room.message.text
        assert room.room.box.cursor_position == len("carved ")


async def test_a_word_is_completed_with_the_right_arrow(masks: Path) -> None:
    async with opened(masks) as room:
        await room.types("carv")
        await room.sees("/ carved")
        await room.presses("right")
        assert room.room.box.value == "carved"
        await room.until(lambda: room.room.inquiry.question.query == "carved", "a search for it")
        await room.presses("left", "right")
        assert room.room.box.value == "carved"


async def test_values_of_a_filter_are_offered_and_taken_whole(masks: Path) -> None:
    async with opened(masks) as room:
        await room.types("source:agen")
        await room.sees('source:agen → "Border Agency"')
        await room.presses("right")
        await room.sees('source:"Border Agency"', "1 of 43")
        assert room.room.box.value == 'source:"Border Agency"'


async def test_nothing_is_offered_in_the_middle_of_what_is_typed(masks: Path) -> None:
    async with opened(masks) as room:
        await room.types("carv")
        await room.sees("/ carved")
        await room.presses("left")
        await room.until(lambda: "/ carved" not in room.screen(), "no offer")
        await room.presses("right")
        assert room.room.box.value == "carv"


async def test_opening_a_document_calls_it_read_and_notes_the_visit(masks: Path, tmp_path: Path) -> None:
    async with opened(masks, desk=tmp_path / "desk.db") as room:
        await room.search("alder")
        hit = room.room.list.hit
        assert hit is not None
        await room.presses("enter")
        await room.until(lambda: hit.key in room.room.desk.read(), "it being read")
        assert [visit.key for visit in room.room.desk.history(archive=room.room.archive.identity)] == [hit.key]
        await room.presses("R")
        await room.is_told("Unread again.")
        assert room.room.desk.read() == set()
        await room.presses("R")
        await room.is_told("Read.")
        assert room.room.desk.read() == {hit.key}


async def test_a_search_is_noted_once_one_stands_still(masks: Path, tmp_path: Path) -> None:
    async with opened(masks, desk=tmp_path / "desk.db") as room:
        await room.types("carv")
        await room.search("carved masks")
        await room.until(lambda: bool(room.room.desk.searches_made()), "a search noted")
        made = room.room.desk.searches_made(archive=room.room.archive.identity)
        assert [(search.query, search.sort, search.total) for search in made] == [("carved masks", "relevance", 3)]


async def test_what_lies_on_the_desk_is_told_in_the_row(masks: Path, tmp_path: Path) -> None:
    desk = tmp_path / "desk.db"
    with Desk.open(desk) as own, Archive.open(masks) as archive, Index.open(archive) as index:
        key = index.search("alder").hits[0].key
        own.tag(key, "trees")
        own.add_note(key, "look again")
        own.mark(key)
    async with opened(masks, desk=desk) as room:
        await room.search("alder")
        await room.sees("✎ #trees", "● ")
        room.room.desk.tag(key, "woods")
        await room.presses("j")
        await room.sees("✎ #trees #woods")
