"""An archive of invented releases in which some words are common and some are rare."""

import json
import random
from collections.abc import Iterator

import pytest

from corpus import Archive, add

COMMON = [
    *("harbour", "council", "bridge", "winter", "market", "teacher", "river", "village", "doctor", "garden"),
    *("window", "letter", "forest", "summer", "island", "kitchen", "painter", "mountain", "corner", "stone"),
]
SELDOM = [
    f"{first}{second}"
    for first in ("bo", "da", "gu", "ki", "lo", "mu")
    for second in ("ran", "tok", "lum", "vag", "zint")
]
SOURCES = ("Harbour Office", "Council of Quays", "Museum of Tides")


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Sixty documents of three sources and four years."""
    home = tmp_path_factory.mktemp("benchmark")
    (home / "pages.jsonl").write_text("".join(_page(number) for number in range(60)), encoding="utf-8")
    with Archive.open(home / "archive", create=True) as archive:
        add(archive, [home / "pages.jsonl"], workers=1)
        yield archive


def _page(number: int) -> str:
    rng = random.Random(number)  # noqa: S311 - the same each time, on purpose
    sentences = [_sentence(rng, SELDOM[number // 2]) for _ in range(3)]
    page = {
        "url": f"https://tides.example/{number}",
        "title": f"Notice {number} of the {rng.choice(COMMON)}",
        "source": SOURCES[number % 3],
        "date": f"{2011 + number % 4}-03-{1 + number % 28:02d}",
        "text": "\n\n".join(sentences),
    }
    return json.dumps(page) + "\n"


def _sentence(rng: random.Random, seldom: str) -> str:
    one, other, third = rng.sample(COMMON, 3)
    return f"The {one} {other} opened, and the {seldom} of the {third} remained as it was."
