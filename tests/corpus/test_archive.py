"""What the archive keeps, and how it is read."""

import threading
from pathlib import Path

import pytest

from corpus.archive import Archive, Change
from corpus.document import Document, Inferred, StatedDate
from corpus.errors import NotFoundError
from tests.corpus.stored import body, document, page, put


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive.open(tmp_path / "archive", create=True)


def full_document() -> Document:
    return document(
        "quotas",
        key="qwert23456",
        item=2,
        date=StatedDate(2007, 7),
        place=("Varesia City", "Merania"),
        source=("Assembly, of Varesia",),
        fields=("Rule of law",),
        type="Statement",
        language="en",
        url="https://example.org/quotas",
        truncated=True,
        markdown="# On quotas\n\nBody",
        stated={"date": "dateline", "source": "label"},
        inferred={"fields": (Inferred("Migration", 0.83),)},
    )


def test_a_document_comes_back_as_it_was_stored(archive: Archive) -> None:
    put(archive, page(full_document()))

    assert archive.document("qwert23456") == full_document()


def test_a_document_without_any_value_comes_back_as_it_was_stored(archive: Archive) -> None:
    bare = document("nothing", title=None)
    put(archive, page(bare))

    assert archive.document(bare.key) == bare


def test_an_entry_holds_what_a_list_shows_and_needs_no_text(archive: Archive) -> None:
    put(archive, page(full_document()))
    with archive.writer() as writer:
        writer._session.run("UPDATE texts SET text = x'00', markdown = x'00'")

    entry = archive.entries(["qwert23456"])["qwert23456"]

    assert (entry.title, entry.date, entry.place) == ("On quotas", StatedDate(2007, 7), ("Varesia City", "Merania"))
    assert (entry.source, entry.fields, entry.type) == (("Assembly, of Varesia",), ("Rule of law",), "Statement")
    assert (entry.url, entry.item, entry.truncated) == ("https://example.org/quotas", 2, True)


def test_documents_and_entries_come_in_the_order_asked_for_without_the_missing(archive: Archive) -> None:
    put(archive, page(document("first")), page(document("second")))

    asked = ["second-key", "missing", "first-key"]

    assert list(archive.documents(asked)) == ["second-key", "first-key"]
    assert list(archive.entries(asked)) == ["second-key", "first-key"]


def test_texts_come_in_the_order_asked_for_and_need_nothing_but_the_texts(archive: Archive) -> None:
    put(archive, page(document("first")), page(document("second", markdown="# On second")))
    with archive.writer() as writer:
        writer._session.run("UPDATE texts SET markdown = x'00'")
        writer._session.run("UPDATE documents SET stated = 'no JSON'")

    texts = archive.texts(["second-key", "missing", "first-key"])

    assert list(texts.items()) == [("second-key", body("second")), ("first-key", body("first"))]


def test_the_text_of_a_document_that_is_gone_is_gone(archive: Archive) -> None:
    put(archive, page(document("kept", item=1), document("gone", item=2)), path="/given/digest.txt")
    put(archive, page(document("kept", item=1)), path="/given/digest.txt")

    assert archive.texts(["kept-key", "gone-key"]) == {"kept-key": body("kept")}


def test_keys_and_changes_come_in_order_of_import_however_many_there_are(archive: Archive) -> None:
    topics = [f"topic{number}" for number in range(1203)]
    put(archive, *(page(document(topic)) for topic in topics))

    keys = [f"{topic}-key" for topic in topics]

    assert list(archive.keys()) == keys
    assert [change.key for change in archive.changes(0)] == keys
    assert len(archive.entries(keys)) == 1203


def test_a_beginning_of_a_key_finds_its_document(archive: Archive) -> None:
    put(archive, page(document("a", key="abcd2222")), page(document("b", key="abcd3333")))

    assert archive.document("abcd2").key == "abcd2222"
    assert archive.page("abcd3").origin == "b.txt"


@pytest.mark.parametrize(
    ("beginning", "sentence"),
    [("abcd", "Several documents begin with abcd: abcd2222, abcd3333"), ("abc", "no document abc"), ("zzzz", "no doc")],
)
def test_a_beginning_that_is_short_or_of_several_or_of_none_is_not_found(
    archive: Archive, beginning: str, sentence: str
) -> None:
    put(archive, page(document("a", key="abcd2222")), page(document("b", key="abcd3333")))

    with pytest.raises(NotFoundError, match=sentence):
        archive.document(beginning)


def test_a_page_comes_back_byte_for_byte(archive: Archive) -> None:
    raw = body("ferries").encode("cp1252") + b"\r\n\x96 \xe9"
    declared = {"title": "On ferries", "fields": ("Rule of law", "Migration")}
    put(
        archive,
        page(
            document("ferries"),
            raw=raw,
            encoding="cp1252",
            text=raw.decode("cp1252"),
            captured="2011",
            declared=declared,
        ),
    )

    kept = archive.page("ferries-key")

    assert (kept.raw, kept.text, kept.encoding) == (raw, raw.decode("cp1252"), "cp1252")
    assert (kept.origin, kept.format, kept.captured, kept.declared) == ("ferries.txt", "text", "2011", declared)


def test_a_file_name_that_is_no_text_comes_back_byte_for_byte(archive: Archive) -> None:
    origin = "caf\udce9\n\x1b[2J.txt"
    put(archive, page(document("cafe", origin=origin)))

    assert archive.document("cafe-key").origin == origin
    assert archive.page("cafe-key").origin == origin


def test_half_characters_do_not_stop_an_import(archive: Archive) -> None:
    put(archive, page(document("halves", title="half \ud83d", text="text \ud83d here", type="\udc00")))

    kept = archive.document("halves-key")

    assert (kept.title, kept.text, kept.type) == ("half ?", "text ? here", "?")


def test_an_archive_keeps_its_identity_and_no_other_has_it(archive: Archive, tmp_path: Path) -> None:
    archive.close()
    other = Archive.open(tmp_path / "other", create=True)

    assert Archive.open(tmp_path / "archive").identity == archive.identity
    assert other.identity != archive.identity


def test_the_totals_of_an_empty_archive(archive: Archive) -> None:
    totals = archive.totals()

    assert (totals.pages, totals.documents, totals.text_bytes) == (0, 0, 0)
    assert (totals.first_date, totals.last_date, totals.last_import) == (None, None, None)
    assert archive.change_number() == 0


def test_totals_count_documents_that_are_there(archive: Archive) -> None:
    first = document("old", date=StatedDate(1998), item=1)
    last = document("new", date=StatedDate(2011, 5, 18), item=2)
    put(archive, page(first, last, document("undated", item=3)))

    totals = archive.totals()

    assert (totals.pages, totals.documents) == (1, 3)
    assert (totals.first_date, totals.last_date) == (StatedDate(1998), StatedDate(2011, 5, 18))
    assert totals.text_bytes == len(body("old") + body("new") + body("undated"))
    assert totals.last_import is not None


def test_readers_in_other_threads_see_what_was_committed_meanwhile(archive: Archive) -> None:
    put(archive, page(document("before")))
    seen: list[list[str]] = []
    put(archive, page(document("after")))

    readers = [threading.Thread(target=lambda: seen.append(list(archive.keys()))) for _ in range(4)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()

    assert seen == [["before-key", "after-key"]] * 4


def test_the_change_log_gives_only_the_last_change_of_each_document(archive: Archive) -> None:
    put(archive, page(document("one")), page(document("two")))
    put(archive, page(document("one", change="More is said.")))

    assert list(archive.changes(0)) == [Change(2, "two-key", removed=False), Change(3, "one-key", removed=False)]
    assert list(archive.changes(2)) == [Change(3, "one-key", removed=False)]
    assert list(archive.changes(3)) == []
    assert archive.change_number() == 3
