"""A folder of one of each format, taken into an archive: documents, their pages, and these cleaned again."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import ingest
from corpus.archive import Archive
from corpus.cleaning import clean_page
from corpus.document import Document, Page
from corpus.ingest import Report, Skipped, add, clean, reclean
from corpus.store.migrations import ARCHIVE
from tests.corpus.formats.making import HTML, RSS, html, http, mail, mhtml, packed, pdf, record, zipped_from
from tests.corpus.pages import BODY, PARAGRAPHS
from tests.corpus.test_ingest import Here

SITE = "https://www.cobs.example/news"
PRINTED = [
    (18, "A release that was printed"),
    (11, "KOLNIK, 4 March 2008 – Inspectors from four ministries learned how to recognise workers"),
    (11, "who are held against their will, the mission said on Tuesday."),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "given"
    made.mkdir()
    letter = mail(BODY, Subject="A release by mail")
    letter.add_attachment(pdf(PRINTED[1:]), maintype="application", subtype="pdf", filename="attached.pdf")
    files = {
        "01.html": html("A saved page"),
        "02.txt": f"A dump of a page\n\n{BODY}\n".encode(),
        "03.md": f"# A page in Markdown\n\n{BODY}\n".encode(),
        "04.jsonl": json.dumps({"id": 1, "title": "A record", "text": BODY}).encode(),
        "05.warc.gz": packed(record(http(html("A page of a crawl")), address=f"{SITE}/5")),
        "06.mhtml": mhtml(html("A page in one file"), location=f"{SITE}/6"),
        "07.zip": zipped_from({"in/a.html": html("A packed page"), "in/b.html": html("Another packed page")}),
        "08.pdf": pdf(PRINTED),
        "09.xml": RSS.encode(),
        "10.eml": letter.as_bytes(),
    }
    for name, content in files.items():
        (made / name).write_bytes(content)
    return made


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive", create=True) as opened:
        yield opened


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest, "_pool", Here)


TITLES = {
    "01.html": "A saved page",
    "02.txt": "A dump of a page",
    "03.md": "A page in Markdown",
    "04.jsonl#1": "A record",
    "05.warc.gz#1": "A page of a crawl",
    "06.mhtml": "A page in one file",
    "07.zip#in/a.html": "A packed page",
    "07.zip#in/b.html": "Another packed page",
    "08.pdf": "A release that was printed",
    "09.xml#cobs-7": "Inspectors learn to look below deck & beyond",
    "09.xml#https://www.cobs.example/news/teaser": "Only a teaser",
    "09.xml#3": "Plain",
    "10.eml": "A release by mail",
    "10.eml#attached.pdf": None,
}


def titles(documents: list[Document], folder: Path) -> dict[str, str | None]:
    found = {one.origin.removeprefix(f"{folder}/"): one.title for one in documents}
    return found | {"10.eml#attached.pdf": None}


def test_one_of_each_becomes_documents_by_way_of_workers(archive: Archive, folder: Path) -> None:
    report = add(archive, [folder], workers=2)
    documents = list(archive.documents(list(archive.keys())).values())

    assert report == Report(files=10, pages_new=14, documents_new=14)
    assert titles(documents, folder) == TITLES
    assert all(one.text for one in documents)
    archive.check()


def test_one_of_each_is_cleaned_without_an_archive(folder: Path) -> None:
    found = [one for one in clean([folder], workers=1) if isinstance(one, Document)]

    assert titles(found, folder) == TITLES


@pytest.mark.usefixtures("here")
def test_what_stands_beside_a_page_is_kept_with_it(archive: Archive, folder: Path) -> None:
    add(archive, [folder])
    documents = {one.origin: one for one in archive.documents(list(archive.keys())).values()}
    page = archive.page(documents[f"{folder}/05.warc.gz#1"].key)
    letter = archive.page(documents[f"{folder}/10.eml"].key)

    assert (page.address, page.captured, page.raw) == (f"{SITE}/5", "2008-03-05T10:11:12Z", html("A page of a crawl"))
    assert letter.declared["title"] == "A release by mail"
    assert letter.text.split("\n\n")[0] == PARAGRAPHS[0]


@pytest.mark.usefixtures("here")
def test_every_stored_page_gives_the_same_documents_when_it_is_cleaned_again(archive: Archive, folder: Path) -> None:
    add(archive, [folder])
    number = archive.change_number()

    report = reclean(archive)

    assert (report.pages_same, report.documents_same, report.skipped) == (14, 14, ())
    assert archive.change_number() == number


@pytest.mark.usefixtures("here")
def test_a_stored_page_is_rebuilt_as_it_was_read(
    archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: dict[str, Page] = {}

    def clean_and_note(page: Page) -> list[Document]:
        read[page.origin] = page
        return clean_page(page)

    monkeypatch.setattr("corpus.cleaning.clean_page", clean_and_note)
    add(archive, [folder])

    kept = {page.origin: page for page in map(archive.page, archive.keys())}
    assert kept == read


@pytest.mark.usefixtures("here")
def test_known_parts_are_passed_over_and_only_the_new_are_stored(archive: Archive, folder: Path) -> None:
    crawl = folder / "05.warc.gz"
    add(archive, [folder])
    assert add(archive, [folder]) == Report(files=10, pages_same=13, documents_same=14)  # a message is one input

    crawl.write_bytes(packed(record(http(html("One more")), address=f"{SITE}/0")) + crawl.read_bytes())

    assert add(archive, [crawl]) == Report(files=1, pages_new=1, pages_same=1, documents_new=1, documents_same=1)


@pytest.mark.usefixtures("here")
def test_a_member_that_changes_is_a_revision_of_its_page(archive: Archive, folder: Path) -> None:
    packed_pages = folder / "07.zip"
    add(archive, [packed_pages])
    other = HTML.replace(
        PARAGRAPHS[0], "Nothing is as it was, and all of it has been written again from the beginning."
    )
    packed_pages.write_bytes(zipped_from({"in/a.html": other.encode(), "in/b.html": html("Another packed page")}))

    report = add(archive, [packed_pages])

    assert (report.pages_changed, report.pages_same, report.documents_new) == (1, 1, 0)


@pytest.mark.usefixtures("here")
def test_the_same_bytes_at_two_addresses_are_two_pages(archive: Archive, tmp_path: Path) -> None:
    crawl = tmp_path / "crawl.warc"
    crawl.write_bytes(b"".join(record(http(html()), address=f"{SITE}/{number}") for number in (1, 2)))

    assert add(archive, [crawl]).documents_new == 2


@pytest.mark.usefixtures("here")
def test_what_cannot_be_read_is_named_with_its_place_and_the_rest_is_taken(archive: Archive, tmp_path: Path) -> None:
    cut = packed(record(http(html("Whole")), address=f"{SITE}/1"), record(http(html("Cut"))))[:-50]
    (tmp_path / "a.warc.gz").write_bytes(cut)
    (tmp_path / "b.zip").write_bytes(zipped_from({"a.html": html("Fine"), "b.bin": b"\x00\x01" * 50}))
    (tmp_path / "c.pdf").write_bytes(pdf([]))

    report = add(archive, [tmp_path / name for name in ("a.warc.gz", "b.zip", "c.pdf")])

    assert report.documents_new == 2
    assert report.skipped == (
        Skipped(f"{tmp_path}/a.warc.gz", "is cut off: the file ends in the middle of its compression"),
        Skipped(f"{tmp_path}/b.zip#b.bin", "is a binary file, not text"),
        Skipped(f"{tmp_path}/c.pdf", "holds no text, only pictures of pages"),
    )


@pytest.mark.usefixtures("here")
def test_an_archive_from_before_these_formats_is_brought_up_to_them(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setattr("corpus.store.opening.ARCHIVE", ARCHIVE[:1])
        Archive.open(tmp_path / "old", create=True).close()

    with Archive.open(tmp_path / "old") as archive:
        assert add(archive, [folder]).documents_new == 14
