"""The last lock before the terminal: no control character of a document gets through."""

from __future__ import annotations

from functools import cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from corpus import visible


class SafeText(LineFilter):
    """Cleans the text of every segment, whichever widget drew it."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's signature
        """Return the segments with control characters shown as pictures, bidi overrides spelled out."""
        if all(segment.text.isprintable() for segment in segments):
            return segments
        return [
            segment if segment.text.isprintable() else Segment(_clean(segment.text), segment.style, segment.control)
            for segment in segments
        ]


class Restyled(LineFilter):
    """Gives every segment another style, which a kind of it works out once for each style there is."""

    def __init__(self) -> None:
        super().__init__()
        self._restyle = cache(self.restyle)

    def restyle(self, style: Style) -> Style:
        """Return the style to draw in."""
        raise NotImplementedError

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's signature
        """Return the segments, restyled."""
        return [
            Segment(segment.text, self._restyle(segment.style), segment.control) if segment.style else segment
            for segment in segments
        ]


class Colourless(Restyled):
    """Takes every colour out, the default one too; bold, underlined and reversed stay."""

    def restyle(self, style: Style) -> Style:
        """Return the style without colour."""
        return style.without_color


class OwnColours(Restyled):
    """Sends nothing where the terminal's own colours are meant: it has them already, and each costs some bytes."""

    def restyle(self, style: Style) -> Style:
        """Return the style without the two colours that every terminal begins with."""
        named = (
            style.color if style.color and not style.color.is_default else None,
            style.bgcolor if style.bgcolor and not style.bgcolor.is_default else None,
        )
        return style.without_color + Style.from_color(*named)


def _clean(text: str) -> str:
    return visible(text).replace("\t", " ").replace("\n", " ")
