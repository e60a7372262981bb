"""A small writer of roff, the language of manual pages: text in, macros of man(7) out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_LITERAL = re.compile(r"`([^`]+)`")


class Roff:
    """Lines of a manual page, in order."""

    def __init__(self, name: str, section: int, version: str, manual: str) -> None:
        self.lines = [
            f'.TH "{name.upper()}" "{section}" "" "{_argument(version)}" "{_argument(manual)}"',
            ".nh",
            ".ad l",
        ]

    def section(self, title: str) -> None:
        """Begin a section."""
        self.lines.append(f'.SH "{_argument(title.upper())}"')

    def subsection(self, title: str) -> None:
        """Begin a part of a section."""
        self.lines.append(f'.SS "{_argument(title)}"')

    def text(self, text: str) -> None:
        """Write paragraphs, parted by blank lines; one that begins with a backspace character stays as it is set."""
        for paragraph in text.strip().split("\n\n"):
            if paragraph.startswith("\b"):
                self.lines += [".PP", ".nf", *_safe(paragraph.split("\n")[1:]), ".fi"]
            else:
                self.lines += [".PP", *_safe([" ".join(paragraph.split())])]

    def entry(self, term: str, text: str) -> None:
        """Write a term and what it means."""
        self.lines += [".TP", f"\\fB{escaped(term)}\\fR", *_safe([" ".join(text.split())])]

    def entries(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Write terms and what they mean."""
        for term, text in pairs:
            self.entry(term, text)

    def __str__(self) -> str:
        return "\n".join(self.lines) + "\n"


def escaped(text: str) -> str:
    """Return text that roff prints as it is, whatever characters its reader can show."""
    plain = (
        text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("^", "\\(ha").replace("~", "\\(ti")
    )
    return "".join(char if char.isascii() else f"\\[u{ord(char):04X}]" for char in plain)


def _safe(lines: Iterable[str]) -> Iterator[str]:
    """Give lines of text; what stands in backquotes is bold, and no line is taken for a command."""
    for line in lines:
        text = "".join(
            f"\\fB{escaped(piece)}\\fR" if number % 2 else escaped(piece)
            for number, piece in enumerate(_LITERAL.split(line))
        )
        yield f"\\&{text}" if text.startswith((".", "\\(aq")) else text


def _argument(text: str) -> str:
    return escaped(text).replace('"', "\\(dq")
