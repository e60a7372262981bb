"""The last lock before the terminal: no control character of a document gets through."""

from __future__ import annotations

from rich.segment import Segment
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


class Colourless(LineFilter):
    """Takes every colour out, the default one too; bold, underlined and reversed stay."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's signature
        """Return the segments without colour."""
        return [
            segment if segment.style is None else Segment(segment.text, segment.style.without_color, segment.control)
            for segment in segments
        ]


def _clean(text: str) -> str:
    return visible(text).replace("\t", " ").replace("\n", " ")
