from pathlib import Path

import pytest

from corpus import Archive
from search import Index
from tui.render.layout import Place
from tui.render.opened import Opened, open_document


@pytest.fixture(scope="module")
def tbilisi(press: Path) -> str:
    with Archive.open(press) as archive, Index.open(archive) as index:
        return index.search("seminar").hits[0].key


def opened(press: Path, key: str, query: str, *, typing: bool = False) -> Opened:
    with Archive.open(press) as archive, Index.open(archive) as index:
        return open_document(archive, index, key, query, 80, typing=typing)


def words(document: Opened, place: Place | None) -> str:
    assert place
    return document.layout.blocks[place.block].text[place.offset :]


def test_hits_are_those_of_the_query_wherever_they_stand(press: Path, tbilisi: str) -> None:
    document = opened(press, tbilisi, "forced labour")
    lit = [document.layout.blocks[hit.block].text[hit.start : hit.end] for hit in document.hits]
    assert lit[0] == "labour"
    assert set(lit[1:]) <= {"forced labour", "labour"}


def test_the_best_place_is_where_most_of_the_query_stands_together(press: Path, tbilisi: str) -> None:
    document = opened(press, tbilisi, "seminar ordinary places")
    assert words(document, document.best).startswith("seminar heard that forced labour hides in ordinary places")


def test_a_word_still_being_typed_is_lit_as_the_beginning_of_one(press: Path, tbilisi: str) -> None:
    assert opened(press, tbilisi, "exploi").hits == ()
    assert len(opened(press, tbilisi, "exploi", typing=True).hits) > 0


def test_without_a_query_nothing_is_lit(press: Path, tbilisi: str) -> None:
    document = opened(press, tbilisi, " ")
    assert (document.hits, document.best) == ((), None)


def test_a_place_is_kept_from_the_body_on_with_the_words_that_stand_there(press: Path, tbilisi: str) -> None:
    document = opened(press, tbilisi, "")
    place = Place(document.body + 2, 4)
    assert document.restored(*document.saved(place)) == place
    assert document.words(place) == words(document, place)[:160]
    assert document.saved(Place(1, 3)) == (0, 0)
    assert document.words(Place(1, 3)) == ""
    assert document.restored(0, 0) == Place(0, 0)
