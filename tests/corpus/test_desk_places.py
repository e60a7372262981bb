"""Where a person was: positions, history, saved searches and what was seen of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import Desk, NotFoundError, RefusedValueError
from corpus.desk import places, store


@pytest.fixture
def desk() -> Iterator[Desk]:
    with Desk.open(Path(":memory:")) as desk:
        yield desk


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every change has a time of its own."""
    times = iter(f"2011-05-18T10:00:{second:02}+00:00" for second in range(60))
    monkeypatch.setattr(store, "now", lambda: next(times))


def test_reading_and_its_place_are_kept(tmp_path: Path) -> None:
    with Desk.open(tmp_path / "desk.db") as desk:
        desk.set_read("key1")
        desk.set_read("key2")
        desk.set_read("key2", False)
        desk.set_position("key1", 3, 140)
        desk.set_position("key1", 4, 2)

    with Desk.open(tmp_path / "desk.db") as desk:
        assert desk.read() == {"key1"}
        assert desk.position("key1") == (4, 2)
        assert desk.position("key2") is None


def test_a_place_keeps_the_words_that_stood_there(desk: Desk) -> None:
    desk.set_position("key1", 3, 140, f"  Inspectors will\nvisit {'every ship ' * 40}")

    left = desk.left_at("key1")
    assert left is not None
    assert (left.block, left.offset) == (3, 140)
    assert left.words.startswith("Inspectors will visit every ship every")
    assert len(left.words) <= 100
    assert left.words.endswith((" every", " ship"))
    assert desk.left_at("key2") is None


def test_the_words_of_a_place_stay_with_it_and_go_with_it(desk: Desk) -> None:
    desk.set_position("key1", 3, 140, "Inspectors will visit")
    desk.set_position("key1", 3, 140)
    same = desk.left_at("key1")
    assert same
    assert same.words == "Inspectors will visit"

    desk.set_position("key1", 4, 0)

    other = desk.left_at("key1")
    assert other
    assert other.words == ""


def test_the_history_has_each_document_once_the_newest_first(desk: Desk) -> None:
    for key in ("key1", "key2", "key3", "key1"):
        desk.visit(key, "archive")
    desk.visit("key2", "other archive")

    assert [visit.key for visit in desk.history()] == ["key2", "key1", "key3", "key2"]
    assert [visit.key for visit in desk.history(archive="archive")] == ["key1", "key3", "key2"]
    assert [visit.key for visit in desk.history(1, "archive")] == ["key1"]
    assert desk.undo() is None


def test_the_history_says_when(desk: Desk, clock: None) -> None:
    desk.visit("key1", "archive")
    desk.visit("key2", "archive")
    desk.visit("key1", "archive")

    assert [(visit.key, visit.opened[-8:-6]) for visit in desk.history()] == [("key1", "02"), ("key2", "01")]


def test_the_history_of_years_is_cut_at_its_old_end(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "KEPT", 3)
    for number in range(6):
        desk.visit(f"key{number}")
        desk.search_made(f"query {number}")

    assert [visit.key for visit in desk.history()] == ["key5", "key4", "key3"]
    assert [search.query for search in desk.searches_made()] == ["query 5", "query 4", "query 3"]


def test_the_searches_made_have_each_query_once_the_newest_first(desk: Desk) -> None:
    desk.search_made("wages", archive="archive", total=3)
    desk.search_made(" courts ", archive="archive")
    desk.search_made("wages", archive="archive", total=4)
    desk.search_made("wages", "newest", "archive", 4)
    desk.search_made("  ")

    made = [(search.query, search.sort, search.total) for search in desk.searches_made(archive="archive")]

    assert made == [("wages", "newest", 4), ("wages", "relevance", 4), ("courts", "relevance", None)]
    assert desk.searches_made(archive="other") == []


def test_searches_are_saved_under_their_names(desk: Desk) -> None:
    assert desk.save_search(" the\nwages ", "wages") == "the wages"
    desk.save_search("Courts", 'court source:"Assembly"', "newest")
    desk.save_search("the wages", "wages year:2011")

    saved = [(search.name, search.query, search.sort, search.seen) for search in desk.saved_searches()]
    assert saved == [
        ("Courts", 'court source:"Assembly"', "newest", None),
        ("the wages", "wages year:2011", "relevance", None),
    ]

    desk.forget_search("the wages")
    desk.forget_search("never there")

    assert [search.name for search in desk.saved_searches()] == ["Courts"]


def test_a_saved_search_can_be_renamed(desk: Desk) -> None:
    desk.save_search("wages", "wages")
    desk.save_search("courts", "courts")
    desk.seen("wages", "archive", 7, 3)

    assert desk.rename_search("wages", "pay") == "pay"

    assert [(one.name, one.seen and one.seen.total) for one in desk.saved_searches("archive")] == [
        ("courts", None),
        ("pay", 3),
    ]
    with pytest.raises(RefusedValueError):
        desk.rename_search("pay", "courts")
    with pytest.raises(NotFoundError):
        desk.rename_search("wages", "salary")
    with pytest.raises(RefusedValueError):
        desk.save_search("", "wages")


def test_what_was_seen_of_a_search_is_kept_for_each_archive(desk: Desk, clock: None) -> None:
    desk.save_search("wages", "wages")
    desk.seen("wages", "one", 7, 3)
    desk.seen("wages", "two", 90, 40)
    desk.seen("wages", "one", 8, 4)
    desk.seen("never saved", "one", 8, 4)

    (one,), (two,) = desk.saved_searches("one"), desk.saved_searches("two")

    assert one.seen
    assert two.seen
    assert (one.seen.change_number, one.seen.total) == (8, 4)
    assert (two.seen.change_number, two.seen.total) == (90, 40)
    assert one.seen.at > two.seen.at
    assert desk.saved_searches("three")[0].seen is None
    assert desk.saved_searches()[0].seen is None


def test_a_search_that_asks_something_else_now_was_not_seen_yet(desk: Desk) -> None:
    desk.save_search("wages", "wages")
    desk.seen("wages", "one", 7, 3)

    desk.save_search("wages", "wages")
    assert desk.saved_searches("one")[0].seen
    desk.save_search("wages", "wages OR pay")

    assert desk.saved_searches("one")[0].seen is None
