"""Lists of names that pages are read by, from `lists.tsv`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def listed(name: str) -> tuple[str, ...]:
    """Return the members of a list, in their order."""
    return _lists()[name]


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    rows = files("corpus.cleaning.html").joinpath("lists.tsv").read_text("utf-8").splitlines()
    pairs = (row.split("\t") for row in rows if not row.startswith("#"))
    return {name: tuple(members.split(" ")) for name, members in pairs}
