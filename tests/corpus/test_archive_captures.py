"""What another capture of a page makes of its documents, and whose key is whose."""

from pathlib import Path

import pytest

from corpus.archive import Archive, Change
from corpus.errors import NotFoundError
from corpus.store.placing import Stored
from tests.corpus.stored import body, document, page, put


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive.open(tmp_path / "archive", create=True)


def texts(archive: Archive, key: str) -> list[str]:
    return [revision.document.text for revision in archive.revisions(key)]


def test_the_same_page_again_changes_nothing(archive: Archive) -> None:
    put(archive, page(document("fees")))

    assert put(archive, page(document("fees"))) == [Stored("same", same=1)]
    assert archive.change_number() == 1
    assert archive.totals().pages == 1


def test_a_changed_page_keeps_its_key_and_its_earlier_state(archive: Archive) -> None:
    put(archive, page(document("fees", key="first-key")))

    stored = put(archive, page(document("fees", key="another-key", text=body("entirely-different"))))

    assert stored == [Stored("changed", changed=1)]
    assert list(archive.keys()) == ["first-key"]
    assert texts(archive, "first-key") == [body("fees"), body("entirely-different")]
    assert [(one.number, one.replaced_at is None) for one in archive.revisions("first-key")] == [(1, False), (2, True)]
    assert archive.page("first-key").raw == body("entirely-different").encode()


def test_new_furniture_around_the_same_document_is_no_change(archive: Archive) -> None:
    put(archive, page(document("fees"), raw=b"menu"))

    assert put(archive, page(document("fees"), raw=b"another menu")) == [Stored("changed", same=1)]
    assert archive.change_number() == 1
    assert archive.page("fees-key").raw == b"another menu"
    assert archive.totals().pages == 2


def test_items_are_known_by_title_and_by_nearly_the_same_text(archive: Archive) -> None:
    put(archive, page(document("ports", item=1), document("roads", item=2), origin="digest.txt"))

    now = [
        document("new", item=1),
        document("roads", item=2, key="by-text", title="Another title", change="And one more road."),
        document("ports", item=3, key="by-title", text=body("sea-gates")),
    ]

    assert put(archive, page(*now, origin="digest.txt")) == [Stored("changed", new=1, changed=2)]
    assert archive.document("ports-key").text == body("sea-gates")
    assert archive.document("roads-key").title == "Another title"
    assert sorted(archive.keys()) == ["new-key", "ports-key", "roads-key"]


def test_an_item_that_is_gone_leaves_a_tombstone_and_its_last_state(archive: Archive) -> None:
    put(archive, page(document("ports", item=1), document("roads", item=2), origin="digest.txt"))

    assert put(archive, page(document("ports", item=1), origin="digest.txt")) == [Stored("changed", same=1, removed=1)]
    assert list(archive.changes(2)) == [Change(3, "roads-key", removed=True)]
    assert texts(archive, "roads-key") == [body("roads")]
    assert archive.entries(["roads-key"]) == {}
    with pytest.raises(NotFoundError):
        archive.document("roads-key")
    archive.check()


def test_an_item_that_comes_back_has_its_old_key_and_its_history(archive: Archive) -> None:
    both = page(document("ports", item=1), document("roads", item=2), origin="digest.txt")
    put(archive, both)
    put(archive, page(document("ports", item=1), origin="digest.txt"))

    assert put(archive, both) == [Stored("changed", same=1, changed=1)]
    assert archive.document("roads-key").text == body("roads")
    assert len(archive.revisions("roads-key")) == 2
    archive.check()


def test_the_same_page_at_another_place_is_the_same_document(archive: Archive) -> None:
    put(archive, page(document("fees")))

    assert put(archive, page(document("fees"), origin="copy.txt")) == [Stored("same", same=1)]
    assert archive.totals().pages == 1


def test_the_same_text_on_another_page_is_the_same_document(archive: Archive) -> None:
    put(archive, page(document("fees"), raw=b"one menu"))

    assert put(archive, page(document("fees"), raw=b"two menus", origin="copy.txt")) == [Stored("new", same=1)]
    assert list(archive.keys()) == ["fees-key"]


def test_a_new_text_never_takes_the_key_of_another_document(archive: Archive) -> None:
    put(archive, page(document("fees", key="taken-key1")), page(document("ports", key="taken-key1")))

    first, second = archive.keys()

    assert first == "taken-key1"
    assert len(second) == len(first)
    assert archive.document(first).text == body("fees")
    assert archive.document(second).text == body("ports")


def test_the_other_key_of_a_text_is_the_same_in_every_archive(archive: Archive, tmp_path: Path) -> None:
    pages = [page(document("fees", key="taken-key1")), page(document("ports", key="taken-key1"))]
    other = Archive.open(tmp_path / "other", create=True)
    put(archive, *pages)
    put(other, *pages)
    put(other, *pages)

    assert list(other.keys()) == list(archive.keys())


def test_two_items_of_one_title_and_key_are_two_documents(archive: Archive) -> None:
    items = [document("ports", key="same-key99", item=1), document("roads", key="same-key99", item=2, title="On ports")]

    assert put(archive, page(*items, origin="digest.txt")) == [Stored("new", new=2)]
    assert put(archive, page(*items, origin="digest.txt", raw=b"other")) == [Stored("changed", same=2)]


def test_pages_of_one_address_are_one_page_wherever_they_lie(archive: Archive) -> None:
    address = "https://example.org/fees"
    put(archive, page(document("fees"), address=address, origin="2010/fees.html"))

    stored = put(archive, page(document("fees", change="Now lower."), address=address, origin="2011/fees.html"))

    assert stored == [Stored("changed", changed=1)]
    assert texts(archive, "fees-key") == [body("fees"), body("fees", "Now lower.")]


def test_different_pages_of_one_import_that_claim_one_address_are_all_kept(archive: Archive) -> None:
    pages = [page(document(topic, key="home-key22"), address="https://example.org/") for topic in ("fees", "ports")]

    assert put(archive, *pages) == [Stored("new", new=1), Stored("new", new=1)]
    assert {one.text for one in archive.documents(list(archive.keys())).values()} == {body("fees"), body("ports")}


def test_an_older_capture_that_comes_later_is_kept_but_replaces_nothing(archive: Archive) -> None:
    put(archive, page(document("fees", change="Now lower."), captured="2011-05-18T00:00:00Z"))

    stored = put(archive, page(document("fees"), captured="2009-01-01T00:00:00Z"))

    assert stored == [Stored("changed", same=1)]
    assert archive.document("fees-key").text == body("fees", "Now lower.")
    assert archive.totals().pages == 2


def test_a_record_known_by_its_line_alone_does_not_replace_the_one_that_stood_there(archive: Archive) -> None:
    put(archive, page(document("fees"), origin="news.jsonl#1"), record=1, path="/given/news.jsonl")

    stored = put(archive, page(document("ports"), origin="news.jsonl#1"), record=1, path="/given/news.jsonl")

    assert stored == [Stored("new", new=1)]
    assert list(archive.keys()) == ["fees-key", "ports-key"]


def test_a_record_that_is_mended_on_its_line_is_the_same_document(archive: Archive) -> None:
    put(archive, page(document("fees"), origin="news.jsonl#1"), record=1, path="/given/news.jsonl")
    mended = page(document("fees", key="another", change="Mended."), origin="news.jsonl#1")

    assert put(archive, mended, record=1, path="/given/news.jsonl") == [Stored("changed", changed=1)]
    assert list(archive.keys()) == ["fees-key"]
