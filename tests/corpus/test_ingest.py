"""Importing: files to documents in an archive, again and again, stopped and gone on with."""

import gzip
import itertools
import json
import signal
import subprocess
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from corpus import ingest
from corpus.archive import Archive
from corpus.document import Document, Page
from corpus.errors import BusyError
from corpus.importing import batches
from corpus.importing.inputs import Item
from corpus.importing.workers import Failed
from corpus.ingest import Progress, Report, Skipped, add, clean, reclean
from tests.corpus.stored import body


class Here:
    """Does in this process, at once, what the workers do; inputs named in `broken` fail."""

    broken: tuple[str, ...] = ()

    def __init__(self, work: Callable[[Item], Any], workers: int | None, *_known: object) -> None:
        self.work = work

    def run(self, given: Iterable[Sequence[Item]], *, stop: Callable[[], bool] = lambda: False) -> Iterator[list[Any]]:
        for batch in given:
            if stop():
                return
            yield [Failed("crashed the cleaner") if one.name in self.broken else self.work(one) for one in batch]

    def close(self) -> None:
        pass


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> type[Here]:
    monkeypatch.setattr(ingest, "_pool", Here)
    monkeypatch.setattr(Here, "broken", ())
    return Here


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive", create=True) as opened:
        yield opened


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(5):
        write(folder / f"{number}.txt", f"topic{number}")
    return folder


def write(path: Path, topic: str, change: str = "") -> None:
    path.write_text(f"About {topic} in Varesia\n\n{body(topic, change)}\n", encoding="utf-8")


def write_records(path: Path, topics: Sequence[str]) -> None:
    records = [json.dumps({"title": f"About {topic}", "text": body(topic)}) for topic in topics]
    path.write_text("\n".join(records) + "\n", encoding="utf-8")


def test_pages_become_documents_by_way_of_workers(archive: Archive, pages: Path) -> None:
    report = add(archive, [pages], workers=2)

    assert report == Report(files=5, pages_new=5, documents_new=5)
    documents = archive.documents(list(archive.keys()))
    assert [one.origin for one in documents.values()] == [str(pages / f"{number}.txt") for number in range(5)]
    assert all(body(f"topic{number}") in one.text for number, one in enumerate(documents.values()))
    archive.check()


def test_known_pages_are_passed_over_without_being_cleaned(
    here: type[Here], archive: Archive, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(archive, [pages])
    monkeypatch.setattr("corpus.importing.prepare.prepare", None)

    assert add(archive, [pages]) == Report(files=5, pages_same=5, documents_same=5)


def test_only_what_is_new_or_changed_is_stored(here: type[Here], archive: Archive, pages: Path) -> None:
    add(archive, [pages])
    write(pages / "1.txt", "topic1", "More is said.")
    write(pages / "9.txt", "topic9")

    report = add(archive, [pages])

    assert report == Report(
        files=6, pages_new=1, pages_changed=1, pages_same=4, documents_new=1, documents_changed=1, documents_same=4
    )


def test_a_page_that_changes_back_is_a_change(here: type[Here], archive: Archive, pages: Path) -> None:
    add(archive, [pages])
    write(pages / "1.txt", "topic1", "More is said.")
    add(archive, [pages])
    write(pages / "1.txt", "topic1")

    report = add(archive, [pages])

    assert (report.pages_changed, report.documents_changed) == (1, 1)
    assert len(archive.revisions(list(archive.keys())[1])) == 3


def test_two_captures_of_one_address_are_known_when_they_come_again(
    here: type[Here], archive: Archive, tmp_path: Path
) -> None:
    for year, change in (("2010", ""), ("2011", "Now it is lower.")):
        (tmp_path / year).mkdir()
        text = f"https://example.org/fees\n\nAbout fees in Varesia\n\n{body('fees', change)}\n"
        (tmp_path / year / "fees.txt").write_text(text, encoding="utf-8")
    years = [tmp_path / "2010", tmp_path / "2011"]

    assert add(archive, years) == Report(files=2, pages_new=1, pages_changed=1, documents_new=1, documents_changed=1)
    number = archive.change_number()
    assert add(archive, years) == Report(files=2, pages_same=2, documents_same=2)
    assert archive.change_number() == number


def test_a_page_at_another_path_is_counted_as_already_there(here: type[Here], archive: Archive, pages: Path) -> None:
    add(archive, [pages / "1.txt"])
    (pages / "copy.txt").write_bytes((pages / "1.txt").read_bytes())

    assert add(archive, [pages / "copy.txt"]) == Report(files=1, pages_same=1, documents_same=1)


def test_records_are_known_wherever_they_move_in_their_file(here: type[Here], archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    write_records(path, ["fees", "ports", "roads"])
    assert add(archive, [path]) == Report(files=1, pages_new=3, documents_new=3)

    write_records(path, ["rivers", "fees", "ports", "roads"])

    assert add(archive, [path]) == Report(files=1, pages_new=1, pages_same=3, documents_new=1, documents_same=3)
    titles = [entry.title for entry in archive.entries(list(archive.keys())).values()]
    assert titles == ["About fees", "About ports", "About roads", "About rivers"]


def test_a_packed_file_of_records_gives_its_raw_records_back(
    here: type[Here], archive: Archive, tmp_path: Path
) -> None:
    write_records(tmp_path / "news.jsonl", ["fees", "ports"])
    raw = (tmp_path / "news.jsonl").read_bytes()
    (tmp_path / "packed.jsonl.gz").write_bytes(gzip.compress(raw))

    add(archive, [tmp_path / "packed.jsonl.gz"])

    kept = [archive.page(key) for key in archive.keys()]  # noqa: SIM118
    assert [page.raw for page in kept] == raw.splitlines()
    assert [page.text for page in kept] == [body("fees"), body("ports")]


def test_what_cannot_be_read_is_skipped_with_its_reason(here: type[Here], archive: Archive, pages: Path) -> None:
    (pages / "archive.db").write_bytes(b"SQLite format 3\x00" + bytes(5000))
    (pages / "empty.txt").touch()
    here.broken = ("3.txt",)

    report = add(archive, [pages, pages / "missing"])

    assert report.documents_new == 4
    assert [(Path(one.origin).name, one.reason) for one in report.skipped] == [
        ("3.txt", "crashed the cleaner"),
        ("archive.db", "is a binary file, not text"),
        ("empty.txt", "is empty"),
        ("missing", "no such file"),
    ]


def test_a_page_without_an_article_is_skipped_and_looked_at_again(
    here: type[Here], archive: Archive, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.cleaning.clean_page", lambda page: [Document("key", page.origin, None, " ", "")])
    reasons = {one.reason for one in add(archive, [pages]).skipped}
    monkeypatch.undo()
    monkeypatch.setattr(ingest, "_pool", Here)

    assert reasons == {"no article text found"}
    assert add(archive, [pages]).documents_new == 5


def test_a_cleaner_that_fails_on_a_page_fails_for_this_page_alone(
    here: type[Here], archive: Archive, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from corpus.cleaning import clean_page

    def fragile(page: Page) -> list[Document]:
        if "topic2" in page.text:
            raise IndexError(page)
        return clean_page(page)

    monkeypatch.setattr("corpus.cleaning.clean_page", fragile)

    report = add(archive, [pages])

    assert report.skipped == (Skipped(str(pages / "2.txt"), "could not be cleaned (IndexError)"),)
    assert report.documents_new == 4


def test_progress_is_told_and_ends_with_all_done(
    here: type[Here], archive: Archive, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "MOST_ITEMS", 1)
    monkeypatch.setattr("corpus.importing.progress._TELL_SECONDS", 0)
    (pages / "empty.txt").touch()
    told: list[Progress] = []

    add(archive, [pages], progress=told.append)

    size = sum(path.stat().st_size for path in pages.iterdir())
    told = [one for one in told if one.files_done]
    last = told[-1]
    assert [one.documents for one in told[:5]] == [1, 2, 3, 4, 5]
    assert (last.files_done, last.files_total, last.pages, last.documents) == (6, 6, 5, 5)
    assert (last.bytes_done, last.bytes_total, last.skipped, last.seconds_left) == (size, size, 1, 0)
    assert last.last_failure == Skipped(str(pages / "empty.txt"), "is empty")
    assert told[0].rate > 0
    assert (told[0].seconds_left or 0) > 0


def test_progress_is_told_ten_times_a_second_at_most(
    here: type[Here], archive: Archive, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "MOST_ITEMS", 1)
    monkeypatch.setattr("time.monotonic", iter(number / 25 for number in range(10_000)).__next__)
    told: list[Progress] = []

    add(archive, [pages], progress=told.append)

    pauses = [after.seconds - before.seconds for before, after in itertools.pairwise(told[:-1])]
    assert pauses
    assert min(pauses) >= 0.1 - 1e-9


def test_an_import_that_is_stopped_keeps_what_it_has_and_goes_on_from_there(
    here: type[Here], archive: Archive, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "MOST_ITEMS", 1)
    monkeypatch.setattr("corpus.importing.progress._TELL_SECONDS", 0)
    cancel = threading.Event()

    first = add(archive, [pages], cancel=cancel, progress=lambda at: cancel.set() if at.documents == 2 else None)
    second = add(archive, [pages])

    assert first == Report(files=2, pages_new=2, documents_new=2, interrupted=True)
    assert second == Report(files=5, pages_new=3, pages_same=2, documents_new=3, documents_same=2)
    assert len(list(archive.keys())) == 5


def test_an_import_that_is_stopped_before_it_begins_changes_nothing(archive: Archive, pages: Path) -> None:
    cancel = threading.Event()
    cancel.set()

    assert add(archive, [pages], cancel=cancel) == Report(interrupted=True)
    assert archive.totals().last_import is None


def test_two_imports_at_once_are_refused(archive: Archive, pages: Path) -> None:
    with archive.writer(), pytest.raises(BusyError, match="Another import"):
        add(archive, [pages])


def test_the_archive_can_be_read_while_an_import_runs(
    here: type[Here], archive: Archive, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "MOST_ITEMS", 1)
    monkeypatch.setattr(ingest, "_COMMIT_PAGES", 2)
    monkeypatch.setattr("corpus.importing.progress._TELL_SECONDS", 0)
    seen: list[int] = []

    add(archive, [pages], progress=lambda now: seen.append(archive.totals().documents) if now.files_done else None)

    assert seen == [0, 2, 2, 4, 4, 4, 5]


def test_documents_are_cleaned_without_an_archive_in_the_order_of_the_files(pages: Path) -> None:
    (pages / "1a.txt").touch()

    found = list(clean([pages], workers=2))

    names = [f"{name}.txt" for name in ("0", "1", "1a", "2", "3", "4")]
    assert [Path(one.origin).name for one in found] == names
    assert found[2] == Skipped(str(pages / "1a.txt"), "is empty")
    assert isinstance(found[1], Document)
    assert body("topic1") in found[1].text


def test_cleaning_that_is_broken_off_leaves_no_worker_behind(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []

    def start(*command: Any, **options: Any) -> subprocess.Popen[bytes]:  # noqa: ANN401
        started.append(real(*command, **options))
        return started[-1]

    real = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", start)
    documents = clean([pages], workers=1)
    next(documents)
    documents.close()  # type: ignore[attr-defined]

    assert {process.returncode for process in started} == {-signal.SIGKILL}


def test_a_better_cleaner_makes_a_new_state_of_each_stored_page(
    here: type[Here], archive: Archive, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_records(pages / "news.jsonl", ["fees", "ports"])
    add(archive, [pages])
    keys = list(archive.keys())
    assert reclean(archive) == Report(files=7, pages_same=7, documents_same=7)

    monkeypatch.setattr(
        "corpus.cleaning.clean_page",
        lambda page: [] if "topic2" in page.text else [Document("new", page.origin, "Better", page.text, page.text)],
    )
    report = reclean(archive)

    assert (report.pages_changed, report.documents_changed, len(report.skipped)) == (6, 6, 1)
    assert list(archive.keys()) == keys
    assert [len(archive.revisions(key)) for key in keys] == [2, 2, 1, 2, 2, 2, 2]
    archive.check()


def test_what_a_site_repeats_is_learned_in_one_import_and_known_in_the_next(archive: Archive, tmp_path: Path) -> None:
    notice = (
        "The Council for Open Borders is a body of twenty-one States that has met in Lomenitz every spring since 1974."
    )
    menu = "\n".join(
        f"- {name}"
        for name in ("Ports", "Borders", "Elections", "Courts", "Schools", "Rivers", "Mines", "Maps", "Press")
    )

    def write(number: int) -> Path:
        body = f"Inspectors boarded the ferry {number} at noon and spoke to all who worked below its deck that day."
        path = tmp_path / f"{number}.txt"
        path.write_text(
            f"{menu}\nFerry number {number} is boarded\n{body}\nNobody was hurt on ferry {number}, they said.\n{notice}"
        )
        return path

    add(archive, [write(number) for number in range(6)])
    later = add(archive, [write(77)])

    assert later.documents_new == 1
    texts = [document.text for document in archive.documents(list(archive.keys())).values()]
    assert len(texts) == 7
    assert [notice in text for text in texts] == [False] * 7
