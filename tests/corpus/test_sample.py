"""The sample archive, cleaned: what a careful reader takes from its pages, at pinned floors."""

import json
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import corpus
from corpus.document import Document
from corpus.ingest import clean
from corpus.vocabulary import fold

SAMPLE = Path(corpus.__file__).parent / "sample" / "pages"
GOLD = Path(__file__).parent / "sample_gold.jsonl"
LISTS = ("place", "source", "fields")

FLOORS = {
    "title": 0.98,
    "date": 0.99,
    "place": 0.96,
    "source": 0.95,
    "fields": 1.0,
    "type": 0.99,
    "language": 1.0,
    "begins": 0.96,
    "ends": 0.96,
    "items": 1.0,
    "item dates": 1.0,
}


@cache
def documents() -> dict[str, list[Document]]:
    found: dict[str, list[Document]] = defaultdict(list)
    for one in clean([SAMPLE]):
        assert isinstance(one, Document), one
        found[str(Path(one.origin).relative_to(SAMPLE.parent))].append(one)
    return found


def gold() -> list[dict[str, Any]]:
    return [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]


def judgements() -> Iterator[tuple[str, str, bool, object, object]]:
    """Give (page, value, right, seen, wanted) for everything that the gold says of the sample."""
    for want in gold():
        have = documents().get(want["file"], [])
        if "items" in want:
            yield from _items(want, have)
            continue
        yield want["file"], "one document", len(have) == 1, len(have), 1
        if have:
            yield from _values(want, have[0])


def _items(want: dict[str, Any], have: list[Document]) -> Iterator[tuple[str, str, bool, object, object]]:
    dates = {fold(document.title or ""): str(document.date) if document.date else None for document in have}
    for item in want["items"]:
        title = fold(item["title"])
        yield want["file"], "items", title in dates, list(dates), title
        if title in dates and "date" in item:
            yield want["file"], "item dates", dates[title] == item["date"], dates[title], item["date"]


def _values(want: dict[str, Any], document: Document) -> Iterator[tuple[str, str, bool, object, object]]:
    parts = document.text.split("\n\n")
    seen: dict[str, object] = {
        "title": fold(document.title or "") or None,
        "date": str(document.date) if document.date else None,
        "type": document.type,
        "language": document.language,
        **{name: [fold(value) for value in getattr(document, name)] for name in LISTS},
    }
    for name, value in seen.items():
        if name in want:
            wanted = want[name] and (
                [fold(one) for one in want[name]]
                if name in LISTS
                else fold(want[name])
                if name == "title"
                else want[name]
            )
            yield want["file"], name, value == wanted, value, wanted
    if want.get("begins"):
        yield want["file"], "begins", fold(want["begins"]) in fold(parts[0]), parts[0], want["begins"]
    if want.get("ends"):
        yield (
            want["file"],
            "ends",
            fold(parts[-1].replace("\n", " ")).endswith(fold(want["ends"])),
            parts[-1],
            want["ends"],
        )


def test_the_sample_has_what_the_readme_promises() -> None:
    found = [document for have in documents().values() for document in have]
    assert len(documents()) >= 40
    assert len({field for document in found for field in document.fields}) >= 12
    assert len({source for document in found for source in document.source}) >= 8
    assert {"en", "fr", "ru"} <= {document.language for document in found}
    years = {document.date.year for document in found if document.date}
    assert (min(years), max(years)) == (1996, 2025)


@pytest.mark.parametrize("value", sorted(FLOORS))
def test_values_are_right_at_least_as_often_as_pinned(value: str) -> None:
    judged = [(page, right, seen, wanted) for page, name, right, seen, wanted in judgements() if name == value]
    wrong = [f"{page}: saw {seen!r}, wanted {wanted!r}" for page, right, seen, wanted in judged if not right]
    assert judged
    assert 1 - len(wrong) / len(judged) >= FLOORS[value], "\n".join(wrong)


def test_every_page_is_one_document_unless_it_holds_items() -> None:
    assert [page for page, name, right, _, _ in judgements() if name == "one document" and not right] == []
