"""Names as pages print them: lists of them behind one label, and places in capitals."""

from __future__ import annotations

import re
from collections.abc import Container

from corpus.vocabulary import cities, fold

_SMALL = frozenset(
    {
        "and",
        "of",
        "the",
        "de",
        "la",
        "le",
        "les",
        "du",
        "des",
        "del",
        "sur",
        "am",
        "an",
        "der",
        "au",
        "upon",
        "i",
        "и",
        "на",
    }
)


def split_names(value: str, known: Container[str] = ()) -> list[str]:
    """Return the names in a list joined by commas, each once; known names keep the commas they hold.

    Semicolons and bars, where there are any, are the separators instead. A part that begins with a small letter goes
    on with the name before it.
    """
    if re.search(r"[;|]", value):
        parts = re.split(r"\s*[;|]\s*", value)
    else:
        parts = _join_known(re.split(r",\s+", value), known)
    names: dict[str, str] = {}
    for part in parts:
        name = part.strip(" ,.")
        if name:
            names.setdefault(fold(name), name)
    return list(names.values())


def _join_known(parts: list[str], known: Container[str]) -> list[str]:
    joined: list[str] = []
    at = 0
    while at < len(parts):
        end = next((end for end in range(len(parts), at + 1, -1) if fold(", ".join(parts[at:end])) in known), at + 1)
        name = ", ".join(parts[at:end])
        if joined and name[:1].islower() and fold(name) not in known:
            joined[-1] += f", {name}"
        else:
            joined.append(name)
        at = end
    return joined


def tidy_place(name: str) -> str:
    """Return the place with capitals only where a name has them: `NOVI PAZAR` is `Novi Pazar`."""
    name = name.strip(" ,.;:-–—")
    if not name.isupper():
        return name
    words = re.split(r"([\s-])", name)
    return "".join(
        word.lower() if number and word.casefold() in _SMALL else word.title() if len(word) > 1 else word
        for number, word in enumerate(words)
    ).replace("'S", "'s")


def split_places(value: str) -> list[str]:
    """Return the places in `VIENNA/SARAJEVO` or `Ashgabat, Turkmenistan`, without regions and States behind cities."""
    places: dict[str, str] = {}
    for part in re.split(r"\s*[/;|]\s*|\s+(?:and|et|und|и)\s+(?=[^\W\d_]{3,}\s*$)|\s+&\s+", value):
        names = [name for name in re.split(r",\s*", part) if name.strip(" .,")]
        kept = [name for number, name in enumerate(names) if number == 0 or fold(name) in cities()]
        for name in kept:
            tidy = tidy_place(name)
            if tidy:
                places.setdefault(fold(tidy), tidy)
    return list(places.values())
