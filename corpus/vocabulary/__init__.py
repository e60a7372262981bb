"""Names the cleaner knows: months, labels, types, furniture, places, sources and fields of work.

Each list is a tab-separated file beside this module: a canonical value, then the names that mean it, between bars. An
archive may hold files of the same names and form in its own folder `vocabulary`, which add to these.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_LARGEST = 1_000_000
_added: list[Path] = []


def fold(name: str) -> str:
    """Return the form under which names are compared: lower case, white space folded, typographic marks plain."""
    return " ".join(name.casefold().replace("’", "'").replace("–", "-").replace("\u00a0", " ").split())


def extend(folder: Path | None) -> None:
    """Add the lists in a folder to the known names, in the place of another folder's; None goes back to ours alone."""
    _added[:] = [folder] if folder and folder.is_dir() else []
    for reader in _READERS:
        reader.cache_clear()


def _rows(name: str) -> Iterator[tuple[str, list[str]]]:
    texts = [Path(__file__).with_name(name).read_text("utf-8")]
    for folder in _added:
        with contextlib.suppress(OSError):
            texts.append((folder / name).read_text("utf-8", errors="replace")[:_LARGEST])
    for line in "\n".join(texts).splitlines():
        if line.strip() and not line.startswith("#"):
            value, _, names = line.partition("\t")
            yield value.strip(), [name.strip() for name in names.split("|")] if names else []


@cache
def month_numbers() -> dict[str, int]:
    """Return the number of the month, 1 to 12, of each name in lower case."""
    return {name: int(number) for number, names in _rows("months.tsv") for name in " ".join(names).split()}


@cache
def weekdays() -> frozenset[str]:
    """Return the names of the days of the week in lower case."""
    return frozenset(name for line, _ in _rows("weekdays.tsv") for name in line.split())


@cache
def no_places() -> frozenset[str]:
    """Return the words, in lower case, that never stand in the name of a place."""
    return frozenset(name for line, _ in _rows("no_places.tsv") for name in line.split())


@cache
def label_values() -> dict[str, str]:
    """Return which value (`date`, `place`, `source`, `fields`, ...) each folded label announces."""
    return {fold(name): value for value, names in _rows("labels.tsv") for name in names}


@cache
def types() -> dict[str, str]:
    """Return the type that each folded heading states."""
    return {fold(name): value for value, names in _rows("types.tsv") for name in [value, *names]}


@cache
def furniture_phrases() -> tuple[str, ...]:
    """Return the folded phrases that open a line of furniture, longest first."""
    return tuple(sorted((fold(value) for value, _ in _rows("furniture.tsv")), key=len, reverse=True))


@cache
def body_words() -> frozenset[str]:
    """Return the folded words that the names of issuing bodies hold."""
    return frozenset(fold(value) for value, _ in _rows("bodies.tsv"))


@cache
def sources() -> dict[str, str]:
    """Return the source that each folded name means."""
    return {fold(name): value for value, names in _rows("sources.tsv") for name in [value, *names]}


@cache
def fields_of_work() -> dict[str, str]:
    """Return the field of work that each folded name means."""
    return {fold(name): value for value, names in _rows("fields.tsv") for name in [value, *names]}


@cache
def cities() -> frozenset[str]:
    """Return the folded names of cities that open a dateline by themselves."""
    return frozenset(fold(name) for kind, names in _rows("places.tsv") if kind == "city" for name in names)


@cache
def states() -> frozenset[str]:
    """Return the folded names of States, which may follow a city in a dateline."""
    return frozenset(fold(name) for kind, names in _rows("places.tsv") if kind == "state" for name in names)


@cache
def _aliases() -> dict[str, frozenset[str]]:
    groups: dict[str, frozenset[str]] = {}
    rows = [(names, names) for _, names in _rows("places.tsv")]
    rows += [
        ([value, *names], [value, *names]) for name in ("sources.tsv", "fields.tsv") for value, names in _rows(name)
    ]
    for keys, names in rows:
        for key in keys:
            groups[fold(key)] = groups.get(fold(key), frozenset()) | frozenset(names)
    return groups


def aliases(name: str) -> frozenset[str]:
    """Return all names of the place, source or field of work that `name` is one of; itself where none is known."""
    return _aliases().get(fold(name), frozenset({name}))


def known_values(name: str) -> tuple[str, ...]:
    """Return the known places, sources, fields of work or types, in the order of their lists; none for other values."""
    if name == "place":
        return tuple(dict.fromkeys(names[0] for _, names in _rows("places.tsv") if names))
    known = {"source": sources, "fields": fields_of_work, "type": types}.get(name)
    return tuple(dict.fromkeys(known().values())) if known else ()


def parent_of(source: str) -> str | None:
    """Return the body that a source belongs to: the known one whose name its own begins with, or an acronym there."""
    words = source.split()
    for count in range(len(words) - 1, 0, -1):
        parent = sources().get(fold(" ".join(words[:count])))
        if parent and parent != source:
            return parent
    return None


_READERS = (
    month_numbers,
    weekdays,
    no_places,
    label_values,
    types,
    furniture_phrases,
    body_words,
    sources,
    fields_of_work,
    cities,
    states,
    _aliases,
)
