"""The names the cleaner knows, and those that an archive adds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import vocabulary
from corpus.archive import Archive
from corpus.ingest import add
from corpus.vocabulary import aliases, fields_of_work, fold, parent_of, sources


@pytest.fixture(autouse=True)
def ours_again() -> Iterator[None]:
    yield
    vocabulary.extend(None)


def test_names_are_compared_without_case_and_typography() -> None:
    assert fold("  Arms\u00a0Control ") == fold("arms control")
    assert sources()[fold("osce/odihr")] == "OSCE Office for Democratic Institutions and Human Rights"


@pytest.mark.parametrize(
    ("name", "other"), [("Kiev", "Kyiv"), ("Czech Republic", "Czechia"), ("ОБСЕ", "OSCE"), ("Миграция", "Migration")]
)
def test_a_place_or_body_is_known_by_all_its_names(name: str, other: str) -> None:
    assert other in aliases(name)
    assert name in aliases(other)


def test_a_name_nobody_knows_has_no_other() -> None:
    assert aliases("Varesia") == {"Varesia"}


def test_a_field_operation_belongs_to_its_body() -> None:
    assert parent_of("OSCE Mission to Skopje") == "OSCE"
    assert parent_of("OSCE") is None
    assert parent_of("Ministry of Ferries") is None


def test_no_list_names_a_value_twice() -> None:
    for name in ("sources.tsv", "fields.tsv", "types.tsv"):
        values = [fold(value) for value, _ in vocabulary._rows(name)]
        assert len(values) == len(set(values)), name


def test_an_archive_adds_names_of_its_own(tmp_path: Path) -> None:
    own = tmp_path / "archive" / "vocabulary"
    own.mkdir(parents=True)
    (own / "fields.tsv").write_text("Ferries\tFerry traffic|Паромы\n", "utf-8")
    (own / "places.tsv").write_text("city\tDravik|Drawick\n", "utf-8")
    page = tmp_path / "page.txt"
    page.write_text(
        "News\nA ferry is late\n- Date:\n- 4 March 2008\n- Fields of work:\n- Ferry traffic\n"
        "DRAVIK – The ferry from the islands was late by eleven hours on Tuesday, and nobody on the quay was surprised."
    )

    with Archive.open(tmp_path / "archive", create=True) as archive:
        add(archive, [page])
        (document,) = archive.documents(list(archive.keys())).values()

    assert (document.fields, document.place) == (("Ferries",), ("Dravik",))
    vocabulary.extend(own)
    assert fields_of_work()[fold("Паромы")] == "Ferries"
    assert aliases("Drawick") == {"Dravik", "Drawick"}


def test_a_folder_that_is_not_there_adds_nothing(tmp_path: Path) -> None:
    before = dict(sources())
    vocabulary.extend(tmp_path / "nothing")
    assert sources() == before
