"""Facets: bodies with their parents, tags, months, and the values that hold what is typed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from corpus import Archive, Desk, extend_vocabulary
from search import FACETS, Index, parents, values_containing
from search.facets import count, months
from search.snapshot import Snapshot
from tests.search.conftest import RECORDS, Library, fill

SECRETARIAT = "OSCE Secretariat"
OSCE = {"tbilisi", "vienna", "chisinau", "year", "undated"}


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Library]:
    """The invented press releases, with a desk and an index of a test's own."""
    with Archive.open(tmp_path / "archive", create=True) as archive, Desk.open(Path(":memory:")) as desk:
        fill(archive, tmp_path / "pages", RECORDS)
        with Index.open(archive, desk) as index:
            index.update()
            yield Library(archive, index, desk)


def snapshot_of(library: Library) -> Snapshot:
    snapshot = library.index._refresh()
    assert snapshot is not None
    return snapshot


def everything(snapshot: Snapshot) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.flatnonzero(snapshot.live)


# Bodies


def test_a_body_counts_its_own_documents_and_those_of_the_bodies_under_it(library: Library) -> None:
    counts = dict(library.index.search("").facets["source"])
    assert counts["OSCE"] == len(OSCE)
    assert (counts[SECRETARIAT], counts["OSCE Chairpersonship"], counts["OSCE Mission to Moldova"]) == (1, 1, 1)


def test_a_body_is_counted_where_no_document_states_it_alone(library: Library) -> None:
    assert library.index.search("labour").facets["source"][0] == ("OSCE", 2)


def test_picking_a_body_finds_the_documents_of_the_bodies_under_it(library: Library) -> None:
    assert set(library.found('source:"OSCE"')) == OSCE
    assert set(library.found("source:OSCE")) == OSCE
    assert library.found(f'source:"{SECRETARIAT}"') == ["tbilisi"]


def test_a_body_can_be_denied_with_all_under_it_or_but_for_one_of_them(library: Library) -> None:
    assert not set(library.found('-source:"OSCE"')) & OSCE
    assert set(library.found(f'source:"OSCE" -source:"{SECRETARIAT}"')) == OSCE - {"tbilisi"}


def test_a_document_of_two_bodies_under_one_counts_there_once(own: Library, tmp_path: Path) -> None:
    joint = dict(RECORDS[0], id="joint", source=[SECRETARIAT, "OSCE Chairpersonship", "ILO"], text="A joint appeal.")
    fill(own.archive, tmp_path / "more", [joint])
    own.index.update()
    counts = dict(own.index.search("").facets["source"])
    assert counts["OSCE"] == len(OSCE) + 1
    assert (counts[SECRETARIAT], counts["OSCE Chairpersonship"], counts["ILO"]) == (2, 2, 2)


def test_a_body_that_the_archives_own_vocabulary_names_is_a_parent(own: Library, tmp_path: Path) -> None:
    folder = own.archive.folder / "vocabulary"
    folder.mkdir()
    (folder / "sources.tsv").write_text("Harbour Union\tHU\n", encoding="utf-8")
    pages = [dict(RECORDS[2], id="north", source="HU North", text="Cranes stood still in the north.")]
    fill(own.archive, tmp_path / "more", pages)
    try:
        with Index.open(own.archive) as index:
            index.update()
            assert ("Harbour Union", 1) in index.search("cranes").facets["source"]
            assert index.search('cranes source:"Harbour Union"').total == 1
    finally:
        extend_vocabulary(None)


def test_the_parent_of_a_value_is_the_nearest_one_there_is() -> None:
    office = f"{SECRETARIAT} Press Office"
    assert parents(["OSCE", SECRETARIAT, office, "ILO"]) == {SECRETARIAT: "OSCE", office: SECRETARIAT}
    assert parents(["OSCE", office]) == {office: "OSCE"}
    assert parents([SECRETARIAT, office[:-7]]) == {office[:-7]: SECRETARIAT}
    assert parents([SECRETARIAT, "OSCE Chairpersonship"]) == {}


def test_names_that_lead_round_in_a_circle_have_no_circle_of_parents(tmp_path: Path) -> None:
    (tmp_path / "sources.tsv").write_text("Alpha Office\tBeta\nBeta Office\tAlpha\n", encoding="utf-8")
    extend_vocabulary(tmp_path)
    try:
        assert parents(["Alpha Office", "Beta Office"]) == {"Alpha Office": "Beta Office"}
    finally:
        extend_vocabulary(None)


def test_a_source_of_a_million_letters_has_no_parent() -> None:
    endless = "OSCE " + "word " * 200_000
    assert parents(["OSCE", endless]) == {}


# Tags


def test_tags_of_the_documents_found_are_counted(own: Library) -> None:
    for name, tag in (("tbilisi", "thesis"), ("geneva", "thesis"), ("geneva", "later"), ("paris", "later")):
        own.desk.tag(own.key(name), tag)
    assert own.index.search("").facets["tag"] == (("later", 2), ("thesis", 2))
    assert own.index.search("labour").facets["tag"] == (("thesis", 2), ("later", 1))
    assert own.index.search("elections").facets["tag"] == ()


def test_tags_follow_the_desk(own: Library) -> None:
    own.desk.tag(own.key("geneva"), "thesis")
    assert own.index.search("labour").facets["tag"] == (("thesis", 1),)
    own.desk.untag(own.key("geneva"), "thesis")
    own.desk.tag(own.key("tbilisi"), "thesis")
    assert own.found("tag:thesis") == ["tbilisi"]
    own.desk.untag(own.key("tbilisi"), "thesis")
    assert own.index.search("labour").facets["tag"] == ()


def test_any_of_several_tags_may_match_and_the_others_are_still_counted(own: Library) -> None:
    own.desk.tag(own.key("geneva"), "thesis")
    own.desk.tag(own.key("paris"), "later")
    own.desk.tag(own.key("moscow"), "much later")
    assert set(own.found("tag:thesis tag:later")) == {"geneva", "paris"}
    assert dict(own.index.search("tag:thesis").facets["tag"]) == {"thesis": 1, "later": 1, "much later": 1}
    assert dict(own.index.search("tag:thesis").facets["source"]) == {"ILO": 1}


def test_a_tag_is_meant_whole_unless_its_name_may_go_on(own: Library) -> None:
    for name, tag in (("geneva", "later"), ("paris", "later still"), ("moscow", "C++"), ("berlin", "!!!")):
        own.desk.tag(own.key(name), tag)
    assert own.found("tag:later") == ["geneva"]
    assert own.found("tag:Later") == ["geneva"]
    assert own.found("tag:still") == []
    assert set(own.found("tag:lat*")) == {"geneva", "paris"}
    assert set(own.found("tag:lat", typing=True)) == {"geneva", "paris"}
    assert own.found('tag:"C++"') == ["moscow"]
    assert own.found('tag:"!!!"') == ["berlin"]


def test_a_tag_on_a_document_that_is_no_more_counts_for_nothing(own: Library) -> None:
    own.desk.tag("nothere", "thesis")
    own.desk.tag(own.key("geneva"), "thesis")
    assert own.index.search("").facets["tag"] == (("thesis", 1),)


def test_without_a_desk_there_are_no_tags(library: Library) -> None:
    snapshot = snapshot_of(library)
    assert count(snapshot, "tag", everything(snapshot)) == ()
    with Index.open(library.archive) as index:
        assert index.search("").facets["tag"] == ()
        assert index.search("tag:thesis").total == 0


def test_what_was_read_follows_the_desk(own: Library) -> None:
    assert own.found("labour is:read") == []
    own.desk.set_read(own.key("geneva"))
    assert own.found("labour is:read") == ["geneva"]
    assert set(own.found("labour is:unread")) == {"tbilisi", "vienna"}
    own.desk.set_read(own.key("geneva"), read=False)
    assert own.found("labour is:read") == []


def test_a_key_longer_than_any_is_nobodys(library: Library) -> None:
    key = library.key("geneva")
    assert library.found(f"key:{key[:6]}") == ["geneva"]
    assert library.found(f"key:{key}x") == []


# Counts and months


def test_every_facet_is_counted_alike_one_by_one_and_in_a_search(library: Library) -> None:
    snapshot = snapshot_of(library)
    answer = library.index.search("")
    for facet in FACETS:
        assert count(snapshot, facet, everything(snapshot), desk=library.desk) == answer.facets[facet]


def test_of_many_values_the_first_and_those_that_hold_what_is_typed(library: Library) -> None:
    snapshot = snapshot_of(library)
    every = everything(snapshot)
    assert count(snapshot, "source", every, limit=1) == (("OSCE", 5),)
    assert count(snapshot, "source", every, containing="mol os") == (("OSCE Mission to Moldova", 1),)
    assert count(snapshot, "source", every, containing="os", limit=2) == (("OSCE", 5), ("OSCE Chairpersonship", 1))
    assert count(snapshot, "place", every, containing="CHIS") == (("Chișinău", 1),)
    assert count(snapshot, "year", every, containing="200", limit=2) == (("2009", 1), ("2007", 3))


def test_values_hold_what_is_typed_where_each_of_its_words_begins_one_of_theirs() -> None:
    counts = (("OSCE Secretariat", 3), ("Conseil de l’Europe", 2), ("OSCE", 1))
    assert values_containing(counts, "sec OS") == (("OSCE Secretariat", 3),)
    assert values_containing(counts, "europe") == (("Conseil de l’Europe", 2),)
    assert values_containing(counts, "cretariat") == ()
    assert values_containing(counts, " … ") == counts


def test_months_are_counted_in_order_where_a_month_is_stated(library: Library) -> None:
    snapshot = snapshot_of(library)
    assert months(snapshot, everything(snapshot)) == (
        ("2006-11", 1), ("2007-05", 1), ("2007-07", 1), ("2009-03", 1), ("2010-01", 1), ("2010-10", 1), ("2011-05", 1),
    )  # fmt: skip
    assert months(snapshot, everything(snapshot)[:0]) == ()


def test_changed_and_removed_documents_count_no_more(own: Library, tmp_path: Path) -> None:
    assert own.index.search("").facets["type"][0] == ("Press release", 5)
    fill(own.archive, tmp_path / "more", [dict(RECORDS[0], type="Report")])
    own.index.update()
    facets = own.index.search("").facets
    assert facets["type"][:2] == (("Press release", 4), ("Report", 3))
    assert sum(number for _, number in facets["year"]) == len(RECORDS)
