"""From the style of one cell to the next in few bytes: lines differ in their letters, seldom in their colours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

RESET = "\x1b[0m"

Cell = tuple[str, str]
"""The style of a character, as the steering that sets it where none is set, and the character."""

_CODES = re.compile(r"\x1b\[([0-9;:]*)m")
_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "7": "27", "9": "29"}
_FOREGROUND = {*map(str, range(30, 38)), *map(str, range(90, 98))}
_BACKGROUND = {*map(str, range(40, 48)), *map(str, range(100, 108))}
_REST = {"5": 1, "2": 3}
"""How many codes follow the 38 or 48 of a colour that is a number, or red, green and blue."""


class Style(NamedTuple):
    """What a steering sets: attributes by their codes, and the codes of both colours."""

    attributes: tuple[str, ...]
    foreground: str
    background: str

    @property
    def codes(self) -> list[str]:
        """Return the codes that set it."""
        return [*self.attributes, *filter(None, (self.foreground, self.background))]


class Pen:
    """Writes cells; knows the style that was set last."""

    def __init__(self) -> None:
        self._style = ""

    def write(self, cells: Sequence[Cell]) -> str:
        """Return what writes the cells where the cursor stands."""
        return "".join(
            self._take(style) + "".join(character for _, character in group)
            for style, group in groupby(cells, itemgetter(0))
        )

    def lay_down(self) -> str:
        """Return what sets no style any more."""
        return self._take("")

    def _take(self, style: str) -> str:
        before, self._style = self._style, style
        return "" if before == style else _change(before, style)


@lru_cache(2048)
def _change(before: str, after: str) -> str:
    """Return the shortest steering from one style to another."""
    anew = RESET if not after else f"{RESET}{after}" if before else after
    one, other = _style(before), _style(after)
    if one is None or other is None:
        return anew
    if one == other:
        return ""
    codes = list(_codes(one, other))
    short = f"\x1b[{';'.join(codes)}m"
    whole = f"\x1b[{';'.join(['0', *other.codes] if before else other.codes)}m"
    return min(short, whole, key=len)


def _codes(one: Style, other: Style) -> Iterator[str]:
    off = {_OFF[code] for code in one.attributes if code not in other.attributes}
    yield from sorted(off)
    yield from (code for code in other.attributes if code not in one.attributes or _OFF[code] in off)
    if one.foreground != other.foreground:
        yield other.foreground or "39"
    if one.background != other.background:
        yield other.background or "49"


@lru_cache(2048)
def _style(steering: str) -> Style | None:
    """Return what a steering sets; None where it says anything else."""
    attributes: list[str] = []
    foreground = background = ""
    codes = iter([code for piece in _CODES.findall(steering) for code in piece.split(";")])
    for code in codes:
        if code in _OFF:
            attributes.append(code)
        elif code in _FOREGROUND:
            foreground = code
        elif code in _BACKGROUND:
            background = code
        elif code in {"38", "48"}:
            kind = next(codes, "")
            colour = ";".join([code, kind, *(next(codes, "") for _ in range(_REST.get(kind, 0)))])
            foreground, background = (colour, background) if code == "38" else (foreground, colour)
        else:
            return None
    return Style(tuple(sorted(set(attributes))), foreground, background)
