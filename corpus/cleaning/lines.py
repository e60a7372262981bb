"""The form in which every page is cleaned: lines, whatever format they came from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_BULLET = re.compile(r"[-•*·▪◦‣–]\s+(?=\S)")
_NUMBER = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")
_WIDE_GAP = re.compile(r"[ \t\xa0]{8,}")
_LONGEST_ENTRY = 120
_SENTENCE_END = re.compile(r"[.!?…:;]['\"”’»)\]]*$")


@dataclass(slots=True)
class Line:
    """One line of a page: a paragraph, a heading or an item of a list.

    `number` is the number printed before an item; `indent` counts blanks; `block` is the Markdown block it belongs to
    and `heading` its level, where the page has such.
    """

    text: str
    bullet: bool = False
    number: int | None = None
    indent: int = 0
    after_blank: bool = False
    heading: int = 0
    block: int = -1

    @property
    def words(self) -> int:
        """Return how many words the line has."""
        return self.text.count(" ") + 1

    @property
    def is_prose(self) -> bool:
        """Say whether the line reads like a sentence or more, not like an entry of a menu."""
        if self.bullet:
            return False
        words = self.words
        return words >= 15 or (words >= 6 and _SENTENCE_END.search(self.text, max(0, len(self.text) - 8)) is not None)


def read_lines(text: str) -> list[Line]:
    """Return the lines of a text dump that say anything; a bare `-` makes an item of the line below it."""
    lines: list[Line] = []
    blank = dangling = False
    for raw in _WIDE_GAP.sub(_gap, text).split("\n"):
        stripped = raw.strip()
        if not stripped:
            blank = True
            continue
        if stripped in {"-", "*", "•"}:
            dangling = True
            continue
        lines.append(_line(raw, stripped, bullet=dangling and len(stripped) <= _LONGEST_ENTRY, after_blank=blank))
        blank = dangling = False
    return _unwrap(lines)


def join_lines(lines: Iterable[Line]) -> str:
    """Return plain text: paragraphs with a blank line between, the items of one list together."""
    parts: list[str] = []
    before: Line | None = None
    for line in lines:
        if before is not None:
            parts.append("\n" if line.bullet and before.bullet else "\n\n")
        parts.append(f"- {line.text}" if line.bullet else line.text)
        before = line
    return "".join(parts)


def _gap(match: re.Match[str]) -> str:
    """Keep blanks that indent a line; a wide gap inside one is where a line break was lost."""
    start = match.start()
    return match[0] if start == 0 or match.string[start - 1] == "\n" else "\n\n"


def _line(raw: str, stripped: str, *, bullet: bool, after_blank: bool) -> Line:
    indent = len(raw) - len(raw.lstrip())
    number = None
    if mark := _BULLET.match(stripped):
        bullet, stripped = True, stripped[mark.end() :]
    elif mark := _NUMBER.match(stripped):
        number = int(mark[1])
    return Line(" ".join(stripped.split()), bullet, number, indent, after_blank)


def _unwrap(lines: list[Line]) -> list[Line]:
    """Join the lines of paragraphs that were broken at a fixed width, as mail and old pages do."""
    plain = [line for line in lines if not line.bullet and line.number is None]
    long = [line for line in plain if 50 <= len(line.text) <= 82]
    followers = sum(not line.after_blank for line in plain)
    if (
        len(long) < 6
        or len(long) < 0.5 * len(plain)
        or followers < 0.5 * len(plain)
        or max(len(line.text) for line in plain) > 100
    ):
        return lines
    joined: list[Line] = []
    for line in lines:
        goes_on = joined and not line.after_blank and not line.bullet and line.number is None
        if goes_on and len(joined[-1].text) > 45 and not joined[-1].bullet:
            joined[-1].text += f" {line.text}"
        else:
            joined.append(line)
    return joined
