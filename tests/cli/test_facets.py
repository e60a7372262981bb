"""`dateline facets`: bodies under the bodies they belong to, and a choice among many values."""

from __future__ import annotations

import json

import pytest

from corpus import Archive, Desk
from search import FACETS
from tui.render.facets import TITLES

from .driver import Reader

ISSUED = (
    ("OSCE Secretariat", "Tbilisi", "The quay was closed for the night."),
    ("OSCE Secretariat", "Vienna", "A handbook for harbour masters is out."),
    ("OSCE Mission to Moldova", "Vienna", "Ferries crossed the river again."),
    ("ILO", "Geneva", "Cranes need two pairs of eyes, not one."),
    ("OSCE", "Vilnius", "Ships were counted in every port of the coast."),
)


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """Somebody with an archive of five documents, one of them tagged."""
    home = tmp_path_factory.mktemp("harbour")
    lines = [
        {"url": f"https://press.example/{number}", "title": text[:-1], "source": source, "place": [place], "text": text}
        for number, (source, place, text) in enumerate(ISSUED)
    ]
    (home / "pages.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    reader = Reader(home, home / "archive")
    assert reader.runs("add", home / "pages.jsonl").code == 0
    with Archive.open(home / "archive") as archive, Desk.open(home / "desk.db") as desk:
        (key,) = (key for key, entry in archive.entries(list(archive.keys())).items() if entry.url == lines[3]["url"])
        desk.tag(key, "thesis")
    return reader


def test_every_facet_has_a_title() -> None:
    assert tuple(TITLES) == FACETS


def test_bodies_stand_under_the_body_they_belong_to(harbour: Reader) -> None:
    assert harbour.runs("facets", "--facet", "source").out.splitlines() == [
        "Source",
        "  4  OSCE",
        "  2    OSCE Secretariat",
        "  1    OSCE Mission to Moldova",
        "  1  ILO",
    ]


def test_only_the_first_values_of_each_facet(harbour: Reader) -> None:
    assert harbour.runs("facets", "--facet", "place", "--facet", "source", "--top", "2").out.splitlines() == [
        "Source",
        "  4  OSCE",
        "  2    OSCE Secretariat",
        "",
        "Place",
        "  2  Vienna",
        "  1  Geneva",
    ]


def test_only_values_that_hold_what_is_typed(harbour: Reader) -> None:
    facets = harbour.runs("facets", "--containing", "vi", "--json").json["facets"]
    assert set(facets) == set(FACETS)
    assert facets["place"] == [["Vienna", 2], ["Vilnius", 1]]
    assert facets["source"] == []
    told = harbour.runs("facets", "--containing", "mold").out
    assert told == "Source\n  1  OSCE Mission to Moldova\n"


def test_tags_are_counted_from_the_desk(harbour: Reader) -> None:
    ran = harbour.runs("facets", "--facet", "tag", "--json", "--desk", harbour.home / "desk.db")
    assert ran.json["facets"] == {"tag": [["thesis", 1]]}


def test_no_value_is_exit_3_and_still_an_answer(harbour: Reader) -> None:
    ran = harbour.runs("facets", "--containing", "zanzibar")
    assert (ran.code, ran.out, ran.err) == (3, "", "The documents found have no such values.\n")
    assert harbour.runs("facets", "--facet", "tag", "--json").json["facets"] == {"tag": []}


@pytest.mark.parametrize(("option", "value"), [("--facet", "colour"), ("--top", "0"), ("--top", "many")])
def test_what_cannot_be_meant_is_misuse(harbour: Reader, option: str, value: str) -> None:
    ran = harbour.runs("facets", option, value)
    assert (ran.code, ran.out) == (2, "")
    assert value in ran.err
