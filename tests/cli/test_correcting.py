"""Putting right, cleaning anew, and comparing, on the command line."""

from pathlib import Path
from typing import Any

import pytest

from .driver import Reader

TEXT = (
    "Below deck\nKOLNIK, 4 March 2008 – Inspectors from four ministries learned how to recognise workers who are held "
    "against their will, the mission said on Tuesday.\nThe course will be repeated in the autumn in two ports of the coast.\n"
    "“Nobody asks to be locked in a fish hold,” said Ada Mirel, who heads the inspectorate and has boarded four hundred "
    "ships since she was appointed. “Somebody has to open the door, and it is better to know beforehand which door.”\n"
    "Each inspector was given a lamp, a list of questions in nine languages and the telephone number of a hotline."
)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(TEXT)
    return path


@pytest.fixture
def own(newcomer: Reader, tmp_path: Path, page: Path) -> Reader:
    """Somebody with an archive of one page."""
    reader = Reader(tmp_path / "home", tmp_path / "archive")
    assert reader.runs("add", page).code == 0
    return reader


def hit(own: Reader, *query: str) -> Any:  # noqa: ANN401
    return own.runs("search", *query, "--json").json["hits"][0]


def test_a_corrected_date_is_found_shown_and_said_to_be_corrected(own: Reader) -> None:
    key = hit(own, "deck")["key"]

    ran = own.runs("edit", key, "--date", "2011-06-20", "--field", "Migration", "--field", "Policing")

    assert ran.code == 0
    assert ran.err.endswith("Corrected: date, fields.\n")
    assert hit(own, "year:2011", "field:migration")["key"] == key
    assert own.runs("read", key, "--format", "json").json["stated"]["date"] == "correction"


def test_none_takes_a_value_away_and_undo_gives_it_back(own: Reader) -> None:
    key = hit(own, "deck")["key"]
    assert own.runs("edit", key, "--date", "none", "--json").json["date"] is None
    assert own.runs("edit", key, "--undo", "date", "--json").json["date"] == "2008-03-04"


@pytest.mark.parametrize(("arguments", "code"), [((), 2), (("--date", "last week"), 2), (("--colour", "red"), 2)])
def test_what_is_no_correction_is_refused_with_a_sentence(own: Reader, arguments: tuple[str, ...], code: int) -> None:
    ran = own.runs("edit", hit(own, "deck")["key"], *arguments)
    assert ran.code == code
    assert "Traceback" not in ran.err


def test_cleaning_anew_names_what_changed(own: Reader) -> None:
    ran = own.runs("reclean")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "1 document from 1 page: 0 new, 0 changed, 1 already there; 0 skipped\n"
    assert own.runs("reclean", "--json").json["keys"] == []


def test_the_states_of_a_changed_page_are_listed_with_their_difference(own: Reader, page: Path) -> None:
    key = hit(own, "deck")["key"]
    page.write_text(TEXT.replace("in two ports", "in three ports"))
    assert own.runs("add", page).code == 0

    ran = own.runs("versions", key)

    assert ran.code == 0
    assert [line.split()[1] for line in ran.out.splitlines()[:2]] == ["until", "now"]
    assert "[-two-]" in ran.out
    assert "{+three+}" in ran.out


def test_the_same_story_from_elsewhere_is_listed(own: Reader, tmp_path: Path) -> None:
    key = hit(own, "deck")["key"]
    other = tmp_path / "other.txt"
    other.write_text(
        f"{TEXT}\nRead on the website of the port authority, where a photograph of the course can be seen."
    )
    assert own.runs("add", other).code == 0

    listed = own.runs("versions", key, "--json").json

    assert len(listed["versions"]) == 1
    compared = own.runs("versions", key, listed["versions"][0]["key"])
    assert "{+Read on the website" in compared.out
