"""The values of all facets, found by typing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from unicodedata import combining, normalize

from tui.render.facets import TICKS, TITLES, Counts, Picks, value_name
from tui.screens.asking import Option

MOST = 200
"""Values offered at once; whoever wants others goes on typing."""

AT_ONCE = 256
LEAVES_OUT = "-"


def letters(text: str) -> str:
    """Return a text in small letters, without accents and full stops."""
    plain = text.casefold()
    if not plain.isascii():
        plain = "".join(letter for letter in normalize("NFKD", plain) if not combining(letter))
    return plain.replace(".", "")


class Values:
    """Offers the values in which every word typed begins a word, those of the facet where one stands before others.

    What begins with a minus asks to leave the value out.
    """

    def __init__(self, facets: Mapping[str, Counts], picks: Picks, first: str) -> None:
        names = [name for name in dict.fromkeys((first, *TITLES)) if facets.get(name)]
        self._facets = [_Facet(name, facets[name]) for name in names]
        self._states = {name: picks.states(name) for name in names}

    @property
    def title(self) -> str:
        """Return what to call the choice: the facet that comes first, and how many values it has."""
        first = next(iter(self._facets), None)
        return f"{TITLES[first.name]}: {len(first.counts):,} values" if first else "There are no values"

    def options(self, typed: str) -> Sequence[Option]:
        """Return the values to choose from, with their counts."""
        minus = LEAVES_OUT if typed.lstrip().startswith(LEAVES_OUT) else ""
        text = typed.strip().removeprefix(minus)
        found = ((facet, place) for facet in self._facets for place in facet.holding(text))
        return [self._option(facet, place, minus) for facet, place in islice(found, MOST)]

    def _option(self, facet: _Facet, place: int, minus: str) -> Option:
        value, count = facet.counts[place]
        tick = TICKS[self._states[facet.name].get(value, "")].strip()
        title = f"leave out · {TITLES[facet.name]}" if minus else TITLES[facet.name]
        note = f"{tick} {count:,}".strip()
        return Option(value_name(facet.name, value), note, f"{minus}{facet.name}:{value}", title)

    @staticmethod
    def chosen(option: Option) -> tuple[str, str, bool]:
        """Return the facet and the value of an option, and whether it is to be left out."""
        facet, _, value = option.id.removeprefix(LEAVES_OUT).partition(":")
        return facet, value, option.id.startswith(LEAVES_OUT)


class _Facet:
    """The values of one facet, looked through no further than somebody looks at what is found."""

    def __init__(self, name: str, counts: Counts) -> None:
        self.name, self.counts = name, counts

    def holding(self, text: str) -> Iterator[int]:
        """Yield the places of the values that hold a text."""
        from search import values_containing

        if not text.strip():
            yield from range(len(self.counts))
            return
        likely = self._likely(re.findall(r"\w+", letters(text)))
        while some := list(islice(likely, AT_ONCE)):
            yield from (place for _, place in values_containing(some, text))

    def _likely(self, words: Sequence[str]) -> Iterator[tuple[str, int]]:
        """Yield the names that may hold words: those with all their letters, and those in other letters."""
        for place, plain in enumerate(self._plain):
            if all(word in plain or word.isascii() != plain.isascii() for word in words):
                yield self._names[place], place

    @cached_property
    def _names(self) -> list[str]:
        return [value_name(self.name, value) for value, _ in self.counts]

    @cached_property
    def _plain(self) -> list[str]:
        return [letters(name) for name in self._names]
