"""A small archive of invented press releases, and the index over it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from corpus import Archive, Desk, add
from search import Answer, Index

Record = Mapping[str, Any]

SECRETARIAT = "OSCE Secretariat"
TRAFFICKING = "Combating trafficking in human beings"

RECORDS: tuple[Record, ...] = (
    {
        "id": "tbilisi",
        "title": "Trafficking for labour exploitation is a serious crime",
        "source": SECRETARIAT,
        "date": "2011-05-18",
        "place": ["Tbilisi"],
        "fields": [TRAFFICKING],
        "type": "Press release",
        "language": "en",
        "text": "Forced labour was the subject of a workshop in Tbilisi today.\n\n"
        "Labour inspectors and prosecutors looked at new trends in trafficking. The traffickers' methods change.",
    },
    {
        "id": "vienna",
        "title": "Conference stresses import of co-operation",
        "source": "OSCE Chairpersonship",
        "date": "2006-11-16",
        "place": ["Vienna"],
        "fields": [TRAFFICKING, "Economic activities"],
        "type": "Press release",
        "language": "en",
        "text": "Victims of forced marriages and of forced labour need help, said the 11th speaker.\n\n"
        "Security and Co-operation in Europe begins at home; anti-corruption work costs 1,200.50 euros.",
    },
    {
        "id": "geneva",
        "title": "Forced labour to be named in trade agreements",
        "source": "ILO",
        "date": "2007-05-09",
        "place": ["Geneva"],
        "fields": ["Labour standards"],
        "type": "News item",
        "language": "en",
        "text": "Trade agreements should name labour that is forced. The labour office's many inspectors agree. "
        "Labour law is one thing, and the visits of inspectors another.",
    },
    {
        "id": "chisinau",
        "title": "Office in Chișinău opens its doors",
        "source": "OSCE Mission to Moldova",
        "date": "2007-07",
        "place": ["Chișinău"],
        "fields": ["Human rights"],
        "type": "News item",
        "language": "en",
        "text": "The people of Chișinău saw the new rooms. O’Brien, a naïve visitor, took an e-mail home.",
    },
    {
        "id": "year",
        "title": "A year of elections",
        "source": "OSCE",
        "date": "2007",
        "place": ["Vienna", "Warsaw"],
        "fields": ["Elections"],
        "type": "Report",
        "language": "en",
        "text": "Elections were observed in many countries. Observers reported running queues, and they said that the count "
        "was done with care by the people who had been asked to do it.",
    },
    {
        "id": "undated",
        "title": "Notes on policing",
        "source": "OSCE",
        "fields": ["Policing"],
        "type": "Report",
        "language": "en",
        "text": "Police reform goes on: the running of a station is hard. Co operation matters.",
    },
    {
        "id": "paris",
        "title": "Droits de l'homme et politiques étrangères",
        "source": "Conseil de l’Europe",
        "date": "2009-03-02",
        "place": ["Paris"],
        "fields": ["Human rights"],
        "type": "Press release",
        "language": "fr",
        "text": "Les travailleurs étrangers demandent des réformes européennes. La réunion a été organisée à Paris.",
    },
    {
        "id": "moscow",
        "title": "Права человека в регионе",
        "source": "Московский центр",
        "date": "2010-10-10",
        "place": ["Moscow"],
        "fields": ["Human rights"],
        "type": "Press release",
        "language": "ru",
        "text": "Защита прав и свобод. Ещё ёлка стоит в районе; о правах говорили эксперты.",
    },
    {
        "id": "berlin",
        "title": "Menschenrechte und Häuser",
        "source": "Amt für Rechte",
        "date": "2010-01-05",
        "place": ["Berlin"],
        "fields": ["Human rights"],
        "type": "Press release",
        "language": "de",
        "text": "Die Häuser der Straße wurden gezählt. Menschen und ihre Rechte standen im Mittelpunkt.",
    },
)


@dataclass(frozen=True)
class Library:
    """An archive with its index, and the short names of its documents."""

    archive: Archive
    index: Index
    desk: Desk

    def found(self, query: str, **how: object) -> list[str]:
        return self.names(self.index.search(query, **how))  # type: ignore[arg-type]

    def names(self, answer: Answer) -> list[str]:
        entries = self.archive.entries([hit.key for hit in answer.hits])
        return [name_of(entries[hit.key].url) for hit in answer.hits]

    def key(self, name: str) -> str:
        return next(
            key for key, entry in self.archive.entries(list(self.archive.keys())).items() if name_of(entry.url) == name
        )


def name_of(url: str | None) -> str:
    return (url or "").rpartition("/")[2]


def fill(archive: Archive, folder: Path, records: Sequence[Record]) -> None:
    """Take records into an archive as a file of JSON lines; the same name again replaces what was there."""
    lines = [json.dumps({**record, "url": f"https://press.example/{record['id']}"}) for record in records]
    folder.mkdir(exist_ok=True)
    for line, record in zip(lines, records, strict=True):
        (folder / f"{record['id']}.jsonl").write_text(line + "\n", encoding="utf-8")
    report = add(archive, [folder], workers=1)
    assert not report.skipped


def invented(count: int, start: int = 0) -> list[Record]:
    """Return plain documents, different enough not to be taken for copies of each other."""
    return [
        {
            "id": f"n{number}",
            "title": f"Statement number {number}",
            "source": f"Office {number % 7}",
            "date": f"{2000 + number % 10}-03-{1 + number % 28:02d}",
            "language": "en",
            "text": f"The meeting number{number} was about bridges{number % 5} and rivers. It ended well in room{number}.",
        }
        for number in range(start, start + count)
    ]


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The invented press releases, indexed; not to be changed, but for the desk."""
    home = tmp_path_factory.mktemp("library")
    with Archive.open(home / "archive", create=True) as archive, Desk.open(Path(":memory:")) as desk:
        fill(archive, home / "pages", RECORDS)
        with Index.open(archive, desk) as index:
            index.update()
            yield Library(archive, index, desk)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An archive of five documents of a test's own."""
    with Archive.open(tmp_path / "archive", create=True) as archive:
        fill(archive, tmp_path / "pages", invented(5))
        yield archive
