"""The words that tell a document best, and what they find."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from corpus import Archive, Document
from search import Index
from search.similar import like_terms
from search.snapshot import Snapshot
from tests.search.conftest import Library, Record, fill

RIVER = "The ferry across the river {name} was repaired. Ferry crews and passengers thanked the shipyard in {name}."
HARVEST = "The harvest of barley in {name} was good. Barley farmers and millers of {name} met at the granary."
LETTERHEAD = "Northern Office, press desk Wilhelmina Ottersen, Quayside. "


def records() -> Iterator[Record]:
    for number in range(12):
        name = f"Place{chr(97 + number)}ville"
        about = RIVER if number % 2 else HARVEST
        yield {
            "id": f"{'ferry' if number % 2 else 'barley'}{number}",
            "title": "News from the north",
            "source": "Northern Office" if number < 6 else f"Office {number}",
            "date": f"2011-03-{number + 1:02d}",
            "language": "en",
            "text": (LETTERHEAD if number < 6 else "") + about.format(name=name) + f" Report {1000 + number} in 2011.",
        }


@pytest.fixture(scope="module")
def north(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Twelve releases about ferries and about barley in turn, the first six of one office and with its letterhead."""
    from corpus import Desk

    home = tmp_path_factory.mktemp("north")
    with Archive.open(home / "archive", create=True) as archive, Desk.open(Path(":memory:")) as desk:
        fill(archive, home / "pages", list(records()))
        with Index.open(archive) as index:
            index.update()
            yield Library(archive, index, desk)


def snapshot_of(library: Library) -> Snapshot:
    snapshot = library.index._refresh()
    assert snapshot is not None
    return snapshot


def document(library: Library, name: str) -> Document:
    return library.archive.document(library.key(name))


def weights(library: Library, one: Document, limit: int = 25) -> Mapping[str, float]:
    return {term: weight for field, term, weight in like_terms(snapshot_of(library), one, limit) if field == "text"}


def test_the_words_of_the_matter_weigh_most(north: Library) -> None:
    found = weights(north, document(north, "ferry1"))
    assert max(found, key=found.__getitem__) == "ferri"
    assert {"river", "shipyard", "crew"} <= set(found)


def test_what_stands_in_all_that_a_source_issues_weighs_less_than_what_is_as_rare(north: Library) -> None:
    snapshot = snapshot_of(north)
    assert snapshot.frequency("text", "ottersen") == snapshot.frequency("text", "shipyard") == 6
    found = weights(north, document(north, "ferry1"))
    assert found["ottersen"] < found["shipyard"]
    assert "the" not in found


def test_numbers_and_words_of_no_other_document_are_left_out(north: Library) -> None:
    found = weights(north, document(north, "ferry1"))
    assert not any(term[0].isdigit() for term in found)
    assert "placebvill" not in found


def test_only_so_many_are_given_the_best_ones(north: Library) -> None:
    one = document(north, "ferry1")
    some, more = weights(north, one, 3), weights(north, one, 6)
    assert len(some) == 3
    assert set(some) < set(more)


def test_together_they_find_what_is_about_the_same(north: Library) -> None:
    snapshot = snapshot_of(north)
    scores = dict.fromkeys(range(snapshot.size), 0.0)
    for field, term, weight in like_terms(snapshot, document(north, "barley2")):
        for number in snapshot.postings(field, term).documents.tolist():
            scores[number] += weight
    keys = snapshot.columns.keys
    best = sorted(scores, key=lambda number: -scores[number])[:6]
    assert {keys[number].decode() for number in best} == {north.key(f"barley{number}") for number in range(0, 12, 2)}


def test_a_title_counts_too_and_its_words_are_looked_for_in_titles(library: Library) -> None:
    found = {
        (field, term)
        for field, term, _ in like_terms(snapshot_of(library), replace(document(library, "geneva"), text=""))
    }
    assert ("title", "labour") in found
    assert ("text", "labour") in found


def test_a_document_is_read_in_its_own_language(north: Library) -> None:
    one = document(north, "ferry1")
    assert {"ferri", "river"} <= weights(north, one).keys()
    in_no_language = weights(north, replace(one, language="xx")).keys()
    assert "river" in in_no_language
    assert in_no_language.isdisjoint({"ferri", "ferry"})


def test_a_document_without_words_is_like_nothing(library: Library) -> None:
    assert like_terms(snapshot_of(library), replace(document(library, "geneva"), text="", title=None)) == ()
