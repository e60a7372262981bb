"""Names the cleaner knows: months, labels, types, furniture, places, sources and fields of work.

Each list is a tab-separated file beside this module: a canonical value, then the names that mean it, between bars.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files


def fold(name: str) -> str:
    """Return the form under which names are compared: lower case, white space folded, typographic marks plain."""
    return " ".join(name.casefold().replace("’", "'").replace("–", "-").replace("\u00a0", " ").split())


def _rows(name: str) -> Iterator[tuple[str, list[str]]]:
    for line in files(__name__).joinpath(name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            value, _, names = line.partition("\t")
            yield value, names.split("|") if names else []


@cache
def month_numbers() -> dict[str, int]:
    """Return the number of the month, 1 to 12, of each name in lower case."""
    return {name: int(number) for number, (names,) in _rows("months.tsv") for name in names.split()}


@cache
def weekdays() -> frozenset[str]:
    """Return the names of the days of the week in lower case."""
    text = files(__name__).joinpath("weekdays.tsv").read_text("utf-8")
    return frozenset(name for line in text.splitlines() if not line.startswith("#") for name in line.split())


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
