"""A TOML file that a person wrote: what in it can be read, and on which line what cannot."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

MOST_BROKEN = 20
_NAME = r"""(?:[\w-]+|"[^"]*"|'[^']*')"""
_DOTTED = rf"{_NAME}(?:\s*\.\s*{_NAME})*"
_HEADER = re.compile(rf"\s*\[+\s*({_DOTTED})\s*\]")
_KEY = re.compile(rf"\s*({_DOTTED})\s*=")
_UNQUOTED = re.compile(rf"\s*({_DOTTED})\s*=\s*([^\W\d][\w.-]*)\s*(?:#.*)?$")
_TRUTHS = {"yes": "true", "on": "true", "true": "true", "no": "false", "off": "false", "false": "false"}


class Problem(NamedTuple):
    """What is wrong on a line of a file, as a clause: `theme must be …`."""

    line: int
    words: str


@dataclass(slots=True)
class TomlFile:
    """The values of the lines that can be read; a line that cannot is left out and named in `problems`.

    Where no line alone is to blame, all is lost.
    """

    lines: list[str]
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    is_lost: bool = False

    def line_of(self, path: tuple[str, ...]) -> int:
        """Return the number of the line on which a value is set, or the table it is in."""
        table: tuple[str, ...] = ()
        nearest = (0, 1)
        for number, line in enumerate(self.lines, 1):
            if header := _HEADER.match(line):
                named = table = _parts(header[1])
            elif key := _KEY.match(line):
                named = table + _parts(key[1])
            else:
                continue
            if path[: len(named)] == named and len(named) > nearest[0]:
                nearest = (len(named), number)
        return nearest[1]

    def broken(self, name: str) -> Problem | None:
        """Return the problem of the line that was to set a value, or of the whole file; None where all is well."""
        for problem in self.problems:
            key = _KEY.match(self.lines[problem.line - 1])
            if self.is_lost or (key and _parts(key[1]) == (name,)):
                return problem
        return None


def read_toml(path: Path) -> TomlFile:
    """Read a file; raises OSError where that cannot be done."""
    data = path.read_bytes()
    try:
        return parse_toml(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        lost = Problem(line, "this is not UTF-8 text, so nothing in the file is used")
        return TomlFile([""] * line, problems=[lost], is_lost=True)


def parse_toml(text: str) -> TomlFile:
    """Read TOML, line by line where it is not all TOML."""
    file = TomlFile(text.replace("\r\n", "\n").split("\n"))
    sound = list(file.lines)
    while True:
        try:
            file.values = tomllib.loads("\n".join(sound))
        except tomllib.TOMLDecodeError as error:
            if not _set_aside(file, sound, str(error)):
                return file
        else:
            return file


def _set_aside(file: TomlFile, sound: list[str], error: str) -> bool:
    """Take the line out that could not be read, and say so; False where no line alone is to blame."""
    reason, _, place = error.rpartition(" (at ")
    reason = reason[:1].lower() + reason[1:]
    at = re.match(r"line (\d+)", place)
    number = int(at[1]) if at else len(sound)
    if at is None or not sound[number - 1].strip() or len(file.problems) == MOST_BROKEN:
        file.is_lost = True
        file.problems.append(Problem(number, f"{reason}, so nothing in the file is used"))
        return False
    file.problems.append(Problem(number, _advice(sound[number - 1], reason)))
    sound[number - 1] = ""
    return True


def _advice(line: str, reason: str) -> str:
    if (unquoted := _UNQUOTED.match(line)) and (truth := _TRUTHS.get(unquoted[2].lower())):
        return f"yes and no are written true and false: {unquoted[1]} = {truth}"
    if unquoted:
        return f'text stands in quotes: {unquoted[1]} = "{unquoted[2]}"'
    return f"this is not TOML: {reason}"


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(name.strip("\"'") for name in re.findall(_NAME, dotted))
