"""A small archive of invented press releases, told in a few rows, and how it is filled."""

from __future__ import annotations

import json
from pathlib import Path

from corpus import Archive, add
from search import Index

FILLER = (
    "The two-day meeting brings together experts from across the region.",
    "Prosecutors and judges need to work together, participants were told.",
    "Further information can be had from the press office.",
    "The host country thanked all delegations for their patience.",
)
OTHER_PLACES = ("Vienna", "Geneva", "Warsaw", "Skopje")
OTHER_SOURCES = ("Office for Fair Work", "Regional Forum", "Border Agency")


def releases(count: int = 120) -> list[dict[str, object]]:
    """Return records: three about forced labour that the tests read, and others that only fill the list."""
    told: list[dict[str, object]] = [
        {
            "id": "tbilisi",
            "title": "Trafficking for labour exploitation should be tackled as serious crime",
            "date": "2011-05-18",
            "source": "Regional Forum",
            "place": "Tbilisi",
            "topics": ["Forced labour"],
            "url": "https://press.example.org/2011/05/trafficking-for-labour-exploitation-should-be-tackled",
            "text": _text(
                "TBILISI, 18 May 2011 – A seminar on exploitation at work opened today.",
                *FILLER * 6,
                "The seminar heard that forced labour hides in ordinary places, and that forced labour pays.",
                *FILLER * 6,
            ),
        },
        {
            "id": "geneva",
            "title": "Inspectors learn to see the signs",
            "date": "2010-03-02",
            "source": "Office for Fair Work",
            "place": "Geneva",
            "topics": ["Forced labour"],
            "url": "https://press.example.org/2010/03/inspectors",
            "text": _text("GENEVA, 2 March 2010 – Inspectors met.", *FILLER, "Signs of forced labour are often plain."),
        },
        {
            "id": "hostile",
            "title": "Annex [/foo] to the [sic] report \u001b]52;c;aGVsbG8=\u0007 on \u202egnitnuoc",
            "date": "2009-07-01",
            "source": "Border Agency",
            "place": "Warsaw",
            "topics": ["Counting"],
            "url": "https://press.example.org/2009/07/annex",
            "text": _text(
                "WARSAW, 1 July 2009 – \u001b[2J\u001b]0;owned\u0007 A hostile annex \u202etxet\u202c \u009b31m was read.",
                *FILLER,
            ),
        },
    ]
    return told + [_release(number) for number in range(count - len(told))]


def _release(number: int) -> dict[str, object]:
    year, month, day = 2003 + number % 6, 1 + number % 12, 1 + number % 28
    place = OTHER_PLACES[number % len(OTHER_PLACES)]
    date = f"{year}-{month:02}-{day:02}"
    return {
        "id": f"filler-{number}",
        "title": f"Round table number {number} closes in {place}",
        "date": date,
        "source": OTHER_SOURCES[number % len(OTHER_SOURCES)],
        "place": place,
        "topics": ["Rule of law"] if number % 2 else ["Economy"],
        "url": f"https://press.example.org/{number}",
        "text": _text(f"{place.upper()} – Round table {number} ended today.", *FILLER),
    }


def _text(*paragraphs: str) -> str:
    return "\n\n".join(f"{paragraph} Point {number}." for number, paragraph in enumerate(paragraphs, 1))


def build(folder: Path, count: int = 120) -> Path:
    """Fill an archive in a folder, with its index; return the archive's folder."""
    pages = folder / "releases.jsonl"
    pages.write_text("".join(json.dumps(record) + "\n" for record in releases(count)), "utf-8")
    with Archive.open(folder / "press", create=True) as archive:
        add(archive, [pages], workers=1)
        with Index.open(archive) as index:
            index.update()
    return folder / "press"
