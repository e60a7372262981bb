"""A person corrects: the correction stands, says that it is one, and survives what happens to the page."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.archive import Archive
from corpus.document import StatedDate
from corpus.errors import DatelineError, NotFoundError
from corpus.ingest import add, correct, reclean
from tests.corpus.pages import BODY


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive", create=True) as opened:
        yield opened


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(f"Below deck\nKOLNIK, 4 March 2008 – {BODY}")
    return path


def test_a_correction_stands_and_says_that_it_is_one(archive: Archive, page: Path) -> None:
    add(archive, [page])
    (key,) = archive.keys()

    document = correct(archive, key, {"date": "2011-06-20", "source": ("Mission to Varesia", "COBS")})

    assert (document.date, document.source) == (StatedDate(2011, 6, 20), ("Mission to Varesia", "COBS"))
    assert (document.stated["date"], document.stated["source"], document.stated["place"]) == (
        "correction",
        "correction",
        "dateline",
    )
    assert archive.entries([key])[key].date == StatedDate(2011, 6, 20)
    assert archive.corrections(key) == {"date": "2011-06-20", "source": ("Mission to Varesia", "COBS")}


def test_it_survives_cleaning_anew_and_a_changed_page(archive: Archive, page: Path) -> None:
    add(archive, [page])
    (key,) = archive.keys()
    correct(archive, key, {"title": "Under the deck"})

    reclean(archive)
    assert archive.document(key).title == "Under the deck"
    page.write_text(
        page.read_text() + "\nA sentence was added to the page on the following day, and nothing else was changed."
    )
    add(archive, [page])

    assert list(archive.keys()) == [key]
    assert archive.document(key).title == "Under the deck"
    assert "A sentence was added" in archive.document(key).text


def test_a_withdrawn_correction_gives_back_what_the_page_states(archive: Archive, page: Path) -> None:
    add(archive, [page])
    (key,) = archive.keys()
    correct(archive, key, {"date": "2011", "title": "Under the deck"})

    document = correct(archive, key, {}, withdrawn=["date"])

    assert (document.date, document.stated["date"]) == (StatedDate(2008, 3, 4), "dateline")
    assert document.title == "Under the deck"


def test_a_person_may_say_that_there_is_none(archive: Archive, page: Path) -> None:
    add(archive, [page])
    (key,) = archive.keys()
    document = correct(archive, key, {"date": None, "place": ()})
    assert (document.date, document.place, document.stated["date"]) == (None, (), "correction")


def test_a_correction_is_a_change_that_the_index_follows_and_a_revision(archive: Archive, page: Path) -> None:
    add(archive, [page])
    (key,) = archive.keys()
    before = archive.change_number()
    correct(archive, key, {"type": "Statement"})
    assert [change.key for change in archive.changes(before)] == [key]
    assert [revision.document.type for revision in archive.revisions(key)] == [None, "Statement"]


def test_what_is_no_date_is_refused_and_nothing_changes(archive: Archive, page: Path) -> None:
    add(archive, [page])
    (key,) = archive.keys()
    with pytest.raises(DatelineError, match="no date"):
        correct(archive, key, {"date": "last week"})
    with pytest.raises(NotFoundError):
        correct(archive, "zzzzzzzzzz", {"title": "x"})
    assert archive.document(key).title == "Below deck"
