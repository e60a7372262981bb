"""A correction is on disk before it is told, and searches find it afterwards."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus import Archive, BusyError, CannotWriteError, DatelineError, Document
from search import Index
from tests.tui.press import build
from tui.screens.correcting import Correcting, Correction


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(build(tmp_path, 3)) as opened:
        yield opened


class Told:
    """What was told, in order."""

    def __init__(self, archive: Archive) -> None:
        self.documents: list[Document] = []
        self.errors: list[DatelineError] = []
        self.ordered: list[DatelineError | None] = []
        self.correcting = Correcting(archive, self.ordered.append, lambda call: call())

    def correct(self, key: str, title: str | None, *, withdrawn: frozenset[str] = frozenset()) -> None:
        changes = {"title": title} if title else {}
        self.correcting.correct(Correction(key, changes, withdrawn, self.documents.append, self.errors.append))

    def run(self, work: Callable[[], None]) -> None:
        async def until_idle() -> None:
            work()
            await self.correcting.idle()

        asyncio.run(until_idle())


def test_the_document_is_given_as_it_is_now_and_is_found(archive: Archive) -> None:
    told, (key, *_) = Told(archive), archive.keys()
    told.run(lambda: told.correct(key, "Quinces on the quay"))
    assert [document.title for document in told.documents] == ["Quinces on the quay"]
    assert archive.document(key).stated["title"] == "correction"
    assert told.ordered == [None]
    with Index.open(archive) as index:
        assert [hit.key for hit in index.search("quinces").hits] == [key]


def test_it_can_be_taken_back(archive: Archive) -> None:
    told, (key, *_) = Told(archive), archive.keys()
    before = archive.document(key).title
    told.run(lambda: told.correct(key, "Quinces on the quay"))
    told.run(lambda: told.correct(key, None, withdrawn=frozenset(["title"])))
    assert [document.title for document in told.documents] == ["Quinces on the quay", before]


def test_a_second_one_waits_for_nobody_and_nothing_is_lost(archive: Archive) -> None:
    told, (key, *_) = Told(archive), archive.keys()

    def both() -> None:
        told.correct(key, "Quinces")
        told.correct(key, "Medlars")

    told.run(both)
    assert [str(error) for error in told.errors] == ["The correction before this one is still being written."]
    assert archive.document(key).title == "Quinces"


def test_an_archive_that_another_one_writes_to_is_told_of(archive: Archive) -> None:
    told, (key, *_) = Told(archive), archive.keys()
    with archive.writer():
        told.run(lambda: told.correct(key, "Quinces"))
    assert [type(error) for error in told.errors] == [BusyError]
    assert told.ordered == []


def test_an_archive_that_can_only_be_read_is_told_of(archive: Archive) -> None:
    archive.read_only = True
    told, (key, *_) = Told(archive), archive.keys()
    told.run(lambda: told.correct(key, "Quinces"))
    assert [type(error) for error in told.errors] == [CannotWriteError]


def test_what_is_no_date_is_refused_in_a_sentence(archive: Archive) -> None:
    told, (key, *_) = Told(archive), archive.keys()
    asked = Correction(key, {"date": "yesterday"}, done=told.documents.append, failed=told.errors.append)
    told.run(lambda: told.correcting.correct(asked))
    assert "yesterday is no date" in str(told.errors[0])
