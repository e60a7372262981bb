"""What is printed: data on standard output, talk on standard error, neither able to steer a terminal or to fail."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import sys
import unicodedata
from typing import TextIO

from corpus import one_line, visible

_UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


def prepare() -> None:
    """Make both streams take any text: UTF-8 where no terminal says otherwise, and escapes for what it can't show."""
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def say(text: str = "") -> None:
    """Print a line for people on standard output; control characters in it become visible."""
    sys.stdout.write(f"{visible(text)}\n")


def talk(text: str) -> None:
    """Print a line on standard error; where that is gone there is nobody to tell."""
    try:
        sys.stderr.write(f"{visible(text)}\n")
        sys.stderr.flush()
    except OSError:
        return


def say_json(value: object, *, indent: int | None = None) -> None:
    """Print a value as JSON on standard output, on one line unless indented."""
    sys.stdout.write(f"{as_json_text(value, indent=indent)}\n")


def as_json_text(value: object, *, indent: int | None = None) -> str:
    """Return JSON that any UTF-8 output and any terminal takes: readable text as it is, everything else escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _UNSAFE_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def emphasised(text: str, marks: tuple[tuple[int, int], ...], *, bold: bool) -> str:
    """Return one visible line of the text with the marked spans in bold, where that is asked for."""
    if not bold:
        return one_line(text)
    parts, done = [], 0
    for start, end in sorted(marks):
        parts += [_inline(text[done:start]), "\x1b[1m", _inline(text[max(start, done) : end]), "\x1b[0m"]
        done = max(done, end)
    return "".join([*parts, _inline(text[done:])]).strip()


def has_colour(stream: TextIO, *, wanted: bool) -> bool:
    """Say whether a stream is a terminal that shows bold and nobody asked for plain text."""
    plain = not wanted or os.environ.get("NO_COLOR") or os.environ.get("TERM", "dumb") in {"", "dumb"}
    return stream.isatty() and not plain


def width_of(stream: TextIO) -> int:
    """Return the columns of the terminal behind a stream, 80 where it doesn't say."""
    try:
        columns = os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        columns = shutil.get_terminal_size().columns
    return columns or 80


def cells(text: str) -> int:
    """Return how many columns a visible text takes in a terminal."""
    return sum(_cells_of(letter) for letter in text)


def fitted(text: str, width: int) -> str:
    """Return the beginning of a visible text that takes at most `width` columns, with an ellipsis where it is cut."""
    if cells(text) <= width:
        return text
    taken = 0
    for index, letter in enumerate(text):
        taken += _cells_of(letter)
        if taken > width - 1:
            return f"{text[:index]}…"
    return text


def _cells_of(letter: str) -> int:
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1


def _inline(text: str) -> str:
    """Return a piece of a line made visible, keeping its outer blanks."""
    return re.sub(r"\s+", " ", visible(text))
